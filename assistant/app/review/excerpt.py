"""Which rows of a document belong to one of its forms, and what stands where in them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from assistant.model import Place, Places
from assistant.reading.grid import Row

_BEFORE, _AFTER = 14, 6
"""Rows shown around what a form's places name: titles above its head, remarks below its table."""
_MOST = 400
_PAGED = (".docx", ".docm", ".pdf")


@dataclass(frozen=True)
class Line:
    """One row of the document: the number that it is called by, and the indicator that was read there."""

    number: int
    row: Row
    position: int | None = None


@dataclass(frozen=True)
class Excerpt:
    """The rows of one form.

    Attributes:
        lines: in the document's order.
        left_over: how many more rows there are that are not shown.
        located: whether they are this form's rows only; else it is not known where in the document the form stands.
    """

    lines: tuple[Line, ...]
    left_over: int = 0
    located: bool = True

    def number_of(self, position: int | None) -> int | None:
        """Return the number of the line at which an indicator was read."""
        return next((line.number for line in self.lines if line.position == position is not None), None)


def excerpt(rows: Sequence[Row], places: Sequence[Places], index: int, name: str) -> Excerpt:
    """Return the rows of one form of a document.

    Args:
        rows: of the whole document.
        places: of each of its forms.
        index: of the form.
        name: of the file; spreadsheets and texts have line numbers of their own, Word and PDF are counted from here.
    """
    where: dict[Place, int] = {}
    for at, row in enumerate(rows):
        if row.place:
            where.setdefault(row.place, at)
    reach = [_reach(where, each) for each in places]
    positions = {place: at for at, place in enumerate(places[index].rows) if place}
    here = reach[index]
    first, last = _around(rows, reach, index) if here else (0, len(rows))
    shown = rows[first : min(last, first + _MOST)]
    own_numbers = PurePath(name).suffix.lower() not in _PAGED and all(row.place for row in shown)
    lines = tuple(
        Line(
            row.place.row + 1 if own_numbers and row.place else at, row, positions.get(row.place) if row.place else None
        )
        for at, row in enumerate(shown, 1)
    )
    return Excerpt(lines, last - first - len(shown), here is not None)


def _reach(where: Mapping[Place, int], places: Places) -> tuple[int, int] | None:
    """Return the first and the last row that a form's places name."""
    named = (place for place in (places.head, *places.goals, *places.rows) if place)
    found = [where[place] for place in named if place in where]
    return (min(found), max(found)) if found else None


def _around(rows: Sequence[Row], reach: Sequence[tuple[int, int] | None], index: int) -> tuple[int, int]:
    """Return where a form begins and where the rows after it begin, up to its neighbours and within its sheet."""
    here = reach[index]
    assert here is not None
    before = max((other[1] + 1 for other in reach if other and other[1] < here[0]), default=0)
    after = min((other[0] for other in reach if other and other[0] > here[1]), default=len(rows))
    first, last = here
    while first > max(before, here[0] - _BEFORE) and rows[first - 1].part == rows[here[0]].part:
        first -= 1
    while last + 1 < min(after, here[1] + 1 + _AFTER) and rows[last + 1].part == rows[here[1]].part:
        last += 1
    # The next form's title stands above its head: rows between two forms are the next one's, not this one's.
    return first, here[1] + 1 if after < len(rows) else last + 1
