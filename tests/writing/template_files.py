"""The two example templates of docs/模板, made here so that they can be made again: `python -m tests.writing.template_files`."""

import io
import zipfile
from pathlib import Path
from typing import Any

import docx
import openpyxl
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "模板"
WORD, EXCEL = "申报表模板.docx", "申报表模板.xlsx"
_WIDTHS = (1100, 1500, 2500, 1500, 1500, 900)


def _cell(text: str, width: int, span: int = 1, bold: bool = False, align: str = "center", shade: str = "") -> str:
    look = '<w:rPr><w:rFonts w:ascii="仿宋" w:hAnsi="仿宋" w:eastAsia="仿宋" w:hint="eastAsia"/>'
    look += f'{"<w:b/>" if bold else ""}<w:sz w:val="21"/></w:rPr>'
    fill = f'<w:shd w:val="clear" w:color="auto" w:fill="{shade}"/>' if shade else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{f"""<w:gridSpan w:val="{span}"/>""" if span > 1 else ""}{fill}'
        f'<w:vAlign w:val="center"/></w:tcPr><w:p><w:pPr><w:spacing w:before="40" w:after="40"/><w:jc w:val="{align}"/></w:pPr>'
        f"<w:r>{look}<w:t>{text}</w:t></w:r></w:p></w:tc>"
    )


def _row(*cells: str, high: int = 480, head: bool = False) -> str:
    return (
        f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{high}"/>{"<w:tblHeader/>" if head else ""}</w:trPr>'
        f"{''.join(cells)}</w:tr>"
    )


def _label_and_text(label: str, text: str, high: int = 480) -> str:
    return _row(_cell(label, _WIDTHS[0], bold=True), _cell(text, sum(_WIDTHS[1:]), 5, align="left"), high=high)


def _table() -> Any:
    sides = "".join(
        f'<w:{side} w:val="{"double" if side in ("top", "bottom") else "single"}" w:sz="4" w:space="0" w:color="1F4E79"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in _WIDTHS)
    half = sum(_WIDTHS[1:3])
    heads = ("一级指标", "二级指标", "三级指标", "年度指标值", "依据", "分值")
    marks = ("年度.一级指标", "二级指标", "三级指标", "指标值", "指标值确定依据", "分值")
    rows = (
        _label_and_text("项目名称", "{{项目名称}}"),
        _row(
            _cell("申报单位", _WIDTHS[0], bold=True),
            _cell("{{申报单位}}", half, 2, align="left"),
            _cell("预算（万元）", _WIDTHS[3], bold=True),
            _cell("{{项目预算(万元)}}", sum(_WIDTHS[4:]), 2),
        ),
        _label_and_text(
            "资金性质",
            "{{资金性质:经费拨款}} 经费拨款　{{资金性质:非税收入}} 非税收入　{{资金性质:政府性基金}} 政府性基金",
        ),
        _label_and_text("资金用途", "{{资金用途}}", 700),
        _label_and_text("长期目标", "{{长期目标}}", 700),
        _label_and_text("年度目标", "{{年度目标}}", 700),
        _row(
            *(_cell(text, width, bold=True, shade="DDEBF7") for text, width in zip(heads, _WIDTHS, strict=True)),
            head=True,
        ),
        _row(*(_cell(f"{{{{{text}}}}}", width) for text, width in zip(marks, _WIDTHS, strict=True))),
        _label_and_text("填表说明", "本表一式三份。"),
    )
    return parse_xml(
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{sum(_WIDTHS)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{sides}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def word_template() -> bytes:
    """A bureau's own form: fonts, double borders and shading of its own, the project's name in the footer."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(22)
    for style in (document.styles["Normal"],):
        style.font.name, style.font.size = "仿宋", Pt(10.5)
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "仿宋")
    title = document.add_paragraph()
    title.alignment = 1
    run = title.add_run("{{年度}}年度项目支出绩效目标申报表")
    run.font.size, run.font.name = Pt(18), "方正小标宋简体"
    run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "方正小标宋简体")
    document.element.body[-1].addprevious(_table())
    document.add_paragraph("填报人：　　　　　　审核人：　　　　　　填报日期：")
    section.footer.paragraphs[0].text = "{{申报单位}}　{{项目名称}}"
    core = document.core_properties
    core.author, core.comments, core.title = "", "", "申报表模板"
    return _fixed(_saved(document))


def excel_template() -> bytes:
    """The same form in Excel, with a sum below the rows."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "申报表"
    side = Side(style="thin", color="1F4E79")
    grid = Border(left=side, right=side, top=side, bottom=side)
    for column, width in zip("ABCDEFG", (6, 12, 14, 30, 16, 16, 8), strict=True):
        sheet.column_dimensions[column].width = width
    rows: list[tuple[tuple[str, ...], float]] = [
        (("{{年度}}年度项目支出绩效目标申报表", "", "", "", "", "", ""), 32),
        (("项目名称", "", "{{项目名称}}", "", "", "", ""), 24),
        (("申报单位", "", "{{申报单位}}", "", "预算（元）", "{{项目预算(元)}}", ""), 24),
        (("资金用途", "", "{{资金用途}}", "", "", "", ""), 36),
        (("长期目标", "", "{{长期目标}}", "", "", "", ""), 36),
        (("年度目标", "", "{{年度目标}}", "", "", "", ""), 36),
        (("序号", "一级指标", "二级指标", "三级指标", "指标值", "依据", "分值"), 24),
        (("{{序号}}", "{{年度.一级指标}}", "{{二级指标}}", "{{三级指标}}", "{{指标值}}", "{{依据}}", "{{分值}}"), 22),
        (("合计", "", "", "", "", "", "=SUM(G8:G8)"), 22),
        (("填报人：", "", "", "审核人：", "", "", ""), 22),
    ]
    for number, (texts, height) in enumerate(rows, 1):
        sheet.row_dimensions[number].height = height
        for column, text in enumerate(texts, 1):
            cell = sheet.cell(number, column, text or None)
            cell.font = Font(name="仿宋", size=18 if number == 1 else 11, bold=number in (1, 7))
            centered = number in (1, 7, 8, 9) or column in (1, 5, 6)
            cell.alignment = Alignment("center" if centered else "left", "center", wrap_text=True)
            if 1 < number < 10:
                cell.border = grid
            if number == 7:
                cell.fill = PatternFill("solid", fgColor="DDEBF7")
    for merged in ("A1:G1", "A2:B2", "C2:G2", "A3:B3", "C3:D3", "F3:G3", *(f"A{n}:B{n}" for n in (4, 5, 6)),
                   *(f"C{n}:G{n}" for n in (4, 5, 6)), "A9:F9", "A10:C10", "D10:G10"):  # fmt: skip
        sheet.merge_cells(merged)
    sheet["F3"].number_format = "#,##0.00"
    sheet.print_area, sheet.print_title_rows = "A1:G10", "7:7"
    sheet.page_setup.paperSize, sheet.page_setup.orientation = 9, "portrait"
    sheet.sheet_properties.pageSetUpPr = openpyxl.worksheet.properties.PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToHeight = 0
    sheet.oddFooter.center.text = "{{项目名称}}"
    book.properties.creator = ""
    return _fixed(_saved(book))


def _saved(office: Any) -> bytes:
    buffer = io.BytesIO()
    office.save(buffer)
    return buffer.getvalue()


def _fixed(data: bytes) -> bytes:
    """Take the hour out of a file, so that the same is made each time."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name != "docProps/core.xml":
                new.writestr(zipfile.ZipInfo(name, (2025, 1, 1, 0, 0, 0)), old.read(name), zipfile.ZIP_DEFLATED)
            else:
                core = old.read(name).split(b"<dcterms:created")[0] + b"</cp:coreProperties>"
                new.writestr(zipfile.ZipInfo(name, (2025, 1, 1, 0, 0, 0)), core, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / WORD).write_bytes(word_template())
    (FOLDER / EXCEL).write_bytes(excel_template())
