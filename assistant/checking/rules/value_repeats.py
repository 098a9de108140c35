"""S106: the value repeats the name."""

import re
from collections.abc import Iterator
from functools import cache

from assistant.checking.context import Context, Row
from assistant.checking.figures import has_digit
from assistant.checking.findings import Finding
from assistant.checking.lexicon import lexicon
from assistant.checking.rule import VALUES_101, Rule
from assistant.checking.wording import quote

_LEAST, _NOUN = 4, 2
_SHARE = 0.6


class ValueRepeats(Rule):
    """The value says the name once more.

    What it finds:
        指标值与三级指标名称相同，只是名称的一部分，或只是名称的缩写。
    Why it matters:
        等于没有设定目标值：做到什么程度算完成，无从判断。
    Bad:
        规范事业单位人员聘用：规范事业单位人员聘用。
    Good:
        事业单位公开招聘程序合规率：=100%。
    Mend:
        可改写成能判断的指标值，没有来源的数字标“待核实”。
    """

    code = "S106"
    title = "指标值重复名称"
    dimension = "适当性"
    severity = "warning"
    point = "绩效合理性"
    clause = VALUES_101

    def check(self, form: Context) -> Iterator[Finding]:
        """Compare the two cells without signs and spaces."""
        for row in form.rows:
            if row.value.kind == "statement" and _repeats(row):
                yield self.about(
                    row,
                    f"指标值{quote(row.text)}只是重复了名称{quote(row.name)}",
                    "写明做到什么程度，如“……率 ≥95%”“出台……办法”“12月底前完成”",
                )


def _repeats(row: Row) -> bool:
    name, value = row.key, row.value_key
    if len(value) < _LEAST:
        return False
    thing = _changed_thing().sub("", value)
    if thing != value and len(thing) >= _NOUN and thing in name and not has_digit(value):
        # 为当地提供就业岗位 = 增加岗位: a change of what the name says already.
        return True
    return (value in name and len(value) >= _SHARE * len(name)) or _shortens(value, name)


@cache
def _changed_thing() -> re.Pattern[str]:
    return re.compile(rf"^(?:{lexicon().improvement.pattern})")


def _shortens(value: str, name: str) -> bool:
    """Whether the value is the name with words left out: 优化专技人才评选机制 → 优化机制."""
    signs = iter(name)
    return value[:2] == name[:2] and all(sign in signs for sign in value)
