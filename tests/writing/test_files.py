import io
import os
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.forms import all_forms
from assistant.forms.convert import convert
from assistant.model import Indicator, InputError, PerformanceTarget, Project, Value, from_json
from assistant.writing import left_out, to_bytes, write_file
from assistant.writing.cleaning import clean

Example = Callable[[str], PerformanceTarget]


@pytest.mark.parametrize("name", ["表.docx", "表.XLSX", "表.json"])
def test_the_suffix_says_the_kind(name: str, tmp_path: Path, example: Example) -> None:
    path = tmp_path / name
    assert write_file([example("004-01")], path) == path
    start = path.read_bytes()[:2]
    assert start == (b"{\n" if name.endswith("json") else b"PK")
    assert [found.name for found in tmp_path.iterdir()] == [name]


def test_json_holds_one_or_several_targets_whole(tmp_path: Path, examples: list[PerformanceTarget]) -> None:
    (one,) = from_json(to_bytes(examples[:1], "json").decode("utf-8"))
    assert one == examples[0]
    assert from_json(write_file(examples, tmp_path / "全部.json").read_text(encoding="utf-8")) == examples


@pytest.mark.parametrize("name", ["表.doc", "表", "表.docx.bak"])
def test_an_unknown_suffix_is_refused(name: str, tmp_path: Path, example: Example) -> None:
    with pytest.raises(InputError, match=r"以 \.docx、\.xlsx、\.pdf、\.csv 或 \.json 结尾"):
        write_file([example("004-01")], tmp_path / name)


def test_a_missing_folder_is_told(tmp_path: Path, example: Example) -> None:
    with pytest.raises(InputError, match="不存在，请先建好或换一个位置保存"):
        write_file([example("004-01")], tmp_path / "没有" / "表.docx")


def test_a_folder_is_no_file(tmp_path: Path, example: Example) -> None:
    (tmp_path / "表.docx").mkdir()
    with pytest.raises(InputError, match="是一个文件夹"):
        write_file([example("004-01")], tmp_path / "表.docx")


def test_nothing_to_write_is_told() -> None:
    with pytest.raises(InputError, match="没有可以导出的项目"):
        to_bytes([], "docx")


def test_an_unknown_form_is_told(tmp_path: Path) -> None:
    target = PerformanceTarget(form="火星", project=Project(name="甲"))
    with pytest.raises(InputError, match="没有“火星”这种表式"):
        write_file([target], tmp_path / "表.docx")
    assert write_file([target], tmp_path / "表.json").exists()


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (PermissionError(13, "Permission denied"), "可能正被 Word、Excel 或 WPS 打开"),
        (OSError(28, "No space left on device"), "No space left on device"),
    ],
)
def test_a_failure_leaves_the_old_file_and_no_other(
    fault: OSError, said: str, tmp_path: Path, example: Example, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "表.docx"
    path.write_bytes(b"old")

    def refuse(*_: object) -> None:
        raise fault

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(InputError, match=said):
        write_file([example("004-01")], path)
    assert path.read_bytes() == b"old"
    assert [found.name for found in tmp_path.iterdir()] == ["表.docx"]


def test_a_target_that_cannot_be_laid_out_leaves_the_old_file(tmp_path: Path, example: Example) -> None:
    path = tmp_path / "表.xlsx"
    path.write_bytes(b"old")
    target = example("004-01").model_copy(deep=True)
    target.project.purpose = "长" * 40_000
    with pytest.raises(InputError):
        write_file([target], path)
    assert path.read_bytes() == b"old"


@pytest.mark.parametrize("start", ["000-01", "001-01", "002-06", "003-02", "004-01", "004-20"])
def test_a_form_leaves_nothing_of_its_own_out(start: str, example: Example) -> None:
    assert left_out(example(start)) == ()


def test_what_a_form_has_no_cell_for_is_named(example: Example) -> None:
    assert left_out(convert(example("004-02"), "shanghai")) == (
        "资金用途", "3月底", "6月底", "10月底", "12月底", "绩效指标描述（7 行）", "指标值确定依据（7 行）",
    )  # fmt: skip


def test_a_field_that_contradicts_the_budget_is_named(example: Example) -> None:
    target = example("002-01").model_copy(deep=True)
    target.project.fields["年度资金申请总额"] = "1元"
    assert left_out(target) == ("年度资金申请总额",)


signs = st.text(max_size=30)
rows = st.builds(
    lambda period, level1, name, value: Indicator(
        period=period, level1=level1, level2="数量指标", name=name, value=Value.parse(value)
    ),
    st.sampled_from(["long_term", "annual"]), st.sampled_from(["产出指标", "效益指标", "别的"]), signs, signs,
)  # fmt: skip


@settings(max_examples=25, deadline=None)
@given(form=st.sampled_from(sorted(all_forms())), name=signs, purpose=signs, indicators=st.lists(rows, max_size=5))
def test_whatever_is_in_a_target_it_is_written_and_opens(
    form: str, name: str, purpose: str, indicators: list[Indicator]
) -> None:
    target = PerformanceTarget(form=form, project=Project(name=name, purpose=purpose), indicators=indicators)
    document = docx.Document(io.BytesIO(to_bytes([target], "docx")))
    words = {text for table in document.tables for row in table.rows for text in (cell.text for cell in row.cells)}
    sheet = openpyxl.load_workbook(io.BytesIO(to_bytes([target], "xlsx"))).active
    texts = {str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None}
    for indicator in indicators:
        for text in filter(None, (clean(indicator.name), clean(str(indicator.value)))):
            assert text in words
            assert text in texts
