"""W104: a goal that says nothing of this project."""

import re
from collections.abc import Iterator

from assistant.checking.context import Context
from assistant.checking.figures import bigrams, has_digit
from assistant.checking.findings import Finding
from assistant.checking.lexicon import lexicon
from assistant.checking.rule import TARGETS_88, Rule
from assistant.checking.wording import quote

_SIGN = re.compile(r"[\u4e00-\u9fffA-Za-z]")
_LEAST = 4
"""A goal says something when so many signs are left without fillers and the project's own name."""


class BoilerplateGoal(Rule):
    """All goal texts of a period would fit any project.

    What it finds:
        某一期的目标去掉“确保、顺利、及时、工作”等套话和项目名称以后，什么也没有剩下。
    Why it matters:
        目标要指向明确、细化量化。放到哪个项目都能用的话，既不能分解成指标，也不能考核。
    Bad:
        确保工作顺利进行；确保资金及时拨付。
    Good:
        为38名符合条件的遗属按月发放生活补助，全年发放12次，发放准确率达到100%。
    Mend:
        可按项目名称、用途和指标改写，不添新数字。
    """

    code = "W104"
    title = "绩效目标是套话"
    dimension = "完整性"
    severity = "warning"
    point = "明确清晰性"
    clause = TARGETS_88
    weight = 2

    def check(self, form: Context) -> Iterator[Finding]:
        """Flag a period when none of its texts says anything."""
        if all(has_digit("".join(texts)) for texts in form.goals.values()):
            return
        known = bigrams(form.project.name)
        for period, texts in form.goals.items():
            if not any(says_something(text, known) for text in texts):
                yield self.about_form(
                    f"目标{''.join(quote(text) for text in texts[:3])}没有写出本项目做什么、做多少、有什么效果",
                    "写出本项目的主要工作、数量和预期效果，如“为××名对象发放补助，发放及时率达到100%”",
                    period,
                )


def says_something(text: str, known: frozenset[str]) -> bool:
    """Return whether a goal says anything but fillers and the words of the project's name."""
    if has_digit(text):
        return True
    rest = lexicon().filler.sub("", _without_name(text, known))
    return len(_SIGN.findall(rest)) >= _LEAST


def _without_name(text: str, known: frozenset[str]) -> str:
    """Return text with the words of the project's name put out, so that repeating it counts for nothing."""
    covered = [False] * len(text)
    for at in range(len(text) - 1):
        if text[at : at + 2] in known:
            covered[at] = covered[at + 1] = True
    return "".join(" " if hidden else sign for sign, hidden in zip(text, covered, strict=True))
