"""Quantity indicators: each activity of the purpose, with its own figure or 待核实; and people who benefit."""

import re
from dataclasses import replace
from decimal import Decimal

from assistant.drafting.facts import Activity, Figure
from assistant.drafting.facts.phrases import deed_verb
from assistant.drafting.facts.words import words
from assistant.drafting.offline.deeds import deed
from assistant.drafting.offline.naming import quantity_name
from assistant.drafting.offline.plan import Plan
from assistant.drafting.offline.row import Row, given
from assistant.model import Source, Value

MOST = 7
_FEW, _MOST_DEEDS = 3, 3
_REGAINED = re.compile(r"面积|灌溉|耕地|植被|草原|湿地|林地|通行|供水")
_TOTAL = re.compile(r"(?:里程|长度|面积)$")
# What is saved comes of the works.
_SAVED = re.compile(r"节电|节水|节能量|减排|降碳")
_HEADS = re.compile(r"为(?P<count>\d+)名")
_MANY = 20
_NEED = re.compile(r"(?:实训|学习|就医|办事|出行|使用|健身|入学|培训)?的?(?:需要|需求)$")
_AID_ENDS = ("补助", "补贴", "津贴", "奖励", "奖补", "救助", "资助")
_WHERE = {"name": "项目名称", "purpose": "资金用途", "fact": "已知数据"}
_SERVED = ("people", "times_people", "households", "area")
_HOW = {"purchase": ("直接证明法", "采购合同、验收单"), "build": ("直接证明法", "竣工验收报告"), "renovate": ("直接证明法", "竣工验收报告"),
        "plant": ("直接证明法", "作业验收报告"), "training": ("情况统计法", "培训签到表"), "subsidy": ("情况统计法", "发放清册"),
        "event": ("情况统计法", "活动总结"), "study": ("直接证明法", "成果文件"), "inspect": ("情况统计法", "工作记录"),
        "upkeep": ("情况统计法", "维护记录"), "exam": ("情况统计法", "工作总结")}  # fmt: skip


def counted_rows(plan: Plan, known: int = 0) -> list[Row]:
    """Return quantity rows (and 社会 rows for people who benefit) with the brief's own figures.

    Args:
        plan: the brief as understood.
        known: how many quantities the clerk's known figures give beside the purpose.
    """
    rows: list[Row] = []
    for activity in plan.facts.activities:
        if activity.figure:
            rows += _rows(plan, activity, activity.figure)
    rows += [row for figure in plan.facts.figures if figure.kind == "per" and (row := _frequency(plan, figure))]
    if not known and (derived := derived_row(plan)):
        rows.append(derived)
    return rows


def _rows(plan: Plan, activity: Activity, figure: Figure) -> list[Row]:
    """One row; where several deeds are done to the same things, one for each deed."""
    several = sum(other.kind == "quantity" for other in plan.facts.figures) <= _FEW
    if figure.deeds and activity.phrase.object and several:
        phrases = [replace(activity.phrase, verb=deed_verb(deed), lead=False) for deed in figure.deeds[:_MOST_DEEDS]]
        found = [_row(plan, replace(activity, phrase=phrase), figure) for phrase in phrases]
        return [replace(row, say="") if at else row for at, row in enumerate(found) if row]
    if plan.is_service and activity.kind == "purchase" and figure.measure == "goods":  # 采购10台雾炮车 of a service
        activity = replace(activity, phrase=replace(activity.phrase, verb=deed_verb("投入")))
    row = _row(plan, activity, figure)
    return [row] if row else []


def _row(plan: Plan, activity: Activity, figure: Figure) -> Row | None:
    phrase = activity.phrase
    name = quantity_name(phrase, figure.unit)
    if figure.sum and figure.measure in ("area", "length"):  # 各2公里 of two roads: 4公里 together
        name = _TOTAL.sub(r"总\g<0>", name)
    name = name.replace("节电", "节约用电").replace("节水", "节约用水") if _SAVED.search(name) else name
    if not name or (activity.kind == "benefit" and not phrase.object and figure.measure == "firms"):
        return None
    benefit = _benefits(activity, figure)
    each = _for_each(activity, figure)
    if each:  # 为800名学生发放校服2套
        name = f"人均{name}"
    say = _benefit_say(activity, figure) if benefit else deed(phrase, figure)
    if figure.role == "host":
        say = "" if any(phrase.object in other.scope for other in plan.facts.figures) else say
    how, origin = _HOW.get(activity.kind, ("情况统计法", "部门业务统计"))
    return Row(
        at="社会" if benefit else "生态" if _SAVED.search(name) else "数量",
        name=_benefit_name(activity, figure) if benefit else name,
        value=Value.of(figure.operator or "≥", figure.number, f"{_plain_unit(figure.unit)}{each}"),  # type: ignore[arg-type]
        source=given(figure.quote, _WHERE[figure.origin], figure.sum),
        basis="计划标准",
        about=f"项目实施期内实际完成的{name}",
        how=how,
        origin=origin,
        say=_with_scope(figure.scope, say)
        if say and not (figure.detail and figure.measure in ("people", "firms"))
        else "",
        weight=8 if figure.role == "host" or figure.detail else 9,
    )


def _for_each(activity: Activity, figure: Figure) -> str:
    """`/人` where so few things given to so many people can only be what each of them gets; "" else."""
    heads = _HEADS.search(figure.quote)
    given = activity.kind in ("subsidy", "purchase", "material") and figure.measure == "goods"
    return "/人" if heads and given and figure.amount * _MANY <= int(heads["count"]) else ""


def _with_scope(scope: str, say: str) -> str:
    """在2个乡镇|在8个村开展试点 → 在2个乡镇8个村开展试点."""
    return scope + (say[1:] if scope and say.startswith(("在", "为")) else say)


def _benefits(activity: Activity, figure: Figure) -> bool:
    """Whether people or land profit (惠及, 解决); who is merely provided for (保障60名队员) is an output."""
    verb = activity.phrase.verb
    if verb is None or verb.kind != "benefit" or figure.measure not in _SERVED:
        return False
    if verb.word in ("覆盖", "涉及") and figure.measure == "area":
        return False
    if verb.word in ("恢复", "改善"):  # 恢复路面 is work, 恢复灌溉 is what comes of it
        return _REGAINED.search(activity.phrase.object) is not None
    return verb.word not in ("保障", "服务") or not activity.phrase.group and verb.word == "服务"


def _plain_unit(unit: str) -> str:
    """个社区 counts as 个: the name says of what."""
    return "个" if unit.startswith("个") and "月" not in unit and "工作日" not in unit else unit


def _benefit_name(activity: Activity, figure: Figure) -> str:
    who = _NEED.sub("", activity.phrase.object) or "群众"
    suffix = words().suffix[figure.unit.lstrip("万千百亿")]
    verb = activity.phrase.verb.word if activity.phrase.verb else ""
    lead = verb if verb in ("吸引", "带动", "服务", "保护", "解决", "恢复", "改善") else "受益"
    if lead == "解决" and not activity.phrase.object:
        lead = "受益"
    if who.endswith(suffix):
        return f"{lead}{who}"
    return f"{lead}{who}数" if suffix == "人数" and who.endswith(("人", "人口")) else f"{lead}{who}{suffix}"


def _benefit_say(activity: Activity, figure: Figure) -> str:
    verb = activity.phrase.verb.word if activity.phrase.verb else ""
    lead = verb if verb in ("吸引", "带动", "服务", "惠及", "保护", "解决", "恢复", "改善") else "惠及"
    if lead == "解决" and not activity.phrase.object:
        lead = "惠及"
    return f"{lead}{_NEED.sub('', activity.phrase.object) or '群众'}{figure.number:f}{figure.unit}"


def _frequency(plan: Plan, figure: Figure) -> Row | None:
    """每月巡检1次: a frequency stands as it is; 每期50人 beside the number of courses."""
    if figure.per and figure.per[0] in ("期", "场", "班", "次") and figure.measure == "time":
        value = Value.of(figure.operator or "≥", figure.number, figure.unit)  # type: ignore[arg-type]
        name = f"每{figure.per[0]}培训{words().suffix.get(figure.unit, '天数')}"
        return Row("数量", name, value, given(figure.quote), "计划标准", f"平均{name}", weight=6)
    if figure.per and figure.per[0] in ("期", "场", "班", "次") and figure.measure == "people":
        what = "培训" if "培训" in plan.text else "参加"
        value = Value.of(figure.operator or "≥", figure.number, figure.unit)  # type: ignore[arg-type]
        name = f"每{figure.per[0]}{what}人数"
        return Row("数量", name, value, given(figure.quote), "计划标准", f"平均{name}", weight=6)
    size = figure.noun or figure.phrase.object
    if (
        figure.per
        and figure.measure in ("area", "length")
        and figure.per[0] in ("套", "个", "间", "处", "户", "座", "所")
    ):
        name = f"每{figure.per[0]}{size.removeprefix('每').removeprefix(figure.per[0]) or words().suffix[figure.unit]}"
        value = Value.of(figure.operator or "=", figure.number, figure.unit)  # type: ignore[arg-type]
        return Row("数量", name, value, given(figure.quote), "计划标准", f"平均{name}", weight=6)
    if not figure.per or figure.per[0] not in ("年", "季度", "月", "周", "天", "学期") or not figure.phrase.label:
        return None
    unit = f"{figure.unit}/{figure.per[0]}"
    name = quantity_name(figure.phrase, figure.unit)
    if not name:
        return None
    value = Value.of(figure.operator or "≥", figure.number, unit)  # type: ignore[arg-type]
    about = f"平均每{figure.per[0]}实际完成的{name}"
    say = f"每{figure.per[0]}{deed(figure.phrase, figure)}"
    return Row("数量", name, value, given(figure.quote), "计划标准", about, say=say, weight=8)


def derived_row(plan: Plan) -> Row | None:
    """Budget ÷ unit price, only where that price is all the money is for and it divides without a remainder."""
    figures = plan.facts.figures
    prices = [figure for figure in figures if figure.kind == "price"]
    daily = any({"天", "年", "月"} & set(figure.per[:1]) or "天" in figure.per for figure in prices)
    if len(prices) != 1 or plan.facts.products or plan.facts.parts or prices[0].per[0] == "单价" or daily:
        return None
    price, unit = prices[0], prices[0].per[0]
    if any(figure.kind == "quantity" and figure.unit.lstrip("万千百个") == unit for figure in figures):
        return None
    months = 12 if "月" in price.per else 1
    try:
        count, rest = divmod(plan.brief.budget.fen, price.money.fen * months)
    except (ValueError, ZeroDivisionError):
        return None
    if rest or not count:
        return None
    deeds = [other for other in plan.facts.activities if not other.figure and other.kind not in ("benefit", "subsidy")]
    phrase = deeds[0].phrase if deeds else None
    figure = replace(price, kind="quantity", number=Decimal(count), unit=unit, per=())
    word = next((each for each in _AID_ENDS if each in price.quote), "补助")
    aid = plan.facts.stem if plan.facts.stem.endswith(_AID_ENDS) else f"{plan.facts.stem}{word}"
    suffix = words().suffix.get(unit, "数量")
    name = quantity_name(phrase, unit) if phrase else ""
    name = name or f"{aid}{'发放' if suffix in ('人数', '户数') else ''}{suffix}"
    times = f"÷{months}个月" if months > 1 else ""
    detail = f"项目预算{plan.brief.budget}÷{price.printed}{times}={count}{unit}；单价见资金用途“{price.quote}”"
    say = deed(phrase, figure) if phrase else f"{'发放' if unit in ('人', '户') else ''}{aid}{count}{unit}"
    source = Source(kind="budget", detail=detail)
    value = Value.of("≥", Decimal(count), unit)
    return Row("数量", name, value, source, "计划标准", f"项目实施期内实际完成的{name}", say=say, weight=9)
