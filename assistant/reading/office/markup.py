"""Web pages and XML that systems export under the names of Word and Excel files → grid."""

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from assistant.model import Place, UnreadableFileError
from assistant.reading.grid import Grid, Row
from assistant.reading.limits import MOST_COLUMNS, MOST_ROWS
from assistant.reading.marks import clean
from assistant.reading.office.package import parse_xml
from assistant.reading.office.sheet import Merged, Sheet
from assistant.reading.office.shown import shown

_PROLOG = re.compile(r"^\s*<\?xml[^>]*\?>")
_SPACE = re.compile(r"[ \t\r\n]+")
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)", re.IGNORECASE)
_SKIPPED = ("script", "style", "head", "title", "xml")
_BLOCKS = ("p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "caption", "tr", "td", "th", "br")
_DEEPEST = 200
_SS = "{urn:schemas-microsoft-com:office:spreadsheet}"
_NAMED = {
    "General Date": "yyyy/m/d h:mm", "Long Date": 'yyyy"年"m"月"d"日"', "Medium Date": "yyyy/m/d", "Short Date": "yyyy/m/d",
    "Long Time": "h:mm:ss", "Medium Time": "h:mm", "Short Time": "h:mm", "Currency": "¥#,##0.00", "Fixed": "0.00",
    "Standard": "#,##0.00", "Percent": "0.00%",
}  # fmt: skip
_DAMAGED = "不是完整的 Excel 文件（可能已损坏），请用 Excel 或 WPS 打开后另存为 .xlsx"


def html_grid(text: str) -> Grid:
    """Return the grid of a web page: its tables, and the text between them.

    Raises:
        UnreadableFileError: it cannot be parsed.
    """
    try:
        parser = etree.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
        root = etree.fromstring(_PROLOG.sub("", text), parser)
        rows = list(_Page().blocks(root, 0)) if root is not None else []
    except Exception as error:  # lxml lets errors of several kinds escape
        raise UnreadableFileError(f"的网页内容{_DAMAGED}") from error
    return Grid.of(rows, exact=True)


class _Page:
    """Reads one page; tables are numbered in its order."""

    def __init__(self) -> None:
        self._tables = 0

    def blocks(self, element: Any, depth: int) -> Iterator[Row]:
        """Yield the rows below an element."""
        if not _is_shown(element) or depth > _DEEPEST:
            return
        if element.tag == "table":
            yield from self._table(element, depth)
        elif next(element.iter("table"), None) is None:
            for line in _text(element).split("\n"):
                if clean(line):
                    yield Row((clean(line),), in_table=False)
        else:
            yield from _line(element.text)
            for child in element:
                yield from self.blocks(child, depth + 1)
                yield from _line(child.tail)

    def _table(self, table: Any, depth: int) -> Iterator[Row]:
        number, self._tables = self._tables, self._tables + 1
        open_cells: dict[int, tuple[str, int]] = {}
        for at, tr in enumerate(_rows(table)):
            if at >= MOST_ROWS:
                return
            cells, carried, spans = _lay_out(tr, open_cells)
            if _is_shown(tr):
                place = Place(number, at)
                yield Row(tuple(cells), carried=frozenset(carried), spans=frozenset(spans), place=place)
            for inner in _tables_within(tr):
                yield from self._table(inner, depth + 1)


def _lay_out(tr: Any, open_cells: dict[int, tuple[str, int]]) -> tuple[list[str], set[int], set[tuple[int, int]]]:
    """Return a row's texts by column, which of them go on from above, and which cover several columns."""
    cells: list[str] = []
    carried: set[int] = set()
    spans: set[tuple[int, int]] = set()

    def carry() -> None:
        while len(cells) in open_cells:
            column = len(cells)
            text, left = open_cells.pop(column)
            if left > 1:
                open_cells[column] = (text, left - 1)
            if text:
                carried.add(column)
            cells.append(text)

    # Cells that opened on this row go down from the next one.
    opened: dict[int, tuple[str, int]] = {}
    for cell in tr.iterchildren("td", "th"):
        carry()
        column, width, height = len(cells), _count(cell, "colspan"), _count(cell, "rowspan")
        if column + width > MOST_COLUMNS:
            break
        text = clean(_text(cell)) if _is_shown(cell) else ""
        cells.extend([text] + [""] * (width - 1))
        if width > 1:
            spans.add((column, width))
        if height > 1:
            opened |= {column + at: (text if at == 0 else "", height - 1) for at in range(width)}
    carry()
    open_cells |= opened
    return cells, carried, spans


def _rows(table: Any) -> Iterator[Any]:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from child.iterchildren("tr")


def _tables_within(element: Any) -> Iterator[Any]:
    for child in element:
        if child.tag == "table":
            yield child
        elif isinstance(child.tag, str):
            yield from _tables_within(child)


def _line(text: str | None) -> Iterator[Row]:
    if text and clean(text):
        yield Row((clean(_SPACE.sub(" ", text)),), in_table=False)


def _is_shown(element: Any) -> bool:
    return element.tag not in _SKIPPED and not _HIDDEN.search(element.get("style", ""))


def _text(element: Any) -> str:
    """Return what a page shows of an element, a line each block; nested tables are read apart."""
    pieces: list[str] = []
    _collect(element, pieces, 0)
    lines = "".join(pieces).replace("\xa0", " ").split("\n")
    return "\n".join(line.strip() for line in lines if line.strip())


def _collect(element: Any, pieces: list[str], depth: int) -> None:
    pieces.append(_SPACE.sub(" ", element.text or ""))
    for child in element:
        if isinstance(child.tag, str) and child.tag != "table" and _is_shown(child) and depth < _DEEPEST:
            block = child.tag in _BLOCKS
            pieces.append("\n" if block else "")
            _collect(child, pieces, depth + 1)
            pieces.append("\n" if block else "")
        pieces.append(_SPACE.sub(" ", child.tail or ""))


def _count(cell: Any, name: str) -> int:
    value = (cell.get(name) or "1").strip()
    # A damaged figure must not fill the memory.
    return min(max(int(value), 1), MOST_ROWS) if value.isascii() and value.isdigit() and len(value) < 9 else 1


def xml2003_grid(data: bytes) -> Grid:
    """Return the grid of an Excel file in the XML of 2003.

    Raises:
        UnreadableFileError: it is damaged.
    """
    try:
        sheets = list(_sheets(parse_xml(data)))
    except UnreadableFileError:
        raise
    except Exception as error:  # lxml lets errors of several kinds escape
        raise UnreadableFileError(_DAMAGED) from error
    rows = (row for sheet in sheets for row in sheet.rows())
    return Grid.of(rows, exact=True, remarks=(remark for sheet in sheets for remark in sheet.remarks()))


def _sheets(root: Any) -> Iterator[Sheet]:
    formats = {
        style.get(f"{_SS}ID"): _NAMED.get(code := found.get(f"{_SS}Format", ""), code)
        for style in root.iter(f"{_SS}Style")
        if (found := style.find(f"{_SS}NumberFormat")) is not None
    }
    for number, source in enumerate(root.iter(f"{_SS}Worksheet")):
        visible = source.findtext(".//{urn:schemas-microsoft-com:office:excel}Visible") or ""
        if not visible.startswith("Sheet"):
            yield _sheet(source, number, formats)


def _sheet(source: Any, number: int, formats: dict[str | None, str]) -> Sheet:
    sheet = Sheet(number, source.get(f"{_SS}Name", ""))
    at = -1
    for row in source.iter(f"{_SS}Row"):
        at = _index(row, at)
        if at >= MOST_ROWS:
            sheet.cut = True
            break
        column = -1
        for cell in row.iterchildren(f"{_SS}Cell"):
            column = _index(cell, column)
            across, down = (_number(cell.get(f"{_SS}{name}")) for name in ("MergeAcross", "MergeDown"))
            if column >= MOST_COLUMNS:
                break
            style = cell.get(f"{_SS}StyleID") or row.get(f"{_SS}StyleID")
            text = _value(cell.find(f"{_SS}Data"), formats.get(style, ""))
            if text:
                sheet.cells.setdefault(at, {})[column] = text
            if across or down:
                sheet.merged.append(Merged(at, column, at + down, min(column + across, MOST_COLUMNS - 1)))
            column += across
        if row.get(f"{_SS}Hidden") == "1":
            sheet.hidden_rows.add(at)
    return sheet


def _value(data: Any, code: str) -> str:
    if data is None:
        return ""
    text = "".join(data.itertext())
    kind = data.get(f"{_SS}Type", "String")
    if kind == "Boolean":
        return {"1": "是", "0": "否"}.get(text, text)
    try:
        if kind == "Number":
            return clean(shown(Decimal(text), code))
        if kind == "DateTime":
            return clean(shown(_days(text), code or "yyyy/m/d"))
    except (InvalidOperation, ValueError, OverflowError):
        pass
    return clean(text)


def _days(text: str) -> Decimal:
    """Return a moment as the number of days that Excel would store."""
    import datetime as dt

    passed = dt.datetime.fromisoformat(text) - dt.datetime(1899, 12, 30)  # noqa: DTZ001
    return Decimal(passed.days) + Decimal(passed.seconds) / 86_400


def _index(element: Any, before: int) -> int:
    given = _number(element.get(f"{_SS}Index"))
    return given - 1 if given else before + 1


def _number(text: str | None) -> int:
    return min(int(text), 1_048_576) if text and text.isascii() and text.isdigit() and len(text) < 9 else 0
