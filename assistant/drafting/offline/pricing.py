"""What a unit price is called: 高龄津贴发放标准, 彩超单价, 人均培训成本."""

import re

from assistant.drafting.facts import Figure, Product
from assistant.drafting.offline.plan import Plan

AID = re.compile(r"补助|补贴|津贴|奖励|慰问金|救助|资助|助学")
_LONGEST = 12
_HEADS = ("人", "生")
_GIFTS = ("慰问", "救助", "资助", "助学")
# What one unit of an aid is given for, where no quantity says it.
_CASES = {"件": "案件", "例": "病例"}


def price_name(plan: Plan, price: Figure, product: Product | None) -> str:
    """Return a price's name: the user's own words where they are one, else by what it is paid for."""
    average = re.match(r"(?:[人生户亩]均|单[个台座处辆套户次])[\u4e00-\u9fff]{2,8}$", price.noun)
    if average or (price.noun.endswith("单价") and len(price.noun) > 3):
        return price.noun
    if plan.main.id == "subsidy" or AID.search(price.quote):
        return _of_aid(plan, price, product)
    return _of_cost(plan, price, product)


def _of_aid(plan: Plan, price: Figure, product: Product | None) -> str:
    found = AID.search(price.quote) or AID.search(plan.brief.name)
    word = found[0] if found else "补助"
    given = price.phrase.object
    if given.endswith(word) and len(given) > len(word):  # 发放安家补助每人20万元
        return f"{given}标准"
    verb = product.quantity.phrase.verb if product else None
    if product and verb and verb.kind == "subsidy" and verb.nominal.endswith(_GIFTS):  # 走访慰问优抚对象1200人次
        label = product.quantity.phrase.label
        return f"{label}标准" if len(label) <= _LONGEST else f"{verb.nominal}标准"
    if sum(figure.kind == "price" for figure in plan.facts.figures) == 1:
        return f"{_aid_name(plan, word)}标准"
    if product and not product.more:
        own = product.quantity.phrase.object
    else:  # 简易每件50元
        own = re.sub(r".*按|每?[件项次例个]$", "", price.noun).removesuffix("补助").removesuffix(price.per[0])
        own += _CASES.get(price.per[0], "")
    monthly = "月" if "月" in price.per else ""
    return f"{own.removesuffix(word)}{monthly}{word}标准" if own else f"{word}标准"


def _of_cost(plan: Plan, price: Figure, product: Product | None) -> str:
    phrase = product.quantity.phrase if product and not product.more else price.phrase
    thing, label = phrase.object, phrase.label.removesuffix("数量").removesuffix("面积")
    kind, heads = phrase.verb.kind if phrase.verb else "", price.per[0] in _HEADS
    if kind == "purchase":
        return f"{thing}人均标准" if heads else f"{thing}单价"
    if plan.main.id == "purchase" and product is None:
        return f"{plan.fill('{goods}', plan.main)}购置单价"
    if kind == "benefit" and thing:
        return f"{thing}{'人均' if heads else ''}经费标准"
    if kind == "training" or thing.endswith("培训班"):
        return "人均培训成本" if heads else "培训单位成本"
    if heads:
        return f"{label if len(label) <= _LONGEST else plan.facts.stem}人均成本"
    return f"{label or plan.facts.stem}单位成本"


def _aid_name(plan: Plan, word: str) -> str:
    """What the aid is called: 高龄津贴发放, 农村危房改造补助."""
    named = plan.object_of(plan.main) if plan.main.id == "subsidy" else ""
    if named:
        return f"{named}发放"
    stem = plan.facts.stem
    if len(stem) > _LONGEST:
        return f"{word}发放"
    return (
        stem if stem.endswith((word, "补助", "补贴", "奖补", "津贴", "奖励")) else f"{stem.removesuffix('工作')}{word}"
    )
