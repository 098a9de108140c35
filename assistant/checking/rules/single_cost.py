"""K101: one cost alone exceeds the budget."""

from collections.abc import Iterator

from assistant.checking.context import Context
from assistant.checking.costs import print_yuan
from assistant.checking.findings import Finding
from assistant.checking.money_rows import against_budget
from assistant.checking.rule import REVIEW_88, Rule
from assistant.checking.wording import quote


class SingleCost(Rule):
    """A cost indicator states more than the whole budget.

    What it finds:
        一条成本指标的金额大于项目预算（单价如“元/人/天”不算）。
    Why it matters:
        成本超过预算，资金与任务不匹配，项目无法实施。
    Bad:
        预算 26万元，“举办职业技能系列赛事的专项资金 =50万元”。
    Good:
        预算 26万元，“举办职业技能系列赛事成本 ≤15万元”。
    Mend:
        可把这个金额标为“待核实”，由填表人选定。
    """

    code = "K101"
    title = "单项成本超过预算"
    dimension = "可行性"
    severity = "error"
    point = "资金匹配性"
    clause = REVIEW_88

    def check(self, form: Context) -> Iterator[Finding]:
        """Compare each amount among the cost indicators with the budget."""
        for row, cost, budget in against_budget(form):
            if cost.yuan > budget:
                over = print_yuan(cost.yuan - budget)
                yield self.about(
                    row,
                    f"{quote(row.name)}为{quote(cost.printed)}，比预算 {form.project.budget} 多 {over}",
                    f"核对金额和单位；确需此数的要追加预算，否则压到 {form.project.budget} 以内",
                )
