"""A clean form that tests break in one place."""

from typing import Any

from assistant.forms import get_form
from assistant.model import Goal, Indicator, Money, PerformanceTarget, Project, Value

_ROWS = (
    ("成本指标", "经济成本指标", "项目总成本", "≤24万元"),
    ("产出指标", "数量指标", "职业技能培训人数", "≥300人"),
    ("产出指标", "数量指标", "举办培训班期数", "≥10期"),
    ("产出指标", "质量指标", "培训合格率", "≥95%"),
    ("产出指标", "时效指标", "培训完成时间", "11月底前完成"),
    ("产出指标", "时效指标", "补贴发放及时率", "≥98%"),
    ("效益指标", "社会效益指标", "帮助失业人员就业人数", "≥200人"),
    ("效益指标", "社会效益指标", "有责投诉次数", "≤2次"),
    ("满意度指标", "服务对象满意度指标", "参训人员满意度", "≥90%"),
)
_ANNUAL = "2026年举办职业技能培训班10期，培训失业人员300人，帮助200人实现就业。"
_LONG = "用三年时间建成覆盖全市的职业技能培训网络，使有培训愿望的失业人员都能就近参加培训。"


def make(broken_row: str | None = None, /, form: str = "central", **changes: Any) -> PerformanceTarget:
    """Make a form; `broken_row` is the name of the row to change, `changes` its new cells."""
    printed = get_form(form)
    rows = []
    for level1, level2, row_name, value in _ROWS:
        if level1 == "成本指标" and not printed.level2_of("成本指标"):
            level1, level2 = "产出指标", "成本指标"
        cells: dict[str, Any] = {"level1": level1, "level2": level2, "name": row_name, "value": value}
        cells["basis"] = "计划标准" if "计划标准" in printed.basis_options else (printed.basis_options or (None,))[0]
        cells["description"] = f"{row_name}的说明" if printed.has_column("description") else None
        if row_name == broken_row:
            cells |= changes
        cells["value"] = Value.parse(cells["value"]).styled(bracketed=printed.value_brackets)
        rows += [Indicator(period=table.period, **cells) for table in printed.tables]
    rows.sort(key=lambda row: row.period, reverse=True)
    goals = [Goal(period="long_term", text=_LONG), Goal(period="annual", text=_ANNUAL)]
    return PerformanceTarget(
        form=form,
        project=Project(
            name="失业人员职业技能培训", budget=Money.parse("24万元"), purpose="组织失业人员参加职业技能培训", year=2026
        ),
        goals=[goal for goal in goals if goal.period in {slot.period for slot in printed.goals}],
        indicators=rows,
    )


def row_named(target: PerformanceTarget, name: str) -> Indicator:
    """Return the annual row of a name."""
    return next(row for row in target.indicators if row.name == name and row.period == "annual")
