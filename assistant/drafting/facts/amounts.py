"""Sums of a brief: parts of the budget, price × quantity, and where they contradict each other."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.drafting.facts.figures import Figure
from assistant.drafting.facts.phrases import clean_object
from assistant.model import Money

_NOT_A_PART = re.compile(
    r"(?:产值|收入|增收|总投资|概算|估算|撬动|带动|拉动|节约|节省|交易额|销售额|营收|资产|贷款|自筹|配套|缺口|追加|结余|损失|总额|总预算|税)"
)
_MONEY_WORD = re.compile(r"(?:费|费用|成本|经费|支出|补助|补贴|资金|款|金)$")
_NO_PART = re.compile(
    r"^(?:资金|费用|经费|成本|预算|总额|金额|支出|财政资金|财政拨款|.*共需.*|.*总.*|单价|.*标准)(?:成本)?$"
)


@dataclass(frozen=True)
class Part:
    """A part of the budget that the brief names: 设备购置费 50万元."""

    name: str
    money: Money
    figure: Figure


@dataclass(frozen=True)
class Product:
    """Price × quantity (× months), as the brief gives them: 1000元/人 × 300人 = 30万元."""

    price: Figure
    quantity: Figure
    total: Money
    months: int = 1

    @property
    def formula(self) -> str:
        """The sum in words: `300人×1000元/人=30万元`."""
        times = f"×{self.months}个月" if self.months > 1 else ""
        return f"{self.quantity.printed}×{self.price.printed}{times}={self.total.to('万元')}"


def products_of(figures: Sequence[Figure], budget: Money) -> tuple[Product, ...]:
    """Return every price with the quantity it belongs to."""
    found = (_product(figure, figures, budget) for figure in figures if figure.kind == "price")
    return tuple(product for product in found if product)


def parts_of(figures: Sequence[Figure], budget: Money) -> tuple[Part, ...]:
    """Return the named sums that are meant as parts of the budget, whether they fit it or not."""
    found: dict[str, Part] = {}
    for figure in figures:
        part = _part(figure, budget)
        if part and part.name not in found:
            found[part.name] = part
    if sum(part.money.fen for part in found.values()) == budget.fen:
        return tuple(found.values())
    return tuple(part for part in found.values() if not part.figure.bare or _MONEY_WORD.search(part.figure.noun))


def contradictions(
    figures: Sequence[Figure], budget: Money, products: Sequence[Product], parts: Sequence[Part]
) -> list[str]:
    """Return where figures contradict the budget or one another: one Chinese sentence each."""
    found = [
        f"用途中 {product.formula}，超过项目预算 {budget}，请核对单价、数量或预算"
        for product in products
        if product.total.fen > budget.fen
    ]
    total = sum(part.money.fen for part in parts)
    if total > budget.fen:
        names = "、".join(f"{part.name}{part.money}" for part in parts)
        found.append(f"用途中分项金额（{names}）合计 {Money(total)}，超过项目预算 {budget}，请核对")
    return [*found, *_double(figures)]


def _product(price: Figure, figures: Sequence[Figure], budget: Money) -> Product | None:
    quantity = _counted_by(price, figures)
    if quantity is None:
        return None
    try:
        fen = price.money.fen * quantity.amount
        months = 12 if "月" in price.per and fen * 12 == budget.fen else 1
        return Product(price, quantity, Money.yuan(fen * months / Decimal(100), "万元"), months)
    except ValueError:  # finer than 分
        return None


def _counted_by(price: Figure, figures: Sequence[Figure]) -> Figure | None:
    """The quantity that a price is for: the only one of its sentence before it, else the only one of all."""
    fits = [other for other in figures if other.kind == "quantity" and _counts(other, price.per[0])]
    here = [other for other in fits if other.sentence == price.sentence and other.origin == price.origin]
    place = figures.index(price)
    before = [other for other in here if figures.index(other) < place]
    some = before or here or fits
    # An average price over unlike goods is no arithmetic.
    return some[0] if some and len({other.number for other in some}) == 1 else None


def _part(figure: Figure, budget: Money) -> Part | None:
    if figure.kind != "money" or _NOT_A_PART.search(figure.noun):
        return None
    name = _part_name(figure)
    try:
        money = figure.money
    except ValueError:
        return None
    over = money.fen > budget.fen and not _MONEY_WORD.search(figure.noun)
    if not name or over or money.fen <= 0 or money == budget:
        return None
    return Part(name, money, figure)


def _counts(figure: Figure, unit: str) -> bool:
    if figure.unit == "个" and len(unit) == 1 and unit in figure.phrase.object:  # 60个行政村，每村5万元
        return True
    return unit in ("单价", figure.unit, figure.unit.lstrip("万千百"))


def _part_name(figure: Figure) -> str:
    phrase = figure.phrase
    name = clean_object(figure.noun.removeprefix("其中")) or phrase.label
    name = re.sub(r"^(?:支付|用于|安排|其中|拨付)", "", name)
    if len(name) < 2 or _NO_PART.search(name):
        return ""
    return name if _MONEY_WORD.search(name) else f"{name}成本"


def _double(figures: Sequence[Figure]) -> list[str]:
    """The same thing counted twice with different figures (488人 and 210人 trained)."""
    seen: dict[tuple[str, str, str], Figure] = {}
    found: list[str] = []
    for figure in figures:
        if figure.kind != "quantity" or not figure.phrase.object:
            continue
        key = (figure.phrase.label, figure.phrase.group, figure.unit)
        other = seen.setdefault(key, figure)
        if other.number != figure.number:
            found.append(f"用途中“{figure.phrase.label}”有 {other.printed} 和 {figure.printed} 两个数字，请核对")
    return found
