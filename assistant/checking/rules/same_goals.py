"""Z102: the long-term goal and the annual goal are the same text."""

from collections.abc import Iterator

from assistant.checking.context import Context
from assistant.checking.findings import Finding
from assistant.checking.rule import TARGETS_88, Rule
from assistant.checking.wording import quote
from assistant.model.text import match_key


class SameGoals(Rule):
    """Long-term and annual goal say the same, word by word.

    What it finds:
        长期（中期）绩效目标与年度绩效目标一字不差。
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
        """Compare the texts without signs and spaces."""
        lasting = {match_key(text) for text in form.goals.get("long_term", [])}
        for text in form.goals.get("annual", []):
            if match_key(text) in lasting:
                yield self.about_form(
                    f"长期目标与年度目标都是{quote(text)}",
                    "长期目标写几年内要达到的状态，年度目标写当年的任务和数量",
                    "annual",
                )
