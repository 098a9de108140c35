"""Cost indicators: parts of the budget, unit prices that fit it, cost a head where it divides evenly, the total."""

from decimal import ROUND_DOWN, Decimal

from assistant.drafting.facts import Figure, Product
from assistant.drafting.facts.words import bare_unit
from assistant.drafting.offline.naming import likely_unit
from assistant.drafting.offline.plan import Plan
from assistant.drafting.offline.pricing import AID, price_name
from assistant.drafting.offline.row import Row, given
from assistant.model import Money, Source, Value

_MOST_PARTS = 3
# Kinds whose money is for what is counted, and measures by which it can be shared out.
_SHARED = (
    "training", "subsidy", "purchase", "build", "renovate", "restore", "plant", "upkeep", "inspect", "study", "record", "exam",
    "control", "case",
)  # fmt: skip
_DIVIDED = ("people", "times_people", "households", "goods", "area", "length", "volume", "firms", "places", "items")
_LARGE, _PLAIN = 10_000, 100
_LONGEST = 12


def cost_rows(plan: Plan) -> list[Row]:
    """Return cost rows, the total last."""
    parts = _parts(plan)
    prices = _prices(plan)
    rows = [*parts, *prices]
    if not rows and (head := _average(plan)):
        rows.append(head)
    return [*rows, _total(plan)]


def _parts(plan: Plan) -> list[Row]:
    budget, parts = plan.brief.budget, plan.facts.parts
    total = sum(part.money.fen for part in parts)
    if not parts or total > budget.fen:
        return []
    rows = []
    for part in parts[:_MOST_PARTS]:
        value = Value.parse(f"≤{part.money.to(plan.form.money_unit)}")
        source = given(part.figure.quote, sum_=_conversion(part.money, plan))
        rows.append(
            Row(
                "成本",
                part.name,
                value,
                source,
                "预算支出标准",
                f"项目实施中实际支出的{part.name}",
                "直接证明法",
                "会计凭证",
                weight=8,
            )
        )
    return rows


def _conversion(money: Money, plan: Plan) -> str:
    """Say the sum in the form's unit where the user wrote another: 20万元=200000元."""
    other = money.to(plan.form.money_unit)
    return "" if str(other) == str(money) else f"{money}={other}"


def _prices(plan: Plan) -> list[Row]:
    rows: list[Row] = []
    by_price = {product.price: product for product in plan.facts.products}
    for figure in plan.facts.figures:
        if figure.kind == "price":
            row = _price(plan, figure, by_price.get(figure))
            if row and row.name not in {other.name for other in rows}:
                rows.append(row)
    return rows[:_MOST_PARTS]


def _price(plan: Plan, price: Figure, product: Product | None) -> Row | None:
    heads = plan.main.id == "subsidy" and price.per in (("月",), ("年",))  # 博士每月2000元
    per = "/".join(("人", *price.per) if heads else price.per)
    if price.per == ("单价",):
        thing = price.noun.removesuffix("单价") or (product.quantity.phrase.object if product else "")
        counted = product.quantity.unit.lstrip("万千百") if product else ""
        per = likely_unit(thing, "个") if not product or counted in ("人", "户", "家", "所") else counted
    name = price_name(plan, price, product)
    unit = f"{price.unit}/{per}"
    if product and product.total.fen > plan.brief.budget.fen:
        source = Source(
            kind="unconfirmed",
            detail=f"资金用途“{price.quote}”，但{product.formula}，超过项目预算{plan.brief.budget}，请核对单价、数量或预算后填写",
        )
        return Row(
            "成本",
            name,
            Value.to_confirm("≤", unit),
            source,
            "计划标准",
            f"{name}，即实际支出÷实际完成数量",
            "直接证明法",
            "会计凭证",
            weight=7,
        )
    if product and product.share:
        return _shared_price(plan, price, product, name, per)
    aid = plan.main.id == "subsidy" or AID.search(price.quote) is not None
    value = Value.of("=" if aid else "≤", price.number, unit)
    sum_ = f"{product.formula}，不超过项目预算{plan.brief.budget}" if product else ""
    about = "按政策标准实际发放的金额" if aid else f"{name}，即实际支出÷实际完成数量"
    return Row(
        "成本",
        name,
        value,
        given(price.quote, sum_=sum_),
        "预算支出标准",
        about,
        "直接证明法",
        "会计凭证、发放清册" if aid else "会计凭证",
        weight=8,
    )


def _shared_price(plan: Plan, price: Figure, product: Product, name: str, per: str) -> Row:
    """每亩保费200元，财政补贴40%: the money bears 80元/亩."""
    assert product.share is not None
    borne = (price.number * product.share / 100).normalize()
    unit = f"{price.unit}/{per}"
    sum_ = f"{price.printed}×{product.share:f}%={borne:f}{unit}；{product.formula}"
    value = Value.of("=", borne, unit)
    source = given(price.quote, sum_=sum_)
    about = "按政策标准和补贴比例实际承担的金额"
    return Row("成本", name, value, source, "预算支出标准", about, "直接证明法", "会计凭证、发放清册", weight=8)


def _average(plan: Plan) -> Row | None:
    """Budget ÷ quantity, only where the money is for one counted thing alone; rounded down to stay within the budget."""
    figure = _only_thing(plan)
    if figure is None:
        return None
    share = plan.brief.budget.amount("元") / figure.amount
    money, exact = ("万元", share / _LARGE) if share >= _LARGE else ("元", share)
    rounded = exact.quantize(Decimal(1) if money == "元" and share >= _PLAIN else Decimal("0.01"), ROUND_DOWN)
    if not rounded:
        return None
    shown = Decimal(f"{rounded:f}".rstrip("0").rstrip(".")) if "." in f"{rounded:f}" else rounded
    unit = f"{money}/{bare_unit(figure.unit)[1].removeprefix('个') or '个'}"
    said = f"{shown:f}{unit}" if shown == exact else f"{exact:.4f}{unit}，取整为{shown:f}{unit}"
    label = f"{figure.phrase.object}服务" if plan.is_service else figure.phrase.label or plan.facts.stem
    name = f"人均{label}成本" if figure.measure == "people" else f"{label}单位成本"
    source = Source(kind="budget", detail=f"项目预算{plan.brief.budget}÷{figure.printed}={said}")
    return Row(
        "成本", name, Value.of("≤", shown, unit), source, "预算支出标准", f"{name}，即项目总支出÷实际完成数量", "直接证明法",
        "会计凭证", weight=7,
    )  # fmt: skip


def _only_thing(plan: Plan) -> Figure | None:
    """The one thing that all the money is for; None where there are several, or sums and rhythms beside it."""
    told = [figure for figure in plan.facts.figures if figure.kind in ("quantity", "per", "money")]
    done = [activity for activity in plan.facts.activities if activity.kind != "light" or activity.figure]
    if plan.main.id not in _SHARED or not told or not done or any(activity.figure is None for activity in done):
        return None
    if len({figure.phrase.label for figure in told if figure.per != ("各",)}) != 1:
        return None
    # 2条、4公里 of one road: its length is what the money is for.
    sized = [activity for activity in done if activity.figure and activity.figure.measure in ("area", "length")]
    if len(done) > 1 and len(sized) != 1:
        return None
    done = sized or done
    figure = done[0].figure
    assert figure is not None
    fits = figure.kind == "quantity" and figure.measure in _DIVIDED and figure.role != "host"
    return figure if fits and done[0].kind != "benefit" and len(figure.phrase.label) <= _LONGEST else None


def _total(plan: Plan) -> Row:
    budget = plan.brief.budget
    printed = budget.to(plan.form.money_unit)
    detail = f"项目预算{budget}" + ("" if str(printed) == str(budget) else f"={printed}")
    total = sum(part.money.fen for part in plan.facts.parts)
    if len(plan.facts.parts) > 1 and total <= budget.fen:
        sums = "+".join(str(part.money) for part in plan.facts.parts)
        detail += f"；分项{sums}={Money(total)}，不超过预算"
    spent = sum(product.total.fen for product in plan.facts.products)
    if len(plan.facts.products) > 1 and spent <= budget.fen:
        sums = "，".join(product.formula for product in plan.facts.products)
        detail += f"；{sums}，合计{Money(spent)}，{'等于' if spent == budget.fen else '不超过'}预算"
    if plan.facts.funds:
        names = "、".join(f"{fund.name}{fund.money}" for fund in plan.facts.funds)
        detail += f"；资金来源：{names}"
    return Row(
        "成本", "项目总成本", Value.parse(f"≤{printed}"), Source(kind="budget", detail=detail), "预算支出标准",
        "项目实施中实际发生的全部支出", "直接证明法", "会计凭证、决算资料", say=f"项目总成本控制在{printed}以内", weight=10,
    )  # fmt: skip
