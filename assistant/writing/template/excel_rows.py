"""Rows of a template's sheet that are repeated for each indicator; what stands below them moves down."""

from collections import Counter
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from functools import partial
from typing import Any

from openpyxl.formula.translate import Translator

from assistant.model import Indicator, Period
from assistant.writing.page import runs
from assistant.writing.reviewed.sheets import At, Sheet, Span, X, place_of
from assistant.writing.reviewed.xml import element
from assistant.writing.template.excel_cells import Cells, empty
from assistant.writing.template.filler import SHARED, merge_key
from assistant.writing.template.marks import Limit
from assistant.writing.template.references import Shift, shifted

_BEHIND_MERGES = tuple(
    f"{X}{name}"
    for name in (
        "phoneticPr", "conditionalFormatting", "dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup",
        "headerFooter", "rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags", "drawing",
        "legacyDrawing", "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts",
        "extLst",
    )
)  # fmt: skip


@dataclass
class _Block:
    """Template rows of one limit that follow each other."""

    limit: Limit
    rows: list[int]
    indicators: list[Indicator]
    first: int
    """How many indicators of the same table stand above."""

    @property
    def extra(self) -> int:
        return max(0, len(self.indicators) - len(self.rows))


class SheetRows:
    """One sheet, filled in place."""

    def __init__(self, root: Any, title: str, cells: Cells) -> None:
        self.root, self.title, self.cells = root, title, cells
        self.data = root.find(f"{X}sheetData")
        self.sheet = Sheet(root, cells.strings)
        _number(self.sheet)
        self.blocks = list(self._blocks())
        self.shift = Shift(tuple((block.rows[-1], block.extra) for block in self.blocks if block.extra))

    def fill(self) -> Shift:
        """Repeat, fill and merge; return the rows that were put in."""
        merged = [
            Span(span.left, self.shift.start(span.top), span.right,
                 self.shift.start(span.bottom) if span.top == span.bottom else self.shift.end(span.bottom))
            for span in self.sheet.merged
        ]  # fmt: skip
        if self.shift.inserted:
            self._move()
        self.sheet.merged = merged
        taken: set[int] = set()
        for block in self.blocks:
            taken |= self._fill_block(block)
        for number, row in self.sheet.rows().items():
            if number not in taken:
                for cell in row.iterfind(f"{X}c"):
                    self.cells.fill(cell, lambda name: self.cells.filler.field(self.cells.marks.known[name]))
        self._write_merges()
        self.cells.fit(self.sheet)
        return self.shift

    def _blocks(self) -> Iterator[_Block]:
        numbers: Counter[Period | None] = Counter()
        found: list[tuple[Limit, list[int]]] = []
        for number, row in self.sheet.rows().items():
            limit = self.cells.marks.row_limit(self.cells.text(cell) for cell in row.iterfind(f"{X}c"))
            if limit is None:
                continue
            if found and found[-1] == (limit, [*range(found[-1][1][0], number)]):
                found[-1][1].append(number)
            else:
                found.append((limit, [number]))
        for limit, rows in found:
            indicators = self.cells.filler.rows(limit)
            yield _Block(limit, rows, indicators, numbers[limit.period])
            numbers[limit.period] += len(indicators)

    def _move(self) -> None:
        """Give every row its new number, then put the copies in."""
        _spell_out(self.root)
        models = {}
        for number, row in self.sheet.rows().items():
            for cell in row.iterfind(f"{X}c"):
                for formula in cell.iterfind(f"{X}f"):
                    formula.text = shifted(formula.text or "", self.shift, self.title, own=True)
                    if formula.get("ref"):
                        formula.set("ref", self.shift.area(formula.get("ref")))
            _renumber(row, self.shift.start(number))
            models[number] = row
        for block in self.blocks:
            model = models[block.rows[-1]]
            for copy_number in range(block.extra, 0, -1):
                model.addnext(_copy(model, self.shift.start(block.rows[-1]), copy_number))

    def _fill_block(self, block: _Block) -> set[int]:
        start = self.shift.start(block.rows[0])
        numbers = [start + at for at in range(len(block.rows) + block.extra)]
        rows = self.sheet.rows()
        last = start + len(block.rows) - 1
        copied = [span for span in self.sheet.merged if span.top == span.bottom == last]
        more = numbers[len(block.rows) :]
        repeated = [span._replace(top=number, bottom=number) for number in more for span in copied]
        self.sheet.merged = [*self.sheet.merged, *repeated]
        shared = self._labels_and_shared(block, numbers, rows[last])
        for at, number in enumerate(numbers):
            indicator = block.indicators[at] if at < len(block.indicators) else None
            for cell in rows[number].iterfind(f"{X}c"):
                self.cells.fill(cell, partial(self._text, indicator, block.first + at + 1))
        self._merge_down([
            (column, numbers[top], numbers[top + length - 1]) for column, bounds in shared for top, length in bounds
            if length > 1
        ])  # fmt: skip
        for number in numbers:
            for where, cell in self.sheet.cells(rows[number], number).items():
                if self.sheet.hidden_by_merge(where):
                    empty(cell)
        return set(numbers)

    def _text(self, indicator: Indicator | None, number: int, name: str) -> str:
        mark = self.cells.marks.known[name]
        filler = self.cells.filler
        return filler.field(mark) if mark.kind == "field" else filler.column(mark, indicator, number)

    def _labels_and_shared(
        self, block: _Block, numbers: Sequence[int], row: Any
    ) -> list[tuple[int, list[tuple[int, int]]]]:
        """Return columns to merge downwards with their runs: equal 一级 and 二级指标, and labels left of the first mark."""
        found: list[tuple[int, list[tuple[int, int]]]] = []
        labels = True
        for where, cell in self.sheet.cells(row, numbers[len(block.rows) - 1]).items():
            text = self.cells.text(cell)
            marks = self.cells.marks.of(text)
            if marks:
                labels = False
                if len(marks) == 1 and marks[0].own and marks[0].name in SHARED:
                    keys = [merge_key(marks[0], one) for one in block.indicators]
                    found.append((where.column, runs(keys)))
            elif (
                labels
                and text
                and block.extra
                and not any(span.holds(where) and span.bottom > span.top for span in self.sheet.merged)
            ):
                found.append((where.column, [(len(block.rows) - 1, block.extra + 1)]))
        return found

    def _merge_down(self, columns: Sequence[tuple[int, int, int]]) -> None:
        """Merge a column's cells from one row to another, for each; cells that are merged sideways stay so."""
        made: list[Span] = []
        rows: dict[int, list[Span]] = {}
        for column, top, bottom in columns:
            own = self.sheet.span_at(At(top, column))
            span = Span(column, top, own.right if own else column, bottom)
            made.append(span)
            for row in range(top, bottom + 1):
                rows.setdefault(row, []).append(span)
        kept = [
            old
            for old in self.sheet.merged
            if not any(
                old.right >= new.left and old.left <= new.right
                for row in {old.top, old.bottom}
                for new in rows.get(row, ())
            )
        ]
        self.sheet.merged = [*kept, *made]

    def _write_merges(self) -> None:
        holder = self.root.find(f"{X}mergeCells")
        if holder is None and self.sheet.merged:
            holder = element(f"{X}mergeCells")
            behind = next((found for found in self.root if found.tag in _BEHIND_MERGES), None)
            if behind is None:
                self.root.append(holder)
            else:
                behind.addprevious(holder)
        if holder is None:
            return
        for old in list(holder):
            holder.remove(old)
        for span in self.sheet.merged:
            reference = f"{At(span.top, span.left).ref}:{At(span.bottom, span.right).ref}"
            holder.append(element(f"{X}mergeCell", {"ref": reference}))
        holder.set("count", str(len(holder)))


def _number(sheet: Sheet) -> None:
    """Write the numbers of rows and cells that a file may leave out."""
    for number, row in sheet.rows().items():
        row.set("r", str(number))
        for where, cell in sheet.cells(row, number).items():
            cell.set("r", where.ref)


def _renumber(row: Any, number: int) -> None:
    row.set("r", str(number))
    for cell in row.iterfind(f"{X}c"):
        where = place_of(cell.get("r"))
        if where is not None:
            cell.set("r", At(number, where.column).ref)


def _copy(model: Any, at: int, distance: int) -> Any:
    """Return a copy of a row for further down; its formulas look as far down as it stands."""
    copy = deepcopy(model)
    for cell in copy.iterfind(f"{X}c"):
        for formula in cell.iterfind(f"{X}f"):
            origin, column = cell.get("r"), place_of(cell.get("r"))
            if column is not None and formula.text:
                target = At(at + distance, column.column).ref
                formula.text = Translator(f"={formula.text}", origin).translate_formula(target)[1:]
    _renumber(copy, at + distance)
    return copy


def _spell_out(root: Any) -> None:
    """Give each cell of a shared formula its own: what is shared by place would not survive new rows."""
    masters: dict[str, tuple[str, str]] = {}
    for cell in root.iter(f"{X}c"):
        formula = cell.find(f"{X}f")
        if formula is None or formula.get("t") != "shared":
            continue
        number = formula.get("si", "")
        if formula.text:
            masters[number] = (formula.text, cell.get("r"))
        elif number in masters:
            text, origin = masters[number]
            formula.text = Translator(f"={text}", origin).translate_formula(cell.get("r"))[1:]
        for name in ("t", "si", "ref"):
            formula.attrib.pop(name, None)
