"""Quantities of the purpose that nobody gave: implied by its words (每季度 is 4 times), else to be looked up (待核实)."""

import re
from dataclasses import replace
from decimal import Decimal

from assistant.drafting.facts import Activity
from assistant.drafting.facts.words import words
from assistant.drafting.offline.data import Scale, kinds
from assistant.drafting.offline.deeds import deed
from assistant.drafting.offline.naming import is_work, likely_unit, quantity_name
from assistant.drafting.offline.plan import Plan
from assistant.drafting.offline.row import Row, given, to_look_up
from assistant.drafting.provenance.lookup import frequencies
from assistant.model import Value

_HEADS = ("people", "firms", "households", "area")
# What is not counted: no figure to look up.
_ONE_OFF = ("建立", "参加", "享受", "用于", "健全", "落实")
# What nobody plans a number for.
NO_PLAN = re.compile(r"打击|违法|相关|故障|抢修|突发|工作|诉求|数据采集|\d|[（）]|投诉|举报|案件线索")
# One of them is what a singular noun says; before or behind it no word may say that there are several.
_SINGLE = re.compile(
    r"(?:平台|系统|驿站|规划|方案|锦标赛|运动会|旅游节|文化节|艺术节|博览会|大赛|联赛|论坛|年会|数据库|主题馆|展厅|报告|报告书)$"
)
_SEVERAL = re.compile(r"等|各|若干|多[个项处套]|系列|一批|\d|、")
_MADE = ("upkeep", "build", "purchase", "event", "study", "output", "light")
# What is paid for beside the work itself: 支付裁判劳务、场地租赁等费用.
_PAID = ("支付", "用于支付", "缴纳", "结算", "列支")
_LEASED = ("租赁", "租用", "承租")
_HELD_UNITS = ("场", "次", "届", "期")
_FIRMS = re.compile(r"(?:企业|主体|合作社|场户|单位)$")
_NAMED = 4


def open_rows(plan: Plan, rows: list[Row], most: int) -> list[Row]:
    """Return rows for activities without a number beside these `rows`: implied ones, and at most `most` 待核实."""
    found: list[Row] = []
    taken = {row.name for row in rows}
    for activity in _uncounted(plan):
        row = _implied(plan, activity) or _open(plan, activity)
        if row is None or row.name in taken or any(activity.phrase.object in name for name in taken):
            continue
        vague = row.value.unit == "项" and any(other.at == "数量" for other in rows)
        if row.value.is_unconfirmed and (most <= 0 or vague or NO_PLAN.search(row.name)):
            continue
        most -= row.value.is_unconfirmed
        taken.add(row.name)
        found.append(row)
    counted = any(row.at == "数量" for row in rows)
    mine = [activity for activity in plan.facts.activities if activity.kind in plan.main.verbs]
    if most > 0 and not counted and (not found or (not mine and plan.main.id not in _BY_DEEDS and plan.main.ask.name)):
        found.insert(0, asked_row(plan))
    return found


# Kinds whose activities say more of their size than any general count of tasks.
_BY_DEEDS = ("running", "creation", "subsidy", "event")


def _uncounted(plan: Plan) -> list[Activity]:
    """Return the activities without a figure that can have one of their own."""
    counted_kinds = {activity.kind for activity in plan.facts.activities if activity.figure and activity.kind}
    aided = any(figure.kind == "quantity" and figure.measure in _HEADS for figure in plan.facts.figures)
    found = []
    for activity in plan.facts.activities:
        served = activity.phrase.object.endswith("服务") and counted_kinds
        # 购置甲20台、乙: a list's last thing without a figure is a part of what is counted.
        same = activity.kind in counted_kinds and activity.kind in (
            "purchase",
            "subsidy",
            "service",
            "exam",
            "light",
            "",
        )
        verb = activity.phrase.verb
        beside = activity.quote.startswith(_PAID) or (verb is not None and verb.word in _LEASED)
        paid = bool(counted_kinds) and beside
        if not (
            "等" in activity.phrase.object
            or paid
            or activity.figure
            or activity.kind == "benefit"
            or served
            or same
            or (aided and activity.kind == "subsidy")
        ):
            found.append(activity)
    return found


def _implied(plan: Plan, activity: Activity) -> Row | None:
    """Each quarter is four times; one named platform, festival or plan is one."""
    phrase, quote = activity.phrase, activity.quote
    kind = next((kind for kind in kinds().values() if activity.kind in kind.verbs and not kind.wordy), None)
    unit = likely_unit(phrase.label, likely_unit(phrase.object, kind.ask.unit if kind else "项"))
    times = next((times for pattern, times, units in frequencies() if not units and pattern.search(quote)), 0)
    if times and activity.kind in ("inspect", "upkeep", "event", "training", "light"):
        name = quantity_name(replace(phrase, group=""), "次")
        return (
            _known(name, times, "次", f"资金用途“{quote}”，全年{times}次", f"{deed(phrase, None)}{times}次")
            if name
            else None
        )
    own = next((piece for piece in quote.split("、") if phrase.object in piece), quote).removesuffix("等")
    single = len(phrase.object) >= _NAMED and _SINGLE.search(phrase.object) and not _SEVERAL.search(own)
    if not single or activity.kind not in _MADE or phrase.object not in quote:
        return None
    if unit not in (*_HELD_UNITS, "份", "套", "个", "座", "项", "部"):
        return None
    unit = "次" if unit in _HELD_UNITS else unit
    name = quantity_name(phrase, unit)
    return (
        _known(name, 1, unit, f"资金用途中的“{phrase.object}”为1{unit}", f"{deed(phrase, None)}1{unit}")
        if name
        else None
    )


def _known(name: str, number: int, unit: str, detail: str, say: str) -> Row:
    source = given("").model_copy(update={"detail": detail})
    about = f"项目实施期内实际完成的{name}"
    return Row("数量", name, Value.of("≥", Decimal(number), unit), source, "计划标准", about, say=say, weight=8)


def _open(plan: Plan, activity: Activity) -> Row | None:
    thing = activity.phrase.object if activity.phrase.label == activity.phrase.object else ""
    verb = activity.phrase.verb
    if activity.kind == "subsidy" and plan.main.id == "subsidy":
        return asked_row(plan)
    if verb and (verb.word in _ONE_OFF or (verb.light and not is_work(activity.phrase.object))):
        return None
    kind = next((kind for kind in kinds().values() if activity.kind in kind.verbs and not kind.wordy), None)
    deed_word = activity.phrase.verb.word if activity.phrase.verb else ""
    unit = likely_unit(thing or activity.phrase.object, likely_unit(deed_word, kind.ask.unit if kind else "项"))
    if activity.kind in ("training", "event", "inspect", "subsidy", "case"):
        unit = likely_unit(activity.phrase.label, unit)
    if kind and unit == "项" and (scale := scale_of(plan, kind.id)):
        return _of_scale(scale)
    heads = words().measure.get(unit, "") in ("people", "firms", "households")
    name = quantity_name(activity.phrase if heads else replace(activity.phrase, group=""), unit)
    if not name:
        return None
    return _unconfirmed(name, unit, kind.ask.where if kind else "实施方案或年度工作计划", deed(activity.phrase, None))


def scale_of(plan: Plan, kind: str) -> Scale | None:
    """Return what tells the size of a kind's projects where their activities are not counted; None without such a thing."""
    return next((scale for scale in kinds()[kind].scales if scale.fits(plan.text)), None)


def asked_row(plan: Plan) -> Row:
    """Return the row that a project of this kind always needs, with its figure to be looked up."""
    ask = plan.main.ask
    scale = scale_of(plan, plan.main.id)
    if scale and (ask.unit == "项" or not plan.activities_of(plan.main)):
        return _of_scale(scale)
    prices = [
        figure
        for figure in plan.facts.figures
        if figure.kind == "price" and figure.per[0] not in ("人", "单价", "月", "年", "天")
    ]
    if plan.main.id == "subsidy" and prices:  # 简易每件50元: cases are counted, not people
        unit = prices[0].per[0]
        aid = plan.fill("{aid}", plan.main)
        thing = {"件": "案件", "例": "病例"}.get(unit, "")
        return _unconfirmed(f"{aid}{thing}{words().suffix.get(unit, '数量')}", unit, ask.where, "")
    if plan.main.id == "subsidy" and _FIRMS.search(plan.group):
        aid = plan.object_of(plan.main) or plan.fill("{aid}", plan.main)
        return _unconfirmed(f"享受{aid}{plan.group}数量", "家", ask.where, "")
    name = plan.fill(ask.name, plan.main) or plan.fill(ask.bare, plan.main) if ask.name else ""
    if name:
        return _unconfirmed(name, ask.unit, ask.where, "")
    thing, label = plan.object_of(plan.main), plan.fill("{label}", plan.main)
    if not thing and len(plan.facts.stem) <= 10:
        thing = plan.facts.stem
    thing = thing or plan.fill("{goods}", plan.main) if plan.main.id == "purchase" else thing
    unit = likely_unit(thing, ask.unit) if thing else ask.unit
    words_ = {"purchase": "购置", "build": "建设", "renovate": "改造维修", "plant": "绿化", "upkeep": "维护"}
    label = label or f"{thing or '项目'}{words_.get(plan.main.id, '')}"
    suffix = words().suffix.get(unit, "数量")
    return _unconfirmed(f"{label}{suffix}", unit, ask.where, "")


def _unconfirmed(name: str, unit: str, where: str, say: str) -> Row:
    return Row(
        "数量",
        name,
        Value.to_confirm("≥", unit),
        to_look_up(where),
        "计划标准",
        f"项目实施期内实际完成的{name}",
        say=say,
        weight=6,
    )


def _of_scale(scale: Scale) -> Row:
    return _unconfirmed(scale.name, scale.unit, scale.where, "")
