"""Find the header row of an indicator table and say which column holds what."""

from dataclasses import dataclass

from assistant.reading.grid import Row
from assistant.reading.lexicon import key, labels

_NEEDED = {"level1", "level2", "name", "value"}


@dataclass(frozen=True)
class Columns:
    """Grid columns of an indicator table.

    Attributes:
        at: first grid column by column key.
        ends: first grid column of the next header, by column key.
    """

    at: dict[str, int]
    ends: dict[str, int]

    def of(self, column: int) -> str | None:
        """Return the key of the header above a grid column."""
        return next((name for name, start in self.at.items() if start <= column < self.ends[name]), None)


def column_key(text: str) -> str | None:
    """Return which column a header cell names: `指标值确定依据(计划标准、…)` → `basis`."""
    plain = key(text)
    known = labels().columns
    if plain in known:
        return known[plain]
    longest = max((word for word in known if plain.startswith(word)), key=len, default="")
    return known[longest] if longest and len(plain) <= 50 else None


def find_columns(row: Row) -> Columns | None:
    """Return the columns if this row is the header of an indicator table, else None."""
    if len(row.cells) < 4:
        return None
    found: dict[str, int] = {}
    starts: list[int] = []
    for column, text in row.filled:
        name = column_key(text)
        if name is not None:
            found.setdefault(name, column)
        starts.append(column)
    if not found.keys() >= _NEEDED:
        return None
    starts.append(max(len(row.cells), starts[-1] + 1))
    return Columns(found, {name: starts[starts.index(column) + 1] for name, column in found.items()})
