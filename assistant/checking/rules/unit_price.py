"""K103: unit price times quantity exceeds the budget."""

from collections.abc import Iterator

from assistant.checking.context import Context
from assistant.checking.costs import Cost, print_yuan
from assistant.checking.findings import Finding
from assistant.checking.lexicon import unit_family
from assistant.checking.rule import REVIEW_88, Rule
from assistant.checking.wording import quote


class UnitPrice(Rule):
    """The one unit price of a table times the one quantity in the same unit is more than the budget.

    What it finds:
        表中只有一个单价（如 625元/家）和一个同单位的数量（如 ≥240家），两者相乘大于项目预算。
    Why it matters:
        按自己写的单价和数量，钱不够用，目标实现不了。
    Bad:
        预算 10万元，调查成本 625元/家，调查企业 ≥240家，共需 15万元。
    Good:
        预算 15万元，调查成本 625元/家，调查企业 ≥240家，正好 15万元。
    Mend:
        不能自动修改：要核对单价、数量和预算。
    """

    code = "K103"
    title = "单价乘数量超过预算"
    dimension = "可行性"
    severity = "error"
    point = "资金匹配性"
    clause = REVIEW_88

    def check(self, form: Context) -> Iterator[Finding]:
        """Pair price and quantity only where nothing else could be meant."""
        budget = form.budget_yuan
        rows = form.rows_of(form.main_period)
        prices = [(row, row.cost) for row in rows if row.is_cost and row.cost is not None and _plain(row.cost)]
        if budget is None or len(prices) != 1:
            return
        row, cost = prices[0]
        families = unit_family(cost.per)
        counted = [other for other in rows if other.level2 == "数量指标" and other.families & families]
        if len(counted) != 1 or counted[0].number is None:
            return
        count = counted[0].scaled
        total = cost.yuan * count
        if total > budget:
            yield self.about(
                row,
                f"{quote(f'{row.name} {row.text}')}乘以{quote(f'{counted[0].name} {counted[0].text}')}"
                f"得 {print_yuan(total)}，超过预算 {form.project.budget}",
                "核对单价、数量和预算三个数，使前两者之积不超过预算",
                "warning" if row.value.operator in ("≤", "<") else None,
            )


def _plain(cost: Cost) -> bool:
    """Whether a price is for one thing, and not for a thing and a time (元/人/天)."""
    return (
        bool(cost.per)
        and "/" not in (cost.per or "")
        and bool(unit_family(cost.per))
        and "time" not in unit_family(cost.per)
    )
