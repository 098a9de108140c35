"""A project's money as a department's book adds it up: budget, its fiscal part, the rest. Exact."""

from collections.abc import Iterable
from dataclasses import dataclass

from assistant.forms import all_forms
from assistant.model import Money, PerformanceTarget

_OTHER = ("other", "carried_over")


@dataclass(frozen=True)
class Funds:
    """Amounts in 万元; None where the form does not give them."""

    budget: Money | None
    fiscal: Money | None
    other: Money | None
    """其他资金 and 上年结转 together."""


def funds_of(target: PerformanceTarget) -> Funds:
    """Return what a form says of its year's money; parts by what its fields mean (`FieldDef.role`)."""
    form = all_forms().get(target.form)
    found: dict[str, Money] = {}
    for definition in form.fields if form else ():
        text = target.project.fields.get(definition.key, "")
        if form and definition.role and text:
            try:
                found[definition.role] = Money.parse(text, form.money_unit)
            except ValueError:
                continue
    budget = target.project.budget
    return Funds(
        budget.to("万元") if budget else None,
        total_of([found.get("fiscal")]),
        total_of(found.get(role) for role in _OTHER),
    )


def total_of(amounts: Iterable[Money | None]) -> Money | None:
    """Return the sum of the amounts that are known, in 万元; None where none is."""
    known = [amount.fen for amount in amounts if amount is not None]
    return Money(sum(known), "万元") if known else None
