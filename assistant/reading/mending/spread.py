"""Undo the spelling out of merged cells: many extractions repeat their text in every column that they cover."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.reading.grid import Row
from assistant.reading.layout.columns import find_columns

_LABEL = 30


def unspread(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Return the rows with each merged cell's text once, where this form's own labels show that it is repeated.

    Above the indicator table every repetition goes; in the table only those under one header, for a name and its
    value may be the same words.
    """
    table = next((at for at, row in enumerate(rows) if find_columns(row)), len(rows))
    spelt_out = [row for row in rows[: table + 1] if row.in_table and _repeats(row)]
    if len(spelt_out) < 2 and not (table < len(rows) and _repeats(rows[table])):
        return tuple(rows)
    shared = _repeats(rows[table]) if table < len(rows) else frozenset()
    kept: list[Row] = []
    for at, row in enumerate(rows):
        repeats = _repeats(row)
        if at > table and not row.single:
            repeats &= shared
        elif 0 < at < table:
            # Two goals beside each other may be the same words: then the labels above them differ.
            above = _repeats(rows[at - 1])
            repeats = frozenset(column for column in repeats if column in above or len(row.cells[column]) <= _LABEL)
        kept.append(_without(row, repeats))
    return tuple(kept)


def _repeats(row: Row) -> frozenset[int]:
    """Return the columns that repeat the one on their left."""
    cells = row.cells
    return frozenset(at for at in range(1, len(cells)) if cells[at] and cells[at] == cells[at - 1])


def _without(row: Row, columns: frozenset[int]) -> Row:
    if not columns:
        return row
    return replace(row, cells=tuple("" if at in columns else text for at, text in enumerate(row.cells)))
