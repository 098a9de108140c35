"""Z102: the long-term goal and the annual goal are the same text."""

from collections.abc import Iterator

from assistant.checking.context import Context
from assistant.checking.figures import LONGEST, bigrams
from assistant.checking.findings import Finding
from assistant.checking.rule import TARGETS_88, Rule
from assistant.checking.wording import quote
from assistant.model.text import match_key

_MOST = 4
"""Goals of a period that are compared; forms print one or two."""
_LONG, _SHARE = 20, 0.9


class SameGoals(Rule):
    """Long-term and annual goal say the same, word by word or nearly so.

    What it finds:
        长期（中期）绩效目标与年度绩效目标一字不差，或只差几个字。
    Why it matters:
        长期目标说几年内要达到的状态，年度目标说当年做多少。两者相同，说明至少有一个没有认真写。
    Bad:
        长期和年度都写“提高办事效率，提供优质服务”。
    Good:
        长期“三年内实现全部窗口业务网上可办”，年度“2025年新增网上可办事项30项，网办率达到80%”。
    Mend:
        可改写其中一个，不添新数字。
    """

    code = "Z102"
    title = "长期目标与年度目标相同"
    dimension = "文字规范"
    severity = "warning"
    point = "明确清晰性"
    clause = TARGETS_88

    def check(self, form: Context) -> Iterator[Finding]:
        """Compare the texts without signs and spaces, and where they differ by their pairs of signs."""
        lasting = [match_key(text) for text in form.goals.get("long_term", [])[:_MOST]]
        for text in form.goals.get("annual", [])[:_MOST]:
            key = match_key(text)
            if key in lasting or any(_alike(key, other) for other in lasting):
                how = "都是" if key in lasting else "几乎相同，都写"
                yield self.about_form(
                    f"长期目标与年度目标{how}{quote(text)}",
                    "长期目标写几年内要达到的状态，年度目标写当年的任务和数量",
                    "annual",
                )


def _alike(left: str, right: str) -> bool:
    if min(len(left), len(right)) < _LONG or len(left) > LONGEST:
        return False
    one, other = bigrams(left), bigrams(right)
    return len(one & other) >= _SHARE * len(one | other)
