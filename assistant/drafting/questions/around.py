"""Questions around the quantities: what one unit costs, the largest part of the money, by when, who profits."""

import re
from dataclasses import dataclass
from decimal import Decimal

from assistant.drafting.facts.words import bare_unit, words
from assistant.drafting.offline.costs import cost_rows
from assistant.drafting.offline.counted import counted_rows
from assistant.drafting.offline.naming import likely_unit
from assistant.drafting.offline.plan import Plan
from assistant.drafting.questions.asks import Ask, asks, example_of, fitting
from assistant.drafting.questions.counts import stem_of, title_of
from assistant.drafting.questions.question import Question, Sort

_HEADS = ("people", "times_people", "households")
# What a kind's price is for, where not for everything that is counted.
_PRICED = {"training": ("people",), "subsidy": ("people", "households"), "exam": _HEADS}
_WHEN = re.compile(r"\d{1,2}月|年底|年末|\d{4}[.．]\d{1,2}|\d{4}年完成|汛期前|汛前|工期|周期|\d+个月|\d+天")
# Kept up all the year: nothing that is finished on a day.
_ROUTINE = re.compile(r"运行|运维|维护|养护|管护|日常|公用经费")
_GENERAL = re.compile(r"^.{0,4}(?:装备|设备|物资|器材|用品|货物|耗材)$")
_FIRMS = re.compile(r"企业|单位|用户$|主体|场户$")
_NOBODY = ("服务对象", "使用人员", "补助对象", "干警", "民警", "消防救援人员", "工作人员", "参观群众")
_LONGEST = 12
_FEW = 3
_MACHINES = ("台", "套", "辆", "艘", "架", "部", "座", "组")
_LARGE = 10_000


def _ask(sort: Sort, ask: Ask, filled: dict[str, str], unit: str, example: str, why: str = "") -> Question:
    fact, text = ask.fact.format(**filled), ask.ask.format(**filled)
    return Question(
        f"{sort}:{fact}", text, fact, unit, f"如 {example.removeprefix('如 ')}", asks().whys[why or sort], sort
    )


@dataclass(frozen=True)
class _Priced:
    """What a price is asked for."""

    thing: str
    stem: str
    unit: str
    large: bool = False
    """Whether it costs ten thousands on the average, so that those who buy it speak in 万元."""


def price_question(plan: Plan, counts: list[Question]) -> Question | None:
    """Ask what one unit costs, where nothing says its price: of the one thing counted, or the first thing bought."""
    ask = asks().price.get(plan.main.id)
    if ask is None or not ask.fits(plan.text) or _is_priced(plan):
        return None
    priced = _bought(plan) if plan.main.id == "purchase" else _single(plan, counts)
    if priced is None or _GENERAL.match(priced.thing):
        return None
    label = priced.stem if len(priced.stem) <= _LONGEST else plan.facts.stem
    unit = bare_unit(priced.unit)[1]
    filled = {
        "title": title_of(plan), "thing": priced.thing, "label": label, "unit": unit, "aid": _aid(plan),
        "money": "万元" if priced.large else "元",
    }  # fmt: skip
    sample = ask.example if unit in _MACHINES or not ask.cheap else ask.cheap
    asked, example = ask.unit.format(**filled), sample.format(**filled)
    if priced.large:
        asked, example = f"万{asked}", f"2.5万元/{example.partition('/')[2]}"
    return _ask("price", ask, filled, asked, example)


def _bought(plan: Plan) -> _Priced | None:
    """The first thing bought, where few are; a list of many things is priced by no single one."""
    things = [activity for activity in plan.activities_of(plan.main) if activity.phrase.object]
    if not things or len(things) > _FEW:
        return None
    first, figure = things[0].phrase.object, things[0].figure
    if figure is None:
        return _Priced(first, first, likely_unit(first, plan.main.ask.unit))
    large = len(things) == 1 and plan.brief.budget.amount("元") / figure.amount >= _LARGE
    return (
        _Priced(first, first, figure.unit, large)
        if figure.measure in ("goods", "items") or figure.unit == "吨"
        else None
    )


def _single(plan: Plan, counts: list[Question]) -> _Priced | None:
    """The one thing that is counted, given or asked for."""
    counted = _counted(plan, counts)
    if len(counted) != 1 or (plan.main.id == "upkeep" and not plan.activities_of(plan.main)):
        return None
    stem, unit, number = counted[0]
    large = bool(number) and plan.brief.budget.amount("元") / (number or 1) >= _LARGE
    return _Priced(plan.object_of(plan.main) or stem, stem, unit, large)


def _counted(plan: Plan, counts: list[Question]) -> list[tuple[str, str, Decimal | None]]:
    """What is counted, given or asked: name, unit, amount."""
    rows = [row for row in counted_rows(plan) if row.at == "数量" and not row.value.is_unconfirmed]
    found = [(stem_of(row.name), row.value.unit or "", row.value.number) for row in rows]
    found += [(stem_of(question.fact), question.unit, None) for question in counts]
    if plan.main.id == "subsidy" and len(found) > 1:  # the money is for several things
        return []
    wanted = _PRICED.get(plan.main.id)
    return [each for each in found if wanted is None or words().measure.get(bare_unit(each[1])[1], "") in wanted]


def _is_priced(plan: Plan) -> bool:
    """Whether the draft has a cost beside the total, or the brief a price."""
    return len(cost_rows(plan)) > 1 or _has_price(plan)


def _has_price(plan: Plan) -> bool:
    return any(figure.kind == "price" for figure in plan.facts.figures)


def _aid(plan: Plan) -> str:
    name = plan.object_of(plan.main) or plan.facts.stem
    name = name if 2 < len(name) <= _LONGEST else plan.fill("{aid}", plan.main)
    return name if name.endswith(("补助", "补贴", "津贴", "扶助", "金", "奖励")) else f"{name}补助"


def _is_finished(plan: Plan) -> bool:
    """Whether it is a thing that is done on a day, not kept up all the year or called 建设 only."""
    return not _ROUTINE.search(plan.brief.name) and not re.search(asks().no_works, plan.brief.name)


def part_question(plan: Plan) -> Question | None:
    """Ask how much of a works budget is for the works themselves, where no part of it is named."""
    ask = fitting(asks().part.get(plan.main.id, ()), plan.text)
    if ask is None or plan.facts.parts or _has_price(plan) or not _is_finished(plan):
        return None
    budget = plan.brief.budget
    sample = next((size for size in (1800, 180, 18) if size * 10_000 < budget.amount("元")), 1)
    return _ask("money", ask, {"title": title_of(plan), "budget": f"预算{budget}"}, "万元", f"{sample}万元")


def date_question(plan: Plan) -> Question | None:
    """Ask by when it is done, where nothing says so and it ends within the year."""
    ask = asks().date.get(plan.main.id)
    if ask is None or plan.facts.deadline or _WHEN.search(plan.text) or not _is_finished(plan):
        return None
    if any(figure.kind == "time" for figure in plan.facts.figures):
        return None
    return _ask("date", ask, {"title": title_of(plan)}, "", "10月底")


def rate_question(plan: Plan) -> Question | None:
    """Ask by what standard the work is accepted, where the brief names no rate."""
    ask = asks().rate.get(plan.main.id)
    if ask is None or any(figure.kind == "rate" for figure in plan.facts.figures):
        return None
    return _ask("rate", ask, {"title": title_of(plan)}, ask.unit, "95%")


def served_question(plan: Plan) -> Question | None:
    """Ask how many profit by it, where no people are counted."""
    ask = fitting(asks().served.get(plan.main.id, ()), plan.text)
    heads = [figure for figure in plan.facts.figures if figure.kind == "quantity" and figure.measure in _HEADS]
    if ask is None or heads or _ROUTINE.search(plan.brief.name) or re.search(asks().nobody, plan.brief.name):
        return None
    if any(a.figure and a.kind == "benefit" and a.figure.measure == "firms" for a in plan.facts.activities):
        return None
    # 干警及当事人: the first of two groups can be counted.
    group = re.sub(r"(?:及|和).*|^(?:受益区?|参与)", "", plan.group)
    if ask.unit:
        return _ask("count", ask, {"title": title_of(plan)}, ask.unit, example_of(ask.unit))
    if group in _NOBODY:
        return None
    firms = _FIRMS.search(group) is not None
    filled = {
        "title": title_of(plan),
        "group": group,
        "heads": "数量" if firms else "人数",
        "many": "多少家" if firms else "多少名",
    }
    return _ask("count", ask, filled, "家" if firms else "人", "30家" if firms else "1500人", "served")
