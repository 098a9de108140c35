"""The form in figures: what its costs come to beside the budget, and which kinds of indicator it has."""

from dataclasses import dataclass
from decimal import Decimal

from assistant.checking.context import Context
from assistant.checking.costs import is_total
from assistant.checking.money_rows import amounts
from assistant.forms import FormDefinition
from assistant.model import PerformanceTarget


@dataclass(frozen=True)
class Part:
    """A cost indicator with an amount of its own.

    Attributes:
        name: the indicator's.
        yuan: its amount.
        printed: its value as it stands in the form.
    """

    name: str
    yuan: Decimal
    printed: str


@dataclass(frozen=True)
class Costs:
    """The cost indicators of the form's main table.

    Attributes:
        budget: in 元; None where it is not filled in.
        parts: those that state a part of it.
        totals: those that state the whole.
    """

    budget: Decimal | None
    parts: tuple[Part, ...]
    totals: tuple[Part, ...]

    @property
    def sum(self) -> Decimal:
        """What the parts come to; the whole where no part is stated."""
        shown = self.parts or self.totals[:1]
        return sum((part.yuan for part in shown), Decimal(0))

    @property
    def exceeds(self) -> bool:
        """Whether the costs are more than the budget."""
        stated = [self.sum, *(part.yuan for part in self.totals)]
        return self.budget is not None and max(stated) > self.budget


def costs_of(target: PerformanceTarget) -> Costs:
    """Return the costs that a form states, as the checker reads them."""
    form = Context(target)
    stated = amounts(form).get(form.main_period, [])
    parts = [(is_total(row.name), Part(row.name, cost.yuan, cost.printed)) for row, cost in stated]
    return Costs(
        form.budget_yuan,
        tuple(part for is_whole, part in parts if not is_whole),
        tuple(part for is_whole, part in parts if is_whole),
    )


@dataclass(frozen=True)
class Kind:
    """How many rows of one 二级指标 there are, and whether the form wants some."""

    level1: str
    name: str
    rows: int
    need: str


def coverage_of(target: PerformanceTarget, form: FormDefinition) -> list[Kind]:
    """Return every 二级指标 of the form with its number of rows in the main table, in printed order."""
    rows = target.of_period(Context(target).main_period)
    return [
        Kind(
            level.printed or level.name,
            child.printed or child.name,
            sum((row.level1, row.level2) == (level.name, child.name) for row in rows),
            child.need,
        )
        for level in form.levels
        for child in level.level2
    ]
