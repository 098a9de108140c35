"""Text → grids: Markdown tables and rows with tabs, or tables that were flattened to one cell a line."""

import csv
import io
import re
from collections.abc import Iterator

from assistant.model import Place, UnreadableFileError
from assistant.reading.grid import Grid, Remark, Row
from assistant.reading.limits import MOST_ROWS
from assistant.reading.marks import clean
from assistant.reading.text.stacked import ONE_CELL, stacked_grid

_RULE = re.compile(r"^[\s:|+-]*-{2,}[\s:|+-]*$")
_SPACES = re.compile(r"^ +(?=\t)", re.MULTILINE)
# Fewer lines of a kind than this, among others, are damage and no part of their own.
_FEWEST_STACKED, _FEWEST_FLAT = 6, 3
# Titles and units between two tables take fewer lines of text.
_TEXT_BETWEEN = 8
# What makes a formula of a cell, if it comes first.
_GUARDED = tuple("=+-@\t\r＝＋－＠")


def text_grids(text: str) -> list[Grid]:
    """Return the grids of a text, one a part; cells may have slid left or right, except where they stand one a line."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\n")
    lines = _SPACES.sub("", plain).split("\n")
    parts = _parts(lines)
    return [
        stacked_grid(lines[begin:end]) if stacked else Grid.of(_flat(lines[begin:end])) for stacked, begin, end in parts
    ]


def _parts(lines: list[str]) -> list[tuple[bool, int, int]]:
    """Return the parts of a text in which tables are printed one way: whether one cell stands a line, begin, end.

    Rows with several cells end a part where one cell stands a line, and the other way round; the text between
    them belongs to what follows.
    """
    parts: list[tuple[bool, list[int]]] = []
    for stacked, run in _runs(lines):
        stray = len(run) < (_FEWEST_STACKED if stacked else _FEWEST_FLAT)
        if not stray and parts and parts[-1][0] == stacked:
            parts[-1][1].extend(run)
        elif not stray:
            parts.append((stacked, run))
    ends = [_end(lines, stacked, run[-1]) for stacked, run in parts[:-1]]
    kinds = [stacked for stacked, _ in parts] or [False]
    return list(zip(kinds, [0, *ends], [*ends, len(lines)], strict=True))


def _runs(lines: list[str]) -> Iterator[tuple[bool, list[int]]]:
    """Yield the runs of lines with cells, all with one cell or all with several; much running text ends a run."""
    run: list[int] = []
    kind, between = False, 0
    for at, line in enumerate(lines):
        if "\t" not in line and not line.lstrip().startswith("|"):
            between += bool(line.strip())
            continue
        stacked = bool(ONE_CELL.match(line))
        if run and (stacked != kind or between > _TEXT_BETWEEN):
            yield kind, run
            run = []
        run.append(at)
        kind, between = stacked, 0
    if run:
        yield kind, run


def _end(lines: list[str], stacked: bool, last: int) -> int:
    """Return where a part ends whose last row is known; up to a blank line its last cell may go on."""
    if not stacked:
        return last + 1
    return next((at for at in range(last + 1, len(lines)) if not lines[at].strip()), len(lines))


def delimited_grid(text: str, delimiter: str = "") -> Grid:
    """Return the grid of a CSV file; cells stand where they belong.

    Args:
        text: the file's text.
        delimiter: what parts the cells; "" takes the most frequent of commas, semicolons and tabs.

    Raises:
        UnreadableFileError: a cell has no end, as in a file that is no table.
    """
    delimiter = delimiter or max(",;\t", key=text[:4000].count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise UnreadableFileError("不是完整的表格文件，请用 Excel 或 WPS 打开后另存为 .xlsx") from error
    return Grid.of(
        (
            Row(tuple(clean(_unguarded(cell)) for cell in cells), place=Place(0, at))
            for at, cells in enumerate(rows[:MOST_ROWS])
        ),
        exact=True,
        remarks=[Remark(f"文件太长，只读了前 {MOST_ROWS} 行")] if len(rows) > MOST_ROWS else [],
    )


def _unguarded(cell: str) -> str:
    """Return a cell without what keeps Excel from counting it: `="012"`, `'=100%`."""
    if cell.startswith('="') and cell.endswith('"') and len(cell) > 2:
        return cell[2:-1].replace('""', '"')
    return cell[1:] if cell.startswith("'") and cell[1:2] in _GUARDED else cell


def _flat(lines: list[str]) -> Iterator[Row]:
    gap = False
    for line in lines:
        stripped = line.strip()
        if not stripped:
            gap = True
            continue
        if _RULE.match(stripped):
            continue
        if stripped.startswith("|"):
            cells = stripped.removesuffix("|")[1:].split("|")
            yield Row(tuple(clean(cell) for cell in cells), gap)
        elif "\t" in line:
            yield Row(tuple(clean(cell) for cell in line.split("\t")), gap)
        else:
            yield Row((clean(stripped.lstrip("#")),), gap, in_table=False)
        gap = False
