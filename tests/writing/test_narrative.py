"""A form as sentences: every figure is the form's own, and the checker finds no difference between the two."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.checking import check
from assistant.model import Indicator, Money, PerformanceTarget, Project, Value
from assistant.writing.funds import funds_of
from assistant.writing.sentences import goal_sentence, indicator_sentences, narrative_of, phrase
from assistant.writing.summary import missing, summary_block

NARRATIVE_RULES = {"X103", "X111"}


def row(name: str, value: str, level1: str = "产出指标") -> Indicator:
    return Indicator(period="annual", level1=level1, level2="数量指标", name=name, value=Value.parse(value))


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("举办招聘会", "≥5次", "举办招聘会不少于5次"),
        ("服务考生数量", "≥3万人", "服务考生数量不少于3万人"),
        ("验收合格率", "≥95%", "验收合格率不低于95%"),
        ("补贴发放准确率", "=100%", "补贴发放准确率达到100%"),
        ("差错率", "=0%", "差错率为0%"),
        ("补贴资金", "≤9万元", "补贴资金不超过9万元"),
        ("响应时间", "<30分钟", "响应时间低于30分钟"),
        ("就业人数", ">100人", "就业人数超过100人"),
        ("工程费用", "=48万元", "工程费用为48万元"),
        ("劳务费", "500元/人/天", "劳务费为500元/人/天"),
        ("巡考到位人次数", "≥1550(人次)", "巡考到位人次数不少于1550人次"),
        ("题目入库数量", "≥6000.00(道)", "题目入库数量不少于6000道"),
        ("人均成本", "4000元以内", "人均成本控制在4000元以内"),
        ("合格率", "不低于90%", "合格率不低于90%"),
        ("岗位工资", "每人每月1900元", "岗位工资为每人每月1900元"),
        ("参保缴费1万人", "缴费补贴15万元", "参保缴费1万人缴费补贴15万元"),
        ("企业满意度", "98%满意", "企业满意度达到98%"),
        ("完成时间", "12月底前完成", "完成时间为12月底前完成"),
        ("运行稳定性", "有效保障", "运行稳定性（有效保障）"),
        ("参训人数", "≥【待核实】人", "参训人数（≥【待核实】人）"),
        ("规范人员聘用", "规范人员聘用", "规范人员聘用"),
        ("社会效益", "", "社会效益"),
    ],
)
def test_an_indicator_is_a_clause(name: str, value: str, said: str) -> None:
    assert phrase(row(name, value)) == said


def test_rows_are_told_by_their_level() -> None:
    rows = [row("招聘会", "≥5次"), row("招聘会", "≥5次"), row("宣传", "4次"), row("满意度", "≥90%", "满意度指标")]
    assert indicator_sentences(rows) == "产出指标：招聘会不少于5次；宣传为4次。满意度指标：满意度不低于90%。"
    assert indicator_sentences([]) == ""


def test_goals_are_quoted_after_the_budget() -> None:
    target = PerformanceTarget.model_validate({
        "project": {"name": "甲", "budget": "90万元"},
        "goals": [{"period": "long_term", "text": "长远"}, {"period": "annual", "text": "办会5次，\n"},
                  {"period": "annual", "text": "拍片1部。"}],
    })  # fmt: skip
    assert goal_sentence(target) == "安排预算90万元。办会5次；拍片1部。"
    target.goals = target.goals[:1]
    assert goal_sentence(target) == "安排预算90万元。长远。"
    target.project.budget = None
    target.goals = []
    assert goal_sentence(target) == ""


def test_narrative_rules_find_nothing_on_any_example(examples: list[PerformanceTarget]) -> None:
    narrative = narrative_of(examples)
    assert [item.name for item in narrative.items] == [target.project.name for target in examples]
    found = [
        finding
        for target in examples
        for finding in check(target, narrative).findings
        if finding.rule in NARRATIVE_RULES
    ]
    assert found == []


numbers = st.decimals(0, 10**6, places=2)


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.tuples(numbers, st.sampled_from(["≥", "≤", "=", ""]), st.sampled_from(["人", "%", "万元"])), max_size=6)
)
def test_whatever_the_figures_the_narrative_agrees_with_them(parts: list[tuple[Decimal, str, str]]) -> None:
    rows = [
        row(f"{word}培训", f"{sign}{number}{unit}")
        for word, (number, sign, unit) in zip("甲乙丙丁戊己", parts, strict=False)
    ]
    target = PerformanceTarget(project=Project(name="培训"), indicators=rows)
    report = check(target, narrative_of([target]))
    assert not {finding.rule for finding in report.findings} & NARRATIVE_RULES


def test_the_overview_adds_up_exactly_and_names_the_largest(examples: list[PerformanceTarget]) -> None:
    shanghai = [target for target in examples if target.form == "shanghai"]
    overall = narrative_of(shanghai).overall
    assert "2024年安排项目支出6项，预算合计12618.5386万元，其中财政资金11540.5386万元、其他资金1078万元" in overall
    assert "预算较大的项目有人事考试考务费用（7767.77万元）、会计专项考试费用（1752.1万元）" in overall
    total = sum(target.project.budget.fen for target in shanghai if target.project.budget)
    assert total == Money.parse("12618.5386万元").fen


def test_parts_that_do_not_add_up_are_not_told(examples: list[PerformanceTarget]) -> None:
    hangu = [target for target in examples if target.form == "hangu"]
    assert "财政资金" not in narrative_of(hangu).overall


def test_the_departments_own_words_stand_as_they_are() -> None:
    target = PerformanceTarget(project=Project(name="甲", unit="某局", year=2026))
    narrative = narrative_of([target], overall=" 坚持就业优先。\n\n 做好社保 ", measures=["加强领导。", " "])
    assert (narrative.unit, narrative.year) == ("某局", 2026)
    assert narrative.overall == "坚持就业优先。\n做好社保"
    assert narrative.measures == ["加强领导。"]
    assert narrative_of([target], unit="另一局", year=2027).overall == "另一局2027年安排项目支出1项。"


def test_the_summary_has_a_row_a_project_and_an_exact_total(examples: list[PerformanceTarget]) -> None:
    shanghai = [target for target in examples if target.form == "shanghai"]
    block = summary_block(shanghai)
    cells = {(box.row, box.column): box.text for box in block.boxes}
    assert [cells[0, column] for column in range(7)] == [
        "序号", "项目名称", "预算", "财政资金", "其他资金", "指标数", "主要产出",
    ]  # fmt: skip
    assert [cells[1, column] for column in range(4)] == ["1", "人事考试考务费用", "7,767.77", "7,767.77"]
    assert cells[7, 0] == "总计"
    assert [cells[7, column] for column in (2, 3, 4, 5)] == ["12,618.5386", "11,540.5386", "1,078", "111"]
    assert missing(shanghai) == ""


def test_what_the_total_lacks_is_said(examples: list[PerformanceTarget]) -> None:
    without = examples[0].model_copy(deep=True)
    without.project.budget = None
    shanghai = next(target for target in examples if target.form == "shanghai")
    assert missing([shanghai, without]) == "注：1 个项目没有填写预算，1 个项目没有填写财政资金，总计未包括。"
    assert funds_of(without).budget is None
