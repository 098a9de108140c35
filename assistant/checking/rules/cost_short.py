"""K112: costs that cover a small part of the budget."""

from collections.abc import Iterator
from decimal import Decimal

from assistant.checking.context import Context
from assistant.checking.costs import is_total, print_yuan
from assistant.checking.findings import Finding
from assistant.checking.money_rows import amounts
from assistant.checking.rule import REVIEW_88, Rule


class CostShort(Rule):
    """The amounts among the cost indicators add up to less than half of the budget.

    What it finds:
        成本指标都是金额，没有单价和总成本，合计不到预算的一半。
    Why it matters:
        多半预算花在哪里没有交代，成本指标就约束不了这个项目。
    Bad:
        预算 24.49万元，成本指标只有“整理成本 2万元”。
    Good:
        “整理成本 ≤2万元”“设备租赁成本 ≤22万元”，或加一条“项目总成本 ≤24.49万元”。
    Mend:
        可补一条“项目总成本 ≤预算数”。
    """

    code = "K112"
    title = "成本指标只占预算的一小部分"
    dimension = "可行性"
    severity = "hint"
    point = "资金匹配性"
    clause = REVIEW_88

    def check(self, form: Context) -> Iterator[Finding]:
        """Add up the amounts of the budget's period."""
        budget = form.budget_yuan
        costs = [row for row in form.rows_of(form.main_period) if row.is_cost]
        found = amounts(form).get(form.main_period, [])
        if budget is None or not found or len(found) < len(costs) or any(is_total(row.name) for row, _ in found):
            return
        total = sum((cost.yuan for _, cost in found), Decimal(0))
        if total * 2 < budget:
            yield self.about_form(
                f"成本指标合计 {print_yuan(total)}，不到预算 {form.project.budget} 的一半",
                "补上其余主要支出的成本，或加一条“项目总成本 ≤预算数”",
                form.main_period,
            )
