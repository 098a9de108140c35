"""K105: people times standard is not the sum."""

from collections.abc import Iterator

from assistant.checking.context import Context
from assistant.checking.costs import print_yuan, standard_in
from assistant.checking.findings import Finding
from assistant.checking.lexicon import unit_family
from assistant.checking.rule import REVIEW_88, Rule
from assistant.checking.wording import quote

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
        可按人数和标准算出金额，由填表人选定；人数或标准错了的要自己改。
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
            price = standard_in(cells)
            if price is None:
                continue
            counts = [figure for figure in form.figures_in(cells) if figure.families & _COUNTED]
            if len(counts) != 1 or not counts[0].families & unit_family(price.per):
                continue
            total = counts[0].number * price.yuan
            if total != row.cost.yuan:
                months = f" × {price.months}个月" if price.months > 1 else ""
                yield self.about(
                    row,
                    f"{counts[0].quoted} × {price.printed}{months} = {print_yuan(total)}，{quote(row.name)}写的是{quote(row.text)}",
                    "核实人数、标准和金额，使三者相符；不足全年的写明月数",
                )
