"""A table of the project's particulars (项目基本信息) that stands beside the indicators: its rows move above them."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.reading.grid import Row
from assistant.reading.layout.columns import find_columns
from assistant.reading.lexicon import label_key, labels


def without_beside(rows: Sequence[Row]) -> Sequence[Row]:
    """Return the rows with what stands right of an indicator table above it, where it names the project."""
    kept: list[Row] = []
    at = 0
    while at < len(rows):
        columns = find_columns(rows[at])
        end = at + 1
        while columns and end < len(rows) and rows[end].in_table and not find_columns(rows[end]):
            end += 1
        table = rows[at:end]
        start = _start(table) if columns else None
        if start is not None:
            kept += [right for row in table if (right := _part(row, start, len(row.cells))).filled]
            table = [_part(row, 0, start) for row in table]
        kept += table
        at = end
    return kept


def _start(rows: Sequence[Row]) -> int | None:
    """Return the column where labels of a head begin, 项目名称 among them, right of a table's own columns."""
    columns = find_columns(rows[0])
    if columns is None:
        return None
    own = max(one.start for one in columns.headers if one.role in ("name", "value"))
    labelled = [column for row in rows for column, text in row.own if column > own and _is_label(text)]
    named = [column for row in rows for column, text in row.own if column > own and label_key(text) in labels().names]
    return min(labelled) if named and labelled.count(named[0]) > 1 else None


def _is_label(text: str) -> bool:
    word = label_key(text)
    return word in labels().fields or word in labels().further or word in labels().structure


def _part(row: Row, start: int, end: int) -> Row:
    """Return the cells of a row between two columns, at its left edge."""
    carried = frozenset(column - start for column in row.carried if start <= column < end)
    spans = frozenset((first - start, min(count, end - first)) for first, count in row.spans if start <= first < end)
    return replace(row, cells=row.cells[start:end], carried=carried, spans=spans)
