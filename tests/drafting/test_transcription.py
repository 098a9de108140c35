"""A model as last resort: what it says stands in a document counts only where it does stand there."""

import json
from pathlib import Path
from typing import Any

import pytest

from assistant.drafting.online.transcription import read_with_model
from assistant.llm import ScriptedModel
from assistant.model import Document, ModelServiceError, UnreadableFileError

TEXT = """关于申请资金的说明
项目：城区消防车购置（2027年）　申报：某市消防救援支队　资金：三百万元，即300万元
一、产出。购置水罐消防车：≥2辆。车辆验收合格率：100%。交付时间：2027年11月底前
二、效益。城区5分钟到场率：≥90%
联系人：王建国 13812345678
"""
ROW = {
    "period": "annual",
    "level1": "产出指标",
    "level2": "数量指标",
    "name": "购置水罐消防车",
    "value": "≥2辆",
    "basis": None,
}


def answer(rows: list[dict[str, Any]], **head: Any) -> str:
    form = {"project": "城区消防车购置", "budget": "300万元", "unit": "某市消防救援支队", "year": "2027年", **head}
    return json.dumps({"forms": [form | {"rows": rows}]}, ensure_ascii=False)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "说明.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def read(file: Path, *replies: str | Exception) -> tuple[Document, ScriptedModel]:
    model = ScriptedModel.of(*replies)
    return read_with_model(file, model=model), model


def messages(document: Document) -> str:
    return "\n".join(note.message for note in document.notes)


def test_what_stands_in_the_document_is_taken_over(file: Path) -> None:
    document, _ = read(file, answer([ROW, {**ROW, "level2": "质量指标", "name": "车辆验收合格率", "value": "100%"}]))
    target = document[0]
    assert (target.form, target.project.name, str(target.project.budget)) == ("general", "城区消防车购置", "300万元")
    assert (target.project.unit, target.project.year) == ("某市消防救援支队", 2027)
    assert [(row.level2, row.name, str(row.value)) for row in target.indicators] == [
        ("数量指标", "购置水罐消防车", "≥2辆"),
        ("质量指标", "车辆验收合格率", "100%"),
    ]
    assert "由大模型辨认" in messages(document)


@pytest.mark.parametrize(
    ("changed", "missing"),
    [
        ({"value": "≥3辆"}, "指标值“≥3辆”"),
        ({"basis": "行业标准"}, "依据“行业标准”"),
        ({"description": "购车数"}, "指标解释“购车数”"),
    ],
)
def test_a_cell_that_does_not_stand_there_is_dropped_and_reported(
    file: Path, changed: dict[str, str], missing: str
) -> None:
    document, _ = read(file, answer([ROW | changed]))
    row = document[0].indicators[0]
    assert row.name == "购置水罐消防车"
    assert next(iter(changed.values())) not in (str(row.value), row.basis, row.description)
    note = next(note for note in document.notes if missing in note.message)
    assert (note.target, note.position, note.row) == (0, 0, "购置水罐消防车")


def test_invented_rows_and_heads_never_get_in(file: Path) -> None:
    document, _ = read(
        file, answer([ROW, {**ROW, "name": "群众满意度", "value": "≥95%"}], budget="500万元", purpose="购车")
    )
    assert [row.name for row in document[0].indicators] == ["购置水罐消防车"]
    assert document[0].project.budget is None
    assert document[0].project.purpose is None
    for words in ("群众满意度", "500万元", "资金用途"):
        assert words in messages(document)


def test_names_and_numbers_of_persons_do_not_leave(file: Path) -> None:
    _, model = read(file, answer([ROW]))
    sent = "".join(message.content for message in model.history[0])
    assert "王建国" not in sent
    assert "13812345678" not in sent
    assert "购置水罐消防车" in sent


def test_a_level_with_one_kind_only_needs_no_second(file: Path) -> None:
    document, _ = read(file, answer([ROW | {"level1": "满意度指标", "level2": None}]))
    assert document[0].indicators[0].level2 == "服务对象满意度指标"


def test_unknown_levels_are_left_open(file: Path) -> None:
    document, _ = read(file, answer([ROW | {"level1": "成果", "level2": "战果指标"}]))
    row = document[0].indicators[0]
    assert (row.level1, row.level2) == ("", "")
    assert "看不出属于哪个二级指标" in messages(document)


def test_a_long_document_is_asked_for_in_parts_and_a_failure_keeps_what_was_read(tmp_path: Path) -> None:
    path = tmp_path / "长.txt"
    lines = [f"完成第{number}号渠道清淤工程的全部土方开挖与外运工作：≥{number}公里" for number in range(1, 600)]
    path.write_text(TEXT + "\n".join(lines), encoding="utf-8")
    more = answer(
        [ROW | {"name": "完成第500号渠道清淤工程的全部土方开挖与外运工作", "value": "≥500公里"}], project=None
    )
    document, model = read(path, answer([ROW]), more, ModelServiceError("模型服务中断", "server"))
    assert len(model.history) == 3
    assert [str(row.value) for row in document[0].indicators] == ["≥2辆", "≥500公里"]
    assert "只读到一部分：模型服务中断" in messages(document)


@pytest.mark.parametrize("reply", ['{"forms":[]}', '{"forms":[{"project":"无此项目","rows":[{"name":"无此指标"}]}]}'])
def test_nothing_found_is_one_sentence(file: Path, reply: str) -> None:
    with pytest.raises(UnreadableFileError, match="大模型也没有认出"):
        read(file, reply)


def test_an_endpoint_that_fails_at_once_says_so(file: Path) -> None:
    with pytest.raises(ModelServiceError, match="没有按要求的格式"):
        read(file, '{"forms": 3}')


def test_figures_and_units_in_columns_of_their_own_are_one_value(tmp_path: Path) -> None:
    path = tmp_path / "分列.txt"
    path.write_text("单位：万元\n消防车购置\t资金\t300\n水罐消防车\t25\t辆\t≥\n到场率\t90\t%\t≥\n", encoding="utf-8")
    rows = [ROW | {"name": "水罐消防车", "value": "≥25辆"}, ROW | {"name": "到场率", "value": "≥9%"}]
    document, _ = read(path, answer(rows, project="消防车购置", unit=None))
    assert [str(row.value) for row in document[0].indicators] == ["≥25辆", ""]
    assert str(document[0].project.budget) == "300万元"
    assert "“≥9%”在原文里找不到" in messages(document)
