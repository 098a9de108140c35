"""What a written form consists of, before it becomes Word or Excel: lines, and blocks of cells on one grid."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from assistant.forms import FormDefinition
from assistant.model import UNCONFIRMED, PerformanceTarget
from assistant.writing.cleaning import clean

Align = Literal["left", "center"]
PAPER_MM: dict[str, tuple[int, int]] = {"portrait": (210, 297), "landscape": (297, 210)}
"""Width and height of A4, by how it lies."""
SIDE_MM, END_MM = 15, 16
"""Margins left and right, above and below."""


@dataclass(frozen=True, slots=True)
class Box:
    """A cell, merged over `rows` and `columns`, with its place within its block."""

    row: int
    column: int
    text: str
    rows: int = 1
    columns: int = 1
    align: Align = "center"
    head: bool = False
    """Whether it heads a section or a column, and is printed bold."""
    cut: Literal["", "above", "below"] = ""
    """The side without a line, where a cell had to be cut in two."""

    @property
    def marked(self) -> bool:
        """Whether a figure in it is still to be looked up, so that it is highlighted."""
        return UNCONFIRMED in self.text


@dataclass(slots=True)
class Block:
    """Rows that hang together: Word makes a table of it, Excel a range."""

    rows: int = 0
    heading: range = range(0)
    """Rows repeated at the top of every page."""
    columns_row: int | None = None
    """The row with the column headers, if it is an indicator table."""
    boxes: list[Box] = field(default_factory=list)
    tall: set[int] = field(default_factory=set)
    """Rows that want room for writing, even when they are empty."""

    def add(self, row: int, column: int, text: str, *, rows: int = 1, columns: int = 1, head: bool = False,
            align: Align = "center") -> None:  # fmt: skip
        """Put a cell at its place."""
        self.boxes.append(Box(row, column, clean(text), rows, columns, align, head))


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line between title and table, its parts filled in."""

    left: str = ""
    center: str = ""
    right: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a table is printed on: the widths of its grid's columns, the size of its type, how the paper lies."""

    widths_mm: tuple[float, ...]
    font_pt: float
    orientation: Literal["portrait", "landscape"] = "portrait"


@dataclass(frozen=True, slots=True)
class Page:
    """One target, laid out."""

    target: PerformanceTarget
    form: FormDefinition
    """As this target prints it: with the columns that it fills."""
    title: str
    lines: tuple[TextLine, ...]
    blocks: tuple[Block, ...]

    @property
    def sheet(self) -> Sheet:
        """The grid and paper of its tables."""
        layout = self.form.layout
        return Sheet(layout.widths_mm, layout.font_pt, layout.orientation)

    @property
    def landscape(self) -> bool:
        """Whether the paper lies on its long side."""
        return self.form.layout.orientation == "landscape"


def runs(keys: Iterable[object]) -> list[tuple[int, int]]:
    """Return start and length of each run of equal keys: `a a b` → `(0, 2), (2, 1)`."""
    found: list[tuple[int, int]] = []
    last: object = None
    for place, key in enumerate(keys):
        if found and key == last:
            found[-1] = (found[-1][0], found[-1][1] + 1)
        else:
            found.append((place, 1))
        last = key
    return found
