"""A model's repairs: asked once, masked, held to the form's figures, kept only where they heal."""

import json

import pytest

from assistant.checking import check
from assistant.fixing import fix_all, suggest
from assistant.fixing.registry import TWICE_RULES
from assistant.llm import ScriptedModel
from assistant.model import InputError, ModelServiceError, PerformanceTarget, Value
from tests.fixing.made import make, row_named

VAGUE = ("帮助失业人员就业人数", {"name": "培训影响力", "value": "优"})


def _broken() -> PerformanceTarget:
    target = make(VAGUE[0], **VAGUE[1])
    goals = [goal.model_copy(update={"text": goal.text.replace("，帮助200人实现就业", "")}) for goal in target.goals]
    return target.model_copy(update={"goals": goals})


def _answer(**cells: str) -> str:
    return json.dumps({"fixes": [{"id": "r6", **cells}]}, ensure_ascii=False)


def _model_fixes(answer: str, target: PerformanceTarget | None = None) -> list[str]:
    fixes = suggest(target or _broken(), engine="model", model=ScriptedModel.of(answer))
    return [edit.after or "" for fix in fixes if fix.how == "model" for edit in fix.edits]


def test_a_good_answer_comes_before_the_offline_repair() -> None:
    model = ScriptedModel.of(
        _answer(name="参训人员培训政策知晓率", value="≥90%", kind="社会效益指标", why="可以问卷测量")
    )
    fixes = suggest(_broken(), engine="model", model=model)
    assert fixes[0].how == "model"
    assert [edit.after for edit in fixes[0].edits] == ["参训人员培训政策知晓率", "≥90%"]
    assert fixes[0].reason.startswith("可以问卷测量（行业惯例")
    assert model.usage.requests == 1


def test_an_invented_figure_becomes_a_question() -> None:
    model = ScriptedModel.of(_answer(name="培训后半年内稳定就业人数", value="≥1234人", why="按上年1234人"))
    fixes = [fix for fix in suggest(_broken(), engine="model", model=model) if fix.how == "model"]
    assert [edit.after for edit in fixes[0].edits] == ["培训后半年内稳定就业人数", "≥【待核实】人"]
    assert "1234" not in fixes[0].reason
    assert fixes[0].asks


def test_a_given_figure_may_be_used() -> None:
    assert _model_fixes(_answer(name="培训后掌握技能人数", value="≥300人"))[-1] == "≥300人"


@pytest.mark.parametrize(
    "answer",
    [
        _answer(name="培训影响力", value="全面提高"),
        _answer(name="职业技能培训人数", value="≥300人"),
        _answer(name="参训人员合格率", value="≥100%"),
        _answer(name="参训人员就业率", value="≥90%", kind="没有的指标"),
        _answer(name="长" * 60, value="≥90%"),
        '{"fixes": []}',
        "{}",
        '{"fixes": [{"id": "r99", "name": "别的", "value": "≥90%"}, {"name": "没有编号"}]}',
    ],
    ids=["still vague", "a duplicate", "impossible", "no such kind", "too long", "empty", "no key", "not asked"],
)
def test_what_makes_nothing_better_is_dropped(answer: str) -> None:
    assert not _model_fixes(answer)


@pytest.mark.parametrize("reply", ["不会", '{"fixes": [', ModelServiceError("模型接口拒绝了请求", "refused")])
def test_an_endpoint_that_fails_says_so(reply: str | ModelServiceError) -> None:
    with pytest.raises(ModelServiceError):
        suggest(_broken(), engine="model", model=ScriptedModel.of(reply))
    with pytest.raises(InputError, match="模型"):
        fix_all(_broken(), engine="model")


def test_goals_are_written_too_and_hold_no_figure_of_the_models() -> None:
    target = make()
    goals = [target.goals[0], target.goals[1].model_copy(update={"text": "确保工作顺利进行。"})]
    target = target.model_copy(update={"goals": goals})
    answer = json.dumps(
        {"fixes": [{"id": "g1", "goal": "2026年培训失业人员300人，服务企业77家。"}]}, ensure_ascii=False
    )
    assert "2026年培训失业人员300人，服务企业【待核实】家。" in _model_fixes(answer, target)


def test_nothing_personal_is_sent() -> None:
    target = _broken()
    project = target.project.model_copy(update={"purpose": "补助给张三丰、李四光、王小明，电话13800001234"})
    model = ScriptedModel.of('{"fixes": []}')
    suggest(target.model_copy(update={"project": project}), engine="model", model=model)
    sent = "".join(message.content for message in model.history[0])
    assert "张××" in sent
    assert not [name for name in ("三丰", "四光", "小明", "13800001234") if name in sent]


def test_contradictions_of_figures_are_not_put_to_a_model() -> None:
    target = make()
    goals = [
        target.goals[0],
        target.goals[1].model_copy(update={"text": "2026年开展职业技能培训488人，帮助200人就业。"}),
    ]
    model = ScriptedModel.of('{"fixes": []}')
    suggest(target.model_copy(update={"goals": goals}), engine="model", model=model)
    assert model.usage.requests == 0


def test_fix_all_takes_exact_repairs_then_the_models_then_offline_ones() -> None:
    target = _broken()
    target.indicators[3] = make("培训合格率", value="≥100%").indicators[3]
    model = ScriptedModel.of(_answer(name="参训人员培训政策知晓率", value="≥90%"))
    fixed = fix_all(target, engine="model", model=model)
    assert [fix.how for fix in fixed.applied] == ["exact", "model"]
    assert str(row_named(fixed.target, "参训人员培训政策知晓率").value) == "≥90%"
    assert not fixed.left
    assert "培训合格率" in model.history[0][1].content


def _twice() -> PerformanceTarget:
    """One thing asked for as a count and as a share: what no mechanical repair decides."""
    target, name = make(), "有责投诉次数"
    again = row_named(target, name).model_copy(
        update={"name": "有责投诉率", "value": Value.parse("=0%"), "description": "有责投诉件数÷总件数"}
    )
    at = target.indicators.index(row_named(target, name)) + 1
    return target.model_copy(update={"indicators": [*target.indicators[:at], again, *target.indicators[at:]]})


def test_a_row_that_stands_there_twice_may_be_taken_away() -> None:
    target = _twice()
    report = check(target)
    found = next(each for each in report.findings if each.rule in TWICE_RULES)
    reply = json.dumps({"fixes": [{"id": f"r{found.position}", "remove": True, "why": "与上一条重复"}]})
    model = ScriptedModel.of(reply)
    fixes = [fix for fix in suggest(target, engine="model", model=model) if fix.how == "model"]
    assert [(fix.edits[0].part, fix.edits[0].position) for fix in fixes] == [("remove", found.position)]
    assert fixes[0].reason == "与上一条重复"
    assert f"编号 r{found.position}（可删除）" in model.history[0][1].content


def test_no_other_row_is_taken_away_on_a_models_word() -> None:
    reply = json.dumps({"fixes": [{"id": "r6", "remove": True, "why": "多余"}]})
    assert not _model_fixes(reply)


def test_a_row_that_lacks_is_written_anew() -> None:
    target = make()
    rows = [row for row in target.indicators if row.level2 != "质量指标"]
    target = target.model_copy(update={"indicators": rows})
    row = {"id": "k0", "add": True, "name": "培训结业考核合格率", "kind": "质量指标", "value": "≥95%", "why": "考核"}
    model = ScriptedModel.of(json.dumps({"fixes": [row, {**row, "id": "r0"}]}, ensure_ascii=False))
    fixes = [fix for fix in suggest(target, engine="model", model=model) if fix.how == "model"]
    assert [edit.row and edit.row.name for fix in fixes for edit in fix.edits] == ["培训结业考核合格率"]
    assert fixes[0].edits[0].row
    assert fixes[0].edits[0].row.source
    assert "编号 k0（可另写一条）" in model.history[0][1].content
    invented = row | {"name": "培训出勤达标人数", "value": "≥777人", "kind": "质量指标"}
    model = ScriptedModel.of(json.dumps({"fixes": [invented]}, ensure_ascii=False))
    added = [
        edit.row for fix in suggest(target, engine="model", model=model) if fix.how == "model" for edit in fix.edits
    ]
    assert all(each is None or "777" not in each.value.text for each in added)
