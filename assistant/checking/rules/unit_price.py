"""K103: unit price times quantity exceeds the budget."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from assistant.checking.context import Context, Row
from assistant.checking.costs import Cost, print_yuan, standard_in
from assistant.checking.figures import same_subject, subject
from assistant.checking.findings import Finding, Severity
from assistant.checking.lexicon import lexicon, unit_family
from assistant.checking.rule import REVIEW_88, Rule
from assistant.checking.wording import join, quote


class _Count(NamedTuple):
    """How many of what a unit price is for, and where it is said."""

    number: Decimal
    printed: str
    of_goal: bool = False


class UnitPrice(Rule):
    """Unit prices times their quantities are more than the budget.

    What it finds:
        单价（如 625元/家、每人每年1.2万元）乘以同单位、同一件事的数量（指标里的，或目标里的）大于项目预算；几项相加大于预算。
        资金用途里的人数乘标准、按月的标准按12个月计，为警告。
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
        if budget is not None:
            yield from self._of_standards(form, budget)
        rows = form.rows_of(form.main_period)
        prices = [(row, row.cost) for row in rows if row.is_cost and row.cost is not None and _plain(row.cost)]
        if budget is None or not prices or len(prices) > _MOST:
            return
        parts: list[tuple[Row, Decimal]] = []
        for row, cost in prices:
            count = _count_of(form, rows, row, cost, alone=len(prices) == 1)
            if count is None:
                continue
            parts.append((row, max(Decimal(0), cost.yuan * count.number - _rounded(row, cost, count))))
            if parts[-1][1] > budget:
                yield self._over(form, row, count, parts[-1][1])
        total = sum((product for _, product in parts), Decimal(0))
        if total > budget and all(product <= budget for _, product in parts):
            listed = join([quote(f"{row.name} {print_yuan(product)}") for row, product in parts])
            bound = any(row.value.operator in ("≤", "<") for row, _ in parts)
            yield self.about_form(
                f"按单价乘数量，{listed}合计 {print_yuan(total)}，超过预算 {form.project.budget}",
                "核对各项单价、数量和预算",
                form.main_period,
                "warning" if bound else None,
            )

    def _of_standards(self, form: Context, budget: Decimal) -> Iterator[Finding]:
        """Look at the standards that purpose and goal state beside the one number of those who get them."""
        texts = [("资金用途", form.project.purpose or "")]
        texts += [("目标", text) for text in form.goals.get(form.main_period, ())]
        for place, text in texts:
            price = standard_in(text)
            if price is None:
                continue
            counts = {
                figure.number: figure for figure in form.figures_in(text) if figure.families & unit_family(price.per)
            }
            if len(counts) != 1:
                continue
            (count,) = counts.values()
            total = count.number * price.yuan
            if total <= budget:
                continue
            months = f"（按{price.months}个月计）" if price.months > 1 else ""
            yield self.about_form(
                f"{place}写的{count.quoted}乘以{quote(price.printed)}{months}得 {print_yuan(total)}，超过预算 {form.project.budget}",
                "核对人数、标准和预算；不足全年的写明月数",
                severity="warning" if price.months > 1 or place != "目标" else None,
            )

    def _over(self, form: Context, row: Row, count: _Count, product: Decimal) -> Finding:
        message = (
            f"{quote(f'{row.name} {row.text}')}乘以{quote(count.printed)}"
            f"得 {print_yuan(product)}，超过预算 {form.project.budget}"
        )
        advice = "核对单价、数量和预算三个数，使前两者之积不超过预算"
        severity: Severity | None = "warning" if row.value.operator in ("≤", "<") else None
        if count.of_goal:
            return self.about_form(message, advice, form.main_period, severity)
        return self.about(row, message, advice, severity)


_MOST = 12
"""Prices of one form that are paired; more are a price list, not a project's cost."""


def _rounded(row: Row, cost: Cost, count: _Count) -> Decimal:
    """What rounding the price may have added: 25万元÷6万人次 is printed as 4.17元, and 4.17元 × 6万 is no overrun."""
    number = row.value.number
    exponent = number.as_tuple().exponent if number else 0
    if not number or not isinstance(exponent, int) or exponent >= 0:
        return Decimal(0)
    return count.number * (cost.yuan / number) * Decimal(1).scaleb(exponent)


def _count_of(form: Context, rows: list[Row], price: Row, cost: Cost, alone: bool) -> _Count | None:
    """Find the one quantity of the price's unit: among the indicators, by its subject, or in the goal."""
    families = unit_family(cost.per)
    counted = [row for row in rows if row.level2 == "数量指标" and row.families & families and row.number is not None]
    about = subject(lexicon().subjects["price"].sub("", price.name))
    fitting = counted if alone and len(counted) == 1 else [row for row in counted if _fits(about, row.subject)]
    if fitting:
        return _Count(fitting[0].scaled, f"{fitting[0].name} {fitting[0].text}") if len(fitting) == 1 else None
    said = [
        figure
        for goal in form.target.goals
        if goal.period == form.main_period
        for figure in form.figures_in(goal.text)
        if figure.families & families and _fits(about, subject(figure.before))
    ]
    return _Count(said[0].number, f"目标里的{said[0].words}", of_goal=True) if len(said) == 1 else None


def _fits(about: str, counted: str) -> bool:
    """Whether a price is of what is counted: the same subject, or a short one that the other begins with (培训, 培训残疾人)."""
    return same_subject(about, counted) or (len(about) > 1 and counted.startswith(about))


def _plain(cost: Cost) -> bool:
    """Whether a price is for one thing, for the year or once, and not for a thing and a shorter time (元/人/天)."""
    per = (cost.per or "").removesuffix("/年")
    return bool(per) and "/" not in per and bool(unit_family(per)) and "time" not in unit_family(per)
