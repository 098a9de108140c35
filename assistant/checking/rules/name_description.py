"""X105: an indicator's name and its description are about different things."""

import re
from collections.abc import Iterator

from assistant.checking.context import Context
from assistant.checking.figures import bigrams
from assistant.checking.findings import Finding
from assistant.checking.lexicon import classify, lexicon
from assistant.checking.rule import INDICATORS_101, Rule
from assistant.checking.wording import quote

_LONG, _SHARE = 4, 0.25
_RECKONED = re.compile(r"\d元|从[^，]{1,12}[到至]")


class NameDescription(Rule):
    """Name and description share no word and no idea.

    What it finds:
        三级指标的名称与指标描述没有共同的词，也不属于同一类意思；或一个说事业、一个说行政等对象相反。
    Why it matters:
        名称说一件事、描述考另一件事，年底按哪个算都有争议。
    Bad:
        三级指标“社会稳定”，描述“离休干部书报订阅率”。
    Good:
        三级指标“书报订阅率”，描述“实际订阅书报的离休干部占应订阅人数的比例”。
    Mend:
        可把名称改成描述所考核的内容，由填表人确认。
    """

    code = "X105"
    title = "指标名称与描述不符"
    dimension = "相关性"
    severity = "warning"
    point = "指标科学性"
    clause = INDICATORS_101

    def check(self, form: Context) -> Iterator[Finding]:
        """Look for a shared pair of signs, then for a shared idea of the lexicon."""
        for row in form.rows:
            description = row.indicator.description
            if not description or not row.name:
                continue
            if pair := _opposed(row.name, description):
                yield self.about(
                    row,
                    f"名称{quote(row.name)}说的是{pair[0]}，描述{quote(description)}说的是{pair[1]}",
                    "核实后把名称和描述改成同一对象",
                )
            elif not _related(row.name, description):
                yield self.about(
                    row,
                    f"名称{quote(row.name)}与描述{quote(description)}说的不是一回事",
                    f"把名称改成描述所考核的内容，如{quote(description)}，或重写描述",
                )


def _related(name: str, description: str) -> bool:
    shared = len(bigrams(name) & bigrams(description))
    if shared and not _is_other_thing(name, description, shared):
        return True
    if _RECKONED.search(description) or lexicon().subjects["reckoned"].search(description):
        # 每人每年33元, 合格数÷总数: how the value is reckoned, which is what a description is for.
        return True
    return any(group.search(name) and group.search(description) for group in lexicon().related)


def _is_other_thing(name: str, description: str, shared: int) -> bool:
    """Whether the description names a measure of its own that has hardly a word of the name: 执法全记录, 执法装备配备率."""
    least = min(len(bigrams(name)), len(bigrams(description)))
    return least > _LONG and shared < _SHARE * least and classify(description).kind == "rate"


def _opposed(name: str, description: str) -> tuple[str, str] | None:
    for one, other in lexicon().opposites:
        for left, right in ((one, other), (other, one)):
            if left in name and right in description and left not in description and right not in name:
                return left, right
    return None
