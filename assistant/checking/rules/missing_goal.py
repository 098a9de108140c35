"""W103: a goal text that the form prints is empty."""

from collections.abc import Iterator

from assistant.checking.context import PERIOD_NAMES, Context
from assistant.checking.findings import Finding
from assistant.checking.rule import TARGETS_88, Rule


class GoalMissing(Rule):
    """A goal that the form requires has no text.

    What it finds:
        表式规定要写的长期（中期）目标或年度目标没有填写。
    Why it matters:
        绩效目标是指标的总纲，没有目标，指标就没有着落，审核时无法判断相关性。
    Bad:
        年度绩效目标一栏空白。
    Good:
        2025年组织职业技能培训10期、培训300人，合格率达到95%以上，帮助200人实现就业。
    Mend:
        可按项目名称、用途和指标起草，由填表人核定。
    """

    code = "W103"
    title = "绩效目标没有填写"
    dimension = "完整性"
    severity = "error"
    point = "明确清晰性"
    clause = TARGETS_88

    def check(self, form: Context) -> Iterator[Finding]:
        """Look for a text in each required period."""
        for period in dict.fromkeys(slot.period for slot in form.form.goals if slot.required):
            if not form.goals.get(period):
                name = PERIOD_NAMES[period]
                yield self.about_form(
                    f"{name}绩效目标没有填写", "用一两句话写明本期做什么、做多少、达到什么效果", period
                )
