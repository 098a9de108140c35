"""W109: too few or too many indicators in a table."""

from collections.abc import Iterator

from assistant.checking.context import PERIOD_NAMES, Context
from assistant.checking.findings import Finding
from assistant.checking.rule import INDICATORS_101, Rule

LEAST, MOST = 5, 25


class IndicatorCount(Rule):
    """A table has fewer than 5 or more than 25 indicators.

    What it finds:
        一张表的三级指标少于 5 条或多于 25 条。
    Why it matters:
        指标要重点突出：太少覆盖不了产出、效益和满意度，太多则主次不分、考核成本高。
    Bad:
        一个项目列了 46 条指标。
    Good:
        一般项目 8 至 15 条。
    Mend:
        不能自动修改：取舍由填表人决定。
    """

    code = "W109"
    title = "指标条数过少或过多"
    dimension = "完整性"
    severity = "hint"
    point = "明确清晰性"
    clause = INDICATORS_101

    def check(self, form: Context) -> Iterator[Finding]:
        """Count the rows of each table."""
        for period, rows in form.tables.items():
            if LEAST <= len(rows) <= MOST:
                continue
            advice = "补足主要产出和效益" if len(rows) < LEAST else "保留最能反映核心产出和效果的，合并相近的"
            yield self.about_form(
                f"{PERIOD_NAMES[period]}绩效目标表有 {len(rows)} 条指标", f"一般项目以 8 至 15 条为宜，{advice}", period
            )
