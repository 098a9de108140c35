"""K105: people times standard is not the sum."""

import re
from collections.abc import Iterator
from decimal import Decimal

from assistant.checking.context import Context
from assistant.checking.costs import print_yuan
from assistant.checking.findings import Finding
from assistant.checking.lexicon import unit_family
from assistant.checking.rule import REVIEW_88, Rule
from assistant.checking.wording import quote
from assistant.model.text import normalise_signs

_PRICE = re.compile(
    r"每(?P<per>[人户名亩家台件])(?:每)?(?P<time>[年月])?(?P<number>\d{1,9}(?:\.\d{1,4})?)(?P<unit>万?元)"
)
_TIMES = {"": 1, "年": 1, "月": 12}
_COUNTED = frozenset({"person", "household", "area", "organisation", "case", "thing"})


class RowArithmetic(Rule):
    """A row states people, a standard for each and a sum, and they do not fit.

    What it finds:
        同一行里写了人数（户、亩等）、每人的标准和金额，三者相乘不等。
    Why it matters:
        自己写的三个数互相矛盾，审核时一算便知，资金测算也就不可信。
    Bad:
        独生子女户400人，每人每月5元，补贴2万元（应为 2.4万元）。
    Good:
        独生子女户400人，每人每月5元，补贴2.4万元。
    Mend:
        不能自动修改：要核实三个数里哪一个错了。
    """

    code = "K105"
    title = "人数乘标准不等于金额"
    dimension = "可行性"
    severity = "error"
    point = "资金匹配性"
    clause = REVIEW_88

    def check(self, form: Context) -> Iterator[Finding]:
        """Look for one number of people, one standard and one sum in a row's three cells."""
        for row in form.rows:
            if row.cost is None or row.cost.per is not None:
                continue
            cells = f"{row.name}，{row.indicator.description or ''}"
            price = _PRICE.search(normalise_signs(cells))
            counts = [figure for figure in form.figures_in(cells) if figure.families & _COUNTED]
            if price is None or len(counts) != 1 or not counts[0].families & unit_family(price["per"]):
                continue
            times = _TIMES[price["time"] or ""]
            one = Decimal(price["number"]) * (10_000 if price["unit"] == "万元" else 1)
            total = counts[0].number * one * times
            if total != row.cost.yuan:
                months = f" × {times}个月" if times > 1 else ""
                yield self.about(
                    row,
                    f"{counts[0].quoted} × {price[0]}{months} = {print_yuan(total)}，{quote(row.name)}写的是{quote(row.text)}",
                    "核实人数、标准和金额，使三者相符；不足全年的写明月数",
                )
