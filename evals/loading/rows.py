"""Rows of a data set, as typed: level 1, level 2, name, value."""

from collections.abc import Iterable

from assistant.model import Indicator, Value
from assistant.model.framework import canonical, canonical_level2


def indicators_of(rows: Iterable[tuple[str, str, str, str]], basis: str | None = None) -> list[Indicator]:
    """Return the rows as annual indicators in the framework's terms."""
    found = []
    for level1, level2, name, value in rows:
        first = canonical(level1)
        place = {"level1": first, "level2": canonical_level2(level2, first)}
        found.append(Indicator(period="annual", **place, name=name, value=Value.parse(value), basis=basis))
    return found
