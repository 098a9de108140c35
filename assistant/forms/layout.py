"""How a form looks on paper, as data: one grid of columns, and what stands where in it."""

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Annotated, Literal, NamedTuple, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

Span = Annotated[int, Field(ge=1)]


class Data(BaseModel):
    """Settings of everything in a `form.yaml`: unknown keys are errors, nothing changes after loading."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Line(Data):
    """A line between title and table. `{year}`, `{unit}`, `{money_unit}` are filled in.

    Where a figure is unknown, a part that ends in its placeholder keeps its label to be filled in by hand
    (`申报单位：`); any other part, and with `drop_blank` every part, is left out.
    """

    left: str | None = None
    center: str | None = None
    right: str | None = None
    drop_blank: bool = False


class Cell(Data):
    """A cell of a header row: exactly one of text and field."""

    text: str | None = None
    """A printed label; an empty one is a cell that stays blank."""
    field: str | None = None
    """`name`, `budget`, `purpose`, `unit`, `year`, or the key of one of the form's fields."""
    span: Span = 1
    rows: Span = 1
    align: Literal["left", "center"] = "center"
    head: bool = False
    """Whether it heads a section, and is printed bold."""

    @model_validator(mode="after")
    def _one_content(self) -> Self:
        if (self.text is None) == (self.field is None):
            raise ValueError("每一格应写 text 或 field 之一")
        return self


class GoalBlock(Data):
    """The rows of goals."""

    header: tuple[tuple[Cell, ...], ...] = ()
    """Rows that stand above the goals; where there is a label they stand right of it."""
    label: str | None = None
    """A cell merged down the left of all goal rows and their header."""
    label_span: Span = 1
    side_by_side: bool = False
    """Whether the goals stand beside each other under their labels (上海, 中央), or one a row (鄂州, 汉沽)."""
    spans: tuple[int, ...]
    """One a row: the spans of label and text. Side by side: the span of each goal of the form."""


class RestBlock(Data):
    """Rows for everything in a project's head that the header has no cell for, so that nothing of it is lost."""

    spans: tuple[Span, ...]
    """Spans of label, text, label, text, … on a row; a long text takes a row of its own."""


class TableBlock(Data):
    """What an indicator table has beside its columns."""

    label: str | None = None
    """A cell merged down the left of column headers and rows (绩效指标)."""
    label_span: Span = 1


class Layout(Data):
    """A form on paper: title, lines, then one grid that holds header rows, goals and indicator tables."""

    orientation: Literal["portrait", "landscape"] = "portrait"
    widths_mm: tuple[float, ...]
    """Grid columns; all spans count in these."""
    font_pt: float = 10.5
    money: Literal["number", "accounting", "text", "own"] = "number"
    """How amounts are printed: `620`, `6,200,000.00`, with the form's unit (`620万元`), or each with its own unit."""
    above: tuple[Line, ...] = ()
    header: tuple[tuple[Cell, ...], ...] = ()
    rest: RestBlock | None = None
    goals: GoalBlock
    table: TableBlock = TableBlock()

    @model_validator(mode="after")
    def _rows_fill_the_grid(self) -> Self:
        width = len(self.widths_mm)
        for _ in place(self.header, width):
            pass
        inner = width - (self.goals.label_span if self.goals.label else 0)
        for _ in place(self.goals.header, inner):
            pass
        if sum(self.goals.spans) != inner:
            raise ValueError(f"goals.spans 合计 {sum(self.goals.spans)} 列，应为 {inner} 列")
        if self.rest and (sum(self.rest.spans) != width or len(self.rest.spans) % 2):
            raise ValueError(f"rest.spans 应成对（名称、内容）写，合计 {width} 列")
        return self

    def borders(self) -> list[int]:
        """Return the grid's inner vertical lines at which a cell of header, rest or goals ends, from the left."""
        left = self.goals.label_span if self.goals.label else 0
        width = len(self.widths_mm)
        ends = {left, self.table.label_span if self.table.label else 0}
        ends |= {placed.column + placed.cell.span for placed in place(self.header, width)}
        ends |= {left + placed.column + placed.cell.span for placed in place(self.goals.header, width - left)}
        ends |= {left + end for end in accumulate(self.goals.spans)}
        ends |= set(accumulate(self.rest.spans)) if self.rest else set()
        return sorted(ends - {0, width})


class Placed(NamedTuple):
    """A cell with the row and grid column where it starts."""

    row: int
    column: int
    cell: Cell


def place(rows: Sequence[Sequence[Cell]], width: int) -> Iterator[Placed]:
    """Yield every cell with its place in a grid of `width` columns; cells flow around those that span rows.

    Raises:
        ValueError: a row does not fill the grid exactly.
    """
    taken: set[tuple[int, int]] = set()
    for number, cells in enumerate(rows):
        column = 0
        for cell in cells:
            while (number, column) in taken:
                column += 1
            taken |= {(number + down, column + right) for down in range(cell.rows) for right in range(cell.span)}
            yield Placed(number, column, cell)
            column += cell.span
        filled = {at for row, at in taken if row == number}
        if filled != set(range(width)):
            raise ValueError(f"第 {number + 1} 行的格子占 {len(filled)} 列，应正好占满 {width} 列")
    if any(row >= len(rows) for row, _ in taken):
        raise ValueError("跨行的格子超出了最后一行")
