"""Forms are data: what is wrong in a `form.yaml` is said with its place, and a new region needs no code."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
import yaml

from assistant.forms import FormDefinition, all_forms, get_form
from assistant.forms.convert import convert
from assistant.forms.layout import Cell, place
from assistant.model import InputError, SettingsError, from_json
from assistant.writing import to_bytes

FORMS = Path(__file__).parents[2] / "assistant" / "forms"
IDS = ["central", "ezhou", "hangu", "shanghai"]


def form_data(form_id: str) -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load((FORMS / form_id / "form.yaml").read_text(encoding="utf-8"))
    return data


def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, data: dict[str, Any]) -> None:
    folder = tmp_path / "forms" / "mine"
    folder.mkdir(parents=True)
    (folder / "form.yaml").write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    monkeypatch.setenv("ASSISTANT_FORMS", str(tmp_path / "forms"))


def test_the_four_forms_load() -> None:
    assert set(IDS) <= set(all_forms())


@pytest.mark.parametrize("form_id", IDS)
def test_a_form_fits_its_paper_and_prints_its_fields(form_id: str) -> None:
    form = get_form(form_id)
    room = 267 if form.layout.orientation == "landscape" else 180
    assert sum(form.layout.widths_mm) == room
    cells = [cell for row in form.layout.header for cell in row]
    printed = {cell.field for cell in cells}
    assert {field.key for field in form.fields} <= printed
    assert "name" in printed
    repeated = {field.same_as for field in form.fields}
    assert "budget" in printed | repeated


@pytest.mark.parametrize("form_id", IDS)
def test_weights_add_up(form_id: str) -> None:
    weights = get_form(form_id).weights
    assert sum(weights.with_cost.values()) + weights.budget_execution == 100
    assert sum(weights.without_cost.values()) + weights.budget_execution == 100


@pytest.mark.parametrize("name", ["ezhou", "鄂州", "鄂州市项目支出绩效目标批复表", " 湖北省鄂州市 "])
def test_a_form_is_found_by_any_of_its_names(name: str) -> None:
    assert get_form(name).id == "ezhou"


def test_an_unknown_form_is_told_with_those_that_exist() -> None:
    with pytest.raises(InputError, match="没有“火星”这种表式，可选：.*ezhou（鄂州）"):
        get_form("火星")


def test_cells_flow_around_those_that_span_rows() -> None:
    rows = [
        [Cell(text="a", rows=2), Cell(text="b", span=2)],
        [Cell(text="c"), Cell(text="d")],
    ]
    assert [(row, column, cell.text) for row, column, cell in place(rows, 3)] == [
        (0, 0, "a"), (0, 1, "b"), (1, 1, "c"), (1, 2, "d"),
    ]  # fmt: skip


def _short_row(data: dict[str, Any]) -> None:
    data["layout"]["header"][0].pop()


def _too_low(data: dict[str, Any]) -> None:
    data["layout"]["header"][-1][0]["rows"] = 3


def _unknown_field(data: dict[str, Any]) -> None:
    data["layout"]["header"][0][1]["field"] = "项目名"


def _both(data: dict[str, Any]) -> None:
    data["layout"]["header"][0][0]["field"] = "name"


def _goal_spans(data: dict[str, Any]) -> None:
    data["layout"]["goals"]["spans"] = [1, 4]


def _column(data: dict[str, Any]) -> None:
    data["columns"].pop()


def _typo(data: dict[str, Any]) -> None:
    data["layout"]["orientaton"] = "landscape"


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (_short_row, "第 1 行的格子占 1 列，应正好占满 6 列"),
        (_too_low, "跨行的格子超出了最后一行"),
        (_unknown_field, "“项目名”不在 fields 之中"),
        (_both, "text 或 field 之一"),
        (_goal_spans, "goals.spans 合计 5 列，应为 6 列"),
        (_column, "columns 合计占 5 列，layout.widths_mm 是 6 列"),
        (_typo, "layout.orientaton"),
    ],
)
def test_a_mistake_in_a_form_is_told_when_it_is_loaded(
    spoil: Callable[[dict[str, Any]], None], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = form_data("ezhou")
    spoil(data)
    own_folder(tmp_path, monkeypatch, data)
    with pytest.raises(SettingsError, match="表式文件 mine/form.yaml 有误") as told:
        get_form("ezhou")
    assert said in str(told.value)


def test_two_forms_of_one_id_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own_folder(tmp_path, monkeypatch, form_data("ezhou"))
    twin = tmp_path / "forms" / "twin"
    twin.mkdir()
    (twin / "form.yaml").write_text((FORMS / "ezhou" / "form.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    with pytest.raises(SettingsError, match="twin/form.yaml 的 id“ezhou”与另一个表式重复"):
        all_forms()


def test_a_form_that_is_no_yaml_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own_folder(tmp_path, monkeypatch, {})
    (tmp_path / "forms" / "mine" / "form.yaml").write_text("id: [", encoding="utf-8")
    with pytest.raises(SettingsError, match="mine/form.yaml 有误"):
        all_forms()


def test_a_missing_folder_of_own_forms_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_FORMS", str(tmp_path / "没有"))
    with pytest.raises(SettingsError, match="ASSISTANT_FORMS 所指的文件夹.*不存在"):
        all_forms()


def test_a_new_region_is_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, root: Path) -> None:
    """A form of another region, of another shape than the four: written and converted to without a line of code."""
    data = form_data("hangu")
    data |= {
        "id": "liangcheng",
        "name": "凉城县绩效表",
        "region": "凉城县",
        "aliases": [],
        "title": "凉城县{year}绩效表",
    }
    data["fields"] = [{"key": "财政预算", "money": True, "role": "fiscal"}]
    data["columns"] = [
        {"key": "level1", "label": "一级"}, {"key": "level2", "label": "二级"}, {"key": "name", "label": "三级"},
        {"key": "value", "label": "目标值"},
    ]  # fmt: skip
    data["layout"] = {
        "widths_mm": [30, 40, 60, 50],
        "header": [[{"text": "名称"}, {"field": "name"}, {"text": "财政"}, {"field": "财政预算"}]],
        "goals": {"spans": [1, 3]},
    }
    own_folder(tmp_path, monkeypatch, data)
    assert isinstance(get_form("凉城县"), FormDefinition)
    example = next((root / "examples" / "targets").glob("004-02*.json"))
    (target,) = from_json(example.read_text(encoding="utf-8"))
    converted = convert(target, "凉城县")
    assert converted.project.fields["财政预算"] == "9万元"
    document = docx.Document(io.BytesIO(to_bytes([converted], "docx")))
    assert document.paragraphs[0].text == "凉城县2025绩效表"
    head, rows = document.tables
    assert [cell.text for cell in head.rows[0].cells] == ["名称", target.project.name, "财政", "9"]
    assert len(rows.rows) == 1 + len(target.indicators)
