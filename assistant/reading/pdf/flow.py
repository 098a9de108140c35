"""Pages → rows: tables that run over pages are one, repeated headers go, cells and rows cut by a page end are joined."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.model import Place
from assistant.reading.grid import Row
from assistant.reading.layout.columns import find_columns
from assistant.reading.marks import clean
from assistant.reading.pdf.ruled import Cell, Table
from assistant.reading.pdf.words import Line, joined, wrapped

_MOST_HEADERS = 4
_LONG = 20
"""Signs of a cell that is taken for running text."""
_MOST_LINES = 100
"""Of a paragraph."""
_PARAGRAPH_GAP = 1.6
_INDENT = 3.0
_EDGE_LINES = 3


@dataclass(frozen=True)
class Leaf:
    """What stands on a page: lines of text outside of tables, and tables, each from top to bottom."""

    number: int
    lines: list[Line]
    tables: list[Table]


@dataclass
class _Run:
    """A table with its continuations on the following pages: pieces with the number of their page."""

    pieces: list[tuple[int, Table]]

    def may_go_on_in(self, table: Table) -> bool:
        return table.goes_on_from(self.pieces[-1][1]) or table.goes_on_from(self.pieces[0][1])


def flow(leaves: Sequence[Leaf]) -> list[Row]:
    """Return the rows of a document in its order."""
    rows: list[Row] = []
    edge = _edge(leaves)
    for block in _blocks(leaves):
        if isinstance(block, _Run):
            rows.extend(_table_rows(block))
        else:
            rows.extend(_text_rows(block, edge))
    return _numbered(rows)


def _edge(leaves: Sequence[Leaf]) -> float:
    """Return the right edge of running text: some lines reach it, else it is that of the tables.

    A title that is the longest line reaches no edge. A comma may hang over.
    """
    lines = sorted((line.right, line.size) for leaf in leaves for line in leaf.lines if not line.hangs)
    edge, size = lines[-1] if lines else (0.0, 0.0)
    if len(lines) >= _EDGE_LINES and lines[-_EDGE_LINES][0] >= edge - size:
        return edge
    return max([edge, *(table.xs[-1] for leaf in leaves for table in leaf.tables)])


def _blocks(leaves: Sequence[Leaf]) -> Iterator["_Run | list[tuple[int, Line]]"]:
    """Yield runs of lines and tables in turn; a table that ends a page and begins the next goes on."""
    run: _Run | None = None
    text: list[tuple[int, Line]] = []
    for leaf in leaves:
        items: list[Line | Table] = [*leaf.lines, *leaf.tables]
        items.sort(key=lambda item: item.ys[0] if isinstance(item, Table) else item.top)
        for at, item in enumerate(items):
            if isinstance(item, Line):
                if run:
                    yield run
                    run = None
                text.append((leaf.number, item))
                continue
            if text:
                yield text
                text = []
            if run and at == 0 and run.may_go_on_in(item):
                run.pieces.append((leaf.number, item))
            else:
                if run:
                    yield run
                run = _Run([(leaf.number, item)])
    if run:
        yield run
    if text:
        yield text


def _text_rows(lines: Sequence[tuple[int, Line]], edge: float) -> Iterator[Row]:
    """Yield paragraphs; a line that reaches the text's right edge goes on in the next."""
    paragraph: list[Line] = []
    begun = 0
    left = min(line.left for _, line in lines)
    for page, line in lines:
        if paragraph and not _goes_on(paragraph, line, left, edge):
            yield _paragraph(paragraph, begun, left, edge)
            paragraph = []
        if not paragraph:
            begun = page
        paragraph.append(line)
    yield _paragraph(paragraph, begun, left, edge)


def _paragraph(lines: list[Line], page: int, left: float, edge: float) -> Row:
    text = clean(joined(lines, left, edge).replace("\n", ""))
    return Row((text,), in_table=False, place=Place(page, 0))


def _goes_on(paragraph: list[Line], line: Line, left: float, edge: float) -> bool:
    before = paragraph[-1]
    if len(paragraph) >= _MOST_LINES:
        return False
    if "\t" in before.text or before.left > left + _INDENT * before.size or line.left > left + 1.5 * line.size:
        return False
    # On the next page a line stands higher than the one before it.
    near = line.top - before.bottom <= _PARAGRAPH_GAP * line.size
    alike = abs(line.size - before.size) <= 0.2 * before.size
    return near and alike and "\n" not in joined([before, line], left, edge)


def _table_rows(run: _Run) -> list[Row]:
    """Return the rows of a table; columns are those of all its pieces together."""
    xs = _union([x for _, table in run.pieces for x in table.xs])
    rows: list[Row] = []
    header: Row | None = None
    before: Table | None = None
    for page, table in run.pieces:
        first = 0
        if before is not None:
            first = _repeated(rows, _rows(table, xs, page, 0), header)
            _join_cells(before, table, first)
        fresh = _rows(table, xs, page, first)
        if before is not None and rows and fresh and _is_tail(rows[-1], fresh[0], header):
            rows[-1] = _with_tail(rows[-1], fresh.pop(0))
        rows.extend(fresh)
        header = next((row for row in reversed(rows) if find_columns(row)), None)
        before = table
    return rows


def _union(places: list[float]) -> list[float]:
    found: list[list[float]] = []
    for place in sorted(places):
        if found and place - found[-1][0] <= 3.0:
            found[-1].append(place)
        else:
            found.append([place])
    return [sum(group) / len(group) for group in found]


def _column(xs: Sequence[float], place: float) -> int:
    return min(range(len(xs)), key=lambda at: abs(xs[at] - place))


def _rows(table: Table, xs: Sequence[float], page: int, first: int) -> list[Row]:
    """Return a table's rows from a grid row on, by the columns of its run."""
    columns = [_column(xs, x) for x in table.xs]
    height, width = len(table.ys) - 1, len(xs) - 1
    cells = [[""] * width for _ in range(height)]
    carried: list[set[int]] = [set() for _ in range(height)]
    spans: list[set[tuple[int, int]]] = [set() for _ in range(height)]
    begins: set[int] = set()
    for cell in table.cells:
        begins.add(cell.top)
        left, beyond = columns[cell.left], columns[cell.right + 1]
        for row in range(cell.top, cell.bottom + 1):
            cells[row][left] = cell.text
            if (row > cell.top or cell.goes_on) and cell.text:
                carried[row].add(left)
            if beyond - left > 1:
                spans[row].add((left, beyond - left))
    return [
        Row(tuple(cells[row]), carried=frozenset(carried[row]), spans=frozenset(spans[row]), place=Place(page, row))
        for row in range(first, height)
        if row in begins and len(carried[row]) < sum(map(bool, cells[row]))
    ]


def _repeated(rows: list[Row], fresh: list[Row], header: Row | None) -> int:
    """Return the grid row below the header that a continued table prints again; 0 where it prints none."""
    if header is None:
        return 0
    texts = [row.cells for row in rows]
    for at, row in enumerate(fresh[:_MOST_HEADERS]):
        if find_columns(row) and _spelt(row) == _spelt(header):
            above = fresh[:at]
            if all(other.cells in texts for other in above) and row.place is not None:
                following = fresh[at + 1].place if at + 1 < len(fresh) else None
                return following.row if following else row.place.row + 1
    return 0


def _spelt(row: Row) -> list[str]:
    return ["".join(text.split()) for _, text in row.own]


def _join_cells(above: Table, below: Table, first: int) -> None:
    """Carry the text of a cell that a page end has cut to the part that is blank."""
    last = len(above.ys) - 2
    ends = [cell for cell in above.cells if cell.bottom == last]
    for cell in below.cells:
        if cell.top != first:
            continue
        upper = next((other for other in ends if _stands_above(above, other, below, cell)), None)
        if upper is None:
            continue
        tall = upper.bottom > upper.top or cell.bottom > cell.top
        if not cell.text and upper.text:
            cell.text, cell.goes_on = upper.text, True
        elif cell.text and not upper.text and tall:
            upper.text, cell.goes_on = cell.text, True


def _stands_above(above: Table, upper: Cell, below: Table, cell: Cell) -> bool:
    left = abs(above.xs[upper.left] - below.xs[cell.left]) <= 3.0
    return left and abs(above.xs[upper.right + 1] - below.xs[cell.right + 1]) <= 3.0


def _is_tail(above: Row, row: Row, header: Row | None) -> bool:
    """Whether the first row of a page is the rest of a row that the page end has cut."""
    own = row.own
    if not own or not {column for column, _ in own} <= {column for column, _ in above.filled}:
        return False
    columns = find_columns(header) if header is not None else None
    if columns is not None:
        filled = {columns.of(column) for column, _ in own}
        return not {"name", "value"} <= filled and not filled & {"level1", "level2"}
    (column, text), *others = own
    return not others and column > 0 and len(above.cells[column]) >= _LONG and not text[:1].isdigit()


def _with_tail(above: Row, tail: Row) -> Row:
    cells = list(above.cells)
    for column, text in tail.own:
        cells[column] += wrapped(cells[column], text)
    return replace(above, cells=tuple(cells))


def _numbered(rows: list[Row]) -> list[Row]:
    """Return the rows with their numbers on their pages."""
    counts: dict[int, int] = {}
    numbered: list[Row] = []
    for row in rows:
        page = row.place.part if row.place else 0
        numbered.append(replace(row, place=Place(page, counts.get(page, 0))))
        counts[page] = counts.get(page, 0) + 1
    return numbered
