"""What every reader makes of a file: rows of cells, in the file's order."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise

from assistant.model import Place

# Soft hyphens and signs without width: nobody sees them, and they part the words of labels.
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")


@dataclass(frozen=True)
class Row:
    """One row of a table, or one line of running text.

    Attributes:
        cells: text by grid column; "" where a column is blank or covered by the cell on its left.
        after_gap: whether blank lines stand before it; inside a table they mark a page break.
        in_table: False for a paragraph outside of any table (its text is `cells[0]`).
        carried: columns whose text belongs to a merged cell that began on an earlier row.
        spans: of each cell that covers several columns, the first column and how many there are.
        part: number of the table's sheet or text flow; a form never spans two.
        doubtful: whether blanks that kept rows and cells apart are lost, so that cells may stand in wrong places.
        place: where it stands in the file, if the reader knows.
    """

    cells: tuple[str, ...]
    after_gap: bool = False
    in_table: bool = True
    carried: frozenset[int] = frozenset()
    spans: frozenset[tuple[int, int]] = frozenset()
    part: int = 0
    doubtful: bool = False
    place: Place | None = None

    @property
    def filled(self) -> list[tuple[int, str]]:
        """Return the cells that hold text, each with its column."""
        return [(column, text) for column, text in enumerate(self.cells) if text]

    @property
    def own(self) -> list[tuple[int, str]]:
        """Return the cells that hold text and begin on this row."""
        return [(column, text) for column, text in self.filled if column not in self.carried]

    @property
    def joined(self) -> str:
        """Return the row's text without any space: a title cut up by cell borders is whole again.

        Text that is repeated from cell to cell, as a merged cell is spelt out, counts once.
        """
        texts = [text for _, text in self.own]
        kept = texts[:1] + [text for before, text in pairwise(texts) if text != before]
        return "".join("".join(text.split()) for text in kept)

    @property
    def single(self) -> bool:
        """Whether the row says one thing only, be it in one cell or repeated."""
        return len({text for _, text in self.own}) == 1


@dataclass(frozen=True)
class Remark:
    """What a reader was unsure of, or put right, in its file.

    Attributes:
        message: one Chinese sentence for the user.
        place: the row that it is about; None where it is about the file.
        repaired: whether nothing is left to look at.
    """

    message: str
    place: Place | None = None
    repaired: bool = False


@dataclass(frozen=True)
class Grid:
    """A document, or a part of it, as rows.

    Attributes:
        exact: whether each cell stands in its own column (Word, Excel, PDF); in extracted text cells may have slid.
        remarks: what the reader has to say about the file.
    """

    rows: tuple[Row, ...]
    exact: bool = False
    remarks: tuple[Remark, ...] = ()

    @classmethod
    def of(cls, rows: Iterable[Row], exact: bool = False, remarks: Iterable[Remark] = ()) -> "Grid":
        """Make a grid, dropping rows without any text; remarks are taken once all rows are made."""
        kept = tuple(row for row in map(_seen, rows) if row.filled)
        return cls(kept, exact, tuple(remarks))


def _seen(row: Row) -> Row:
    """Return a row without signs that nobody sees."""
    if not any(_UNSEEN.search(text) for text in row.cells):
        return row
    return replace(row, cells=tuple(_UNSEEN.sub("", text) for text in row.cells))
