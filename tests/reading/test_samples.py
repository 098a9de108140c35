"""The five sample documents: reading them gives the reviewed targets and narrative, and no personal name is kept."""

from pathlib import Path
from typing import Any

import pytest

from assistant.model import Document, Narrative, UnreadableFileError, from_json, to_data
from assistant.reading import read_document, read_text

ROWS = {"000": [22, 24], "001": [20, 12, 12, 14, 10, 16, 10], "002": [46, 10, 11, 20, 6, 18], "003": [24, 22]}

# What review put right by hand, by file, with the place and the reason.
CORRECTIONS: dict[str, dict[str, str]] = {
    # Three lines of this cell are scanned across three cells; only sense tells their order.
    "000-01": {
        "立项依据": "编字[2006]38号文件批复;2、鄂人社办发[2022]3号;3、鄂人考【2022】30号文,关于加快推进全省人事考试设工作的通知"
    },
}


def source(root: Path, number: str) -> Path:
    return next((root / "examples/sources").glob(f"{number}_*.txt"))


@pytest.fixture(scope="module")
def documents() -> dict[str, Document]:
    root = Path(__file__).resolve().parent.parent.parent
    return {number: read_document(source(root, number)) for number in ("000", "001", "002", "003", "004")}


def reviewed(root: Path, number: str) -> list[tuple[str, dict[str, Any]]]:
    files = sorted((root / "examples/targets").glob(f"{number}-*.json"))
    return [(file.stem[:6], to_data(from_json(file.read_text(encoding="utf-8"))[0])) for file in files]


@pytest.mark.parametrize("number", ["000", "001", "002", "003", "004"])
def test_reading_gives_the_reviewed_targets(root: Path, documents: dict[str, Document], number: str) -> None:
    expected = reviewed(root, number)
    found = [to_data(target) for target in documents[number]]
    assert len(found) == len(expected)
    for (name, target), read in zip(expected, found, strict=True):
        read["project"]["fields"] |= CORRECTIONS.get(name, {})
        assert read == target, name


def test_corrections_are_still_needed(documents: dict[str, Document]) -> None:
    for name, fields in CORRECTIONS.items():
        project = documents[name[:3]][int(name[4:]) - 1].project
        assert all(project.fields.get(key) != text for key, text in fields.items())


@pytest.mark.parametrize(("number", "rows"), ROWS.items())
def test_number_of_rows(documents: dict[str, Document], number: str, rows: list[int]) -> None:
    assert [len(target.indicators) for target in documents[number]] == rows


def test_book_has_30_forms_and_234_rows(documents: dict[str, Document]) -> None:
    assert len(documents["004"]) == 30
    assert sum(len(target.indicators) for target in documents["004"]) == 234


def test_narrative(root: Path, documents: dict[str, Document]) -> None:
    kept = (root / "examples/narratives/004.json").read_text(encoding="utf-8")
    narrative = documents["004"].narrative
    assert narrative == Narrative.model_validate_json(kept)
    assert narrative is not None
    assert [item.number for item in narrative.items] == list(range(1, 31))
    assert all(item.goal and item.indicators for item in narrative.items)
    assert (narrative.unit, narrative.year, len(narrative.measures)) == ("汉沽管理区人力资源和社会保障局", 2025, 12)
    assert all(documents[number].narrative is None for number in ROWS)


def test_notes_name_what_was_put_right(documents: dict[str, Document]) -> None:
    notes = {(note.project, note.row, note.kind) for note in documents["000"].notes}
    assert ("职称评审工作经费", "评审计划按期完成率", "repaired") in notes
    assert ("人事考试经办业务费用", None, "unsure") in notes
    rows = {target.project.name: {row.name for row in target.indicators} for target in documents["000"]}
    assert all(note.row is None or note.row in rows[note.project] for note in documents["000"].notes)


def test_a_clean_book_has_one_note_a_blank_level1(documents: dict[str, Document]) -> None:
    blank = documents["004"][3]
    assert [(note.project, note.row, note.kind) for note in documents["004"].notes] == [
        (blank.project.name, blank.indicators[at].name, "repaired") for at in (4, 5)
    ]


def test_a_lost_basis_is_named(documents: dict[str, Document]) -> None:
    lost = {
        (row.name, target.project.name) for target in documents["001"] for row in target.indicators if not row.basis
    }
    unsure = {(note.row, note.project) for note in documents["001"].notes if note.kind == "unsure"}
    assert lost == unsure
    assert len(lost) == 1


def test_errors_of_the_original_stay(documents: dict[str, Document]) -> None:
    texts = {str(row.value) for target in documents["001"] for row in target.indicators}
    names = {row.name for target in documents["001"] for row in target.indicators}
    assert {"=1000人", "≥100%"} <= texts
    assert "高校完成工伤鉴定" in names
    odd = documents["004"][10].indicators[-1]
    assert (odd.level1, odd.level2) == ("满意度指标", "可持续影响指标")


def test_blank_level1_takes_the_one_of_the_framework(documents: dict[str, Document]) -> None:
    rows = [(row.level1, row.level2) for row in documents["004"][3].indicators]
    assert rows[4:6] == [("效益指标", "社会效益指标"), ("效益指标", "可持续影响指标")]


def test_personal_names_are_redacted(root: Path) -> None:
    text = source(root, "004").read_text(encoding="utf-8")
    assert text.count("归侨人员×××、×××、×××、×××发放") == 2


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_encodings_and_line_ends(root: Path, tmp_path: Path, documents: dict[str, Document], encoding: str) -> None:
    text = source(root, "003").read_text(encoding="utf-8").replace("\n", "\r\n")
    path = tmp_path / "批复表.txt"
    path.write_bytes(text.encode(encoding))
    assert list(read_document(path)) == list(documents["003"])


@pytest.mark.parametrize(
    "text", ["", "今天天气很好。", "项目名称\t某项目\n一级指标\t指标值\n", "| a | b |\n|---|---|\n| 1 | 2 |\n"]
)
def test_text_without_a_form(text: str) -> None:
    with pytest.raises(UnreadableFileError, match="没有找到绩效目标表"):
        read_text(text, "便笺")
