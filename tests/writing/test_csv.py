"""The flat table: a row an indicator, safe to open in a spreadsheet, and read back as the same targets."""

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.forms.flat import from_rows as read_rows
from assistant.forms.flat import to_rows
from assistant.model import Indicator, PerformanceTarget, Project, Source, Value
from assistant.reading import read_document
from assistant.writing import to_bytes, write_file
from assistant.writing.table import guarded


def table(*targets: PerformanceTarget) -> list[list[str]]:
    data = to_bytes(targets, "csv")
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def from_rows(rows: list[list[str]]) -> list[PerformanceTarget] | None:
    found = read_rows(rows)
    return None if found is None else [flat.target for flat in found]


def test_each_indicator_is_a_row_with_its_project(examples: list[PerformanceTarget]) -> None:
    header, *rows = table(*examples)
    assert len(rows) == sum(len(target.indicators) for target in examples)
    assert header[:6] == ["项目序号", "表式", "项目名称", "申报单位", "年度", "项目预算（万元）"]
    first = dict(zip(header, rows[0], strict=True))
    assert first["项目名称"] == examples[0].project.name
    assert first["项目预算（万元）"] == "620"
    assert first["期间"] == "长期"
    assert first["长期绩效目标"] == examples[0].goals[0].text


def test_columns_that_nothing_fills_are_left_out(examples: list[PerformanceTarget]) -> None:
    header, *_ = table(examples[9])
    assert not {"权重", "评分规则", "数字出处", "3月底"} & set(header)


def test_all_examples_come_back(examples: list[PerformanceTarget]) -> None:
    assert from_rows(to_rows(examples)) == examples


def rich() -> PerformanceTarget:
    row = Indicator(period="annual", level1="产出指标", level2="数量指标", name="道路", value=Value.parse("=3公里"))
    row.source = Source(kind="input", detail="改造道路3公里")
    row.scoring, row.method = "未完成不得分", "直接证明法"
    row.extra = {"备注": "甲", "权重": "两成", "期间": "全年"}
    project = Project(name="甲", fields={"年度": "2025-2027", "年度绩效目标": "见附件", "电话": "+86"})
    return PerformanceTarget(form="general", project=project, indicators=[row])


def test_sources_further_columns_and_names_like_ours_come_back() -> None:
    assert from_rows(to_rows([rich(), rich()])) == [rich(), rich()]


def test_what_a_spreadsheet_would_count_is_guarded() -> None:
    header, row = table(rich())
    found = dict(zip(header, row, strict=True))
    assert (found["指标值"], found["电话"]) == ("'=3公里", "'+86")
    assert not any(cell.startswith(("=", "+", "-", "@")) for cells in (header, row) for cell in cells)


@pytest.mark.parametrize("text", ["=1+1", "+86", "-1", "@SUM(A1)", "\tx", "\rx", "＝1", "＋1", "－1", "＠a"])
def test_signs_that_begin_a_formula(text: str) -> None:
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "≥95%", "98%", "2025-01-01", "'引号", "a=1"])
def test_other_texts_stay(text: str) -> None:
    assert guarded(text) == text


def test_a_table_of_another_kind_is_none_of_ours() -> None:
    assert from_rows([["一级指标", "二级指标", "三级指标", "指标值"], ["a", "b", "c", "d"]]) is None
    assert from_rows([]) is None


def test_rows_may_be_added_and_columns_moved_in_a_spreadsheet(examples: list[PerformanceTarget]) -> None:
    header, *rows = to_rows(examples[20:22])
    at = header.index("指标值")
    new = list(rows[0])
    new[header.index("三级指标")], new[at] = "新指标", "≥7次"
    moved = [[row[at], *row[:at], *row[at + 1 :]] for row in (header, new, *rows)]
    found = from_rows([*moved, [""] * len(header)])
    assert found is not None
    assert [len(target.indicators) for target in found] == [
        len(examples[20].indicators) + 1, len(examples[21].indicators),
    ]  # fmt: skip
    assert (found[0].indicators[0].name, str(found[0].indicators[0].value)) == ("新指标", "≥7次")


@pytest.mark.parametrize(
    ("column", "text", "where"),
    [("项目预算（万元）", "九十万左右", "项目预算"), ("年度", "今年", "年度"), ("权重", "两成", "权重")],
)
def test_what_cannot_be_read_is_kept(column: str, text: str, where: str, examples: list[PerformanceTarget]) -> None:
    header, *rows = to_rows(examples[20:21])
    if column not in header:
        header, rows = [*header, column], [[*row, ""] for row in rows]
    rows[0][header.index(column)] = text
    found = from_rows([header, *rows])
    assert found is not None
    kept: dict[str, Any] = found[0].project.fields | found[0].indicators[0].extra
    assert kept[where] == text


words = st.text("道路=+-@'\",;\n元万0123456789", max_size=12).map(str.strip)
lines = st.builds(
    lambda name, value, note: Indicator(
        period="annual", level1="产出指标", level2="数量指标", name=name, value=Value.parse(value), description=note
    ),
    words.filter(bool), words, words,
)  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(name=words, purpose=words, indicators=st.lists(lines, min_size=1, max_size=4))
def test_any_texts_come_back(name: str, purpose: str, indicators: list[Indicator]) -> None:
    target = PerformanceTarget(project=Project(name=name, purpose=purpose), indicators=indicators)
    assert from_rows(to_rows([target])) == [target]


def test_a_row_says_where_it_stands(examples: list[PerformanceTarget]) -> None:
    first, second = read_rows(to_rows(examples[:2])) or []
    assert (first.first, first.rows[0], len(first.rows)) == (1, 1, len(examples[0].indicators))
    assert second.rows == tuple(range(second.first, second.first + len(second.rows)))
    assert second.first == first.rows[-1] + 1


def test_guarded_texts_are_read_back_from_the_file(tmp_path: Path) -> None:
    target = rich()
    target.project.name, target.indicators[0].name = "＝甲", "-1级"
    target.indicators[0].description = "@备注"
    assert list(read_document(write_file([target], tmp_path / "表.csv"))) == [target]
