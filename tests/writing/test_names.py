"""File names of projects."""

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.model import InputError, PerformanceTarget, from_json
from assistant.reading import read_document
from assistant.writing import FileKind, to_zip, write_each
from assistant.writing.names import safe_name, safe_names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("道路改造", "道路改造"),
        ('a/b\\c:d*e?f"g<h>i|j', "a b c d e f g h i j"),
        ("换\n行\x07", "换 行"),
        (" .尾点. . ", "尾点"),
        ("con", "_con"),
        ("COM1.经费", "_COM1.经费"),
        ("console", "console"),
        ("", "项目"),
        ("...", "项目"),
        ("长" * 100, "长" * 60),
    ],
)
def test_names_are_good_on_every_system(text: str, name: str) -> None:
    assert safe_name(text) == name


@given(st.lists(st.text(max_size=80), max_size=8))
def test_no_two_names_are_alike(texts: list[str]) -> None:
    names = safe_names(texts)
    assert len({name.casefold() for name in names}) == len(texts)
    for name in names:
        assert 0 < len(name) <= 61
        assert len(name.encode("utf-8")) <= 190
        assert name == name.strip(" .")


def test_the_same_name_is_counted() -> None:
    assert safe_names(["甲", "乙", "甲", "甲"]) == ["甲", "乙", "甲(2)", "甲(3)"]


@pytest.mark.parametrize("kind", ["docx", "xlsx", "csv", "json"])
def test_a_file_each_in_a_folder_or_in_a_zip(kind: FileKind, tmp_path: Path, examples: list[PerformanceTarget]) -> None:
    targets = [*examples[:2], examples[0]]
    paths = write_each(targets, tmp_path, kind)
    names = [path.name for path in paths]
    assert names[2] == f"{examples[0].project.name}(2).{kind}"
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(names)
    with zipfile.ZipFile(io.BytesIO(to_zip(targets, kind))) as archive:
        assert archive.namelist() == names
        assert archive.testzip() is None
    assert [list(read_document(path)) for path in paths] == [[target] for target in targets]


def test_json_files_of_a_zip_hold_a_target_each(examples: list[PerformanceTarget]) -> None:
    with zipfile.ZipFile(io.BytesIO(to_zip(examples, "json"))) as archive:
        found = [from_json(archive.read(name).decode("utf-8"))[0] for name in archive.namelist()]
    assert found == examples


def test_nothing_is_written_where_one_cannot_be(tmp_path: Path, examples: list[PerformanceTarget]) -> None:
    broken = examples[1].model_copy(deep=True)
    broken.project.purpose = "长" * 40_000
    with pytest.raises(InputError, match="请改用 Word 导出"):
        write_each([examples[0], broken.model_copy(update={"form": "hangu"})], tmp_path, "xlsx")
    assert list(tmp_path.iterdir()) == []


def test_a_missing_folder_and_nothing_to_write_are_told(tmp_path: Path, examples: list[PerformanceTarget]) -> None:
    with pytest.raises(InputError, match="不存在，请先建好"):
        write_each(examples[:1], tmp_path / "没有", "docx")
    with pytest.raises(InputError, match="没有可以导出的项目"):
        to_zip([], "docx")
