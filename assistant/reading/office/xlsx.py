"""Excel → grid: a part a sheet, figures as the sheet shows them.

The parts of the file are read as streams: openpyxl holds a sheet whole, stumbles over styles, pictures and rules that
other programs have written badly, and tells not which formulas were never calculated.
"""

import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from assistant.model import UnreadableFileError
from assistant.reading.grid import Grid
from assistant.reading.limits import MOST_COLUMNS, MOST_EMPTY_ROWS, MOST_ROWS
from assistant.reading.marks import clean
from assistant.reading.office.package import Package
from assistant.reading.office.sheet import Merged, Sheet
from assistant.reading.office.shown import BUILT_IN, shown

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_DAMAGED = "不是完整的 Excel 文件（可能已损坏），请用 Excel 或 WPS 打开后另存为 .xlsx"
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_CELL = re.compile(r"^([A-Z]{1,3})(\d{1,7})$")
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})"')
_MOST_MERGED = 100_000
_PIECE = 1 << 20


def xlsx_grid(data: bytes) -> Grid:
    """Return the grid of an Excel file; hidden sheets, rows and columns are left out.

    Raises:
        UnreadableFileError: it is no Excel file, or it is damaged.
    """
    try:
        sheets = list(_sheets(Package(data)))
    except UnreadableFileError:
        raise
    except Exception as error:  # zipfile, zlib and lxml let errors of many kinds escape
        raise UnreadableFileError(_DAMAGED) from error
    rows = (row for sheet in sheets for row in sheet.rows())
    return Grid.of(rows, exact=True, remarks=(remark for sheet in sheets for remark in sheet.remarks()))


@dataclass(frozen=True)
class _Book:
    """What all sheets share: texts by number, number formats by style, and where days are counted from."""

    texts: list[str]
    formats: list[str]
    from_1904: bool


def _sheets(package: Package) -> Iterator[Sheet]:
    root = package.tree(package.main)
    if root is None or root.tag != f"{_MAIN}workbook":
        raise UnreadableFileError(_DAMAGED)
    properties = root.find(f"{_MAIN}workbookPr")
    from_1904 = properties is not None and properties.get("date1904") in ("1", "true")
    book = _Book(_texts(package), _formats(package), from_1904)
    targets = package.related(package.main, "worksheet")
    for number, entry in enumerate(root.iter(f"{_MAIN}sheet")):
        name = targets.get(entry.get(_ID, ""), "")
        if entry.get("state", "visible") == "visible" and package.size(name):
            sheet = Sheet(number, entry.get("name", ""))
            _read(package, name, sheet, book)
            yield sheet


def _texts(package: Package) -> list[str]:
    """Return the texts that cells refer to by number."""
    name = next(iter(package.related(package.main, "sharedStrings").values()), "")
    if not package.size(name):
        return []
    found: list[str] = []
    for element in _stream(package, name, ("si",)):
        found.append(clean(_text(element)))
        _forget(element)
    return found


def _formats(package: Package) -> list[str]:
    """Return the number format of each style."""
    name = next(iter(package.related(package.main, "styles").values()), "")
    root = package.tree(name) if package.size(name) else None
    styles = root.find(f"{_MAIN}cellXfs") if root is not None else None
    if root is None or styles is None:
        return []
    own = {entry.get("numFmtId"): entry.get("formatCode", "") for entry in root.iter(f"{_MAIN}numFmt")}
    numbers = [style.get("numFmtId", "0") for style in styles]
    return [own.get(number) or (BUILT_IN.get(int(number), "") if number.isdigit() else "") for number in numbers]


def _read(package: Package, name: str, sheet: Sheet, book: _Book) -> None:
    """Read a sheet's rows; the work is bounded, however many rows a sheet has been formatted to."""
    at = empty = filled = 0
    tags = ("row", "col", "mergeCell")
    for element in _stream(package, name, tags):
        if element.tag == f"{_MAIN}row":
            at = _int(element.get("r")) or at + 1
            if _row(element, at - 1, sheet, book):
                empty, filled = 0, filled + 1
            else:
                empty += 1
            if filled >= MOST_ROWS or empty >= MOST_EMPTY_ROWS:
                sheet.cut = filled >= MOST_ROWS
                sheet.merged = list(_merged_beyond(package, name))
                return
            _forget(element)
        elif element.tag == f"{_MAIN}col":
            if _is_hidden(element, "width"):
                first, last = _int(element.get("min")), min(_int(element.get("max")), MOST_COLUMNS)
                sheet.hidden_columns.update(range(first - 1, last))
        elif len(sheet.merged) < _MOST_MERGED:
            sheet.merged.extend(_merged(element.get("ref", "")))


def _row(element: Any, number: int, sheet: Sheet, book: _Book) -> bool:
    """Read a row into the sheet; return whether it holds anything."""
    texts: dict[int, str] = {}
    at = -1
    for cell in element.iterchildren(f"{_MAIN}c"):
        place = _CELL.match(cell.get("r", ""))
        at = _column(place[1]) if place else at + 1
        if at >= MOST_COLUMNS or len(cell) == 0:
            continue
        text = _shown(cell, book)
        if text:
            texts[at] = text
        elif _is_uncounted(cell) and number not in sheet.uncounted[-1:]:
            sheet.uncounted.append(number)
            texts.setdefault(at, "")
    if texts:
        sheet.cells[number] = texts
        if _is_hidden(element, "ht"):
            sheet.hidden_rows.add(number)
    return bool(texts)


def _shown(cell: Any, book: _Book) -> str:
    """Return a cell's text as the sheet shows it."""
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        inline = cell.find(f"{_MAIN}is")
        return clean(_text(inline)) if inline is not None else ""
    raw = cell.findtext(f"{_MAIN}v") or ""
    if kind == "s":
        number = _int(raw)
        return book.texts[number] if raw.isdigit() and number < len(book.texts) else ""
    if kind == "b":
        return {"1": "是", "0": "否"}.get(raw, "")
    if kind != "n":
        return clean(_unescaped(raw))
    try:
        value = Decimal(format(float(raw), ".15g")) if raw else None
    except (InvalidOperation, ValueError):
        return clean(raw)
    style = _int(cell.get("s"))
    code = book.formats[style] if style < len(book.formats) else ""
    return "" if value is None else clean(shown(value, code, book.from_1904))


def _is_uncounted(cell: Any) -> bool:
    """Whether a cell holds a formula without its result; a result may well be an empty text."""
    return cell.find(f"{_MAIN}f") is not None and cell.get("t") != "str" and not cell.findtext(f"{_MAIN}v")


def _text(element: Any) -> str:
    """Return a text with its runs joined; phonetic signs above it are not part of it."""
    runs = element.iter(f"{_MAIN}t")
    return _unescaped("".join(run.text or "" for run in runs if run.getparent().tag != f"{_MAIN}rPh"))


def _unescaped(text: str) -> str:
    """Return a text whose control characters were written as `_x000D_`."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text).replace("\r\n", "\n") if "_x" in text else text


def _is_hidden(element: Any, size: str) -> bool:
    if element.get("hidden") in ("1", "true"):
        return True
    return element.get(size) in ("0", "0.0")


def _merged(reference: str) -> Iterator[Merged]:
    first, _, last = reference.partition(":")
    begin, end = _CELL.match(first), _CELL.match(last)
    if begin and end and _column(begin[1]) < MOST_COLUMNS:
        right = min(_column(end[1]), MOST_COLUMNS - 1)
        yield Merged(int(begin[2]) - 1, _column(begin[1]), int(end[2]) - 1, right)


def _merged_beyond(package: Package, name: str) -> Iterator[Merged]:
    """Yield the merged ranges of a sheet too long to be read: they stand behind all its rows."""
    left = b""
    count = 0
    with closing(package.open(name)) as stream:
        while piece := stream.read(_PIECE):
            left += piece
            for found in _MERGED.finditer(left):
                count += 1
                if count > _MOST_MERGED:
                    return
                yield from _merged(found[1].decode("ascii"))
            # What may be the beginning of a range stays for the next piece.
            left = left[left.rfind(b"<") :] if b"<" in left else b""


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _int(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0


def _stream(package: Package, name: str, tags: tuple[str, ...]) -> Iterator[Any]:
    """Yield the elements of a part as they end."""
    with closing(package.open(name)) as stream:
        names = [f"{_MAIN}{tag}" for tag in tags]
        parsed = etree.iterparse(
            stream, events=("end",), tag=names, resolve_entities=False, no_network=True, load_dtd=False
        )
        for _, element in parsed:
            yield element


def _forget(element: Any) -> None:
    """Free an element that has been read, and those before it."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]
