"""W115: weights that do not add up."""

from collections.abc import Iterator
from decimal import Decimal

from assistant.checking.context import Context
from assistant.checking.findings import Finding
from assistant.checking.rule import INDICATORS_101, Rule
from assistant.checking.wording import plain


class WeightSum(Rule):
    """The weights of the rows do not make the points that are to be given.

    What it finds:
        填了权重的表：有的行没填权重，或合计不是 100（预算执行率另计 10 分的为 90）。
    Why it matters:
        权重合计不对，年底自评无法计分。
    Bad:
        12 条指标权重合计 105。
    Good:
        成本 20、产出 40、效益 20、满意度 10，预算执行率 10。
    Mend:
        不能自动修改：要由填表人分配。
    """

    code = "W115"
    title = "权重合计不对"
    dimension = "完整性"
    severity = "warning"
    point = "规范完整性"
    clause = INDICATORS_101

    def check(self, form: Context) -> Iterator[Finding]:
        """Add up each table that has weights."""
        kept = form.form.weights.budget_execution
        for period, rows in form.tables.items():
            given = [row.indicator.weight for row in rows if row.indicator.weight is not None]
            if not given:
                continue
            if len(given) < len(rows):
                yield self.about_form(f"{len(rows) - len(given)} 条指标没有填权重", "给每条指标分配权重", period)
            elif (total := sum(given, Decimal(0))) not in (100, 100 - kept):
                yield self.about_form(
                    f"指标权重合计是 {plain(total)}",
                    f"调整权重，使合计为 {100 - kept}（另 {kept} 分为预算执行率）或 100",
                    period,
                )
