"""Word → grid: paragraphs and tables in their order; merged cells stand once, or are marked as carried."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from docx import Document
from docx.oxml.ns import qn

from assistant.model import Place, UnreadableFileError
from assistant.reading.grid import Grid, Row
from assistant.reading.marks import clean

_W_TC, _W_P, _W_TBL, _W_TR = qn("w:tc"), qn("w:p"), qn("w:tbl"), qn("w:tr")
_TEXT, _TAB, _BREAK, _RUN_BREAK = qn("w:t"), qn("w:tab"), qn("w:br"), qn("w:cr")
_DELETED = (qn("w:del"), qn("w:moveFrom"))
_SKIPPED = (qn("w:pPr"), qn("w:rPr"), *_DELETED)
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_WRAPPERS = (qn("w:sdt"), qn("w:sdtContent"), qn("w:ins"), qn("w:moveTo"), qn("w:customXml"), qn("w:smartTag"))


def docx_grid(data: bytes) -> Grid:
    """Return the grid of a Word file; deleted text of tracked changes is left out.

    Raises:
        UnreadableFileError: it is no Word file, or it is damaged or encrypted.
    """
    try:
        body = Document(BytesIO(data)).element.body
    except Exception as error:  # python-docx lets errors of zipfile, lxml and its own escape
        raise UnreadableFileError(
            "不是完整的 Word 文件（可能已损坏或加了密码），请用 Word 或 WPS 打开后另存为 .docx"
        ) from error
    numbers = {table: number for number, table in enumerate(body.iter(_W_TBL))}
    return Grid.of(_blocks(body, numbers), exact=True)


def _blocks(parent: Any, numbers: dict[Any, int]) -> Iterator[Row]:
    for element in parent:
        if element.tag == _W_P:
            text = clean(_text(element))
            if text:
                yield Row((text,), in_table=False)
        elif element.tag == _W_TBL:
            yield from _table(element, numbers)
        elif element.tag in _WRAPPERS:
            yield from _blocks(element, numbers)


def _table(table: Any, numbers: dict[Any, int]) -> Iterator[Row]:
    """Yield the rows by grid column; a vertically merged cell's text is repeated and marked as carried."""
    open_cells: dict[int, str] = {}
    for number, tr in enumerate(_children(table, _W_TR)):
        cells: list[str] = [""] * _skipped(tr, "w:gridBefore")
        carried: set[int] = set()
        nested: list[Any] = []
        for tc in _children(tr, _W_TC):
            column, span = len(cells), _span(tc)
            merge = tc.find(f"./{qn('w:tcPr')}/{qn('w:vMerge')}")
            if merge is not None and merge.get(qn("w:val")) != "restart":
                text = open_cells.get(column, "")
                carried.add(column)
            else:
                text = clean(_text(tc))
                open_cells.pop(column, None)
                if merge is not None:
                    open_cells[column] = text
                nested.extend(_children(tc, _W_TBL))
            cells.extend([text] + [""] * (span - 1))
        yield Row(tuple(cells), carried=frozenset(carried), place=Place(numbers[table], number))
        for inner in nested:
            yield from _table(inner, numbers)


def _children(parent: Any, tag: str) -> Iterator[Any]:
    for element in parent:
        if element.tag == tag:
            yield element
        elif element.tag in _WRAPPERS:
            yield from _children(element, tag)


def _span(tc: Any) -> int:
    span = tc.find(f"./{qn('w:tcPr')}/{qn('w:gridSpan')}")
    return _count(span)


def _skipped(tr: Any, name: str) -> int:
    before = tr.find(f"./{qn('w:trPr')}/{qn(name)}")
    return _count(before) if before is not None else 0


def _count(element: Any) -> int:
    value = element.get(qn("w:val"), "1") if element is not None else "1"
    # No form has a hundred columns: a damaged figure must not fill the memory.
    return min(max(int(value), 1), 100) if value.isdigit() else 1


def _text(element: Any) -> str:
    """Return the text of a cell or a paragraph, a line each paragraph; nested tables are read apart."""
    lines: list[str] = [""]
    _collect(element, lines)
    return "\n".join(line for line in lines if line.strip())


def _collect(element: Any, lines: list[str]) -> None:
    for child in element:
        if child.tag == _TEXT:
            lines[-1] += child.text or ""
        elif child.tag == _TAB:
            lines[-1] += "\t"
        elif child.tag in (_BREAK, _RUN_BREAK):
            lines.append("")
        elif child.tag == _W_P:
            lines.append("")
            _collect(child, lines)
        elif child.tag not in (_W_TBL, _FALLBACK, *_SKIPPED):
            _collect(child, lines)
