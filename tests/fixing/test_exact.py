"""Mechanical repairs: one fault in a clean form, its one right form back, nothing else touched."""

from typing import Any

import pytest

from assistant.checking import check
from assistant.fixing import apply, fix_all, suggest
from assistant.model import Goal, PerformanceTarget
from tests.fixing.made import make, row_named

CASES = [
    ("培训合格率", {"value": "≥100%"}, {"value": "=100%"}),
    ("有责投诉次数", {"value": "≥2次"}, {"value": "≤2次"}),
    ("有责投诉次数", {"value": "=2次"}, {"value": "≤2次"}),
    ("参训人员满意度", {"value": "≤90%"}, {"value": "≥90%"}),
    ("职业技能培训人数", {"value": "≥300件"}, {"value": "≥300人"}),
    ("职业技能培训人数", {"value": "≥3万件"}, {"value": "≥3万人"}),
    ("培训合格率", {"name": "培训差错率", "value": "=0次"}, {"value": "=0%"}),
    ("项目总成本", {"value": "≤24万"}, {"value": "≤24万元"}),
    ("项目总成本", {"name": "教师人均成本", "value": "≤500人"}, {"value": "≤500元/人"}),
    ("补贴发放及时率", {"value": "≥98"}, {"value": "≥98%"}),
    ("职业技能培训人数", {"value": "300人"}, {"value": "≥300人"}),
    ("培训完成时间", {"value": "46356"}, {"value": "2026年11月30日前"}),
    ("参训人员满意度", {"level2": "服务对象满意度指标", "level1": "效益指标"}, {"level1": "满意度指标"}),
    ("培训合格率", {"name": "培训合格律", "value": "≥95%"}, {"name": "培训合格率"}),
]


@pytest.mark.parametrize(("name", "fault", "mended"), CASES, ids=[f"{case[1]}" for case in CASES])
def test_a_fault_with_one_right_form_is_mended_without_asking(
    name: str, fault: dict[str, str], mended: dict[str, str]
) -> None:
    target = make(name, **fault)
    fixed = fix_all(target, engine="exact")
    assert {fix.how for fix in fixed.applied} == {"exact"}
    row = row_named(fixed.target, mended.get("name", fault.get("name", name)))
    for column, text in mended.items():
        assert str(getattr(row, column)) == text
    others = [each for each in fixed.target.indicators if each is not row and each.name != row.name]
    assert others == [each for each in target.indicators if each.name != fault.get("name", name)]


def test_a_row_that_says_the_same_twice_goes_once() -> None:
    target = make()
    twice = target.model_copy(update={"indicators": [*target.indicators, row_named(target, "培训合格率")]})
    fixed = fix_all(twice, engine="exact")
    assert fixed.target.indicators == target.indicators
    assert [change.column for change in fixed.changes] == ["整行"]


def test_the_templates_own_row_is_removed_and_names_of_persons_are_masked() -> None:
    target = make("补贴发放及时率", name="指标1", value="××")
    target = _purpose(target, "补助给张三丰、李四光、王小明")
    fixed = fix_all(target, engine="exact")
    assert "指标1" not in [row.name for row in fixed.target.indicators]
    assert fixed.target.project.purpose == "补助给张××、李××、王××"
    assert not [finding for finding in fixed.left if finding.rule == "Y101"]


def test_numbers_of_persons_are_masked_wherever_they_stand() -> None:
    target = _purpose(make(), "组织失业人员参加职业技能培训，联系电话13800001234")
    fixed = fix_all(target, engine="exact")
    assert fixed.target.project.purpose == "组织失业人员参加职业技能培训，联系电话138××××××××"


def test_what_is_mended_in_one_table_is_mended_in_the_other() -> None:
    fixed = fix_all(make("培训合格率", form="ezhou", value="≥100%"), engine="exact")
    assert {row.period: str(row.value) for row in fixed.target.indicators if row.name == "培训合格率"} == {
        "long_term": "=100%",
        "annual": "=100%",
    }
    assert len(fixed.applied) == 1


def test_a_unit_keeps_the_forms_brackets() -> None:
    fixed = fix_all(make("培训合格率", form="shanghai", name="培训差错率", value="=0次"), engine="exact")
    assert str(row_named(fixed.target, "培训差错率").value) == "=0(%)"


def test_a_fix_that_brings_another_finding_is_not_offered() -> None:
    """=100% of a satisfaction is no better than ≥100%: it would be objected to as well."""
    target = make("参训人员满意度", value="≥100%")
    assert not suggest(target, engine="exact")
    assert {str(apply(target, [fix]).indicators[-1].value) for fix in suggest(target)} == {"≥95%"}


def test_a_clean_form_is_left_alone() -> None:
    for form in ("central", "hangu", "shanghai"):
        fixed = fix_all(make(form=form))
        assert (fixed.applied, fixed.changes, fixed.left) == ((), (), ())
        assert not suggest(make(form=form))


@pytest.mark.parametrize("given", [{"severities": {"warning"}}, {"rules": {"S104"}}])
def test_only_what_was_asked_for_is_mended(given: dict[str, Any]) -> None:
    target = make("有责投诉次数", value="≥2次")
    target.indicators[3] = target.indicators[3].model_copy(
        update={"value": make("培训合格率", value="≥100%").indicators[3].value}
    )
    fixed = fix_all(target, **given)
    assert {fix.finding.rule for fix in fixed.applied} == {"S104"}
    assert [finding.rule for finding in fixed.left] == ["S102"]


def test_suggesting_for_one_finding_of_a_stored_report() -> None:
    """A report that was written to JSON has no positions; its findings are found again."""
    target = make("培训合格率", value="≥100%")
    report = check(target)
    stored = type(report).model_validate_json(report.model_dump_json())
    assert [fix.finding.position for fix in suggest(target, stored)] == [3]
    assert not suggest(make(), stored)


def _purpose(target: PerformanceTarget, text: str) -> PerformanceTarget:
    return target.model_copy(update={"project": target.project.model_copy(update={"purpose": text})})


def test_the_wrong_year_is_a_persons_choice() -> None:
    goals = [
        Goal(period="long_term", text="三年建成培训网络。"),
        Goal(period="annual", text="2025年培训300人，帮助200人就业。"),
    ]
    target = make().model_copy(update={"goals": goals})
    offered = [fix for fix in suggest(target) if fix.finding.rule == "K104"]
    assert [fix.choice for fix in offered] == [True]
    assert apply(target, offered).goals[1].text == "2026年培训300人，帮助200人就业。"
    assert not [fix for fix in fix_all(target).applied if fix.finding.rule == "K104"]
