"""Read the flat table that `assistant.writing` makes for spreadsheets: a row an indicator, all projects in one."""

from assistant.forms.flat import from_rows
from assistant.model import Places
from assistant.reading.grid import Grid
from assistant.reading.layout.target import ReadForm


def read_flat(grid: Grid) -> list[ReadForm]:
    """Return the targets of a flat table of ours; [] where the grid is something else."""
    found = from_rows([row.cells for row in grid.rows]) or []
    places = [row.place for row in grid.rows]
    return [
        ReadForm(
            flat.target,
            [],
            Places(
                head=places[flat.first],
                goals=(places[flat.first],) * len(flat.target.goals),
                rows=tuple(places[row] for row in flat.rows),
            ),
        )
        for flat in found
    ]
