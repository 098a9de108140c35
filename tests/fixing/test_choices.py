"""What only a person can decide: offered with both sides named, never taken by `fix_all`."""

from typing import Any

import pytest

from assistant.checking import check
from assistant.fixing import apply, fix_all, suggest
from assistant.model import Narrative, NarrativeItem, PerformanceTarget, Value
from tests.fixing.made import make, row_named


def _offered(target: PerformanceTarget, rule: str, narrative: Narrative | None = None) -> list[PerformanceTarget]:
    fixes = [fix for fix in suggest(target, narrative=narrative) if fix.finding.rule == rule]
    assert fixes
    assert all(fix.choice for fix in fixes)
    assert not [fix for fix in fix_all(target, narrative).applied if fix.finding.rule == rule]
    return [apply(target, [fix]) for fix in fixes]


@pytest.mark.parametrize(
    ("rule", "value", "mended"),
    [
        ("K101", "≤50万元", "≤【待核实】万元"),
        ("K107", "=20万元", "≤24万元"),
        ("K106", "≤24元", "≤24万元"),
    ],
)
def test_a_cost_that_does_not_fit_the_budget(rule: str, value: str, mended: str) -> None:
    target = make("项目总成本", value=value)
    assert rule in {finding.rule for finding in check(target).findings}
    assert [str(row_named(each, "项目总成本").value) for each in _offered(target, rule)] == [mended]


def test_costs_that_together_exceed_the_budget_are_opened_one_by_one() -> None:
    target = make("项目总成本", name="培训场地费", value="≤20万元")
    more = row_named(target, "培训场地费").model_copy(update={"name": "培训教材费", "value": Value.parse("≤10万元")})
    target = target.model_copy(update={"indicators": [more, *target.indicators]})
    first, *_ = _offered(target, "K102")
    assert [str(row.value) for row in first.indicators[:2]] == ["≤10万元", "≤【待核实】万元"]


def test_the_narrative_part_and_the_form_differ() -> None:
    item = NarrativeItem(number=1, name="失业人员职业技能培训", goal="全年职业技能培训280人。")
    goals = [goal.model_copy(update={"text": "2026年帮助200人实现就业，举办培训班10期。"}) for goal in make().goals[1:]]
    target = make().model_copy(update={"goals": [make().goals[0], *goals]})
    (mended,) = _offered(target, "X103", Narrative(items=[item]))
    assert str(row_named(mended, "职业技能培训人数").value) == "≥280人"


def test_a_name_and_a_description_that_exclude_each_other() -> None:
    target = make("培训合格率", form="hangu", name="事业人员培训合格率", description="行政人员培训合格率")
    by_name, by_description = _offered(target, "X105")
    assert row_named(by_name, "事业人员培训合格率").description == "事业人员培训合格率"
    assert row_named(by_description, "行政人员培训合格率").description == "行政人员培训合格率"


def test_a_row_of_another_year() -> None:
    target = make("培训完成时间", value="2025年11月底前完成")
    (mended,) = _offered(target, "K104")
    assert str(row_named(mended, "培训完成时间").value) == "2026年11月底前完成"


def test_people_times_standard_is_another_sum() -> None:
    cells = {"name": "培训补贴", "value": "补贴2万元", "description": "400人，每人50元"}
    target = make("项目总成本", form="hangu", **cells)
    assert "K105" not in {finding.rule for finding in check(target).findings}
    wrong = make("项目总成本", form="hangu", **{**cells, "value": "补贴3万元"})
    (mended,) = _offered(wrong, "K105")
    assert str(row_named(mended, "培训补贴").value) == "补贴2万元"


def test_two_rows_about_one_thing_may_be_one() -> None:
    target = make("补贴发放及时率", level2="质量指标", name="培训考核合格率", value="≥98%")
    rules = {finding.rule for finding in check(target).findings}
    for fix in suggest(target):
        assert fix.finding.rule in rules


OPENED: list[tuple[str, dict[str, Any], str, str]] = [
    ("培训合格率", {"value": "≥**%"}, "培训合格率", "≥【待核实】%"),
    ("举办培训班期数", {"value": ""}, "举办培训班期数", "≥【待核实】期"),
    ("项目总成本", {"value": ""}, "项目总成本", "≤【待核实】万元"),
]


@pytest.mark.parametrize(("name", "fault", "right", "value"), OPENED)
def test_what_nobody_filled_in_is_asked_for(name: str, fault: dict[str, Any], right: str, value: str) -> None:
    target = make(name, **fault)
    goals = [
        goal.model_copy(update={"text": "2026年组织失业人员参加职业技能培训，帮助他们掌握技能。"})
        for goal in target.goals[1:]
    ]
    fixed = fix_all(target.model_copy(update={"goals": [target.goals[0], *goals]}))
    assert str(row_named(fixed.target, right).value) == value
    assert any(fix.asks for fix in fixed.applied)


def test_a_blank_in_a_goal_is_asked_for_and_an_empty_row_goes() -> None:
    target = make()
    goals = [
        target.goals[0],
        target.goals[1].model_copy(update={"text": "2026年培训失业人员××人，帮助200人实现就业。"}),
    ]
    empty = target.indicators[3].model_copy(
        update={"name": "", "value": make("培训合格率", value="").indicators[3].value}
    )
    broken = target.model_copy(update={"goals": goals, "indicators": [*target.indicators, empty]})
    fixed = fix_all(broken).target
    assert "培训失业人员【待核实】人" in fixed.goals_of("annual")[0]
    assert "" not in [row.name for row in fixed.indicators]


def test_a_date_of_the_header_that_became_a_number() -> None:
    target = make(form="shanghai")
    fields = {"计划开始日期": "46023", "计划完成日期": "46387"}
    target = target.model_copy(update={"project": target.project.model_copy(update={"fields": fields})})
    fixed = fix_all(target, engine="exact").target.project.fields
    assert fixed == {"计划开始日期": "2026年1月1日", "计划完成日期": "2026年12月31日"}


def test_a_list_that_names_a_thing_twice() -> None:
    target = make()
    purpose = "发放宣传单、宣传册、宣传单、海报等，组织失业人员参加职业技能培训"
    target = target.model_copy(update={"project": target.project.model_copy(update={"purpose": purpose})})
    fixed = fix_all(target, engine="exact").target.project.purpose
    assert fixed == "发放宣传单、宣传册、海报等，组织失业人员参加职业技能培训"
