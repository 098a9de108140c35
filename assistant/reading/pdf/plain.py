"""Tables without ruling lines: columns by the gaps that run down between the words, below a form's header cells."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from assistant.model import Place
from assistant.reading.grid import Row
from assistant.reading.layout.columns import find_columns
from assistant.reading.marks import clean
from assistant.reading.pdf.flow import Leaf
from assistant.reading.pdf.words import Line, wrapped

_FEWEST_COLUMNS = 4
_APART = 1.3
"""Times the least distance between lines: lines farther apart belong to two rows."""


def borderless(leaves: Sequence[Leaf]) -> list[Row] | None:
    """Return the rows of pages whose tables have no ruling lines; None where no line heads a table."""
    lines = [(leaf.number, line) for leaf in leaves for line in leaf.lines]
    headers = [at for at, (_, line) in enumerate(lines) if _heads(line)]
    if not headers:
        return None
    rows = [_above(page, line) for page, line in lines[: headers[0]]]
    for begin, end in pairwise([*headers, len(lines)]):
        rows.extend(_table(lines[begin:end]))
    return rows


def _heads(line: Line) -> bool:
    texts = tuple(segment.text for segment in line.segments())
    return len(texts) >= _FEWEST_COLUMNS and find_columns(Row(texts)) is not None


def _above(page: int, line: Line) -> Row:
    texts = tuple(clean(segment.text) for segment in line.segments())
    return Row(texts, in_table=len(texts) > 1, place=Place(page, 0))


def _table(lines: Sequence[tuple[int, Line]]) -> Iterator[Row]:
    """Yield the rows of a table, its header first; what stands below it is read as rows of its columns too."""
    page, header = lines[0]
    yield Row(tuple(clean(segment.text) for segment in header.segments()), place=Place(page, 0))
    body = lines[1:]
    borders = _borders(header, [line for _, line in body])
    columns = find_columns(Row(tuple(segment.text for segment in header.segments())))
    value = columns.at.get("value", 0) if columns else 0
    cells: list[str] = []
    before: Line | None = None
    near = _nearest(body)
    for page, line in body:
        texts = _cells(line, borders)
        gap = line.y - before.y if before else 0.0
        new = gap > near[1] or gap <= 0 if near else bool(texts[value])
        if cells and new:
            yield Row(tuple(map(clean, cells)), place=Place(page, 0))
            cells = []
        cells = [old + wrapped(old, text) for old, text in zip(cells, texts, strict=True)] if cells else texts
        before = line
    if cells:
        yield Row(tuple(map(clean, cells)), place=Place(page, 0))


def _nearest(body: Sequence[tuple[int, Line]]) -> tuple[float, float] | None:
    """Return how far lines of one row are apart, and from where on they are two rows; None where all are alike."""
    gaps = [
        second.y - first.y for (page, first), (other, second) in pairwise(body) if page == other and second.y > first.y
    ]
    if not gaps or max(gaps) < _APART * min(gaps):
        return None
    return min(gaps), _APART * min(gaps)


def _borders(header: Line, body: Sequence[Line]) -> list[float]:
    """Return where a column ends and the next begins: in the widest strip between their heads that no word crosses."""
    words = [segment for line in body if len(segments := line.segments()) > 1 for segment in segments]
    borders: list[float] = []
    for left, right in pairwise(header.segments()):
        begin, end = (left.left + left.right) / 2, (right.left + right.right) / 2
        inside = sorted((max(word.left, begin), min(word.right, end)) for word in [*words, left, right]
                        if word.right > begin and word.left < end)  # fmt: skip
        widest, reached, border = 0.0, begin, (left.right + right.left) / 2
        for start, stop in [*inside, (end, end)]:
            if start - reached > widest:
                widest, border = start - reached, (start + reached) / 2
            reached = max(reached, stop)
        borders.append(border)
    return borders


def _cells(line: Line, borders: Sequence[float]) -> list[str]:
    cells = [""] * (len(borders) + 1)
    for segment in line.segments():
        column = sum((segment.left + segment.right) / 2 > border for border in borders)
        cells[column] += segment.text
    return cells
