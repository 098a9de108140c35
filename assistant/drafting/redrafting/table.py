"""The table while rows of it are drafted again: which rows may change, and whether a change is for the better."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from assistant.checking import check
from assistant.drafting.online.columns import fill_columns
from assistant.drafting.online.long_term import long_term, timeless
from assistant.drafting.redrafting.result import RowAgain
from assistant.forms import FormDefinition
from assistant.model import Indicator, InputError, PerformanceTarget, Period
from assistant.model.text import match_key

MOST_NEW = 2
"""Rows that a section may get in addition."""
_LOST = "X102"


@dataclass(frozen=True)
class Place:
    """A row to be drafted again; the same row of the form's other table goes with it where it was named too.

    Attributes:
        positions: in the target's indicators: the annual one first.
        row: as it stands.
    """

    positions: tuple[int, ...]
    row: Indicator


@dataclass
class Table:
    """A target whose rows are replaced one by one; each replacement is tried before it is kept."""

    target: PerformanceTarget
    form: FormDefinition
    before: dict[int, Indicator | None] = field(default_factory=dict)
    """What stood at the places that have changed, None where a row was added."""

    @property
    def rows(self) -> list[Indicator]:
        """All rows."""
        return self.target.indicators

    def places(self, positions: Collection[int]) -> list[Place]:
        """Return the places of these positions, one a row of the project: twins of both tables together."""
        left, found = sorted(positions, key=lambda at: (self.rows[at].period != "annual", at)), list[Place]()
        while left:
            first, *left = left
            twins = [at for at in left if _twins(self.rows[first], self.rows[at])][:1]
            left = [at for at in left if at not in twins]
            found.append(Place((first, *twins), self.rows[first]))
        return sorted(found, key=lambda place: place.positions)

    def others(self, places: Sequence[Place]) -> list[Indicator]:
        """Return the rows that stay: each once, and none that is the same row as one of the places in the other table."""
        asked = {_identity(place.row) for place in places}
        found: dict[tuple[str, str], Indicator] = {}
        for row in self.rows:
            found.setdefault(_identity(row), row)
        return [row for identity, row in found.items() if identity not in asked]

    def replace(self, place: Place, new: Indicator) -> str | None:
        """Put a row in a place; return None, or why it cannot stand and the old one stays."""
        if _same(new, place.row):
            return "与原来的没有差别"
        if self._has(new, place):
            return f"“{new.name}”表里已经有了"
        rows = list(self.rows)
        for at in place.positions:
            rows[at] = self._fitted(new, rows[at])
        if objection := self._worse(rows):
            return objection
        for at in place.positions:
            self.before.setdefault(at, self.rows[at])
        self.target = self.target.model_copy(update={"indicators": rows})
        return None

    def add(self, new: Indicator) -> str | None:
        """Put a further row behind those of its kind in each table; return None, or why it was not added."""
        if self._has(new, None):
            return f"“{new.name}”表里已经有了"
        rows, shifted = list(self.rows), dict(self.before)
        for period in {table.period for table in self.form.tables}:
            at = self._end_of(rows, new, period)
            rows.insert(at, self._fitted(new, new.model_copy(update={"period": period, "weight": None})))
            shifted = {place + (place >= at): row for place, row in shifted.items()} | {at: None}
        if objection := self._worse(rows):
            return objection
        self.target, self.before = self.target.model_copy(update={"indicators": rows}), shifted
        return None

    def changes(self) -> tuple[RowAgain, ...]:
        """Return what is new, in the order of the table."""
        return tuple(RowAgain(at, before, self.rows[at]) for at, before in sorted(self.before.items()))

    def _fitted(self, new: Indicator, old: Indicator) -> Indicator:
        """The row as the form and the table of `old` want it."""
        row = fill_columns([new], self.form)[0]
        row = long_term(row) if old.period == "long_term" else row
        return row.model_copy(update={"weight": old.weight, "extra": old.extra})

    def _has(self, new: Indicator, place: Place | None) -> bool:
        """Whether another row of the same table has this name; the other table's twin is no other row."""
        mine = place.positions if place else ()
        tables = {self.rows[at].period for at in mine} or {row.period for row in self.rows}
        key = match_key(timeless(new.name))
        return any(
            match_key(timeless(row.name)) == key
            for at, row in enumerate(self.rows)
            if at not in mine and row.period in tables
        )

    def _worse(self, rows: Sequence[Indicator]) -> str | None:
        """What a reviewer would object to that was not objected to before; None where nothing."""
        old = check(self.target).findings
        new = check(self.target.model_copy(update={"indicators": list(rows)})).findings
        for severity, rule in (("error", None), ("warning", None), ("hint", _LOST)):
            mine, its = (
                [f for f in found if f.severity == severity and rule in (None, f.rule)] for found in (old, new)
            )
            if len(its) > len(mine):
                known = {(each.rule, each.message) for each in mine}
                return next((each.message for each in its if (each.rule, each.message) not in known), its[-1].message)
        return None

    def _end_of(self, rows: Sequence[Indicator], new: Indicator, period: Period) -> int:
        order = [(level.name, child.name) for level in self.form.levels for child in level.level2]
        places = {pair: number for number, pair in enumerate(order)}
        mine = places.get((new.level1, new.level2), len(order))
        before = [
            at for at, row in enumerate(rows)
            if row.period == period and places.get((row.level1, row.level2), len(order)) <= mine
        ]  # fmt: skip
        first = next((at for at, row in enumerate(rows) if row.period == period), len(rows))
        return before[-1] + 1 if before else first


def positions_of(
    target: PerformanceTarget, rows: Collection[int], section: str | None, locked: Collection[int]
) -> Iterator[int]:
    """Yield the positions that may be drafted again.

    Raises:
        InputError: a position is none, or all that was named is locked.
    """
    count = len(target.indicators)
    if wrong := [at for at in rows if not 0 <= at < count]:
        raise InputError(f"表里没有第 {wrong[0] + 1} 条指标，请重新选择要起草的行")
    named = {*rows, *(at for at, row in enumerate(target.indicators) if section and row.level2 == section)}
    free = sorted(named - set(locked))
    if named and not free:
        raise InputError("选中的指标都已锁定，请先解锁再重新起草")
    yield from free


def _identity(row: Indicator) -> tuple[str, str]:
    return row.level2, match_key(timeless(row.name))


def _twins(one: Indicator, other: Indicator) -> bool:
    return one.period != other.period and _identity(one) == _identity(other)


def _same(one: Indicator, other: Indicator) -> bool:
    return _identity(one) == _identity(other) and match_key(one.value.text) == match_key(other.value.text)
