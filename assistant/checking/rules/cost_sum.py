"""K102: the costs together exceed the budget."""

from collections.abc import Iterator
from decimal import Decimal

from assistant.checking.context import Context, Row
from assistant.checking.costs import is_total, print_yuan
from assistant.checking.findings import Finding
from assistant.checking.money_rows import amounts
from assistant.checking.rule import REVIEW_88, Rule
from assistant.checking.wording import join


class CostSum(Rule):
    """The parts of the cost add up to more than the budget.

    What it finds:
        各项成本金额相加大于项目预算。“项目总成本”等总数、其中项和单价不计入。
    Why it matters:
        成本合计超过预算，说明任务和资金不匹配，要么减任务，要么加预算。
    Bad:
        预算 26万元，成本 15万元 + 50万元 + 3万元 = 68万元。
    Good:
        预算 26万元，成本 10万元 + 13万元 + 3万元 = 26万元。
    Mend:
        可把最大的一项标为“待核实”，由填表人选定。
    """

    code = "K102"
    title = "成本合计超过预算"
    dimension = "可行性"
    severity = "error"
    point = "资金匹配性"
    clause = REVIEW_88

    def check(self, form: Context) -> Iterator[Finding]:
        """Add up the parts of each table."""
        budget = form.budget_yuan
        if budget is None:
            return
        for period, found in amounts(form).items():
            parts = [cost for row, cost in found if _is_part(row)]
            whole = [cost for cost in parts if cost.yuan == budget]
            if len(whole) == 1 and len(parts) > 1:
                # One row that equals the budget beside others is the total under another name.
                parts = [cost for cost in parts if cost.yuan != budget]
            total = sum((cost.yuan for cost in parts), Decimal(0))
            if len(parts) > 1 and total > budget:
                listed = " + ".join(print_yuan(cost.yuan) for cost in parts[:6]) + (" + …" if len(parts) > 6 else "")
                yield self.about_form(
                    f"成本指标 {listed} = {print_yuan(total)}，超过预算 {form.project.budget}",
                    f"核对{join([cost.printed for cost in parts])}，使合计不超过 {form.project.budget}",
                    period,
                )


def _is_part(row: Row) -> bool:
    """Whether a row is a part of the cost: no total, no 其中, and no price of one (人均培训费 ≤0.08万元)."""
    return not is_total(row.name) and not row.name.startswith("其中") and row.meaning.kind != "unit_cost"
