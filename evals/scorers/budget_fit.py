"""Do the costs fit the budget?

Means: 100 where cost rows state an amount, together no more than the budget, and account for all of it (by a total, or by
parts that add up, or by prices times quantities of the draft). 0 where they exceed it; 50 where none states an amount or a
price; 80 where they account for a part only.
Fails where the form has several tables of different years, and where a price belongs to no quantity row of the draft.
"""

from decimal import Decimal

from assistant.checking import Report
from assistant.checking.context import Context, Row
from assistant.checking.costs import is_total
from assistant.checking.money_rows import amounts
from assistant.drafting.events import Usage
from assistant.model import PerformanceTarget
from evals.cases import EvalCase
from evals.scorers.base import Score, Scorer

_OVER, _NONE, _PART = 0, 50, 80


class BudgetFit(Scorer):
    """Whether the costs add up to the budget."""

    id = "budget_fit"
    title = "预算相符"

    def applies(self, case: EvalCase) -> bool:
        """Only where a budget is given."""
        return case.brief is not None

    def score(self, case: EvalCase, draft: PerformanceTarget, report: Report, usage: Usage) -> Score:
        """See the module."""
        assert case.brief
        budget = case.brief.budget.amount("元")
        form = Context(draft)
        found = amounts(form).get("annual", [])
        parts = [cost.yuan for row, cost in found if _is_part(row)]
        if any(cost.yuan > budget for _, cost in found) or sum(parts, Decimal(0)) > budget and budget not in parts:
            return Score.of(_OVER, parts=[str(part) for part in parts])
        whole = any(cost.yuan == budget for _, cost in found) or sum(parts, Decimal(0)) == budget
        priced = [row for row in form.rows_of("annual") if row.is_cost and row.cost and row.cost.per is not None]
        if whole or _multiplied(form, priced, budget):
            return Score.of(100)
        return Score.of(_PART if found or priced else _NONE)


def _is_part(row: Row) -> bool:
    return not is_total(row.name) and not row.name.startswith("其中")


def _multiplied(form: Context, priced: list[Row], budget: Decimal) -> bool:
    """Whether a price times a quantity of the draft, or twelve times that, gives the budget."""
    quantities = {row.scaled for row in form.rows_of("annual") if row.number is not None and not row.is_cost}
    prices = [row.cost.yuan for row in priced if row.cost]
    return any(price * quantity * months == budget for price in prices for quantity in quantities for months in (1, 12))
