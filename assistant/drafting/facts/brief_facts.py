"""`Facts`: all that a brief says, in one place for both engines."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Self

from assistant.drafting.brief import Brief
from assistant.drafting.facts.activities import (
    Activity,
    activities,
    deadline,
    effects,
    group_served,
    multiplied,
    project_stem,
    unique,
    verb_only,
)
from assistant.drafting.facts.amounts import (
    Fund,
    Part,
    Product,
    contradictions,
    funds_of,
    outcomes_of,
    parts_of,
    products_of,
)
from assistant.drafting.facts.bare import as_typed, shares, with_units
from assistant.drafting.facts.cleaning import leading_verb, trailing_verb
from assistant.drafting.facts.figure import Figure
from assistant.drafting.facts.figures import read_figures
from assistant.drafting.facts.phrases import parse
from assistant.drafting.facts.tiers import by_age
from assistant.model import Source, Value


@dataclass(frozen=True)
class Facts:
    """All that a brief says. Built by `Facts.of`; nothing in it is guessed."""

    brief: Brief
    figures: tuple[Figure, ...]
    activities: tuple[Activity, ...]
    effects: tuple[str, ...]
    """Clauses that say what it is good for, in the user's words: 消除外沿脱落隐患."""
    deadline: tuple[str, str] | None = None
    """When it is to be done, and the words that say so: (`2025年10月底前`, `2025年10月底前完成验收`)."""
    group: str | None = None
    """Whom it serves, as a satisfaction row names them: 学生及家长."""
    given: tuple[tuple[str, str], ...] = field(default=())
    """The clerk's known figures as (name, value)."""

    @classmethod
    def of(cls, brief: Brief) -> Self:
        """Read a brief. Linear in its length; never raises."""
        stem = project_stem(brief.name, brief.unit)
        context = parse(stem) if leading_verb(stem) or trailing_verb(stem) else parse("")
        purpose = with_units(brief.purpose, brief.budget)
        read = [as_typed(figure, brief.purpose) for figure in read_figures(purpose, "purpose", verb_only(context))]
        figures = [*read_figures(brief.name, "name"), *shares(read)]
        given = tuple((name, value) for name, _, value in (fact.partition("=") for fact in brief.facts))
        figures = by_age(multiplied(unique(figures)), group_served(brief) or "对象")
        return cls(
            brief=brief,
            figures=tuple(figures),
            activities=tuple(activities(brief.model_copy(update={"purpose": purpose}), figures)),
            effects=tuple(effects(brief.purpose)),
            deadline=deadline(brief.purpose) or deadline(brief.name),
            group=group_served(brief),
            given=given,
        )

    @cached_property
    def stem(self) -> str:
        """The project's name without place, year and 经费/项目/资金."""
        return project_stem(self.brief.name, self.brief.unit)

    @cached_property
    def title(self) -> str:
        """The project's name without year, unit and brackets, 经费 and 项目 kept."""
        return project_stem(self.brief.name, self.brief.unit, whole=True)

    @cached_property
    def products(self) -> tuple[Product, ...]:
        """Every price with the quantity it belongs to."""
        return products_of(self.figures, self.brief.budget)

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """Parts of the budget with a name; () where they exceed it together."""
        parts = parts_of(self.figures, self.brief.budget)
        return parts if sum(part.money.fen for part in parts) <= self.brief.budget.fen else ()

    @cached_property
    def funds(self) -> tuple[Fund, ...]:
        """Where the money comes from, as the brief says."""
        return funds_of(self.figures)

    @cached_property
    def outcomes(self) -> tuple[Figure, ...]:
        """Sums of money that come of the project."""
        return outcomes_of(self.figures)

    @cached_property
    def conflicts(self) -> tuple[str, ...]:
        """Where the brief contradicts itself or its budget: one Chinese sentence each."""
        budget = self.brief.budget
        return tuple(contradictions(self.figures, budget, self.products, parts_of(self.figures, budget), self.funds))

    def source_of(self, value: Value) -> Source | None:
        """Return where the brief gives a value's figure, or None when it does not."""
        if value.number is None:
            return None
        for name, typed in self.given:
            if _same(value, Value.parse(typed)):
                return Source(kind="input", detail=f"已知数据“{name}={typed}”")
        for figure in self.figures:
            if _same(value, Value.parse(figure.printed)):
                return Source(kind="input", detail=f"{_WHERE[figure.origin]}“{figure.quote}”")
        return None


_WHERE = {"name": "项目名称", "purpose": "资金用途", "fact": "已知数据"}


def _same(value: Value, other: Value) -> bool:
    return value.number == other.number and (value.unit or "") == (other.unit or "")
