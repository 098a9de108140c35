"""Text in which each cell is a line that begins with a tab and a blank line ends a row → rows."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from assistant.reading.grid import Grid, Row
from assistant.reading.layout.columns import find_columns
from assistant.reading.marks import clean
from assistant.reading.text.reflow import rows_by_layout

ONE_CELL = re.compile(r"^\t+[^\t]*$")
_HEADING = re.compile(r"绩效目标.{0,6}表\s*$|^\s*第[一二三四五六七八九十]{1,3}部分\s*$")


def stacked_grid(lines: list[str]) -> Grid:
    """Return the grid of such lines; blank cells that an editor has trimmed away are put back, form by form."""
    trimmed = not any(line.startswith("\t") and not line.strip() for line in lines)
    return Grid.of((row for part in _forms(lines) for row in _form(part, trimmed)), exact=True)


def _forms(lines: list[str]) -> Iterator[list[str]]:
    """Cut the lines before each form's title."""
    part: list[str] = []
    for line in lines:
        if _HEADING.search(line) and not line.startswith("\t"):
            yield part
            part = []
        part.append(line)
    yield part


def _form(lines: list[str], trimmed: bool) -> Iterator[Row]:
    restored = _with_blank_cells(_tokens(lines)) if trimmed else lines
    for row in _rejoin(list(_rows(restored or lines))):
        cut = rows_by_layout(row.cells) if _runs_on(row) else [row]
        doubtful = row.doubtful or restored is None or cut is None
        yield from (replace(part, doubtful=doubtful) for part in cut or [row])


def _runs_on(row: Row) -> bool:
    """Whether a row holds the header of a table and more: then nothing has ended the rows."""
    columns = find_columns(row)
    return columns is not None and len(row.cells) > 2 * len(columns.at)


def _rows(lines: list[str]) -> Iterator[Row]:
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
    """Join rows of an indicator table that a blank line inside a cell has cut in two, and part rows that run on.

    The header says how many cells a row has; short neighbours that add up to it are one row, and a long row of
    twice as many cells is two. A row that does not come out even is doubtful.
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
        elif width and len(row.cells) > width:
            yield from _parted(row, width)
            continue
        yield row


def _parted(row: Row, width: int) -> list[Row]:
    if len(row.cells) % width:
        return [replace(row, doubtful=True)]
    return [replace(row, cells=row.cells[at : at + width]) for at in range(0, len(row.cells), width)]


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


@dataclass(frozen=True)
class _Token:
    """A cell with the lines that continue it, a blank line, or a line of running text."""

    kind: str
    lines: tuple[str, ...]


def _tokens(lines: list[str]) -> list[_Token]:
    tokens: list[_Token] = []
    for line in lines:
        if not line.strip():
            tokens.append(_Token("blank", ("",)))
        elif line.startswith("\t"):
            tokens.append(_Token("cell", (line,)))
        elif tokens and tokens[-1].kind == "cell" and not _HEADING.search(line):
            tokens[-1] = _Token("cell", (*tokens[-1].lines, line))
        else:
            tokens.append(_Token("text", (line,)))
    return tokens


def _with_blank_cells(tokens: list[_Token]) -> list[str] | None:
    """Return the lines with the blank cells that trimming has made blank lines; None where these do not work out.

    One blank line ends a row, so each further one before a row was a blank cell at its start. Below the header of
    an indicator table, whose width is known, every row is that many cells and one blank line.
    """
    lines: list[str] = []
    at = 0
    while at < len(tokens):
        end = at
        while end < len(tokens) and tokens[end].kind == tokens[at].kind:
            end += 1
        run = tokens[at:end]
        if (
            run[0].kind == "blank"
            and at > 0
            and end < len(tokens)
            and tokens[at - 1].kind == tokens[end].kind == "cell"
        ):
            lines += ["", *["\t"] * (len(run) - 1)]
        else:
            lines += [line for token in run for line in token.lines]
        at = end
        if run[0].kind == "cell" and find_columns(Row(tuple("".join(map(clean, token.lines)) for token in run))):
            found = _table(tokens, at, len(run))
            if found is None:
                return None
            lines += found[0]
            at = found[1]
    return lines


def _table(tokens: list[_Token], at: int, width: int) -> tuple[list[str], int] | None:
    """Return the lines of a table's rows, and where they end; None where a row is longer than the header."""
    end = next((place for place in range(at, len(tokens)) if tokens[place].kind == "text"), len(tokens))
    while end > at and tokens[end - 1].kind == "blank":
        end -= 1
    lines: list[str] = []
    while at < end:
        if tokens[at].kind != "blank":
            return None
        row = tokens[at + 1 : min(at + 1 + width, end)]
        lines += ["", *(line for token in row for line in (token.lines if token.kind == "cell" else ("\t",)))]
        lines += ["\t"] * (width - len(row))
        at += 1 + width
    return lines, end
