"""Text → grid: Markdown tables, rows with tabs, and tables that were flattened to one cell a line."""

import csv
import io
import re
from collections.abc import Iterator

from assistant.reading.columns import find_columns
from assistant.reading.grid import Grid, Row
from assistant.reading.marks import clean

_RULE = re.compile(r"^[\s:|+-]*-{2,}[\s:|+-]*$")
_ONE_CELL = re.compile(r"^\t+[^\t]*$")
_HEADING = re.compile(r"绩效目标.{0,6}表\s*$")


def text_grid(text: str) -> Grid:
    """Return the grid of a text; cells may have slid left or right, except where they stand one a line."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\n").split("\n")
    tabbed = [line for line in lines if line.startswith("\t")]
    one_cell = sum(1 for line in tabbed if _ONE_CELL.match(line))
    if one_cell >= 6 and one_cell > 0.7 * len(tabbed):
        return Grid.of(_rejoin(list(_stacked(lines))), exact=True)
    return Grid.of(_flat(lines))


def delimited_grid(text: str) -> Grid:
    """Return the grid of a CSV file (commas, semicolons or tabs); cells stand where they belong."""
    head = text[:4000]
    delimiter = max(",;\t", key=head.count)
    rows = csv.reader(io.StringIO(text), delimiter=delimiter)
    return Grid.of((Row(tuple(clean(cell) for cell in cells)) for cells in rows), exact=True)


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


def _stacked(lines: list[str]) -> Iterator[Row]:
    """Each cell is a line that begins with a tab; a blank line ends the row; other lines continue a cell."""
    cells: list[str] = []
    gap = False
    for line in [*lines, ""]:
        if line.startswith("\t"):
            cells.append(clean(line))
        elif not line.strip():
            if cells:
                yield Row(tuple(cells), gap)
                cells, gap = [], False
            gap = True
        elif cells and not _HEADING.search(line):
            cells[-1] += clean(line)
        else:
            if cells:
                yield Row(tuple(cells), gap)
                cells = []
            yield Row((clean(line),), gap, in_table=False)
            gap = False


def _rejoin(rows: list[Row]) -> Iterator[Row]:
    """Join rows of an indicator table that a blank line inside a cell has cut in two.

    The header says how many cells a row has; short neighbours that add up to it are one row.
    """
    width = 0
    at = 0
    while at < len(rows):
        row = rows[at]
        at += 1
        if not row.in_table:
            width = 0
        elif find_columns(row):
            width = len(row.cells)
        elif width and len(row.cells) < width:
            row, at = _complete(rows, row, at, width)
        yield row


def _complete(rows: list[Row], row: Row, at: int, width: int) -> tuple[Row, int]:
    cells, end = list(row.cells), at
    while end < len(rows) and len(cells) < width:
        following = rows[end]
        if following.in_table:
            cells.extend(following.cells)
        elif _HEADING.search(following.cells[0]):
            break
        else:
            cells[-1] += following.cells[0]
        end += 1
    return (Row(tuple(cells), row.after_gap), end) if len(cells) == width else (row, at)
