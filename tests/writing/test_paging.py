"""Pages: labels do not lose their words where one ends, headers are not left alone, half a page is not left blank."""

import io
from collections.abc import Callable
from typing import Any

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn

from assistant.forms.convert import convert
from assistant.model import PerformanceTarget
from assistant.writing import to_bytes
from assistant.writing.paging import Paper

Example = Callable[[str], PerformanceTarget]


def sheet_of(target: PerformanceTarget) -> Any:
    return openpyxl.load_workbook(io.BytesIO(to_bytes([target], "xlsx"))).active


def pages(sheet: Any) -> list[range]:
    """The rows of each page."""
    ends = [mark.id for mark in sheet.row_breaks.brk]
    return [range(first + 1, last + 1) for first, last in zip([0, *ends], [*ends, sheet.max_row], strict=True)]


@pytest.mark.parametrize("form_id", ["shanghai", "ezhou", "general"])
def test_every_page_says_what_its_rows_belong_to(form_id: str, example: Example) -> None:
    sheet = sheet_of(convert(example("002-01"), form_id))
    heads = {cell.value: cell.column for row in sheet.iter_rows() for cell in row if cell.value}
    found = pages(sheet)
    assert len(found) > 1
    for rows in found[1:]:
        first = next(row for row in rows if sheet.cell(row, heads["三级指标"]).value not in (None, "三级指标"))
        assert sheet.cell(first, heads["一级指标"]).value, f"row {first}"
    for merged in sheet.merged_cells.ranges:
        assert any(merged.min_row in rows and merged.max_row in rows for rows in found)


def test_a_header_is_not_left_alone_at_the_end_of_a_page(example: Example) -> None:
    sheet = sheet_of(convert(example("002-01"), "ezhou"))
    title = next(cell.row for row in sheet.iter_rows() for cell in row if cell.value == "年度绩效目标表")
    page = next(rows for rows in pages(sheet) if title in rows)
    assert {title + 1, title + 2} <= set(page)


def test_rows_to_repeat_are_none_where_each_page_begins_with_its_own_header(examples: list[PerformanceTarget]) -> None:
    seen = set()
    for target in (target for target in examples if target.form == "ezhou"):
        sheet = sheet_of(target)
        tops = [sheet.cell(rows[0], 1).value for rows in pages(sheet)[1:]]
        own = bool(tops) and set(tops) == {"年度绩效目标表"}
        assert (sheet.print_title_rows is None) == own
        seen.add(own)
    assert seen == {True, False}


def test_a_short_table_goes_to_the_next_page_only_where_little_is_left_blank(example: Example) -> None:
    def stays_together(target: PerformanceTarget, number: int) -> bool:
        table = docx.Document(io.BytesIO(to_bytes([target], "docx"))).tables[number]
        return all(row._tr.find(f".//{qn('w:keepNext')}") is not None for row in table.rows[:-1])

    assert stays_together(example("000-01"), 2)
    assert not stays_together(convert(example("002-03"), "central"), 1)


def test_pages_fill_up() -> None:
    paper = Paper("portrait")
    for row in range(1, 31):
        paper.add(row, paper.room / 10)
    assert paper.starts == [11, 21]
    assert paper.cut(1, 30, 1) == [(1, 10), (11, 20), (21, 30)]
    assert paper.cut(3, 9, 1) == [(3, 9)]
    # A piece that is too low for its text stays with its neighbour.
    assert paper.cut(10, 30, paper.room / 10 * 2) == [(10, 20), (21, 30)]


def test_rows_that_belong_together_begin_a_page() -> None:
    paper = Paper("landscape")
    paper.add(1, paper.room * 0.8)
    paper.keep(paper.room * 0.3)
    paper.add(2, paper.room * 0.1)
    paper.keep(paper.room * 2)
    paper.add(3, paper.room * 0.1)
    assert paper.starts == [2]
