"""W107: a placeholder of the template was left in the form."""

import re
from collections.abc import Iterator
from functools import cache

from assistant.checking.context import Context
from assistant.checking.findings import Finding
from assistant.checking.lexicon import lexicon
from assistant.checking.rule import INDICATORS_101, Rule
from assistant.checking.wording import quote

_LEFT_OVER = re.compile(
    r"[×＊*]{2,}|[xX]{2,}|_{2,}|…{2,}|^(?:三级)?(?:指标|名称|目标)[\d一二三四五六七八九十]*$|^(?:三级指标|指标名称|指标值)$"
)
_SIGN, _LABEL = re.compile("[×＊*xX_…]"), re.compile("指标|名称|目标")
# In a goal ××× may be a name that was rightly masked; two crosses before a unit are a figure nobody filled in.
_BLANK_FIGURE = re.compile(r"[×xX*＊]{2,}(?=[人次个家万%元名场项台件户])")


@cache
def _anywhere() -> re.Pattern[str]:
    return re.compile(f"{_LEFT_OVER.pattern}|{lexicon().subjects['placeholder'].pattern}")


def _may_stand_in(text: str) -> bool:
    """Whether a sign or a word of a placeholder stands anywhere: three quick looks that spare most forms the rows."""
    return any(pattern.search(text) for pattern in (_SIGN, _LABEL, lexicon().subjects["placeholder"]))


class Placeholder(Rule):
    """A name, value or goal still holds the template's placeholder.

    What it finds:
        指标名称、指标值或目标里留着“指标1”“××”“**”“请填写”这类模板占位符。
    Why it matters:
        说明这一行是照模板抄的，没有填实，审核时会要求补正。
    Bad:
        苗木成活率(≥**%)。
    Good:
        苗木成活率 ≥85%。
    Mend:
        只剩占位符的行可删去；其余占位符处的内容由填表人补。
    """

    code = "W107"
    title = "留有模板占位符"
    dimension = "完整性"
    severity = "warning"
    point = "规范完整性"
    clause = INDICATORS_101

    def check(self, form: Context) -> Iterator[Finding]:
        """Look at names, values and goals."""
        for row in form.rows if _may_stand_in(form.all_text) else ():
            for text in (row.name, row.text):
                if text and _anywhere().search(text):
                    yield self.about(row, f"{quote(text)}里留有模板的占位符", "换成本项目的实际内容")
                    break
        for goal in form.target.goals:
            if found := _BLANK_FIGURE.search(goal.text):
                around = goal.text[max(found.start() - 8, 0) : found.end() + 4]
                yield self.about_form(f"目标里的{quote(around)}没有填数", "填上实际数字", goal.period)
