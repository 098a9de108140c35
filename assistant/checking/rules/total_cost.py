"""K107: a total cost that is not the budget."""

from collections.abc import Iterator

from assistant.checking.context import Context
from assistant.checking.costs import is_total, print_yuan
from assistant.checking.findings import Finding
from assistant.checking.money_rows import against_budget
from assistant.checking.rule import REVIEW_88, Rule
from assistant.checking.wording import quote


class TotalCost(Rule):
    """The project's total cost is stated exactly, and is less than the budget.

    What it finds:
        “项目总成本”这类总数用“=”（或没有符号）写成小于预算的数。
    Why it matters:
        总成本与预算不等，多出来的预算没有用途，审核时会要求说明或核减。
    Bad:
        预算 24万元，项目总成本 =20万元。
    Good:
        预算 24万元，项目总成本 ≤24万元。
    Mend:
        可改为“≤预算数”，由填表人选定。
    """

    code = "K107"
    title = "总成本与预算不等"
    dimension = "可行性"
    severity = "warning"
    point = "资金匹配性"
    clause = REVIEW_88

    def check(self, form: Context) -> Iterator[Finding]:
        """Compare totals with the budget; what exceeds it is K101's business."""
        for row, cost, budget in against_budget(form):
            exact = row.value.operator in (None, "=")
            if exact and is_total(row.name) and cost.yuan < budget and budget != cost.yuan * 10_000:
                yield self.about(
                    row,
                    f"{quote(row.name)}为{quote(cost.printed)}，比预算 {form.project.budget} 少 {print_yuan(budget - cost.yuan)}",
                    f"核对总成本；与预算一致的写“≤{form.project.budget}”",
                )
