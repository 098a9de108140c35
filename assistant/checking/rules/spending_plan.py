"""W114: a plan of spending that does not rise to 100%."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from assistant.checking.context import Context
from assistant.checking.findings import Finding
from assistant.checking.rule import REVIEW_88, Rule
from assistant.checking.wording import plain
from assistant.model.text import normalise_signs

_MONTH = re.compile(r"(\d{1,2})月底")
_SHARE = re.compile(r"(\d{1,4}(?:\.\d{1,4})?)%?")


class SpendingPlan(Rule):
    """The cumulative shares of the spending plan fall, exceed 100%, or end below it.

    What it finds:
        表头的资金支出计划（3月底、6月底……）不是逐月递增，或年底不等于 100%。
    Why it matters:
        支出计划是累计比例，数字倒退或到不了 100% 说明填错，也会影响预算执行考核。
    Bad:
        3月底 50%，6月底 25%，12月底 90%。
    Good:
        3月底 25%，6月底 50%，10月底 75%，12月底 100%。
    Mend:
        不能自动修改：要按用款计划重填。
    """

    code = "W114"
    title = "资金支出计划不合理"
    dimension = "完整性"
    severity = "warning"
    point = "规范完整性"
    clause = REVIEW_88

    def check(self, form: Context) -> Iterator[Finding]:
        """Read the fields named by a month's end, in the months' order."""
        months = {int(found[1]): text for key, text in form.project.fields.items() if (found := _MONTH.fullmatch(key))}
        plan = [(month, share) for month, text in sorted(months.items()) if (share := _share(text)) is not None]
        if not plan:
            return
        shares = [share for _, share in plan]
        falls = any(later < earlier for earlier, later in pairwise(shares))
        if falls or max(shares) > 100 or (plan[-1][0] == 12 and shares[-1] != 100):
            listed = "、".join(f"{month}月底 {plain(share)}%" for month, share in plan)
            yield self.about_form(
                f"资金支出计划写的是{listed}，应逐期递增、年底达到100%", "按用款计划重填累计支出比例，12月底填100%"
            )


def _share(text: str) -> Decimal | None:
    found = _SHARE.fullmatch(normalise_signs(text))
    return Decimal(found[1]) if found else None
