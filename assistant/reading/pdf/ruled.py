"""Ruling lines → tables: cells with the rows and columns they cover."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from assistant.reading.marks import clean
from assistant.reading.pdf.page import Page, Sign, Stroke
from assistant.reading.pdf.words import joined, lines_of

_NEAR = 3.0
"""Points: lines closer than this are one (a border drawn twice, a corner not quite met)."""
_OPEN = 8.0
"""Points that lines must reach beyond the last crossing one for a border to be missing there."""
_MOST_LINES, _MOST_FIELDS = 1_000, 6_000
"""Of a page: what has more is a drawing."""


@dataclass
class Cell:
    """A cell of a table: the grid rows and columns it covers (last ones included), and its lines of text."""

    top: int
    left: int
    bottom: int
    right: int
    signs: list[Sign] = field(default_factory=list)
    text: str = ""
    goes_on: bool = False
    """Whether it is the rest of a cell on the page before."""


@dataclass
class Table:
    """A table on a page.

    Attributes:
        xs: the grid's vertical lines from left to right.
        ys: its horizontal lines from top to bottom.
        cells: in no order.
    """

    xs: list[float]
    ys: list[float]
    cells: list[Cell]

    def holds(self, sign: Sign) -> bool:
        """Return whether a sign stands inside the table's outer border."""
        return self.xs[0] <= sign.x <= self.xs[-1] and self.ys[0] <= sign.y <= self.ys[-1]

    def goes_on_from(self, above: "Table") -> bool:
        """Return whether it may be the rest of a table at the end of the page before: as broad, in the same place.

        One side may lie further in, on a line of the table: where a merged cell goes on, browsers draw no border.
        """
        left, right = self.xs[0], self.xs[-1]
        return (
            (_on(left, above.xs) and abs(right - above.xs[-1]) <= _NEAR)
            or (abs(left - above.xs[0]) <= _NEAR and _on(right, above.xs))
            or (_on(above.xs[0], self.xs) and abs(right - above.xs[-1]) <= _NEAR)
        )


def _on(place: float, lines: Sequence[float]) -> bool:
    return any(abs(place - line) <= _NEAR for line in lines)


def tables_of(page: Page) -> list[Table]:
    """Return the tables on a page from top to bottom, with their text."""
    across, down = _merged(page.across), _merged(page.down)
    if len(across) + len(down) > _MOST_LINES:
        return []
    tables = [table for part in _parts(across, down) if (table := _table(*part)) is not None]
    tables.sort(key=lambda table: table.ys[0])
    for table in tables:
        _fill(table, page.signs)
    return [table for table in tables if any(cell.text for cell in table.cells)]


def _merged(strokes: Iterable[Stroke]) -> list[Stroke]:
    """Return lines with those that continue or lie upon each other as one."""
    merged: list[Stroke] = []
    groups: list[list[Stroke]] = []
    for stroke in sorted(strokes, key=lambda stroke: stroke.at):
        if groups and stroke.at - groups[-1][-1].at <= _NEAR / 2:
            groups[-1].append(stroke)
        else:
            groups.append([stroke])
    for group in groups:
        at = sum(stroke.at for stroke in group) / len(group)
        group.sort(key=lambda stroke: stroke.begin)
        begin, end = group[0].begin, group[0].end
        for stroke in group[1:]:
            if stroke.begin - end > _NEAR:
                merged.append(Stroke(at, begin, end))
                begin = stroke.begin
            end = max(end, stroke.end) if stroke.begin - end <= _NEAR else stroke.end
        merged.append(Stroke(at, begin, end))
    return [stroke for stroke in merged if stroke.end - stroke.begin > _NEAR]


def _parts(across: list[Stroke], down: list[Stroke]) -> list[tuple[list[Stroke], list[Stroke]]]:
    """Return the lines grouped by what crosses or touches."""
    parent = list(range(len(across) + len(down)))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    for row, line in enumerate(across):
        for column, pillar in enumerate(down):
            crosses = line.begin - _NEAR <= pillar.at <= line.end + _NEAR
            if crosses and pillar.begin - _NEAR <= line.at <= pillar.end + _NEAR:
                parent[root(row)] = root(len(across) + column)
    groups: dict[int, tuple[list[Stroke], list[Stroke]]] = {}
    for at in range(len(parent)):
        lines, pillars = groups.setdefault(root(at), ([], []))
        if at < len(across):
            lines.append(across[at])
        else:
            pillars.append(down[at - len(across)])
    return list(groups.values())


def _table(across: list[Stroke], down: list[Stroke]) -> Table | None:
    if not across or not down or len(across) + len(down) < 3:
        return None
    xs = _positions(down, across)
    ys = _positions(across, down)
    if len(xs) < 2 or len(ys) < 2 or len(xs) * len(ys) > _MOST_FIELDS:
        return None
    wall = _covered(down, xs, ys)
    floor = _covered(across, ys, xs)
    return Table(xs, ys, _cells(len(ys) - 1, len(xs) - 1, wall, floor))


def _positions(strokes: list[Stroke], crossing: list[Stroke]) -> list[float]:
    """Return where lines lie, and the ends of those that cross them where an outer border is missing."""
    places: list[list[float]] = []
    for at in sorted(stroke.at for stroke in strokes):
        if places and at - places[-1][-1] <= _NEAR:
            places[-1].append(at)
        else:
            places.append([at])
    found = [sum(place) / len(place) for place in places]
    first, last = min(stroke.begin for stroke in crossing), max(stroke.end for stroke in crossing)
    if first < found[0] - _OPEN:
        found.insert(0, first)
    if last > found[-1] + _OPEN:
        found.append(last)
    return found


def _covered(strokes: list[Stroke], places: list[float], crossing: list[float]) -> set[tuple[int, int]]:
    """Return which pieces of the grid's lines are drawn: (number of the line, number of the piece)."""
    drawn: set[tuple[int, int]] = set()
    for stroke in strokes:
        line = min(range(len(places)), key=lambda at: abs(places[at] - stroke.at))
        for piece, (begin, end) in enumerate(zip(crossing, crossing[1:], strict=False)):
            if stroke.begin - _NEAR <= (begin + end) / 2 <= stroke.end + _NEAR:
                drawn.add((line, piece))
    return drawn


def _cells(rows: int, columns: int, wall: set[tuple[int, int]], floor: set[tuple[int, int]]) -> list[Cell]:
    """Join the fields of the grid that no line parts, and return the cells they make."""
    owner: dict[tuple[int, int], Cell] = {}
    cells: list[Cell] = []
    for row in range(rows):
        for column in range(columns):
            if (row, column) in owner:
                continue
            cell = Cell(row, column, row, column)
            cells.append(cell)
            open_fields = [(row, column)]
            owner[row, column] = cell
            while open_fields:
                at, beside = open_fields.pop()
                cell.top, cell.bottom = min(cell.top, at), max(cell.bottom, at)
                cell.left, cell.right = min(cell.left, beside), max(cell.right, beside)
                for field_at in _neighbours(at, beside, rows, columns, wall, floor):
                    if field_at not in owner:
                        owner[field_at] = cell
                        open_fields.append(field_at)
    return cells


def _neighbours(
    row: int, column: int, rows: int, columns: int, wall: set[tuple[int, int]], floor: set[tuple[int, int]]
) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    if column + 1 < columns and (column + 1, row) not in wall:
        found.append((row, column + 1))
    if column > 0 and (column, row) not in wall:
        found.append((row, column - 1))
    if row + 1 < rows and (row + 1, column) not in floor:
        found.append((row + 1, column))
    if row > 0 and (row, column) not in floor:
        found.append((row - 1, column))
    return found


def _fill(table: Table, signs: Sequence[Sign]) -> None:
    """Put each sign into the cell that it stands in."""
    fields = {
        (row, column): cell
        for cell in table.cells
        for row in range(cell.top, cell.bottom + 1)
        for column in range(cell.left, cell.right + 1)
    }
    for sign in signs:
        if table.holds(sign):
            row = min(bisect_right(table.ys, sign.y), len(table.ys) - 1) - 1
            column = min(bisect_right(table.xs, sign.x), len(table.xs) - 1) - 1
            fields[max(row, 0), max(column, 0)].signs.append(sign)
    for cell in table.cells:
        lines = lines_of(cell.signs)
        cell.text = clean(joined(lines, table.xs[cell.left], table.xs[cell.right + 1]))
        cell.signs = []
