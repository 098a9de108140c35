"""The examples that a model is shown: some in every prompt, mended, near ones first, in the answer's format."""

import json
from collections.abc import Iterable
from pathlib import Path

import pytest

from assistant.checking import check
from assistant.drafting import SHOWABLE
from assistant.drafting.online.cells import columns
from assistant.drafting.online.fewshot import EXAMPLES, MOST_TOKENS, NEAR, ROWS, Shot, shots
from assistant.forms import all_forms, get_form
from assistant.library import Example, Library, Match
from assistant.llm import estimate_tokens
from assistant.model import from_json

FORMS = sorted(all_forms())
BRIEFS = [
    ("机房运维", "对机房和视频会议系统进行全年运行维护"),
    ("事业单位公开招聘", "组织事业单位公开招聘笔试、面试"),
    ("新建农村公路", "新建农村公路12公里"),
    ("消防装备购置", "购置消防车1辆、空气呼吸器60套"),
    ("XYZ ABC", "quz foo bar"),
    ("", ""),
]


def found(name: str, purpose: str, form: str) -> list[Shot]:
    return shots(Library.load().search(name, purpose, SHOWABLE, form, least=0), get_form(form))


def answers(made: Iterable[Shot]) -> list[dict[str, list[list[str]]]]:
    return [json.loads(shot.text.partition("\n")[2]) for shot in made]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("name", "purpose"), BRIEFS)
def test_every_brief_is_shown_some_in_the_answers_format(name: str, purpose: str, form: str) -> None:
    made = found(name, purpose, form)
    assert 1 <= len(made) <= EXAMPLES
    kinds = {child.name for level in get_form(form).levels for child in level.level2}
    for answer in answers(made):
        assert set(answer) in ({"goals", "rows"}, {"rows"})
        assert answer.get("goals") != []
        assert 2 <= len(answer["rows"]) <= ROWS
        wanted = columns(get_form(form))
        assert all(len(row) == len(wanted) and row[0] in kinds and all(row) for row in answer["rows"])


@pytest.mark.parametrize(("name", "purpose"), BRIEFS)
def test_nothing_that_a_reviewer_objects_to_is_taught(name: str, purpose: str) -> None:
    for shot in found(name, purpose, "ezhou"):
        rows = [row.model_copy(update={"period": "annual"}) for row in shot.rows]
        findings = check(shot.target.model_copy(update={"indicators": rows})).findings
        assert [each.rule for each in findings if each.position is not None] == []
        assert "≥100" not in shot.text


def test_near_ones_come_first_and_far_ones_are_said_to_be_far() -> None:
    near, far = (
        found("信息系统运维", "信息化设备全年运维、巡检", "shanghai"),
        found("XYZ ABC", "quz foo bar", "shanghai"),
    )
    assert near[0].near
    assert "同类项目" in near[0].text
    assert not any(shot.near for shot in far)
    assert all("不同类" in shot.text for shot in far)


def test_the_users_own_come_first_when_near(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ours = Library.load().search("信息系统运维", "信息化设备全年运维、巡检", 1)[0]
    project = ours.example.target.project.model_copy(update={"name": "本单位的系统维护", "purpose": "联系人：李建国"})
    rows = [
        row.model_copy(
            update={"name": f"本单位{row.name}", "description": f"{row.name}指全年{row.name}的统计口径和计算方法" * 4}
        )
        for row in ours.example.target.indicators
    ]
    own = ours.example.target.model_copy(update={"project": project, "indicators": rows, "goals": []})
    monkeypatch.setenv("ASSISTANT_EXAMPLES", str(tmp_path))
    mine = Example("own", own, "own", tmp_path / "own.json")
    made = shots([ours, Match(mine, NEAR)], get_form("central"))
    assert [shot.target.project.name for shot in made][0] == "本单位的系统维护"
    assert all(estimate_tokens(shot.text) <= MOST_TOKENS for shot in made)
    far = shots([ours, Match(mine, NEAR / 2)], get_form("central"))
    assert far[0].target == ours.example.target


def test_the_second_adds_kinds_that_the_first_lacks() -> None:
    for name, purpose in BRIEFS:
        made = found(name, purpose, "ezhou")
        if len(made) == 2:
            assert made[0].target.project.name != made[1].target.project.name
            assert not {row.name for row in made[0].rows} & {row.name for row in made[1].rows}


def test_names_in_an_example_are_masked() -> None:
    ours = Library.load().search("信息系统运维", "信息化设备全年运维、巡检", 1)[0]
    goal = ours.example.target.goals[0].model_copy(
        update={"period": "annual", "text": "联系人：李建国，全年巡检机房48次，保障系统稳定运行。"}
    )
    target = ours.example.target.model_copy(update={"goals": [goal]})
    made = shots([Match(Example("x", target, "x"), 0.5)], get_form("ezhou"))
    assert "李××" in made[0].text
    assert "李建国" not in made[0].text


def test_two_that_say_the_same_are_shown_once() -> None:
    example = Library.load().search("信息系统运维", "信息化设备全年运维", 1)[0].example
    twin = example.target.model_copy(update={"project": example.target.project.model_copy(update={"name": "另一项目"})})
    matches = [Match(example, 0.5), Match(Example("twin", twin, "x"), 0.4)]
    assert len(shots(matches, get_form("ezhou"))) == 1


@pytest.mark.parametrize(
    ("name", "value", "shown"),
    [
        ("享受补贴的人数", "38人", "≥38人"),
        ("补贴发放率", "100%完成", "=100%"),
        ("培训补贴总成本", "9万元", "≤9万元"),
        ("设备验收合格率", "≥100%", "=100%"),
        ("2026年职业技能大赛场次", "≥2场", "≥2场"),
        ("确保退休人员生活保障", "持续保障", None),
        ("社会稳定水平", "=100%", None),
        ("项目完成时限", "2025年12月底完成", None),
        ("生活水平", "100%影响", None),
    ],
)
def test_values_are_mended_or_left_out(name: str, value: str, shown: str | None) -> None:
    level2 = "经济成本指标" if "成本" in name else "数量指标" if "数" in name else "质量指标"
    level1 = "成本指标" if "成本" in name else "产出指标"
    row = {"period": "annual", "level1": level1, "level2": level2, "name": name, "value": value}
    others = [
        {"period": "annual", "level1": "产出指标", "level2": "数量指标", "name": "制作宣传资料份数", "value": "≥500份"},
        {"period": "annual", "level1": "产出指标", "level2": "时效指标", "name": "工作按期完成率", "value": "=100%"},
        {
            "period": "annual",
            "level1": "满意度指标",
            "level2": "服务对象满意度指标",
            "name": "对象满意度",
            "value": "≥90%",
        },
    ]
    text = json.dumps(
        {"schema": 1, "form": "ezhou", "project": {"name": "项目"}, "goals": [], "indicators": [row, *others]}
    )
    made = shots([Match(Example("x", from_json(text)[0], "x"), 0.5)], get_form("ezhou"))
    values = {each[1]: each[2] for each in answers(made)[0]["rows"]}
    assert values.get(name.removeprefix("2026年")) == shown
