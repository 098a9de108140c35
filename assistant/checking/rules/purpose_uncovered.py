"""X112: work that the money is for, and no indicator of it."""

import re
from collections.abc import Iterator

from assistant.checking.context import Context
from assistant.checking.figures import LONGEST, bigrams
from assistant.checking.findings import Finding
from assistant.checking.lexicon import lexicon
from assistant.checking.rule import REVIEW_88, Rule
from assistant.checking.wording import join, quote

_SIGNS = re.compile(r"[、，,；;。:：“”\"（）()]|等.{0,4}$")
_OTHER = re.compile(r"×|\d.*元")
_LEAST, _MOST = 3, 20
"""Signs of a work; longer ones are sentences."""
_LISTED = 3


class PurposeUncovered(Rule):
    """Most of what the purpose lists returns in no indicator.

    What it finds:
        资金用途列出的几项工作，有一半以上在各条指标的名称和描述里都没有提到。
    Why it matters:
        指标要与资金用途对应。主要工作没有指标，钱花得怎样就无从考核。
    Bad:
        用途是普法讲座、知识竞赛、征文、走访慰问，指标只有“走访慰问完成率”。
    Good:
        数量指标有“普法讲座场次”“知识竞赛参赛人数”“走访慰问户数”。
    Mend:
        可按用途里的工作补数量指标；没有来源的数字标“待核实”。
    """

    code = "X112"
    title = "资金用途的主要工作没有指标"
    dimension = "相关性"
    severity = "hint"
    point = "目标相关性"
    clause = REVIEW_88

    def check(self, form: Context) -> Iterator[Finding]:
        """Part the purpose into its works; look for a pair of signs of each in the rows."""
        works = _works((form.project.purpose or "")[:LONGEST])
        if len(works) < _LISTED or not form.rows:
            return
        told: set[str] = set()
        for row in form.rows_of(form.main_period):
            told |= bigrams(row.name) | bigrams(row.indicator.description or "")
        missing = [work for work in works if not (words := _words(work)) or not words & told]
        if len(missing) * 2 > len(works):
            listed = join([quote(work) for work in missing], most=3)
            yield self.about_form(
                f"资金用途里的{listed}没有对应的指标", "为主要的几项工作各补一条数量指标", form.main_period
            )


def _works(purpose: str) -> list[str]:
    lead = lexicon().subjects["lead"]
    parts = [lead.sub("", part) for part in _SIGNS.split(purpose)]
    # Masked names and sums of money are no work.
    return [part for part in parts if _LEAST <= len(part) <= _MOST and not _OTHER.search(part)]


def _words(work: str) -> frozenset[str]:
    """Return the pairs of signs that tell a work from others."""
    parts = lexicon().filler.sub(" ", lexicon().generic.sub(" ", work)).split()
    return frozenset().union(*(bigrams(part) for part in parts if len(part) > 1)) or bigrams(work)
