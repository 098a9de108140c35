"""K108: a text that asks for more money than the budget."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from assistant.checking.context import Context
from assistant.checking.costs import print_yuan
from assistant.checking.findings import Finding
from assistant.checking.lexicon import lexicon
from assistant.checking.rule import REVIEW_88, Rule
from assistant.checking.wording import quote
from assistant.model.money import FEN
from assistant.model.text import normalise_signs


class MoneyInText(Rule):
    """Goal or purpose states funds that exceed the budget.

    What it finds:
        年度目标或资金用途里写的资金、经费、预算数大于项目预算。
    Why it matters:
        文字与预算数打架，不知道以哪个为准。
    Bad:
        预算 20万元，用途写“共需资金35万元”。
    Good:
        预算 20万元，用途写“共需资金20万元”。
    Mend:
        不能自动修改：要核实哪一个数是对的。
    """

    code = "K108"
    title = "文字里的金额超过预算"
    dimension = "可行性"
    severity = "warning"
    point = "资金匹配性"
    clause = REVIEW_88

    def check(self, form: Context) -> Iterator[Finding]:
        """Read amounts behind a word for funds, clause by clause."""
        budget = form.budget_yuan
        if budget is None:
            return
        texts = [("资金用途", form.project.purpose or "")]
        texts += [("年度目标", goal.text) for goal in form.target.goals if goal.period == "annual"]
        for place, text in texts:
            for found in _pattern().finditer(normalise_signs(text)):
                yuan = Decimal(found["number"].replace(",", "")) * FEN[found["unit"]] / 100
                if yuan > budget:
                    yield self.about_form(
                        f"{place}写的{quote(found[0])}比预算 {form.project.budget} 多 {print_yuan(yuan - budget)}",
                        "核对文字里的金额与预算，改成同一个数",
                    )


@cache
def _pattern() -> re.Pattern[str]:
    funds, linking = (lexicon().subjects[key].pattern for key in ("funds", "linking"))
    return re.compile(rf"(?:{funds})(?:{linking})?:?(?P<number>\d[\d,]{{0,15}}(?:\.\d{{1,6}})?)(?P<unit>亿元|万元|元)")
