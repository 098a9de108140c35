"""Cut cells that have lost the ends of their rows by what a form prints in each row (its layout)."""

from collections.abc import Iterator, Sequence

from assistant.forms import FormDefinition, all_forms
from assistant.forms.layout import Cell, place
from assistant.reading.grid import Row
from assistant.reading.layout.columns import column_key
from assistant.reading.lexicon import key

_NEEDED = {"level1", "level2", "name", "value"}


def rows_by_layout(cells: Sequence[str]) -> list[Row] | None:
    """Return the rows of one form's cells, all cells of a row following each other; None where no layout fits.

    A layout fits when each label stands where the form prints it, and the rows of the table come out even, each
    with a name and a value.
    """
    header = next((at for at in range(len(cells)) if _width(cells, at)), None)
    if header is None:
        return None
    for form in all_forms().values():
        head = _head(cells[:header], form)
        if head is not None:
            table = _table(cells[header:], _width(cells, header))
            return None if table is None else [Row(tuple(row)) for row in (*head, *table)]
    return None


def _width(cells: Sequence[str], at: int) -> int:
    """Return how many headers of columns stand from here on; 0 unless they head an indicator table."""
    names: list[str] = []
    while at + len(names) < len(cells) and (name := column_key(cells[at + len(names)])) and name not in names:
        names.append(name)
    return len(names) if names[:1] == ["level1"] and set(names) >= _NEEDED else 0


def _head(cells: Sequence[str], form: FormDefinition) -> list[list[str]] | None:
    """Return the rows above the table: the header as the layout has it, then a row a goal."""
    goals = form.layout.goals
    if goals.side_by_side or goals.header or goals.label is None:
        return None
    rows: list[list[str]] = []
    at = 0
    for printed in _printed(form):
        row = list(cells[at : at + len(printed)])
        if len(row) < len(printed) or not all(map(_fits, row, printed)):
            return None
        rows.append(row)
        at += len(printed)
    rest = cells[at:]
    rows += [list(rest[place : place + 3]) for place in range(0, len(rest), 3)]
    marks = [row[0] for row in rows[len(rows) - len(rest) // 3 :]]
    even = len(rest) % 3 == 0 and [key(mark) for mark in marks] == [key(goals.label), *[""] * (len(marks) - 1)]
    return rows if even else None


def _printed(form: FormDefinition) -> Iterator[list[Cell | None]]:
    """Yield the cells of each header row in order; None for one that is covered by a cell above."""
    placed = list(place(form.layout.header, len(form.layout.widths_mm)))
    for row in range(len(form.layout.header)):
        across = [item for item in placed if item.row <= row < item.row + item.cell.rows]
        across.sort(key=lambda item: item.column)
        yield [item.cell if item.row == row else None for item in across]


def _fits(text: str, cell: Cell | None) -> bool:
    if cell is None:
        return not text
    return cell.text is None or key(text) == key(cell.text)


def _table(cells: Sequence[str], width: int) -> list[list[str]] | None:
    rows = [list(cells[at : at + width]) for at in range(0, len(cells), width)]
    names = [column_key(text) for text in rows[0]]
    name, value = names.index("name"), names.index("value")
    sound = all(len(row) == width and (not any(row) or (row[name] and row[value])) for row in rows)
    return rows if sound else None
