"""Forms whose columns and head depend on the target."""

import io
import shutil
from collections.abc import Callable
from itertools import accumulate
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.forms import FormDefinition, get_form
from assistant.forms.convert import convert
from assistant.model import Indicator, Money, PerformanceTarget, SettingsError, Value
from assistant.writing import left_out, to_bytes
from assistant.writing.fitting import fitted

Example = Callable[[str], PerformanceTarget]
OPTIONAL = ["description", "basis", "weight", "scoring"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    forms = tmp_path_factory.mktemp("forms")
    (forms / "flexible").mkdir()
    shutil.copy(Path(__file__).with_name("flexible.yaml"), forms / "flexible" / "form.yaml")
    return forms


@pytest.fixture(autouse=True)
def own_forms(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_FORMS", str(folder))


def target_with(
    columns: int = 0, filled: tuple[str, ...] = (), rows: int = 3, text: str = "见附件"
) -> PerformanceTarget:
    """A target whose rows fill the given columns, and so many that no form knows."""
    target = PerformanceTarget.model_validate({
        "form": "flexible",
        "project": {"name": "道路改造", "budget": "6234.56元", "unit": "交通局", "fields": {"立项依据": "会议纪要"}},
        "goals": [{"period": "annual", "text": "改造道路3公里"}],
    })  # fmt: skip
    for number in range(rows):
        row = Indicator(
            period="annual", level1="产出指标", level2="数量指标", name=f"道路{number}", value=Value.parse("≥3公里")
        )
        row.extra = {f"栏目{at}": f"{text}{at}" for at in range(columns)}
        for key in filled:
            setattr(row, key, 5 if key == "weight" else text)
        target.indicators.append(row)
    return target


def word_rows(target: PerformanceTarget) -> list[list[list[str]]]:
    document = docx.Document(io.BytesIO(to_bytes([target], "docx")))
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]


def sheet_of(target: PerformanceTarget) -> Any:
    return openpyxl.load_workbook(io.BytesIO(to_bytes([target], "xlsx"))).active


def test_a_column_that_no_row_fills_is_not_printed() -> None:
    _, table = word_rows(target_with())
    assert table[0] == ["一级指标", "二级指标", "三级指标", "指标值"]
    _, table = word_rows(target_with(filled=("weight", "basis")))
    assert table[0] == ["一级指标", "二级指标", "三级指标", "指标值", "指标值确定依据", "分值"]
    assert table[1][4:] == ["见附件", "5"]


def test_columns_of_no_known_form_follow_in_the_order_in_which_they_are_seen() -> None:
    target = target_with()
    target.indicators[0].extra = {"备注": "甲", "空栏": ""}
    target.indicators[2].extra = {"实际完成值": "≥95%", "备注": "乙"}
    _, table = word_rows(target)
    assert table[0][4:] == ["备注", "实际完成值"]
    assert [row[4:] for row in table[1:]] == [["甲", ""], ["", ""], ["乙", "≥95%"]]
    found = {cell.value for row in sheet_of(target).iter_rows() for cell in row}
    assert {"备注", "实际完成值", "甲", "乙", "≥95%"} <= found
    assert left_out(target) == ()


def test_everything_in_the_head_is_printed_and_a_long_text_has_its_own_row() -> None:
    target = target_with()
    target.project.fields |= {"主管部门": "市交通局", "项目概况": "改造乡村道路，" * 30}
    head, _ = word_rows(target)
    cells = [list(dict.fromkeys(row)) for row in head]
    assert ["申报单位", "交通局", "项目预算", "6234.56元"] in cells
    assert ["立项依据", "会议纪要", "主管部门", "市交通局"] in cells
    assert ["项目概况", "改造乡村道路，" * 30] in cells
    assert left_out(target) == ()


def test_an_amount_keeps_its_own_unit() -> None:
    target = target_with()
    target.project.budget = Money.parse("12万元")
    assert any("12万元" in row for row in word_rows(target)[0])


def test_a_goal_slot_is_printed_only_where_there_is_a_goal() -> None:
    target = target_with()
    assert [row[0] for row in word_rows(target)[0]][-1] == "年度绩效目标"
    assert "长期绩效目标" not in {row[0] for row in word_rows(target)[0]}
    with_long = target.model_copy(update={"goals": []})
    assert [row[0] for row in word_rows(with_long)[0]][-1] == "年度绩效目标"


def test_few_columns_stand_upright_many_lie_on_their_side_and_very_many_are_printed_smaller() -> None:
    form = get_form("flexible")
    few, many, most = (fitted(form, target_with(columns)).layout for columns in (0, 5, 25))
    assert (few.orientation, few.font_pt) == ("portrait", 10.5)
    assert (many.orientation, most.orientation) == ("landscape", "landscape")
    assert most.font_pt < 10.5


def test_a_column_is_as_wide_as_its_texts_want() -> None:
    form = get_form("flexible")
    short = fitted(form, target_with(1, text="无")).layout.widths_mm
    long = fitted(form, target_with(1, text="因征地拆迁推迟，已于下半年完成全部改造任务" * 3)).layout.widths_mm
    assert long[-1] > short[-1] * 1.3


def test_a_form_without_optional_columns_is_what_it_is(example: Example) -> None:
    for form_id in ("ezhou", "shanghai", "hangu", "central"):
        assert fitted(get_form(form_id), convert(example("004-01"), form_id)) is get_form(form_id)


def test_a_form_without_further_columns_names_them() -> None:
    target = convert(target_with(2), "hangu")
    assert {"栏目0（3 行）", "栏目1（3 行）"} <= set(left_out(target))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    columns=st.integers(0, 16),
    filled=st.sets(st.sampled_from(OPTIONAL)),
    rows=st.integers(0, 3),
    text=st.text(max_size=40),
    form_id=st.sampled_from(["flexible", "general"]),
)
def test_whatever_is_printed_fits_the_paper(columns: int, filled: set[str], rows: int, text: str, form_id: str) -> None:
    target = target_with(columns, tuple(filled), rows, text).model_copy(update={"form": form_id})
    form = fitted(get_form(form_id), target)
    # A definition that is checked as a form.yaml is: every row of header, rest and goals fills the grid.
    assert FormDefinition.model_validate(form.model_dump() | {"columns": _plain(form)}).layout == form.layout
    room = 180 if form.layout.orientation == "portrait" else 267
    assert sum(form.layout.widths_mm) == pytest.approx(room, abs=0.01)
    assert min(form.layout.widths_mm) > 5


@pytest.mark.parametrize("columns", [0, 3, 30])
def test_files_of_any_number_of_columns_are_written(columns: int) -> None:
    target = target_with(columns, ("weight",), 2)
    assert len(word_rows(target)[1][0]) == 5 + columns
    assert sheet_of(target).max_column == 5 + columns


def _plain(form: FormDefinition) -> list[dict[str, Any]]:
    """The columns as a form of their own would have them: all of them printed."""
    return [
        column.model_dump() | {"optional": False, "key": "basis" if column.key == "extra" else column.key}
        for column in form.columns
    ]


def test_cells_of_the_head_end_near_where_the_form_has_them() -> None:
    form = get_form("flexible")
    declared = [at / sum(form.layout.widths_mm) for at in accumulate(form.layout.widths_mm)]
    found = fitted(form, target_with(2, ("basis", "weight")))
    lines = [at / sum(found.layout.widths_mm) for at in accumulate(found.layout.widths_mm)]
    assert form.layout.rest is not None
    assert found.layout.rest is not None
    for old, new in zip(accumulate(form.layout.rest.spans), accumulate(found.layout.rest.spans), strict=True):
        assert lines[new - 1] == pytest.approx(declared[old - 1], abs=0.1)


def spoiled(folder: Path, monkeypatch: pytest.MonkeyPatch, change: Callable[[dict[str, Any]], None]) -> None:
    data = yaml.safe_load(Path(__file__).with_name("flexible.yaml").read_text(encoding="utf-8"))
    change(data)
    (folder / "mine").mkdir()
    (folder / "mine" / "form.yaml").write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    monkeypatch.setenv("ASSISTANT_FORMS", str(folder))


def _too_many(data: dict[str, Any]) -> None:
    data["layout"]["rest"]["spans"] = [1, 1, 1, 2, 1, 3]


def _odd(data: dict[str, Any]) -> None:
    data["layout"]["rest"]["spans"] = [4, 4, 1]


def _beside(data: dict[str, Any]) -> None:
    data["layout"]["goals"] = {"side_by_side": True, "spans": [4, 5]}


@pytest.mark.parametrize(
    ("change", "said"),
    [(_too_many, "有 5 条竖线，总要印的列只有 4 列"), (_odd, "rest.spans 应成对"), (_beside, "不能写 optional")],
)
def test_a_form_that_cannot_be_fitted_is_told_when_it_is_loaded(
    change: Callable[[dict[str, Any]], None], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoiled(tmp_path, monkeypatch, change)
    with pytest.raises(SettingsError, match="mine/form.yaml 有误") as told:
        get_form("flexible")
    assert said in str(told.value)
