"""Faults as clerks make them, each with the rule that must find it: put into one row, or into the form's head."""

from collections.abc import Callable
from dataclasses import dataclass

from assistant.checking.lexicon import classify
from assistant.forms import get_form
from assistant.model import Goal, Indicator, Money, PerformanceTarget, Value
from assistant.model.framework import PARENT


@dataclass(frozen=True)
class RowFault:
    """A fault of a row: the rule that must find it, where it can be made, and how."""

    rule: str
    fits: Callable[[Indicator], bool]
    make: Callable[[Indicator], dict[str, object]]
    added: bool = False
    """Whether the faulty row is put beside the sound one and does not replace it."""


def _value(text: str) -> Callable[[Indicator], dict[str, object]]:
    return lambda row: {"value": Value.parse(text)}


def _turned(row: Indicator) -> dict[str, object]:
    return {"value": Value.parse(row.value.text.translate(str.maketrans("≥≤", "≤≥")))}


def _kind(*kinds: str) -> Callable[[Indicator], bool]:
    return lambda row: classify(row.name).kind in kinds


def _unit(*units: str) -> Callable[[Indicator], bool]:
    return lambda row: row.value.unit in units


def _annual(name: str) -> Callable[[Indicator], bool]:
    # The budget is the year's: what several years cost is not held against it.
    return lambda row: row.name == name and row.period == "annual"


def _any(row: Indicator) -> bool:
    return True


def _moved(level2: str) -> Callable[[Indicator], dict[str, object]]:
    return lambda row: {"level2": level2, "level1": PARENT[level2]}


def _directed(row: Indicator) -> bool:
    meaning, sign = classify(row.name), row.value.operator
    if meaning.direction == "up":
        return sign == "≥" and meaning.kind in ("rate", "satisfaction")
    return meaning.direction == "down" and sign == "≤"


def _firm(row: Indicator) -> bool:
    return any(word in row.name for word in ("合格率", "准确率", "及时率")) and row.value.is_percent


def _prints(form_column: str) -> Callable[[Indicator], bool]:
    return lambda row: getattr(row, form_column) is not None


ROW_FAULTS: dict[str, RowFault] = {
    "比率写成≥100%": RowFault("S102", _unit("%"), _value("≥100%")),
    "比率超过100%": RowFault("S102", _unit("%"), _value("=120%")),
    "比较符号反了": RowFault("S104", _directed, _turned),
    "人数用件": RowFault("S103", _unit("人"), _value("≥300件")),
    "数量写成百分比": RowFault("S103", _kind("count"), _value("=100%")),
    "成本用人": RowFault("S103", _kind("amount", "unit_cost"), _value("=1000人")),
    "投诉定成百分之百": RowFault("S103", _kind("event"), _value("=100%")),
    "投诉越多越好": RowFault("S104", _kind("event"), _value("≥100次")),
    "评语": RowFault("S101", _kind("rate", "count", "satisfaction"), _value("优")),
    "全面提高": RowFault("S101", lambda row: row.level1 == "效益指标", _value("全面提高")),
    "数量没有数": RowFault("S101", lambda row: row.level2 == "数量指标", _value("完成新建")),
    "比率答成次数": RowFault("S105", _unit("%"), _value("≥4次")),
    "比率答成日期": RowFault("S105", _kind("rate"), _value("12月底前完成")),
    "成本答成一句话": RowFault("S105", _kind("amount", "unit_cost"), _value("严格控制")),
    "指标值重复名称": RowFault("S106", lambda row: len(row.name) >= 4, lambda row: {"value": Value.parse(row.name)}),
    "没有指标值": RowFault("W106", _any, _value("")),
    "没有名称": RowFault("W106", _any, lambda row: {"name": ""}),
    "模板名称": RowFault("W107", _any, lambda row: {"name": "指标3"}),
    "模板数值": RowFault("W107", lambda row: row.value.number is not None, _value("≥××人")),
    "重复一行": RowFault("W110", _any, lambda row: {}, added=True),
    "换个说法再写一行": RowFault(
        "W116",
        lambda row: classify(row.name).kind not in ("statement",) and len(row.name) > 4,
        lambda row: {"name": row.name[:2] + "工作" + row.name[2:]},
        added=True,
    ),
    "同名不同事": RowFault(
        "W116", _prints("description"), lambda row: {"description": "另外一件事的完成情况"}, added=True
    ),
    "没有单位": RowFault("Z103", _unit("人", "期", "%"), lambda row: {"value": Value.parse(f"≥{row.value.number}")}),
    "金额少写元": RowFault("Z103", _unit("万元"), _value("≤20万")),
    "没有符号": RowFault("Z105", _unit("人", "期", "%"), lambda row: {"value": Value.parse(row.value.text[1:])}),
    "错别字": RowFault("Z101", _any, lambda row: {"name": f"{row.name}没人每月"}),
    "人名": RowFault("Y101", _any, lambda row: {"name": f"{row.name}：人员王建国、李秀英"}),
    "手机号": RowFault("Y102", _any, lambda row: {"name": f"{row.name}13812345678"}),
    "上年的年份": RowFault("K104", _any, lambda row: {"name": f"2024年{row.name}"}),
    "满意度过低": RowFault("S107", _kind("satisfaction"), _value("≥60%")),
    "满意度过高": RowFault("S107", _kind("satisfaction"), _value("=100%")),
    "比率过低": RowFault("S109", _firm, _value("≥50%")),
    "日期变成序列号": RowFault("S108", lambda row: row.level2 == "时效指标", _value("46357")),
    "比率放进数量": RowFault("X104", _kind("rate"), _moved("数量指标")),
    "满意度放进时效": RowFault("X104", _kind("satisfaction"), _moved("时效指标")),
    "满意度放进社会效益": RowFault("X104", _kind("satisfaction"), _moved("社会效益指标")),
    "成本放进数量": RowFault("X104", _kind("amount", "unit_cost"), _moved("数量指标")),
    "成本放进社会效益": RowFault("X104", _kind("amount", "unit_cost"), _moved("社会效益指标")),
    "人数放进时效": RowFault("X104", _unit("人"), _moved("时效指标")),
    "人数放进成本": RowFault("X104", _unit("人"), _moved("经济成本指标")),
    "时间放进数量": RowFault("X104", _kind("time"), _moved("数量指标")),
    "事故放进经济效益": RowFault("X104", _kind("event"), _moved("经济效益指标")),
    "产出放进满意度": RowFault("X104", _kind("count", "rate"), _moved("服务对象满意度指标")),
    "二级与一级不配": RowFault("X104", lambda row: row.level1 == "产出指标", lambda row: {"level1": "效益指标"}),
    "名称与描述不符": RowFault("X105", _prints("description"), lambda row: {"description": "书报订阅"}),
    "名称说不清": RowFault("X107", _kind("rate", "count"), lambda row: {"name": "完成率", "description": None}),
    "成本超过预算": RowFault(
        "K101", lambda row: row.value.unit == "万元" and row.period == "annual", _value("=50万元")
    ),
    "元写成万元": RowFault("K106", _annual("项目总成本"), _value("≤24元")),
    "总成本少于预算": RowFault("K107", _annual("项目总成本"), _value("=20万元")),
    "单价乘人数超过预算": RowFault("K103", _annual("人均培训成本"), _value("=1000元/人")),
    "依据不明": RowFault("K111", _prints("basis"), lambda row: {"basis": "领导要求"}),
}

FormFault = tuple[str, Callable[[PerformanceTarget], None]]


def _goals(text: str) -> Callable[[PerformanceTarget], None]:
    def make(target: PerformanceTarget) -> None:
        target.goals = [
            Goal(period=goal.period, text=text if goal.period == "annual" else goal.text) for goal in target.goals
        ]

    return make


def _without(level: str) -> Callable[[PerformanceTarget], None]:
    def make(target: PerformanceTarget) -> None:
        target.indicators = [row for row in target.indicators if level not in (row.level1, row.level2)]

    return make


def _said(level: str, value: str) -> Callable[[PerformanceTarget], None]:
    def make(target: PerformanceTarget) -> None:
        for row in target.indicators:
            if level in (row.level1, row.level2):
                row.name, row.value, row.description = f"{row.name}保障", Value.parse(value), None

    return make


def _only_rates(target: PerformanceTarget) -> None:
    for row in target.indicators:
        if row.level2 == "数量指标":
            row.name, row.value = f"{row.name}完成率", Value.parse("=100%")


def _only_done(target: PerformanceTarget) -> None:
    for at, row in enumerate(target.indicators):
        if row.level2 == "质量指标":
            row.name, row.value, row.description = f"第{at}批培训任务完成率", Value.parse("=100%"), None


def _same_goal(target: PerformanceTarget) -> None:
    text = target.goals_of("annual")[0]
    target.goals = [Goal(period="long_term", text=text), *[goal for goal in target.goals if goal.period == "annual"]]


def _funds(target: PerformanceTarget) -> None:
    part = next(field.key for field in get_form(target.form).fields if field.part_of_budget)
    target.project.fields[part] = "92万元"


def _head(**changes: object) -> Callable[[PerformanceTarget], None]:
    def make(target: PerformanceTarget) -> None:
        for key, value in changes.items():
            setattr(target.project, key, value)

    return make


def _field(**fields: str) -> Callable[[PerformanceTarget], None]:
    return lambda target: target.project.fields.update(fields)


def _weights(target: PerformanceTarget) -> None:
    for row in target.indicators:
        row.weight = 11  # type: ignore[assignment]


FORM_FAULTS: dict[str, FormFault] = {
    "没有目标": ("W103", lambda target: target.goals.clear()),
    "套话目标": ("W104", _goals("确保工作顺利进行，确保资金及时拨付")),
    "目标没有数字": ("W117", _goals("组织失业人员参加职业技能培训并帮助就业")),
    "目标与指标不一致": ("X101", _goals("开展职业技能培训488人，帮助200人就业")),
    "目标的数字没有指标": ("X102", _goals("培训失业人员300人，新增专技人才1500人")),
    "目标写上年": ("K104", _goals("2024年培训失业人员300人")),
    "长期与年度目标相同": ("Z102", _same_goal),
    "没有指标": ("W101", lambda target: target.indicators.clear()),
    "缺数量": ("W101", _without("数量指标")),
    "缺质量": ("W101", _without("质量指标")),
    "缺效益": ("W101", _without("效益指标")),
    "缺时效": ("W102", _without("时效指标")),
    "缺满意度": ("W102", _without("满意度指标")),
    "数量全是比率": ("W111", _only_rates),
    "质量名不副实": ("W113", _only_done),
    "效益全是定性": ("S110", _said("效益指标", "有效提升")),
    "效益全是百分之百": ("S110", _said("效益指标", "100%")),
    "预算减半": ("K101", _head(budget=Money.parse("12万元"))),
    "预算不够发": ("K103", _head(budget=Money.parse("23万元"))),
    "用途写上年": ("K104", _head(purpose="发放2024年培训补贴")),
    "用途的钱超过预算": ("K108", _head(purpose="组织培训，共需资金35万元")),
    "用途有人名": ("Y101", _head(purpose="慰问人员王建国、李秀英")),
    "支出计划倒退": ("W114", _field(**{"3月底": "50%", "6月底": "25%", "12月底": "100%"})),
    "起止日期颠倒": ("K110", _field(计划开始日期="2026-12-31", 计划完成日期="2026-01-01")),
    "权重合计不对": ("W115", _weights),
    "资金构成不符": ("W105", _funds),
}
