"""Rows of what the brief says outright: known figures, rates, response times, the date of completion."""

import re

from assistant.drafting.facts import Figure
from assistant.drafting.facts.scan import fold
from assistant.drafting.offline.plan import Plan
from assistant.drafting.offline.row import Row, given
from assistant.model import Operator, Value

_DOWN = re.compile(
    r"差错|误差|事故|投诉|逾期|故障|漏损|流失率|损耗|能耗|成灾|空置|违规|泄密|死亡|发病|不合格(?!.*处置)|超支"
)
# Sums that a project moves or earns, by the names under which a reviewer takes them for benefits.
_MOVED = re.compile(r"产值|收入|销售|零售|税收|利润|交易额|成交额|融资|贷款|增收|资金|投资额|营业额")
_STEM = 8
_FULL = re.compile(r"(?P<what>[\u4e00-\u9fff]{2,14}?)全覆盖")
_SHORT, _LONG = 3, 16
_PERIOD = re.compile(
    r"(?P<ay>20\d\d)[.年/](?P<am>1[0-2]|0?[1-9])月?\s*[-—~至到]+\s*(?P<by>20\d\d)[.年/](?P<bm>1[0-2]|0?[1-9])月?(?!\d)"
)
_MENDED = re.compile(r"处置|办结|整改|修复|排除|响应|核查|处理")
_DONE = {
    "完工": "工程完工时间",
    "竣工": "工程竣工时间",
    "通车": "建成通车时间",
    "交付": "交付时间",
    "发放到位": "资金发放到位时间",
    "启用": "启用时间",
    "上线": "系统上线时间",
    "开放": "对外开放时间",
    "投入使用": "投入使用时间",
    "验收": "完成验收时间",
}
_PLACES: tuple[tuple[str, str], ...] = (
    (r"满意", "满意"), (r"审减率|节约率", "经济"), (r"占比$|[宽厚]度$", "质量"),
    (r"及时率|按时|按期|准时|时限|响应时间|进度$|周期$|工期|(?:储备|见习|服务|租赁|实施|建设|培训)期$|时间$|日期$|期限", "时效"),
    (r"知晓率|就业率|留用率|留存率|稳岗率|覆盖率|普及率|入学率|参保率|利用率", "社会"), (r"受益|惠及|带动", "社会"),
    (r"成本|费$|费用|单价|标准$|经费|金额|造价|支出", "成本"), (r"率$|比例$|合格|达标|效果$", "质量"),
    (r"产值|收入|增收|节约", "经济"),
)  # fmt: skip


def place_of(name: str) -> str:
    """Return where an indicator of this name stands, in short; 数量 where nothing else is said."""
    return next((at for pattern, at in _PLACES if re.search(pattern, name)), "数量")


def fact_rows(plan: Plan) -> list[Row]:
    """Return a row for each known figure that the clerk gave (`参训人数=300人`)."""
    rows = []
    for name, typed in plan.facts.given:
        row = _fact(plan, name, typed)
        if row:
            rows.append(row)
    return rows


def _fact(plan: Plan, name: str, typed: str) -> Row | None:
    value = Value.parse(typed)
    at = place_of(name)
    if value.kind == "quantity":
        if not value.unit:
            return None
        if value.operator is None:
            value = Value.parse(f"{_direction(name, value, at)}{value.text}")
    if value.kind == "unconfirmed":
        return None
    share = value.is_percent and bool(value.number)
    tail = "以上" if share and value.operator == "≥" and value.number != 100 else ""
    say = f"{name}{'达到' if share else ''}{typed}{tail}" if value.kind == "quantity" and at != "成本" else ""
    source = given(f"{name}={typed}", "已知数据")
    return Row(at, name, value, source, "计划标准", f"项目实施期内实际的{name}", say=say, weight=10)


def _direction(name: str, value: Value, at: str) -> Operator:
    if at == "成本" or name.endswith(("响应时间", "时限", "工期")):
        return "≤"
    if _DOWN.search(name) and not _MENDED.search(name):
        return "≤" if value.number else "="
    if value.is_percent and value.number == 100:
        return "="
    return "≥"


def rate_rows(plan: Plan) -> list[Row]:
    """Return rates and times of the purpose: 苗木成活率达到95%以上, 报修响应时间不超过4小时, 服务周期180天."""
    rows = []
    for figure in plan.facts.figures:
        if figure.kind in ("rate", "time") and (name := _name(figure)):
            rows.append(_rate(figure, _whose(plan, name)))
    return rows


def full_rows(plan: Plan) -> list[Row]:
    """Return what the purpose wants in full: 取水户在线监测全覆盖."""
    found = _FULL.search(plan.brief.purpose)
    if not found:
        return []
    what = re.sub(r"^(?:以上|以内|实现|的)+|(?:实现|达到)$", "", found["what"])
    name = f"{what}覆盖率"
    if len(what) < _SHORT or len(name) > _LONG:
        return []
    source = given(found[0].strip("，,。；; "))
    say = "" if any("全覆盖" in effect for effect in plan.facts.effects) else f"{what}全覆盖"
    about = "已覆盖的对象数÷应覆盖的对象数×100%"
    return [Row("社会", name, Value.parse("=100%"), source, "计划标准", about, say=say, weight=9)]


def _whose(plan: Plan, name: str) -> str:
    """覆盖率 alone does not say of what."""
    stem = plan.facts.stem
    return f"{stem}{name}" if len(name) <= 3 and name.endswith("率") and len(stem) <= _STEM else name


def outcome_rows(plan: Plan) -> list[Row]:
    """Return sums that the project is to bring about: 招商到位资金30亿元."""
    rows = []
    for figure in plan.facts.outcomes:
        noun = figure.noun
        if sold := re.match(r"(?:年)?销售(?P<what>.{2,8})$", noun):
            noun = f"{sold['what']}年销售额"
        noun = re.sub(r"^(?:实现|达到|完成|力争)", "", noun).replace("信贷", "贷款").replace("零售额", "零售销售额")
        if not _MOVED.search(noun):
            continue
        noun = noun if noun.endswith(("额", "资金", "产值", "收入")) else f"{noun}额"
        name = noun if len(noun) > 4 or len(plan.facts.stem) > _STEM else f"{plan.facts.stem}{noun}"
        value = Value.of(figure.operator or "≥", figure.number, figure.unit)  # type: ignore[arg-type]
        say = f"{noun}{figure.number:f}{figure.unit}"
        rows.append(
            Row("经济", name, value, given(figure.quote), "计划标准", f"项目实施期内实际的{name}", say=say, weight=9)
        )
    return rows


def _name(figure: Figure) -> str:
    name = figure.noun.rpartition("、")[2]
    name = re.sub(r"^(?:使|实现|确保|达到|保持|保证|保障|力争|其中)", "", name)
    if name.endswith(("补贴", "补助")):
        name += "比例"
    name = {"工期": "项目工期", "租期": "租赁期限", "周期": "项目周期", "服务期": "服务期限"}.get(name, name)
    return name if 3 <= len(name) <= 16 and not re.search(r"\d", name) else ""


def _rate(figure: Figure, name: str) -> Row:
    at = place_of(name)
    plain = Value.of(None, figure.number, figure.unit)
    sign = figure.operator or _direction(name, plain, at)
    if figure.kind == "time" and not figure.operator:
        sign = "≤" if name.endswith(("时间", "时限", "工期")) else "="
    if name.endswith("效果"):
        name += "达标率"
    if name.endswith("补贴比例") and not figure.operator:
        sign = "="
    if figure.unit == "%" and figure.number >= 100:
        sign = "="
    if _DOWN.search(name) and not _MENDED.search(name) and sign == "≥":
        sign = "≤"
    value = Value.of(sign, figure.number, figure.unit)  # type: ignore[arg-type]
    words = {"≥": "达到", "=": "" if figure.kind == "time" else "达到", "≤": "不超过"}[sign]
    say = f"{name}{words}{figure.number:f}{figure.unit}{'以上' if sign == '≥' else ''}"
    return Row(at, name, value, given(figure.quote), "计划标准", f"项目实施期内实际的{name}", say=say, weight=9)


def deadline_row(plan: Plan) -> Row | None:
    """Return the date of completion that the purpose names; a long-term table holds the project to its plan instead."""
    if not plan.facts.deadline:
        return None
    when, quote = plan.facts.deadline
    year = re.match(r"\d{4}", when)
    if year and plan.brief.year and int(year[0]) > plan.brief.year:  # a later year's end is no target of this year
        return None
    done = next((word for word in _DONE if word in quote), "完成")
    name = _DONE.get(done, "项目完成时间")
    value = Value.parse(f"{when}完成")
    return Row(
        "时效",
        name,
        value,
        given(quote),
        "计划标准",
        f"{name}，以验收或完工资料记载的日期为准",
        "直接证明法",
        "验收或完工资料",
        say=f"于{when}完成",
        weight=9,
    )


def period_rows(plan: Plan) -> list[Row]:
    """Return the period that the purpose names: 2023.07-2024.01 is when a service is to be given."""
    found = _PERIOD.search(fold(plan.brief.purpose))
    if not found:
        return []
    begin, end = (f"{found[f'{at}y']}年{int(found[f'{at}m'])}月" for at in "ab")
    clause = found[0]
    return [
        Row(
            "时效", "服务（实施）期限", Value.parse(f"{begin}至{end}"), given(clause), "计划标准", "合同约定的服务（实施）起止时间",
            "直接证明法", "合同、履约记录", say=f"服务（实施）期限为{begin}至{end}", weight=9,
        )
    ]  # fmt: skip
