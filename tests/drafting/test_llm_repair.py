"""What is missing or cannot stand: asked for again in bounds, filled by the offline engine, never lost."""

import json

import pytest

from assistant.drafting import Brief, Draft, Finished, stream
from assistant.llm import ScriptedModel

PURPOSE = "购置抢险救援消防车1辆、正压式空气呼吸器60套、热成像仪8台，提升救援能力"
ROWS = [
    {"kind": "成本指标", "name": "消防装备购置总成本", "value": "≤210万元"},
    {"kind": "数量指标", "name": "购置抢险救援消防车数量", "value": "=1辆"},
    {"kind": "数量指标", "name": "购置热成像仪数量", "value": "=8台"},
    {"kind": "质量指标", "name": "装备验收合格率", "value": "=100%"},
    {"kind": "时效指标", "name": "装备按合同到货率", "value": "=【待核实】%"},
    {"kind": "社会效益指标", "name": "装备列装执勤情况", "value": "全部列装并投入执勤"},
    {"kind": "满意度指标", "name": "消防救援人员满意度", "value": "≥90%"},
]
GOALS = [{"period": "annual", "text": "购置消防车1辆、热成像仪8台，装备验收合格率达到100%。"}]


def draft(rows: object, *more: str, form: str = "hangu", purpose: str = PURPOSE) -> tuple[Draft, ScriptedModel]:
    answer = json.dumps({"goals": GOALS, "rows": rows}, ensure_ascii=False)
    model = ScriptedModel.of(answer, *more)
    *_, last = stream(Brief.of("消防救援装备购置", "210万元", purpose, form, 2027), "llm", model)
    assert isinstance(last, Finished)
    return last.draft, model


def test_a_given_quantity_without_a_row_gets_one() -> None:
    made, model = draft(ROWS)
    row = next(row for row in made.target.indicators if row.value.number == 60)
    assert (row.level2, row.source and row.source.kind) == ("数量指标", "input")
    assert not any(finding.rule == "X102" for finding in made.report.findings)
    assert len(model.history) == 1


def test_what_the_offline_engine_has_no_row_for_is_asked_for_once(monkeypatch: pytest.MonkeyPatch) -> None:
    from assistant.drafting.online.spare import Spare

    monkeypatch.setattr(Spare, "given", lambda spare: [])
    made, model = draft(ROWS, '{"rows":[]}')
    assert len(model.history) == 2
    assert "60套" in model.history[1][-1].content
    again = {"rows": [{"id": "f0", "kind": "数量指标", "name": "购置空气呼吸器数量", "value": "=60套"}]}
    made, model = draft(ROWS, json.dumps(again, ensure_ascii=False))
    assert "购置空气呼吸器数量" in {row.name for row in made.target.indicators}
    assert len(model.history) == 2


@pytest.mark.parametrize("row", [
    ["f0", "数量指标", "购置空气呼吸器数量", "=60套", "材料"],
    ["f0", "数量指标", "购置空气呼吸器数量", "到货并验收的数量", "=60套", "验收单", "材料"],
])  # fmt: skip
def test_a_repair_may_come_in_arrays_too(row: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    from assistant.drafting.online.spare import Spare

    monkeypatch.setattr(Spare, "given", lambda spare: [])
    made, _ = draft(ROWS, json.dumps({"rows": [row]}, ensure_ascii=False))
    found = next(each for each in made.target.indicators if each.name == "购置空气呼吸器数量")
    assert (str(found.value), found.source and found.source.kind) == ("=60套", "input")


@pytest.mark.parametrize("form", ["ezhou", "shanghai", "hangu", "central"])
def test_a_missing_kind_is_filled_by_a_row_of_the_offline_engine(form: str) -> None:
    made, _ = draft([row for row in ROWS if row["kind"] not in ("质量指标", "时效指标", "社会效益指标")], form=form)
    kinds = {row.level2 for row in made.target.of_period("annual")}
    assert {"质量指标", "时效指标"} <= kinds
    assert any(kind.endswith("效益指标") for kind in kinds)
    assert made.report.errors == ()
    assert all(row.source and row.source.kind != "unconfirmed" for row in made.target.indicators)


@pytest.mark.parametrize("form", ["ezhou", "shanghai", "hangu", "central"])
def test_a_draft_carries_both_goals_whatever_came(form: str) -> None:
    made, _ = draft(ROWS, form=form)
    long_term, annual = made.target.goals_of("long_term"), made.target.goals_of("annual")
    assert len(long_term) == 1
    assert annual == [GOALS[0]["text"]]
    assert long_term != annual


def test_an_open_rate_of_what_was_agreed_is_whole() -> None:
    made, _ = draft(ROWS)
    row = next(row for row in made.target.indicators if "到货率" in row.name)
    assert (str(row.value), row.source and row.source.kind) == ("=100%", "standard")


def test_the_bureaus_own_word_for_a_survey_is_used() -> None:
    made, _ = draft(ROWS)
    assert next(row.basis for row in made.target.indicators if "满意度" in row.name) == "服务对象满意度调查"


@pytest.mark.parametrize("form", ["ezhou", "central"])
def test_benefits_in_words_alone_get_one_that_counts(form: str) -> None:
    words = {"kind": "社会效益指标", "name": "救援能力保障情况", "value": "装备随警出动并发挥作用"}
    made, _ = draft([*ROWS, words], form=form)
    benefits = [row for row in made.target.of_period("annual") if row.level1 == "效益指标"]
    counted = [row for row in benefits if row.value.kind == "quantity"]
    assert len(benefits) == 3
    assert [row.source.kind for row in counted if row.source] in (["standard"], ["input"])
    assert not any(finding.rule == "S110" for finding in made.report.findings)


@pytest.mark.parametrize(
    ("name", "value", "shown"),
    [
        ("消防车交付时间", "2027年10月底前", ("消防车按期交付率", "=100%")),
        ("装备到位时间", "2027年10月底前", ("装备到位时间", "按计划期限完成")),
        ("2027年培训完成率", "=100%", ("培训完成率", "=100%")),
    ],
)
def test_a_date_of_the_year_is_a_share_in_the_long_term(name: str, value: str, shown: tuple[str, str]) -> None:
    purpose = f"{PURPOSE}，2027年10月底前交付"
    made, _ = draft([*ROWS, {"kind": "时效指标", "name": name, "value": value}], form="ezhou", purpose=purpose)
    rows = {row.name: row for row in made.target.of_period("long_term")}
    assert str(rows[shown[0]].value) == shown[1]
    assert name in {row.name for row in made.target.of_period("annual")}
    assert not any(finding.period == "long_term" and finding.rule == "W110" for finding in made.report.findings)
