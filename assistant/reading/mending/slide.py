"""Where the cells of a slid row stand: they keep their order and their distances, so one known cell places the rest."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.reading.layout.columns import Columns

Cell = tuple[int, str]


@dataclass(frozen=True)
class Placing:
    """A row whose cells stand where its headers do, `shift` columns to the right (or left, where negative)."""

    shift: int
    name: Cell
    value: Cell
    basis: Cell | None

    @property
    def parts(self) -> tuple[Cell, ...]:
        """Return the cells that are placed."""
        return (self.name, self.value) if self.basis is None else (self.name, self.value, self.basis)


def placings(cells: Sequence[Cell], columns: Columns, is_level: Callable[[str], bool]) -> list[Placing]:
    """Return how name, value and basis may stand behind one of the row's category cells, the likeliest first.

    All cells right of the category cell must stand exactly where the shift puts them. A name that is no category's
    (`数量指标`, while an indicator may be called 满意度) is likeliest, then more cells placed, then the smaller shift.
    """
    found: list[Placing] = []
    for at, (column, text) in enumerate(cells):
        if is_level(text):
            for level in ("level2", "level1"):
                placing = at_shift(cells[at + 1 :], columns, column - columns.at[level])
                if placing is not None:
                    found.append(placing)

    def doubt(placing: Placing) -> tuple[bool, int, int]:
        name = placing.name[1]
        return name.endswith("指标") and is_level(name), -len(placing.parts), abs(placing.shift)

    return sorted(found, key=doubt)


def at_shift(cells: Sequence[Cell], columns: Columns, shift: int) -> Placing | None:
    """Return the cells as name, value and perhaps basis, if that is where they stand under the shifted headers."""
    wanted = [columns.at[name] + shift for name in ("name", "value", "basis")]
    if [column for column, _ in cells] not in (wanted, wanted[:2]):
        return None
    return Placing(shift, cells[0], cells[1], cells[2] if len(cells) > 2 else None)
