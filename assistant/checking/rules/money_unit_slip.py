"""K106: 元 and 万元 mistaken for each other."""

from collections.abc import Iterator

from assistant.checking.context import Context
from assistant.checking.findings import Finding
from assistant.checking.money_rows import against_budget
from assistant.checking.rule import REVIEW_88, Rule
from assistant.checking.wording import quote


class MoneyUnitSlip(Rule):
    """A cost is ten thousand times the budget, or a ten-thousandth of it.

    What it finds:
        成本金额与预算的数字相同而单位差一万倍（20元与20万元）。
    Why it matters:
        元与万元写混是最常见的金额错误，差一万倍。
    Bad:
        预算 20万元，项目总成本 =20元。
    Good:
        预算 20万元，项目总成本 =20万元。
    Mend:
        可换成预算所用的单位，由填表人选定。
    """

    code = "K106"
    title = "金额单位元与万元混淆"
    dimension = "可行性"
    severity = "error"
    point = "资金匹配性"
    clause = REVIEW_88

    def check(self, form: Context) -> Iterator[Finding]:
        """Compare each amount among the cost indicators with the budget."""
        for row, cost, budget in against_budget(form):
            if cost.yuan and budget in (cost.yuan * 10_000, cost.yuan / 10_000):
                yield self.about(
                    row,
                    f"{quote(row.name)}写的是{quote(cost.printed)}，预算是 {form.project.budget}，正好差一万倍",
                    "核对金额单位是“元”还是“万元”",
                )
