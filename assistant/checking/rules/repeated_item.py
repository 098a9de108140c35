"""Z106: the same item twice in one list."""

import re
from collections.abc import Iterator

from assistant.checking.context import Context
from assistant.checking.figures import LONGEST
from assistant.checking.findings import Finding
from assistant.checking.rule import TARGETS_88, Rule
from assistant.checking.wording import quote

_CLAUSE = re.compile(r"[，。；：:;,!！?？（）()“”\s]")
_MASKED = re.compile(r"[×xX*＊]")
"""Names that were rightly masked (×××、×××) are no list of the same."""


class RepeatedItem(Rule):
    """A list in a text names the same thing twice.

    What it finds:
        同一句话用顿号并列的内容里，有一项出现两次。
    Why it matters:
        列举重复说明没有校对，也可能是漏写了另一项。
    Bad:
        发放宣传单、宣传册、宣传单、现场讲解等。
    Good:
        发放宣传单、宣传册、海报，现场讲解等。
    Mend:
        可自动删去重复的一项，由填表人确认是否漏写。
    """

    code = "Z106"
    title = "列举重复"
    dimension = "文字规范"
    severity = "warning"
    point = "规范完整性"
    clause = TARGETS_88

    def check(self, form: Context) -> Iterator[Finding]:
        """Part each text at its signs and each clause at 、."""
        told: set[str] = set()
        for place, text, row in form.texts:
            if text.count("、") < 2 or text in told:
                continue
            told.add(text)
            if item := _repeated(text):
                message = f"{place}里{quote(item)}列举了两次"
                advice = "删去重复的一项，或补上漏写的内容"
                yield self.about(row, message, advice) if row else self.about_form(message, advice)


def _repeated(text: str) -> str | None:
    for clause in _CLAUSE.split(text[:LONGEST]):
        first, *others = clause.split("、")
        seen: set[str] = set()
        for item in (other.removesuffix("等") for other in others):
            # Before the first item stands what is done with all of them: 印制宣传单、宣传册、宣传单.
            if len(item) > 1 and (item in seen or first.endswith(item)) and not _MASKED.search(item):
                return item
            seen.add(item)
    return None
