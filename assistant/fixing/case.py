"""One finding with all that a repair of it may look at, and the ways to write a repair down."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from assistant.checking import Finding
from assistant.checking.context import Context, Row
from assistant.fixing.fix import COLUMNS, Edit, Fix, How
from assistant.fixing.words import norm_value, pattern, words
from assistant.library.lookup import where_to_look
from assistant.model import UNCONFIRMED, Indicator, Narrative, Operator, PerformanceTarget, Period, Source, Value


@dataclass(frozen=True)
class Case:
    """A finding of a form that is to be mended.

    Attributes:
        form: the form as the rules see it.
        finding: what is wrong.
        narrative: the narrative part of the department's book, where there is one.
    """

    form: Context
    finding: Finding
    narrative: Narrative | None = None

    @property
    def target(self) -> PerformanceTarget:
        """The form itself."""
        return self.form.target

    @cached_property
    def row(self) -> Row | None:
        """The row that the finding is about; None where it is about the form."""
        at = self.finding.position
        return self.form.rows[at] if at is not None else None

    @cached_property
    def rows(self) -> list[Row]:
        """The rows of the finding's period; all rows where it names none."""
        return self.form.rows_of(self.finding.period) if self.finding.period else self.form.rows

    @cached_property
    def context(self) -> str:
        """The project's name and purpose, by which named standards fit."""
        return self.target.project.name + (self.target.project.purpose or "")

    @cached_property
    def who(self) -> str:
        """Whom the project serves, in the form's own words (its satisfaction rows); 服务对象 where it does not say."""
        rows = [row for row in self.form.rows if row.level1 == "满意度指标"]
        texts = [text for row in rows for text in (row.name, row.indicator.description or "")]
        found = [match["who"] for text in texts if (match := pattern(words()["satisfied"]).match(text))]
        named = [who for who in found if not pattern(words()["nobody"]).search(who)]
        return max(named, key=len, default="服务对象")

    def value(self, operator: Operator | None, number: Decimal | int | str, unit: str = "") -> Value:
        """Return a quantity in the form's style (units in brackets or bare)."""
        return Value.of(operator, number, unit, self.form.form.value_brackets)

    def styled(self, value: Value) -> Value:
        """Return a value in the form's style."""
        return value.styled(self.form.form.value_brackets)

    def open_value(self, name: str, unit: str, operator: Operator = "≥") -> tuple[Value, Source]:
        """Return a value whose figure nobody gave, and where it is to be looked up."""
        value = Value.to_confirm(operator, unit, self.form.form.value_brackets)
        return value, Source(kind="unconfirmed", detail=where_to_look(name, unit))

    def usual(self, name: str) -> tuple[Value, Source]:
        """Return the value that a norm gives an indicator of this name, or an open share."""
        found = norm_value(name, self.context)
        return (self.styled(found[0]), found[1]) if found else self.open_value(name, "%")

    def change(self, row: Row, source: Source | None = None, **columns: Any) -> tuple[Edit, ...]:
        """Return the edits that give a row's cells new contents; what stays as it is makes no edit."""
        edits = []
        for column in COLUMNS:
            if column not in columns:
                continue
            old, new = getattr(row.indicator, column), columns[column]
            before, after = (None if text is None else str(text) for text in (old, new))
            if before != after:
                edits.append(
                    Edit(
                        part="cell",
                        position=row.position,
                        column=column,
                        before=before,
                        after=after,
                        source=source if column == "value" else None,
                    )
                )
        return tuple(edits)

    def remove(self, row: Row) -> Edit:
        """Return the edit that takes a row away."""
        return Edit(part="remove", position=row.position, before=row.indicator.name)

    def add(self, row: Indicator) -> Edit:
        """Return the edit that adds a row behind the last one of its kind, or in the order of the form's levels."""
        return Edit(part="add", position=self._place_of(row), row=row)

    def new_row(
        self, level1: str, level2: str, name: str, found: tuple[Value, Source | None], period: Period
    ) -> Indicator:
        """Return a row in the form's style, its basis one that the form offers for such a row."""
        value, source = found
        described = self.form.form.has_column("description")
        # Where the other rows have weights, a row without one would be objected to: it gets no points until they are shared.
        weighed = any(row.indicator.weight is not None for row in self.form.rows_of(period))
        return Indicator(
            period=period,
            level1=level1,
            level2=level2,
            name=name,
            description=name if described else None,
            value=value,
            basis=self.basis_for(level1),
            source=source,
            weight=Decimal(0) if weighed else None,
        )

    def basis_for(self, level1: str) -> str | None:
        """Return the basis that the form's rows of this kind mostly have, else one that it offers for such; None where the form prints none."""
        options = self.form.form.basis_options
        if not options:
            return None
        used = [
            row.indicator.basis for row in self.form.rows if row.level1 == level1 and row.indicator.basis in options
        ]
        if used:
            return max(used, key=used.count)
        entry = next(entry for entry in words()["bases"] if entry["level1"] in ("", level1))
        return next((option for option in entry["options"] if option in options), options[0])

    def fix(self, edits: tuple[Edit, ...], how: How, reason: str, choice: bool = False) -> Iterator[Fix]:
        """Yield a repair, unless it changes nothing; what it asks follows from its open values."""
        if edits:
            yield Fix(
                finding=self.finding, edits=edits, how=how, reason=reason, asks="；".join(_asks(edits)), choice=choice
            )

    def home_of(self, level2: str, row: Row) -> str | None:
        """Return the 一级指标 under which the form prints a 二级指标; a form that has none keeps the row's own."""
        homes = [level.name for level in self.form.form.levels for child in level.level2 if child.name == level2]
        return row.level1 if row.level1 in homes else next(iter(homes), None)

    def cost_kind(self) -> tuple[str, str] | None:
        """Return level 1 and 2 of the form's cost indicators; None where it has none."""
        for level in self.form.form.levels:
            for child in level.level2:
                if child.name in ("经济成本指标", "成本指标"):
                    return level.name, child.name
        return None

    def _place_of(self, row: Indicator) -> int:
        order = [(level.name, child.name) for level in self.form.form.levels for child in level.level2]
        wanted = order.index((row.level1, row.level2)) if (row.level1, row.level2) in order else len(order)
        place = None
        for at, other in enumerate(self.target.indicators):
            kind = (other.level1, other.level2)
            if other.period == row.period and kind in order and order.index(kind) <= wanted:
                place = at + 1
        if place is None:
            same = [at for at, other in enumerate(self.target.indicators) if other.period == row.period]
            place = same[0] if same else len(self.target.indicators)
        return place


Fixer = Callable[[Case], Iterator[Fix]]
"""Yields repairs of a case, the best first; whether one heals is tried afterwards."""


def _asks(edits: tuple[Edit, ...]) -> list[str]:
    asked: list[str] = []
    for edit in edits:
        source = edit.row.source if edit.row else edit.source
        text = edit.row.value.text if edit.row else edit.after or ""
        if source and source.detail and UNCONFIRMED in text:
            asked.append(source.detail)
    return list(dict.fromkeys(asked))
