"""Rows of a Word table that are repeated for each indicator, their equal cells merged."""

from collections import Counter
from collections.abc import Iterator, Sequence
from copy import deepcopy
from functools import partial
from typing import Any

from docx.oxml.ns import qn

from assistant.model import Indicator, Period
from assistant.writing.page import runs
from assistant.writing.reviewed.word import children
from assistant.writing.reviewed.xml import child
from assistant.writing.template.filler import SHARED, Filler, merge_key
from assistant.writing.template.marks import Limit, Mark
from assistant.writing.template.runs import Tags, fill, text_of
from assistant.writing.template.scan import Marks

_TBL, _TR, _TC, _P = qn("w:tbl"), qn("w:tr"), qn("w:tc"), qn("w:p")
_MERGE, _VAL = qn("w:vMerge"), qn("w:val")
_ONCE = (qn("w:bookmarkStart"), qn("w:bookmarkEnd"), qn("w:commentRangeStart"), qn("w:commentRangeEnd"))
_BEFORE_MERGE = tuple(qn(f"w:{name}") for name in ("cnfStyle", "tcW", "gridSpan", "hMerge"))
_PARAGRAPH_IDS = ("paraId", "textId")


def fill_tables(block: Any, marks: Marks, filler: Filler, tags: Tags) -> list[Any]:
    """Fill all rows with columns; return them."""
    done: list[Any] = []
    for table in list(block.iter(_TBL)):
        numbers: Counter[Period | None] = Counter()
        for limit, rows in _blocks(table, marks, tags):
            indicators = filler.rows(limit)
            first = numbers[limit.period]
            numbers[limit.period] += len(indicators)
            done += _Block(rows, marks, filler, tags).fill(indicators, first)
    return done


def _blocks(table: Any, marks: Marks, tags: Tags) -> Iterator[tuple[Limit, list[Any]]]:
    """Yield rows that follow each other and are for the same indicators: they are filled one after the other."""
    found: list[tuple[Limit, list[Any]]] = []
    before: Limit | None = None
    for row in children(table, _TR):
        limit = marks.row_limit(text_of(paragraph, tags) for paragraph in _own_paragraphs(row))
        if limit is not None and limit == before:
            found[-1][1].append(row)
        elif limit is not None:
            found.append((limit, [row]))
        before = limit
    yield from found


def _own_paragraphs(row: Any) -> list[Any]:
    """Return a row's paragraphs, those of tables within it not."""
    return [paragraph for paragraph in row.iter(_P) if next(paragraph.iterancestors(_TR)) is row]


class _Block:
    """Rows of one limit in one table."""

    def __init__(self, rows: list[Any], marks: Marks, filler: Filler, tags: Tags) -> None:
        self.rows, self.marks, self.filler, self.tags = rows, marks, filler, tags
        self.given = len(rows)

    def fill(self, indicators: Sequence[Indicator], first: int) -> list[Any]:
        """Make as many rows as there are indicators, at least those of the template; fill and merge them."""
        model = deepcopy(self.rows[-1])
        shared = self._shared_columns()
        for _ in range(len(indicators) - self.given):
            copy = strip_ids(deepcopy(model))
            self.rows[-1].addnext(copy)
            self.rows.append(copy)
        for at, row in enumerate(self.rows):
            indicator = indicators[at] if at < len(indicators) else None
            for paragraph in _own_paragraphs(row):
                fill(paragraph, self.tags, partial(self._text, indicator, first + at + 1))
        self._merge_labels(model)
        for column, mark in shared.items():
            for start, length in runs([merge_key(mark, row) for row in indicators]):
                for at in range(start, start + length):
                    _set_merge(_cells(self.rows[at])[column], None if length == 1 else at == start)
        return self.rows

    def _text(self, indicator: Indicator | None, number: int, name: str) -> str:
        mark = self.marks.known[name]
        return self.filler.field(mark) if mark.kind == "field" else self.filler.column(mark, indicator, number)

    def _shared_columns(self) -> dict[int, Mark]:
        """Return the cells that hold nothing but 一级指标, 二级指标 or 目标名称, where all rows are built alike."""
        cells = [_cells(row) for row in self.rows]
        found: dict[int, Mark] = {}
        for column, cell in enumerate(cells[-1]):
            held = self._marks_of(cell)
            alike = all(len(row) == len(cells[-1]) for row in cells)
            if alike and len(held) == 1 and held[0].own and held[0].name in SHARED:
                found[column] = held[0]
        return found

    def _marks_of(self, cell: Any) -> list[Mark]:
        return [mark for text in self._texts(cell) for mark in self.marks.of(text)]

    def _texts(self, cell: Any) -> list[str]:
        return [text_of(paragraph, self.tags) for paragraph in children(cell, _P)]

    def _merge_labels(self, model: Any) -> None:
        """Let cells that the template merges, and printed labels left of the first mark, run down over the new rows."""
        copies = self.rows[self.given :]
        if not copies:
            return
        labels = True
        for column, cell in enumerate(_cells(model)):
            marked = bool(self._marks_of(cell))
            labels = labels and not marked
            merged = _merge_of(cell) is not None
            if marked or not (merged or (labels and any(self._texts(cell)))):
                continue
            if not merged:
                _set_merge(_cells(self.rows[self.given - 1])[column], True)
            for row in copies:
                _set_merge(_cells(row)[column], False)


def _cells(row: Any) -> list[Any]:
    return list(children(row, _TC))


def _merge_of(cell: Any) -> Any:
    return cell.find(f"{qn('w:tcPr')}/{_MERGE}")


def _set_merge(cell: Any, begins: bool | None) -> None:
    """Begin a merged cell, go on with it (its text is then the first one's), or end it with None."""
    properties = cell.find(qn("w:tcPr"))
    if properties is None:
        properties = cell.makeelement(qn("w:tcPr"), {}, cell.nsmap)
        cell.insert(0, properties)
    for old in properties.findall(_MERGE):
        properties.remove(old)
    if begins is None:
        return
    merge = properties.makeelement(_MERGE, {_VAL: "restart"} if begins else {}, properties.nsmap)
    place = sum(found.tag in _BEFORE_MERGE for found in properties)
    properties.insert(place, merge)
    if not begins:
        _empty(cell)


def _empty(cell: Any) -> None:
    """Leave one paragraph without text: a merged cell shows the first one's."""
    first, *others = [found for found in cell if found.tag != qn("w:tcPr")] or [child(cell, _P)]
    for other in others:
        cell.remove(other)
    if first.tag != _P:
        paragraph = child(cell, _P)
        cell.remove(first)
        first = paragraph
    for found in [found for found in first if found.tag != qn("w:pPr")]:
        first.remove(found)


def strip_ids(copy: Any) -> Any:
    """Take out of a copy what may stand in a document once only."""
    for found in list(copy.iter()):
        if found.tag in _ONCE or (found.tag == qn("w:id") and found.getparent().tag == qn("w:sdtPr")):
            found.getparent().remove(found)
            continue
        for name in [name for name in found.attrib if name.rpartition("}")[2] in _PARAGRAPH_IDS]:
            del found.attrib[name]
    return copy
