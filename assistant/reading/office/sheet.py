"""A sheet of any spreadsheet file → rows: what is hidden left out, merged cells once or marked as carried."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from assistant.model import Place
from assistant.reading.grid import Remark, Row
from assistant.reading.limits import MOST_COVERED


@dataclass(frozen=True)
class Merged:
    """A merged range; rows and columns from 0, the last ones included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass
class Sheet:
    """What a file says of one sheet.

    Attributes:
        number: among all sheets of the file, hidden ones included; from 0.
        name: as its tab shows.
        cells: texts as the sheet shows them, by row and column; blank cells are left out.
        merged: the merged ranges.
        hidden_rows: rows that are hidden or filtered away.
        hidden_columns: columns that are hidden.
        uncounted: rows with a formula whose result is not in the file.
        cut: whether rows beyond the last that is read were left out.
    """

    number: int
    name: str
    cells: dict[int, dict[int, str]] = field(default_factory=dict)
    merged: list[Merged] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    uncounted: list[int] = field(default_factory=list)
    cut: bool = False

    def rows(self) -> Iterator[Row]:
        """Yield the rows that show text."""
        carried, spans = self._spread()
        for number in sorted(self.cells.keys() | carried.keys()):
            if number in self.hidden_rows:
                continue
            above = carried.get(number, {})
            texts = {at: text for at, text in self.cells.get(number, {}).items() if at not in self.hidden_columns}
            texts |= above
            filled = [text for text in texts.values() if text]
            if filled:
                yield Row(
                    tuple(texts.get(at, "") for at in range(max(texts) + 1)),
                    in_table=len(filled) > 1 or bool(above),
                    carried=frozenset(above),
                    spans=frozenset(spans.get(number, ())),
                    part=self.number,
                    place=Place(self.number, number),
                )

    def remarks(self) -> Iterator[Remark]:
        """Yield what the user should know about the sheet."""
        hidden = sum(1 for row in self.hidden_rows if any(self.cells.get(row, {}).values()))
        if hidden:
            yield Remark(f"工作表“{self.name}”有 {hidden} 行被隐藏或筛选掉，没有读入；需要的话请取消隐藏后再打开")
        unseen = {at for cells in self.cells.values() for at, text in cells.items() if text} & self.hidden_columns
        if unseen:
            yield Remark(f"工作表“{self.name}”有 {len(unseen)} 列被隐藏，没有读入；需要的话请取消隐藏后再打开")
        for row in self.uncounted:
            place = Place(self.number, row)
            yield Remark(f"工作表“{self.name}”第 {row + 1} 行有公式还没有算出结果，请用 Excel 打开并保存一次", place)
        if self.cut:
            yield Remark(f"工作表“{self.name}”太长，后面的行没有读入，请只留绩效目标表后再打开")

    def _spread(self) -> tuple[dict[int, dict[int, str]], dict[int, set[tuple[int, int]]]]:
        """Lay merged ranges out: the text of each below its first row, and what each row's cells cover.

        A range whose first rows or columns are hidden shows its text where it begins to be seen.
        """
        carried: dict[int, dict[int, str]] = {}
        spans: dict[int, set[tuple[int, int]]] = {}
        last, left_over = max(self.cells, default=0), MOST_COVERED
        for merged in self.merged:
            text = self.cells.get(merged.top, {}).get(merged.left, "")
            bottom = min(merged.bottom, last)
            left_over -= max(bottom - merged.top, 0)
            if left_over < 0:
                break
            top = next((row for row in range(merged.top, bottom + 1) if row not in self.hidden_rows), None)
            columns = range(merged.left, merged.right + 1)
            left = next((at for at in columns if at not in self.hidden_columns), None)
            if not text or top is None or left is None:
                continue
            self.cells.setdefault(top, {})[left] = text
            for row in range(top, bottom + 1):
                if row > top:
                    carried.setdefault(row, {})[left] = text
                if merged.right > left:
                    spans.setdefault(row, set()).add((left, merged.right - left + 1))
        return carried, spans
