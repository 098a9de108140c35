"""Repairs without a model: rows rewritten from their own words, kinds added, goals composed; no figure invented."""

from decimal import Decimal
from typing import Any

import pytest

from assistant.fixing import apply, fix_all, suggest
from assistant.model import Goal, Indicator, PerformanceTarget, Value
from tests.fixing.made import make, row_named

REWRITTEN = [
    ("培训合格率", {"name": "培训质量", "value": "优"}, "培训考核合格率", "≥95%"),
    ("培训合格率", {"name": "符合培训制度和流程", "value": "100%"}, "培训制度和流程符合率", "=100%"),
    ("培训合格率", {"name": "评审程序的公开公平公正性", "value": "≥90%"}, "评审程序合规率", "≥90%"),
    ("职业技能培训人数", {"value": "若干"}, "职业技能培训人数", "≥【待核实】人"),
    ("举办培训班期数", {"name": "新建培训报名平台", "value": "完成新建"}, "新建培训报名平台", "=1个"),
    ("补贴发放及时率", {"value": "及时"}, "补贴发放及时率", "=100%"),
    ("帮助失业人员就业人数", {"value": "增加"}, "帮助失业人员就业人数", "≥【待核实】人"),
    ("帮助失业人员就业人数", {"name": "宣传培训政策", "value": "全面提高"}, "培训政策知晓率", "≥90%"),
    (
        "帮助失业人员就业人数",
        {"name": "提高劳动者技能水平", "value": "100%"},
        "认为劳动者技能水平有所提高的参训人员占比",
        "≥【待核实】%",
    ),
    ("帮助失业人员就业人数", {"name": "提高培训对象就业率", "value": "显著提高"}, "培训对象就业率", "≥【待核实】%"),
    ("参训人员满意度", {"value": "=100%"}, "参训人员满意度", "≥95%"),
    ("有责投诉次数", {"value": "=100%"}, "有责投诉次数", "≤【待核实】次"),
    ("补贴发放及时率", {"value": ""}, "补贴发放及时率", "=100%"),
]


@pytest.mark.parametrize(("name", "fault", "right", "value"), REWRITTEN, ids=[case[2] + case[3] for case in REWRITTEN])
def test_a_row_that_cannot_be_measured_becomes_one_that_can(
    name: str, fault: dict[str, Any], right: str, value: str
) -> None:
    fixed = fix_all(_without_figures(make(name, **fault)))
    row = row_named(fixed.target, right)
    assert str(row.value) == value
    if row.value.is_unconfirmed:
        assert row.source
        assert row.source.kind == "unconfirmed"
        assert row.source.detail in fixed.applied[-1].asks or any(
            row.source.detail in fix.asks for fix in fixed.applied
        )


def test_the_name_follows_the_description_where_only_that_says_what_is_measured() -> None:
    fixed = fix_all(
        make("有责投诉次数", form="hangu", name="社会稳定", value="≥95%", description="失业人员培训台账完整率")
    )
    assert str(row_named(fixed.target, "失业人员培训台账完整率").value) == "≥95%"


@pytest.mark.parametrize(
    ("gone", "level2", "name", "value"),
    [
        ("培训合格率", "质量指标", "培训考核合格率", "≥95%"),
        ("参训人员满意度", "服务对象满意度指标", "服务对象满意度", "≥90%"),
        ("项目总成本", "经济成本指标", "项目总成本", "≤24万元"),
    ],
)
def test_a_missing_kind_is_added_in_its_place(gone: str, level2: str, name: str, value: str) -> None:
    target = make()
    target = target.model_copy(update={"indicators": [row for row in target.indicators if row.name != gone]})
    fixed = fix_all(_without_figures(target))
    row = row_named(fixed.target, name)
    assert (row.level2, str(row.value)) == (level2, value)
    order = [each.level1 for each in fixed.target.indicators]
    assert order == sorted(order, key=("成本指标", "产出指标", "效益指标", "满意度指标").index)


def test_a_row_that_is_added_to_a_form_with_weights_gets_no_points_of_its_own() -> None:
    rows = [row for row in make().indicators if row.name != "参训人员满意度"]
    weights = [10, 10, 10, 10, 10, 10, 20, 10]
    rows = [row.model_copy(update={"weight": Decimal(weight)}) for row, weight in zip(rows, weights, strict=True)]
    fixed = fix_all(make().model_copy(update={"indicators": rows}))
    assert row_named(fixed.target, "服务对象满意度").weight == 0
    assert not fixed.left


def test_a_missing_timeliness_rests_on_the_budget_year() -> None:
    target = make()
    rows = [row for row in target.indicators if row.level2 != "时效指标"]
    fixed = fix_all(target.model_copy(update={"indicators": rows}))
    row = next(row for row in fixed.target.indicators if row.level2 == "时效指标")
    assert str(row.value) == "12月底前完成"
    assert row.source
    assert "预算法" in row.source.detail


def test_a_misplaced_row_is_moved_and_what_then_lacks_is_added() -> None:
    rows = [row for row in make().indicators if row.name not in ("补贴发放及时率", "培训完成时间")]
    rows.insert(4, _row("产出指标", "时效指标", "参训学员好评率", "≥90%"))
    fixed = fix_all(make().model_copy(update={"indicators": rows}))
    assert row_named(fixed.target, "参训学员好评率").level1 == "满意度指标"
    assert [row.value.text for row in fixed.target.indicators if row.level2 == "时效指标"] == ["12月底前完成"]


def test_people_and_money_in_one_row_are_parted_and_both_figures_stay() -> None:
    target = make(
        "举办培训班期数", form="hangu", name="残疾人参训预计40人", value="发放补贴2万元", description="残疾人参训补贴"
    )
    fixed = fix_all(_without_figures(target))
    assert str(row_named(fixed.target, "残疾人参训人数").value) == "≥40人"
    money = row_named(fixed.target, "残疾人参训发放补贴")
    assert (money.level2, str(money.value)) == ("成本指标", "2万元")


def test_a_boilerplate_goal_is_written_from_the_forms_own_rows() -> None:
    target = _goal(make(), "确保工作顺利进行。")
    fixed = fix_all(target)
    text = fixed.target.goals_of("annual")[0]
    assert text.startswith("2026年完成失业人员职业技能培训工作：职业技能培训不少于300人")
    assert "培训合格率不低于95%" in text


def test_two_boilerplate_goals_become_output_and_effect() -> None:
    target = make(form="hangu")
    goals = [Goal(period="annual", text="确保工作顺利进行"), Goal(period="annual", text="确保资金及时拨付")]
    first, second = fix_all(target.model_copy(update={"goals": goals})).target.goals_of("annual")
    assert "300人" in first
    assert "满意度不低于90%" in second


def test_a_missing_goal_is_written_and_one_without_figures_gets_them() -> None:
    target = make()
    target = target.model_copy(update={"goals": [goal for goal in target.goals if goal.period == "long_term"]})
    assert "300人" in fix_all(target).target.goals_of("annual")[0]
    plain = _goal(make(), "组织失业人员参加职业技能培训，帮助他们掌握一技之长，实现就业。")
    text = fix_all(plain).target.goals_of("annual")[0]
    assert text.startswith("组织失业人员参加职业技能培训，帮助他们掌握一技之长，实现就业，")
    assert "300人" in text


def test_a_figure_of_the_goal_gets_its_row() -> None:
    target = _goal(make(), "2026年培训失业人员300人，帮助200人实现就业，发放交通补贴150人。")
    fixed = fix_all(target)
    row = row_named(fixed.target, "发放交通补贴人数")
    assert (row.level2, str(row.value)) == ("数量指标", "≥150人")


def test_of_two_figures_both_ways_are_offered_and_none_is_taken() -> None:
    target = _goal(make(), "2026年开展职业技能培训488人，帮助200人实现就业。")
    offered = [fix for fix in suggest(target) if fix.finding.rule == "X101"]
    assert [fix.choice for fix in offered] == [True, True]
    by_goal, by_row = (apply(target, [fix]) for fix in offered)
    assert str(row_named(by_goal, "职业技能培训人数").value) == "≥488人"
    assert by_row.goals_of("annual") == ["2026年开展职业技能培训300人，帮助200人实现就业。"]
    assert fix_all(target).target.goals == target.goals


def test_fund_parts_that_differ_are_a_choice_and_a_missing_one_is_the_difference() -> None:
    both = _fields(make(form="hangu"), {"财政资金": "26万元", "其他资金": "0"})
    offered = [fix for fix in suggest(both) if fix.finding.rule == "W105"]
    assert [str(apply(both, [fix]).project.budget) for fix in offered] == ["26万元", "24万元"]
    assert apply(both, offered[1:]).project.fields["财政资金"] == "24万元"
    one = _fields(make(form="hangu"), {"财政资金": "20万元"})
    assert fix_all(one).target.project.fields["其他资金"] == "4万元"


def test_a_given_figure_is_never_dropped() -> None:
    """A count that is worded as a share of 4% may mean something else: it stays for a person to read."""
    target = make("举办培训班期数", name="享受补助的种类", value="我区担负4%")
    texts = [row.value.text for row in fix_all(target).target.indicators]
    assert "我区担负4%" in texts


def test_a_low_rate_is_never_raised_without_being_asked() -> None:
    target = make("培训合格率", value="≥60%")
    offered = [fix for fix in suggest(target) if fix.finding.rule == "S109"]
    assert offered
    assert all(fix.choice for fix in offered)
    assert str(row_named(fix_all(target).target, "培训合格率").value) == "≥60%"


def _row(level1: str, level2: str, name: str, value: str) -> Indicator:
    return Indicator(
        period="annual", level1=level1, level2=level2, name=name, value=Value.parse(value), basis="计划标准"
    )


def _goal(target: PerformanceTarget, text: str) -> PerformanceTarget:
    goals = [goal if goal.period == "long_term" else goal.model_copy(update={"text": text}) for goal in target.goals]
    return target.model_copy(update={"goals": goals})


def _without_figures(target: PerformanceTarget) -> PerformanceTarget:
    """A goal that holds no figure that a broken row could contradict or miss."""
    return _goal(target, "2026年组织失业人员参加职业技能培训，帮助他们掌握一技之长。")


def _fields(target: PerformanceTarget, fields: dict[str, str]) -> PerformanceTarget:
    return target.model_copy(update={"project": target.project.model_copy(update={"fields": fields})})
