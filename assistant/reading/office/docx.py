"""Word → grid: paragraphs and tables in their order; merged cells stand once, or are marked as carried.

What Word prints is read: changes as accepted, no hidden text, no field codes; text boxes and what stands in headers too.
"""

import re
from collections.abc import Iterator
from typing import Any

from assistant.model import Place, UnreadableFileError
from assistant.reading.grid import Grid, Row
from assistant.reading.marks import clean
from assistant.reading.office.docx_text import FALLBACK, TEXT_BOX, WRAPPERS, Numbering, Texts, is_on, w
from assistant.reading.office.package import Package

_P, _TBL, _TR, _TC = w("p"), w("tbl"), w("tr"), w("tc")
_DAMAGED = "不是完整的 Word 文件（可能已损坏），请用 Word 或 WPS 打开后另存为 .docx"
_PAGE_NUMBER = re.compile(r"^[\s\-—–第共页/\d]*$")
_MOST_SPANNED = 100
_PROPERTIES, _GRID_SPAN, _ACROSS, _DOWN, _VALUE = w("tcPr"), w("gridSpan"), w("hMerge"), w("vMerge"), w("val")


def docx_grid(data: bytes) -> Grid:
    """Return the grid of a Word file.

    Raises:
        UnreadableFileError: it is no Word file, or it is damaged.
    """
    try:
        return _grid(Package(data))
    except UnreadableFileError:
        raise
    except Exception as error:  # zipfile, zlib and lxml let errors of many kinds escape
        raise UnreadableFileError(_DAMAGED) from error


def _grid(package: Package) -> Grid:
    root = package.tree(package.main)
    body = root.find(w("body")) if root is not None else None
    if body is None:
        raise UnreadableFileError(_DAMAGED)
    if body.find(w("altChunk")) is not None and body.find(f".//{_TBL}") is None:
        raise UnreadableFileError("的内容以嵌入方式存放，请用 Word 或 WPS 打开后另存为 .docx")
    numbering = next(iter(package.related(package.main, "numbering").values()), "")
    reader = _Reader(body, Texts(Numbering(package.tree(numbering) if numbering else None)))
    return Grid.of([*_margins(package), *reader.blocks(body)], exact=True)


def _margins(package: Package) -> Iterator[Row]:
    """Yield the lines of headers, and of footers those that label something: `金额单位：万元` often stands there."""
    seen: set[str] = set()
    for kind in ("header", "footer"):
        for name in package.related(package.main, kind).values():
            root = package.tree(name)
            for paragraph in root.iter(_P) if root is not None else ():
                text = clean(Texts(Numbering(None)).of(paragraph))
                labels = "：" in text or ":" in text
                if text not in seen and not _PAGE_NUMBER.match(text) and (kind == "header" or labels):
                    seen.add(text)
                    yield Row((text,), in_table=False)


class _Reader:
    """Reads the blocks of one document.

    Args:
        body: its body; tables are numbered in its order, nested ones included.
        texts: what reads a paragraph or cell.
    """

    def __init__(self, body: Any, texts: Texts) -> None:
        self._numbers = {table: number for number, table in enumerate(body.iter(_TBL))}
        self._texts = texts
        # Few documents have any: to look for them in each cell takes as long as to read it.
        self._has_boxes = next(body.iter(TEXT_BOX), None) is not None

    def blocks(self, parent: Any) -> Iterator[Row]:
        """Yield the rows of the paragraphs and tables below an element."""
        for element in parent:
            if element.tag == _P:
                text = clean(self._texts.of(element))
                if text:
                    yield Row((text,), in_table=False)
                for box in _boxes(element) if self._has_boxes else ():
                    yield from self.blocks(box)
            elif element.tag == _TBL:
                yield from self._table(element)
            elif element.tag in WRAPPERS:
                yield from self.blocks(element)

    def _table(self, table: Any) -> Iterator[Row]:
        """Yield the rows by grid column; a vertically merged cell's text is repeated and marked as carried."""
        above: dict[int, str] = {}
        for number, tr in enumerate(_children(table, _TR)):
            if _gone(tr):
                continue
            cells: list[str] = [""] * _before(tr)
            carried: set[int] = set()
            spans: set[tuple[int, int]] = set()
            inside: list[Any] = []
            for tc in _children(tr, _TC):
                column = len(cells)
                text, goes_on, width = self._cell(tc, above, column)
                if goes_on:
                    carried.add(column)
                else:
                    inside.append(tc)
                if width > 1:
                    spans.add((column, width))
                cells.extend([text] + [""] * (width - 1))
            place = Place(self._numbers[table], number)
            yield Row(tuple(cells), carried=frozenset(carried), spans=frozenset(spans), place=place)
            for tc in inside:
                yield from self._within(tc)

    def _cell(self, tc: Any, above: dict[int, str], column: int) -> tuple[str, bool, int]:
        """Return a cell's text, whether it goes on from the row above, and how many columns it covers."""
        properties = tc.find(_PROPERTIES)
        if properties is None:
            above.pop(column, None)
            return clean(self._texts.of(tc)), False, 1
        width = _count(properties.find(_GRID_SPAN))
        across, down = properties.find(_ACROSS), properties.find(_DOWN)
        if across is not None and across.get(_VALUE) != "restart":
            return "", False, width
        if down is not None and down.get(_VALUE) != "restart":
            return above.get(column, ""), True, width
        text = clean(self._texts.of(tc))
        above.pop(column, None)
        if down is not None:
            above[column] = text
        return text, False, width

    def _within(self, tc: Any) -> Iterator[Row]:
        """Yield the rows of the tables inside a cell, those in its text boxes too."""
        for inner in _children(tc, _TBL):
            yield from self._table(inner)
        for box in _boxes(tc) if self._has_boxes else ():
            for inner in _children(box, _TBL):
                yield from self._table(inner)


def _boxes(element: Any) -> Iterator[Any]:
    """Yield the text boxes below an element, not those inside of one, nor the copies for old versions of Word."""
    for child in element:
        if child.tag == TEXT_BOX:
            yield child
        elif child.tag not in (FALLBACK, _TBL):
            yield from _boxes(child)


def _children(parent: Any, tag: str) -> Iterator[Any]:
    for element in parent:
        if element.tag == tag:
            yield element
        elif element.tag in WRAPPERS:
            yield from _children(element, tag)


def _gone(tr: Any) -> bool:
    """Whether a row is hidden, or deleted by a tracked change."""
    properties = tr.find(w("trPr"))
    return properties is not None and (properties.find(w("del")) is not None or is_on(properties.find(w("hidden"))))


def _before(tr: Any) -> int:
    before = tr.find(f"{w('trPr')}/{w('gridBefore')}")
    return _count(before, least=0) if before is not None else 0


def _count(element: Any, least: int = 1) -> int:
    value = element.get(w("val"), "1") if element is not None else "1"
    # No form has a hundred columns: a damaged figure must not fill the memory.
    return min(max(int(value), least), _MOST_SPANNED) if value.isascii() and value.isdigit() and len(value) < 9 else 1
