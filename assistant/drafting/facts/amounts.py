"""Sums of a brief: parts of the budget, price × quantity, and where they contradict each other."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.drafting.facts.cleaning import clean_object
from assistant.drafting.facts.figure import Figure
from assistant.model import Money

_NOT_A_PART = re.compile(
    r"(?:产值|收入|增收|总投资|概算|估算|撬动|带动|拉动|节约|节省|交易额|销售额|营收|资产|贷款|自筹|配套|缺口|追加|结余|损失|总额|总预算|税)"
)
# Whose money it is, not what it buys.
_SOURCE = re.compile(
    r"^(?:其中|争取|申请|申请使用|使用|拟申请|安排)*(?P<who>(?:中央|省|市|县|区|镇|乡|上级|地方|本级|财政|一般公共预算|政府性基金|专项债券?|自筹|单位自有|社会|群众|企业"
    r"|银行)[\u4e00-\u9fff]{0,8}?(?:财政|配套|资金|补助|拨款|投资|自筹|贷款|债券|投入|转移支付)?|自筹|配套)$"
)
_TERMS = {"学期": 2, "季度": 4}
_BORNE = re.compile(r"(?:补贴|补助|财政承担|财政负担)$")
# What comes of it: no part of the budget even where it is larger.
_OUTCOME = re.compile(
    r"(?:到位资金|引资|引进资金|金额|投资额|产值|交易额|零售额|税收|增收|收入|贷款|贷款规模|信贷|融资|营业额|销售额|投资)$|销售|撬动|带动"
)
_WHOLE = re.compile(r"总投资|项目投资|计划投资|概算|估算|^投资$|亩均|户均")
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

    more: tuple[Figure, ...] = ()
    """Further quantities that the one price is for: (2900人+3600人)×90元/人/月."""

    days: int = 1
    """How many days a daily price is paid for."""
    terms: int = 1
    """How many terms of a year a price per term is paid for."""
    share: Decimal | None = None
    """The share of the sum that the money bears, in per cent."""

    @property
    def formula(self) -> str:
        """The sum in words: `300人×1000元/人=30万元`."""
        times = f"×{self.months}个月" if self.months > 1 else f"×{self.days}天" if self.days > 1 else ""
        times += f"×{self.terms}个{self.price.per[-1]}" if self.terms > 1 else ""
        times += f"×{self.share:f}%" if self.share else ""
        counted = "+".join(figure.printed for figure in (self.quantity, *self.more))
        price = self.price.printed.removesuffix("/单价")
        return f"{f'({counted})' if self.more else counted}×{price}{times}={self.total.to('万元')}"


def products_of(figures: Sequence[Figure], budget: Money) -> tuple[Product, ...]:
    """Return every price with the quantity it belongs to."""
    found = (_product(figure, figures, budget) for figure in figures if figure.kind == "price")
    products = tuple(product for product in found if product)
    if sum(product.total.fen for product in products) > budget.fen:
        return products
    yearly = tuple(_for_a_year(product) for product in products)
    return yearly if sum(product.total.fen for product in yearly) <= budget.fen else products


def _for_a_year(product: Product) -> Product:
    """A monthly price is paid twelve times a year, where the budget bears it."""
    if product.months > 1 or "月" not in product.price.per:
        return product
    return replace(product, months=12, total=Money(product.total.fen * 12))


@dataclass(frozen=True)
class Fund:
    """Where money comes from, as the brief says: 中央财政 1800万元."""

    name: str
    money: Money
    figure: Figure


def funds_of(figures: Sequence[Figure]) -> tuple[Fund, ...]:
    """Return the sources of the money that the brief names."""
    found: dict[str, Fund] = {}
    for figure in figures:
        if figure.kind == "money" and (name := _SOURCE.match(figure.noun)) and figure.noun not in found:
            try:
                found[figure.noun] = Fund(name["who"], figure.money, figure)
            except ValueError:
                continue
    return tuple(found.values())


def outcomes_of(figures: Sequence[Figure]) -> tuple[Figure, ...]:
    """Return sums that come of the project: 到位资金30亿元."""
    money = (figure for figure in figures if figure.kind == "money" and figure.noun)
    return tuple(figure for figure in money if _OUTCOME.search(figure.noun) and not _WHOLE.search(figure.noun))


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
    figures: Sequence[Figure], budget: Money, products: Sequence[Product], parts: Sequence[Part], funds: Sequence[Fund]
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
    spent = sum(product.total.fen for product in products)
    if len(products) > 1 and spent > budget.fen and all(product.total.fen <= budget.fen for product in products):
        sums = "，".join(product.formula for product in products)
        found.append(f"用途中 {sums}，合计 {Money(spent)}，超过项目预算 {budget}，请核对单价、数量或预算")
    raised = sum(fund.money.fen for fund in funds)
    if len(funds) > 1 and raised != budget.fen:
        names = "、".join(f"{fund.name}{fund.money}" for fund in funds)
        found.append(f"用途中各项资金来源（{names}）合计 {Money(raised)}，与项目预算 {budget} 不一致，请核对")
    return [*found, *_sums_told(figures, budget, products), *_batches(figures), *_double(figures)]


def _sums_told(figures: Sequence[Figure], budget: Money, products: Sequence[Product]) -> list[str]:
    """合计180万元 beside 300户×5000元 and a budget of 150万元."""
    found: list[str] = []
    for figure in figures:
        if figure.kind != "money" or not re.search(
            rf"(?:合计|共计|总计|共需)[^，,。；;\d]{{0,4}}{figure.number:f}", figure.quote
        ):
            continue
        other = next((product for product in products if len(products) == 1 and product.total != figure.money), None)
        if figure.money.fen > budget.fen:
            found.append(f"用途中写明合计 {figure.printed}，超过项目预算 {budget}，请核对")
        elif other and not other.total.fen > budget.fen:
            found.append(f"用途中 {other.formula}，与写明的合计 {figure.printed} 不一致，请核对")
    return found


def _batches(figures: Sequence[Figure]) -> list[str]:
    """4期、每期60人 are 240人, not 200人."""
    found: list[str] = []
    for at, figure in enumerate(figures):
        if figure.kind != "per" or len(figure.per) != 1 or figure.measure not in ("people", "times_people"):
            continue
        before = [other for other in figures[:at] if other.kind == "quantity" and other.unit == figure.per[0]][-1:]
        told = [other for other in figures if other.kind == "quantity" and other.unit == figure.unit and not other.sum]
        if before and told and all(other.amount != before[0].amount * figure.number for other in told):
            total = before[0].amount * figure.number
            found.append(
                f"用途中 {before[0].printed}×{figure.printed}={total:f}{figure.unit}，与 {told[0].printed} 不一致，请核对"
            )
    return found


def _product(price: Figure, figures: Sequence[Figure], budget: Money) -> Product | None:
    quantity = _counted_by(price, figures)
    if quantity is None:
        return _for_all(price, figures, budget)
    try:
        fen = price.money.fen * quantity.amount
        months = 12 if "月" in price.per and fen * 12 == budget.fen else 1
        days = _days(figures) if "天" in price.per else 1
        share = _share_of(figures)
        terms = _TERMS.get(price.per[-1], 1)
        terms = terms if fen * terms == budget.fen else 1
        total = fen * months * days * terms
        if share and total > budget.fen:
            total = total * share / 100
        else:
            share = None
        return Product(price, quantity, Money.yuan(total / Decimal(100), "万元"), months, (), days, terms, share)
    except ValueError:  # finer than 分
        return None


def _days(figures: Sequence[Figure]) -> int:
    """全年200天: how many days a daily price is for; 1 where the brief does not say."""
    days = [figure for figure in figures if figure.unit == "天" and figure.kind in ("time", "quantity", "per")]
    return int(days[0].number) if len(days) == 1 else 1


def _share_of(figures: Sequence[Figure]) -> Decimal | None:
    """财政补贴40%: what the money bears of the sums."""
    shares = [figure.number for figure in figures if figure.kind == "rate" and _BORNE.search(figure.noun)]
    return shares[0] if len(shares) == 1 else None


def _for_all(price: Figure, figures: Sequence[Figure], budget: Money) -> Product | None:
    """One price for several quantities, only where that makes the budget exactly."""
    if sum(figure.kind == "price" for figure in figures) > 1:
        return None
    fits = [f for f in figures if f.kind == "quantity" and not f.detail and _counts(f, price.per[0])]
    for months in (1, 12) if "月" in price.per else (1,):
        try:
            total = Money.yuan(price.money.fen * sum(f.amount for f in fits) * months / Decimal(100), "万元")
        except ValueError:
            return None
        if len(fits) > 1 and total.fen == budget.fen:
            return Product(price, fits[0], total, months, tuple(fits[1:]))
    return None


def _counted_by(price: Figure, figures: Sequence[Figure]) -> Figure | None:
    """The quantity that a price is for: the one it stands behind in brackets or names, else the only one."""
    fits = [other for other in figures if other.kind == "quantity" and _counts(other, price.per[0])]
    if price.detail:
        behind = [other for other in fits if not other.detail and figures.index(other) < figures.index(price)]
        return behind[-1] if behind else None
    fits = [other for other in fits if not other.detail and other.role != "host"] or fits
    noun = price.noun.removesuffix("各") if len(price.noun) >= 2 else ""
    done = [
        f
        for f in fits
        if (verb := f.phrase.verb)
        and not verb.light
        and verb.word in price.quote
        and len(verb.word) > 1
        and verb.word in f.quote
    ]
    if len(done) == 1 and len(fits) > 1:  # 新建12个、改造28个，每个新建补助10万元
        return done[0]
    own = [other for other in fits if noun and _about(other.phrase.object, noun)]
    if own:
        return own[0]
    if noun and f"{noun}各" in price.quote:  # 三馆各15万元: of those alone
        return None
    alike = [other for other in figures if other.kind == "price" and other.per[0] == price.per[0]]
    if noun and len(alike) > len(fits) and len({other.noun for other in alike}) > 1:
        return None  # 初级工每人600元、中级工每人1000元, 补贴900人
    here = [other for other in fits if other.sentence == price.sentence and other.origin == price.origin]
    place = figures.index(price)
    before = [other for other in here if figures.index(other) < place]
    some = before or here or fits
    if len(before) > 1 and _follows(price, before[-1], figures):  # 对象1860人，月人均520元；对象6900人，月人均205元
        return before[-1]
    # An average price over unlike goods is no arithmetic.
    return some[0] if some and len({other.number for other in some}) == 1 else None


def _about(thing: str, noun: str) -> bool:
    """Whether a price's words name a thing: 小学|生均, 文化站各 of 乡镇综合文化站."""
    return bool(thing) and (noun in thing or noun.startswith(thing))


def _follows(price: Figure, quantity: Figure, figures: Sequence[Figure]) -> bool:
    """Whether every quantity of the sort has a price of its own behind it."""
    prices = [other for other in figures if other.kind == "price" and other.per[0] == price.per[0]]
    return len(prices) > 1 and figures.index(price) == figures.index(quantity) + 1


def _part(figure: Figure, budget: Money) -> Part | None:
    if (
        figure.kind != "money"
        or _SOURCE.match(figure.noun)
        or _OUTCOME.search(figure.noun)
        or _NOT_A_PART.search(figure.noun)
    ):
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
    # 60个行政村，每村5万元; 每辆车, 每名儿童
    if figure.unit.startswith("个") and unit in figure.unit + figure.phrase.object:
        return True
    if len(unit) == 1 and figure.phrase.object.endswith(unit):  # 52支驻村工作队，每队1.5万元
        return True
    return unit in ("单价", figure.unit, figure.unit.lstrip("万千百")) or (unit, figure.unit) == ("人", "人次")


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
