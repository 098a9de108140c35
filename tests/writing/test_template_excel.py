"""A unit's own Excel template: rows put in, and everything else where it belongs."""

import io
import re
import zipfile
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Alignment, Font
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from assistant.model import InputError, PerformanceTarget, Value
from assistant.writing.template import fill_template, template_fields, template_left_out

Example = Callable[[str], PerformanceTarget]


def saved(book: openpyxl.Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def sheet_of(*rows: tuple[Any, ...]) -> Any:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "申报表"
    for row in rows:
        sheet.append(row)
    return sheet


def filled(sheet: Any, *targets: PerformanceTarget) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(fill_template(saved(sheet.parent), "xlsx", targets)))


def values(sheet: Any) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


ROW = ("{{序号}}", "{{年度.一级指标}}", "{{二级指标}}", "{{三级指标}}", "{{指标值}}", "{{分值}}")


@pytest.fixture
def target(example: Example) -> PerformanceTarget:
    """Seven annual rows with weights that make 90."""
    found = example("004-02").model_copy(deep=True)
    for row, weight in zip(found.indicators, (20, 20, 10, 10, 10, 10, 10), strict=True):
        row.weight = weight  # type: ignore[assignment]
    return found


def test_rows_are_repeated_filled_and_merged(target: PerformanceTarget) -> None:
    sheet = sheet_of(("项目名称", "{{项目名称}}"), ROW, ("填表人", None, None, None, None, None))
    found = filled(sheet, target).active
    assert found is not None
    rows = values(found)
    assert rows[0][1] == target.project.name
    assert [row[3] for row in rows[1:8]] == [row.name for row in target.indicators]
    assert [row[4] for row in rows[1:8]] == [str(row.value) for row in target.indicators]
    assert [row[0] for row in rows[1:8]] == list(range(1, 8))
    assert rows[8][0] == "填表人"
    assert {str(merged) for merged in found.merged_cells.ranges} == {"B2:B5", "B6:B7"}


def test_everything_below_and_around_moves_with_its_rows(target: PerformanceTarget) -> None:
    sheet = sheet_of(
        ("项目名称", "{{项目名称}}"),
        ("序号", "一级", "二级", "三级", "值", "分"),
        ROW,
        ("合计", None, None, None, None, "=SUM(F3:F3)"),
        ("占比", None, None, None, None, "=F4/100+$F$4*0"),
        ("预算", None, None, None, None, "{{项目预算(元)}}"),
    )
    book = sheet.parent
    other = book.create_sheet("汇总")
    other["A1"] = "=申报表!F4"
    other["A2"] = "=SUM(申报表!$F$3:$F$3)"
    other["A3"] = "=F4"
    sheet["G3"] = "=F3*2"
    sheet.merge_cells("A4:E4")
    sheet.merge_cells("B5:E5")
    sheet.merge_cells("A1:A1")
    for number, height in {1: 31.5, 3: 27, 4: 44, 6: 18.5}.items():
        sheet.row_dimensions[number].height = height
    sheet.column_dimensions["D"].width = 40
    sheet.print_area, sheet.print_title_rows = "A1:G6", "2:2"
    sheet.row_breaks.append(openpyxl.worksheet.pagebreak.Break(id=5))
    sheet.conditional_formatting.add("F3", CellIsRule(operator="greaterThan", formula=["$F$4"], font=Font(bold=True)))
    choice = DataValidation(type="list", formula1='"甲,乙"', sqref="E3 F6")
    sheet.add_data_validation(choice)
    sheet["F4"].comment = Comment("应为 90", "张三")
    book.defined_names["总分"] = DefinedName("总分", attr_text="申报表!$F$4")
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=6, min_row=3, max_row=4))
    sheet.add_chart(chart, "A8")
    book_found = filled(sheet, target)
    found, other = book_found["申报表"], book_found["汇总"]
    assert found["F10"].value == "=SUM(F3:F9)"
    assert found["F11"].value == "=F10/100+$F$10*0"
    assert found["F12"].value == 90_000
    assert [found[f"G{row}"].value for row in (3, 4, 9)] == ["=F3*2", "=F4*2", "=F9*2"]
    assert [other[f"A{row}"].value for row in (1, 2, 3)] == ["=申报表!F10", "=SUM(申报表!$F$3:$F$9)", "=F4"]
    assert {"A10:E10", "B11:E11"} <= {str(merged) for merged in found.merged_cells.ranges}
    heights = {number: found.row_dimensions[number].height for number in (1, 3, 9, 10, 12)}
    assert heights == {1: 31.5, 3: 27, 9: 27, 10: 44, 12: 18.5}
    assert found.column_dimensions["D"].width == 40
    assert (found.print_area, found.print_title_rows) == ("'申报表'!$A$1:$G$12", "$2:$2")
    assert [brk.id for brk in found.row_breaks.brk] == [11]
    (formatting,) = found.conditional_formatting
    assert str(formatting.sqref) == "F3:F9"
    assert formatting.rules[0].formula == ["$F$10"]
    assert str(found.data_validations.dataValidation[0].sqref) == "E3:E9 F12"
    assert found["F10"].comment.text == "应为 90"
    assert book_found.defined_names["总分"].attr_text == "申报表!$F$10"
    data = fill_template(saved(sheet.parent), "xlsx", [target])
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert "$F$3:$F$10" in archive.read("xl/charts/chart1.xml").decode()
        assert re.search(r"<(?:xdr:)?row>13</", archive.read("xl/drawings/drawing1.xml").decode())
        assert 'fullCalcOnLoad="1"' in archive.read("xl/workbook.xml").decode()


def test_values_stay_text_and_open_figures_stand_out(target: PerformanceTarget) -> None:
    target.indicators[0].value = Value.parse("=100%")
    target.indicators[1].value = Value.parse("≥【待核实】人")
    target.indicators[2].name = "=HYPERLINK(1)"
    target.project.name = "{{年度}}=1+1"
    sheet = sheet_of(("{{项目名称}}",), ROW, ("共{{项目预算}}，{{年度}}年",))
    sheet["E2"].number_format = "0%"
    found = filled(sheet, target).active
    assert found is not None
    assert (found["E2"].value, found["E2"].data_type, found["E2"].quotePrefix) == ("=100%", "s", True)
    assert (found["E3"].value, found["E3"].fill.fgColor.rgb) == ("≥【待核实】人", "FFFFFF99")
    assert (found["D4"].value, found["D4"].data_type) == ("=HYPERLINK(1)", "s")
    assert found["E2"].number_format == "0%"
    assert found["A1"].value == "{{年度}}=1+1"
    assert found["A9"].value == "共9万元，2025年"


def test_looks_are_kept_and_rows_grow_only_for_long_texts(target: PerformanceTarget) -> None:
    target.indicators[1].name = "很长的指标名称" * 12
    sheet = sheet_of(("标题",), ROW)
    sheet.row_dimensions[2].height = 23
    for cell in sheet[2]:
        cell.font = Font(name="仿宋", size=12, color="FF0000")
        cell.alignment = Alignment(wrap_text=True)
    for column in "ABCDEF":
        sheet.column_dimensions[column].width = 32
    found = filled(sheet, target).active
    assert found is not None
    assert {cell.font.name for row in found["D2:F8"] for cell in row} == {"仿宋"}
    assert found["D5"].font.color.rgb == "00FF0000"
    assert found.row_dimensions[2].height == 23
    assert found.row_dimensions[3].height > 60


def test_rich_text_keeps_the_first_runs_look(target: PerformanceTarget) -> None:
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont

    sheet = sheet_of(("x",))
    sheet["A1"] = CellRichText(
        "名称：", TextBlock(InlineFont(b=True), "{{项目"), TextBlock(InlineFont(i=True), "名称}}！")
    )
    data = fill_template(saved(sheet.parent), "xlsx", [target])
    book = openpyxl.load_workbook(io.BytesIO(data), rich_text=True)
    text = book.active["A1"].value  # type: ignore[index]
    assert str(text) == f"名称：{target.project.name}！"
    assert [str(block) for block in text if isinstance(block, TextBlock) and block.font.b] == [target.project.name]


def test_merged_cells_limits_and_labels(example: Example) -> None:
    sheet = sheet_of(
        ("产出指标", "数量", None, "{{年度.数量指标.三级指标}}", None, "{{指标值}}"),
        (None, "质量", None, "{{年度.质量指标.三级指标}}", None, "{{指标值}}"),
        ("满意度", "满意", None, "{{年度.满意度指标.三级指标}}", None, "{{指标值}}"),
        ("生态", "生态", None, "{{年度.生态效益指标.三级指标}}", None, "{{指标值}}"),
    )
    for merged in ("A1:A2", *(f"{pair}" for row in range(1, 5) for pair in (f"B{row}:C{row}", f"D{row}:E{row}"))):
        sheet.merge_cells(merged)
    target = example("003-02")
    found = filled(sheet, target).active
    assert found is not None
    assert [[row[0], row[1], row[3], row[5]] for row in values(found)] == [
        ["产出指标", "数量", "参加技能培训享受补贴人数", "≥210人"],
        [None, None, "发放培训生活费补贴人数", "≥3人"],
        [None, "质量", "培训合格率", "≥60%"],
        [None, None, "培训补贴发放准确率", "≥95%"],
        ["满意度", "满意", "公众及服务对象满意度", "≥90%"],
        ["生态", "生态", None, None],
    ]
    merged = {str(span) for span in found.merged_cells.ranges}
    assert {"A1:A4", "B1:C2", "B3:C4", "B5:C5", "D1:E1", "D2:E2", "D4:E4", "D6:E6"} <= merged
    assert "指标“人均创业培训补贴标准”" in template_left_out(saved(sheet.parent), "xlsx", target)


def test_headers_shapes_and_sheet_names(target: PerformanceTarget) -> None:
    target.project.name = "甲&乙"
    sheet = sheet_of(("{{年度}}",))
    sheet.title = "{{项目名称}}"
    sheet.oddHeader.left.text = "{{项目名称}}"
    book = filled(sheet, target)
    assert book.sheetnames == ["甲&乙"]
    assert book.worksheets[0].oddHeader.left.text == "甲&&乙"
    data = fill_template(saved(sheet.parent), "xlsx", [target])
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert "甲&amp;&amp;乙" in archive.read("xl/worksheets/sheet1.xml").decode()


def test_several_targets_have_a_sheet_each(example: Example) -> None:
    from PIL import Image as Picture

    sheet = sheet_of(("{{项目名称}}",), ROW, ("合计", None, None, None, None, "=SUM(F2:F2)+申报表!F2"))
    book = sheet.parent
    book.create_sheet("填表说明")["A1"] = "=申报表!A1"
    picture = io.BytesIO()
    Picture.new("RGB", (4, 4)).save(picture, "png")
    sheet.add_image(Image(picture), "H1")
    sheet["A3"].comment = Comment("核对", "张三")
    sheet.print_area, sheet.sheet_view.tabSelected = "A1:F3", True
    targets = [example("003-02"), example("004-02"), example("004-02")]
    found = filled(sheet, *targets)
    names = ["公共就业创业服务", "填表说明", "企业离退休遗属补助（死亡抚恤）", "企业离退休遗属补助（死亡抚恤）(2)"]
    assert found.sheetnames == names
    for name, target in zip((names[0], *names[2:]), targets, strict=True):
        own, rows = found[name], target.of_period("annual")
        last = len(rows) + 2
        assert own["A1"].value == target.project.name
        assert [own[f"D{number}"].value for number in range(2, last)] == [row.name for row in rows]
        assert own[f"F{last}"].value in (
            f"=SUM(F2:F{last - 1})+{name}!F2", f"=SUM(F2:F{last - 1})+'{name}'!F2",
        )  # fmt: skip
        assert own[f"A{last}"].comment.text == "核对"
        assert len(own._images) == 1
        assert own.print_area.endswith(f"$A$1:$F${last}")
    assert found["填表说明"]["A1"].value == "=公共就业创业服务!A1"
    assert sum(sheet.sheet_view.tabSelected or 0 for sheet in found.worksheets) == 1


def test_unknown_names_and_templates_without_marks(example: Example) -> None:
    target = example("003-02")
    for text in ("{{ ''.__class__.__mro__ }}", "{% if x %}", "{{没有}}"):
        with pytest.raises(InputError, match="不认识的标记.*可用的有：项目名称"):
            filled(sheet_of((text, "{{项目名称}}")), target)
    with pytest.raises(InputError, match="模板里没有一个标记"):
        filled(sheet_of(("项目名称", 3, "=1+1")), target)
    sheet = sheet_of(("{{项目名称}}",))
    sheet.oddFooter.center.text = "{{三级指标}}"
    with pytest.raises(InputError, match="请写在表格的一行里"):
        filled(sheet, target)
    fields = template_fields(saved(sheet.parent), "xlsx", target)
    assert [(field.mark, field.kind) for field in fields] == [("{{项目名称}}", "field"), ("{{三级指标}}", "column")]


def test_a_text_too_long_for_a_cell_is_told(example: Example) -> None:
    target = example("003-02").model_copy(deep=True)
    target.project.purpose = "长" * 33_000
    with pytest.raises(InputError, match="32767 字，请改用 Word 模板"):
        filled(sheet_of(("{{资金用途}}",)), target)


def test_text_boxes_are_filled(target: PerformanceTarget) -> None:
    sheet = sheet_of(("{{年度}}",))
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=1, min_row=1, max_row=1))
    sheet.add_chart(chart, "C3")
    a, xdr = (
        "http://schemas.openxmlformats.org/drawingml/2006/main",
        "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing",
    )
    box = (
        f'<xdr:oneCellAnchor xmlns:xdr="{xdr}" xmlns:a="{a}"><xdr:from><xdr:col>1</xdr:col><xdr:colOff>0</xdr:colOff>'
        "<xdr:row>1</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:ext cx='9' cy='9'/><xdr:sp><xdr:txBody><a:bodyPr/>"
        "<a:p><a:r><a:rPr b='1'/><a:t>{{项目</a:t></a:r><a:r><a:t>名称}}</a:t></a:r></a:p></xdr:txBody></xdr:sp>"
        "<xdr:clientData/></xdr:oneCellAnchor>"
    )
    data = saved(sheet.parent)
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name == "xl/drawings/drawing1.xml":
                end = text.rfind(b"</")
                text = text[:end] + box.encode() + text[end:]
            new.writestr(name, text)
    with zipfile.ZipFile(io.BytesIO(fill_template(buffer.getvalue(), "xlsx", [target]))) as archive:
        drawing = archive.read("xl/drawings/drawing1.xml").decode()
    assert f"<a:t>{target.project.name}</a:t>" in drawing
