"""Clean hand-written forms, one of each kind, as a good clerk would fill them."""

from collections.abc import Callable

import pytest

from assistant.forms import FormDefinition, get_form
from assistant.model import Goal, Indicator, Money, PerformanceTarget, Period, Project, Value

_LONG = "用三年时间建成覆盖全市的职业技能培训网络，使有培训愿望的失业人员都能就近参加培训，技能人才结构明显改善。"
_ANNUAL = "2026年举办职业技能培训班10期，培训失业人员300人，培训合格率达到95%以上，帮助200人实现就业。"
_ROWS = (
    ("成本指标", "经济成本指标", "人均培训成本", "≤800元/人", "预算支出标准", "培训费除以参训人数"),
    ("成本指标", "经济成本指标", "项目总成本", "≤24万元", "预算支出标准", "全年培训支出的成本"),
    ("产出指标", "数量指标", "职业技能培训人数", "≥300人", "计划标准", "全年参加培训的人数"),
    ("产出指标", "数量指标", "举办培训班期数", "≥10期", "计划标准", "全年举办培训班的期数"),
    ("产出指标", "质量指标", "培训合格率", "≥95%", "行业标准", "考核合格人数占参训人数的比例"),
    ("产出指标", "质量指标", "补贴发放准确率", "=100%", "行业标准", "准确发放的补贴占全部补贴的比例"),
    ("产出指标", "时效指标", "培训完成时间", "11月底前完成", "计划标准", "最后一期培训结束的时间"),
    ("产出指标", "时效指标", "补贴发放及时率", "≥98%", "历史标准", "规定时限内发放补贴的比例"),
    ("效益指标", "社会效益指标", "帮助失业人员就业人数", "≥200人", "历史标准", "参训后半年内就业的人数"),
    ("效益指标", "社会效益指标", "有责投诉次数", "≤2次", "历史标准", "全年经查实的有责投诉"),
    ("效益指标", "可持续影响指标", "培训台账管理制度", "制度健全并执行", "其他标准", "培训台账制度建立和执行的情况"),
    ("满意度指标", "服务对象满意度指标", "参训人员满意度", "≥90%", "其他标准", "问卷调查中参训人员满意的比例"),
)
_FIELDS = {
    "ezhou": {"资金性质": "经费拨款", "立项依据": "鄂人社发〔2022〕20号"},
    "shanghai": {"当年财政拨款": "240000元", "上年结转资金": "0.00元", "其他资金": "0"},
    "hangu": {"财政资金": "20万元", "其他资金": "4万元"},
    "central": {"年度财政拨款": "24", "年度其他资金": "0"},
}


@pytest.fixture
def clean() -> Callable[[str], PerformanceTarget]:
    """Return a maker of clean forms by form id."""
    return make


def make(form: str = "central") -> PerformanceTarget:
    """Make a clean form; 鄂州 has rows in both tables, cost stands under 产出 where the form has it so."""
    printed = get_form(form)
    periods = [table.period for table in printed.tables]
    goals = [Goal(period="long_term", text=_LONG), Goal(period="annual", text=_ANNUAL)]
    return PerformanceTarget(
        form=form,
        project=Project(
            name="失业人员职业技能培训",
            budget=Money.parse("240000元" if form == "shanghai" else "24万元"),
            purpose="组织失业人员参加职业技能培训，支付培训费和补贴",
            year=2026,
            unit="市公共就业服务中心",
            fields=dict(_FIELDS.get(form, {})),
        ),
        goals=[goal for goal in goals if goal.period in {slot.period for slot in printed.goals}],
        indicators=[_row(printed, period, *row) for period in periods for row in _ROWS],
    )


def _row(
    form: FormDefinition, period: Period, level1: str, level2: str, name: str, value: str, basis: str, description: str
) -> Indicator:
    if level1 == "成本指标" and not form.level2_of("成本指标"):
        level1, level2 = "产出指标", "成本指标"
    return Indicator(
        period=period,
        level1=level1,
        level2=level2,
        name=name,
        value=Value.parse(value).styled(bracketed=form.value_brackets),
        basis=basis,
        description=description if form.has_column("description") else None,
    )
