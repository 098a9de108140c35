import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest

from assistant.forms import all_forms
from assistant.forms.convert import convert
from assistant.model import InputError, PerformanceTarget, Value
from assistant.writing import to_bytes
from assistant.writing.cleaning import clean
from assistant.writing.excel import sheet_name
from assistant.writing.measuring import lines_of
from assistant.writing.plan import plan
from tests.writing.shown import shown_goals

Example = Callable[[str], PerformanceTarget]
FORMS = sorted(all_forms())


def opened(*targets: PerformanceTarget) -> Any:
    return openpyxl.load_workbook(io.BytesIO(to_bytes(targets, "xlsx")))


def cells(sheet: Any) -> list[Any]:
    return [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]


def find(sheet: Any, text: str) -> Any:
    return next(cell for cell in cells(sheet) if cell.value == text)


@pytest.mark.parametrize("form_id", FORMS)
@pytest.mark.parametrize("start", ["000-01", "002-03", "004-05"])
def test_every_text_of_a_form_is_there_as_text(start: str, form_id: str, example: Example) -> None:
    target = convert(example(start), form_id)
    sheet = opened(target).active
    found = {cell.value for cell in cells(sheet)}
    assert {cell.data_type for cell in cells(sheet)} == {"s"}
    for row in target.indicators:
        assert {row.name, str(row.value)} <= found
    assert {goal.text for goal in shown_goals(target)} <= {part for text in found for part in (text, *text.split("\n"))}


def test_what_looks_like_a_formula_stays_a_text(example: Example) -> None:
    target = example("001-01")
    target = target.model_copy(deep=True)
    target.indicators[0].value = Value.parse("=100%")
    target.indicators[0].name = '=HYPERLINK("http://x","点我")'
    data = to_bytes([target], "xlsx")
    for _ in range(2):
        book = openpyxl.load_workbook(io.BytesIO(data))
        for text in ("=100%", '=HYPERLINK("http://x","点我")', "=48万元"):
            cell = find(book.active, text)
            assert (cell.data_type, cell.quotePrefix) == ("s", True)
        again = io.BytesIO()
        # openpyxl itself would take them for formulas when it loads and saves, were they not marked.
        book.save(again)
        data = again.getvalue()


def test_dates_and_shares_are_texts_that_stay_when_they_are_edited(example: Example) -> None:
    sheet = opened(example("002-01")).active
    for text in ("2024-01-01", "=100(%)", "77,677,700.00"):
        assert find(sheet, text).number_format == "@"


def test_categories_are_merged_over_their_rows(example: Example) -> None:
    sheet = opened(example("000-01")).active
    merged = {str(found) for found in sheet.merged_cells.ranges}
    first = find(sheet, "成本指标")
    assert f"{first.coordinate}:{sheet.cell(first.row + 2, first.column).coordinate}" in merged
    label = find(opened(example("002-01")).active, "绩效指标")
    assert (label.row, label.column) == (find(opened(example("002-01")).active, "一级指标").row, 1)


@pytest.mark.parametrize("form_id", FORMS)
def test_merged_ranges_do_not_overlap_and_have_borders_all_round(form_id: str, example: Example) -> None:
    sheet = opened(convert(example("001-06"), form_id)).active
    taken: set[tuple[int, int]] = set()
    for found in sheet.merged_cells.ranges:
        places = {(row, column) for row, column in found.cells}
        assert not places & taken
        taken |= places
        edges = {"left": found.left, "right": found.right, "top": found.top, "bottom": found.bottom}
        if found.min_row >= find(sheet, "项目名称").row:
            for side, places in edges.items():
                assert {getattr(sheet.cell(*place).border, side).style for place in places} == {"thin"}


@pytest.mark.parametrize("form_id", FORMS)
def test_the_sheet_is_ready_to_print(form_id: str, example: Example) -> None:
    target = convert(example("001-06"), form_id)
    sheet, layout = opened(target).active, plan(target).form.layout
    setup = sheet.page_setup
    assert (setup.paperSize, setup.orientation) == (9, layout.orientation)
    assert (sheet.sheet_properties.pageSetUpPr.fitToPage, setup.fitToWidth, setup.fitToHeight) == (True, 1, 0)
    row = find(sheet, "三级指标").row
    assert sheet.print_title_rows == f"${row}:${row}"
    width = sum(sheet.column_dimensions[letter].width for letter in "ABCDEFGHIJK"[: len(layout.widths_mm)])
    assert width * 7 * 25.4 / 96 == pytest.approx(sum(layout.widths_mm), abs=1)


@pytest.mark.parametrize("form_id", FORMS)
def test_rows_are_high_enough_for_their_texts(form_id: str, odd: PerformanceTarget) -> None:
    target = convert(odd, form_id)
    sheet, layout = opened(target).active, plan(target).form.layout
    spans = {(found.min_row, found.min_col): found for found in sheet.merged_cells.ranges}
    for cell in cells(sheet)[1:]:
        found = spans.get((cell.row, cell.column))
        rows = range(cell.row, found.max_row + 1) if found else [cell.row]
        columns = range(cell.column, found.max_col + 1) if found else [cell.column]
        height = sum(sheet.row_dimensions[row].height for row in rows)
        width = sum(layout.widths_mm[column - 1] for column in columns)
        assert height >= lines_of(cell.value, width, layout.font_pt) * layout.font_pt * 1.2
    assert max(sheet.row_dimensions[row].height for row in range(1, sheet.max_row + 1)) <= 409


@pytest.mark.parametrize("form_id", FORMS)
def test_nothing_of_an_odd_target_is_lost(form_id: str, odd: PerformanceTarget) -> None:
    target = convert(odd, form_id)
    sheet = opened(target).active
    found = [cell.value for cell in cells(sheet)]
    assert {cell.data_type for cell in cells(sheet)} == {"s"}
    for row in target.indicators:
        assert clean(row.name) in found
        assert str(row.value) in found
    for goal in shown_goals(target):
        assert any(clean(goal.text) in text for text in found)
    fill = next(cell for cell in cells(sheet) if "待核实" in cell.value).fill
    assert fill.fgColor.rgb == "00FFFF99"


def test_a_text_that_no_cell_can_hold_is_refused_with_the_way_out(example: Example) -> None:
    target = example("004-01").model_copy(deep=True)
    target.project.purpose = "长" * 40_000
    with pytest.raises(InputError, match="长达 40000 字.*请改用 Word 导出"):
        to_bytes([target], "xlsx")
    assert to_bytes([target], "docx")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a/b\\c:[d]*?e", "a b c  d   e"),
        ("'引号'", "引号"),
        ("it's", "it s"),
        ("", "项目"),
        ("History", "History1"),
        ("很长" * 20, ("很长" * 20)[:31]),
        ("控\x07制\n符", "控制 符"),
    ],
)
def test_sheet_names_are_legal(name: str, expected: str) -> None:
    assert sheet_name(name, set()) == expected


def test_sheet_names_are_unlike_each_other(example: Example) -> None:
    target = example("004-05")
    other = target.model_copy(deep=True)
    other.project.name += "（二）"
    names = opened(target, target, other).sheetnames
    assert len({name.lower() for name in names}) == 3
    assert all(len(name) <= 31 for name in names)
    assert names[1].endswith("(2)")


def test_each_of_thirty_forms_is_there(examples: list[PerformanceTarget]) -> None:
    data = to_bytes(examples[-30:], "xlsx")
    assert len(openpyxl.load_workbook(io.BytesIO(data), read_only=True).sheetnames) == 30
