"""Old Excel files, what systems export under their name, and text tables."""

from pathlib import Path
from typing import Any

import pytest
import xlwt

from assistant.model import Document, UnreadableFileError
from assistant.reading import read_document
from tests.reading.packages import HEAD, HEADER, READ, ROWS


def rows(document: Document) -> list[tuple[str, str, str, str]]:
    return [(row.level1, row.level2, row.name, str(row.value)) for row in document[0].indicators]


def _sheet(book: Any, name: str = "表") -> Any:
    sheet = book.add_sheet(name)
    for at, line in enumerate((HEAD, HEADER, *ROWS)):
        for column, text in enumerate(line):
            sheet.write(at, column, text)
    return sheet


def test_old_excel(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("表", cell_overwrite_ok=True)
    hidden = _sheet(book, "旧")
    hidden.visibility = 1
    for column, text in enumerate(("项目名称", "桥梁加固", "预算数", 95)):
        sheet.write(0, column, text)
    for column, text in enumerate(HEADER):
        sheet.write(1, column, text)
    sheet.write_merge(2, 4, 0, 0, "产出指标")
    sheet.write_merge(2, 3, 1, 1, "质量指标")
    sheet.write(4, 1, "时效指标")
    lines = [
        ("验收合格率", 0.95, "0%"),
        ("优良率", 0.5, '"≥"0.0%'),
        ("完工时间", 46022, 'yyyy"年"m"月"'),
        ("隐藏", 1, "0"),
    ]
    for at, (name, value, code) in enumerate(lines, 2):
        sheet.write(at, 2, name)
        sheet.write(at, 4, value, xlwt.easyxf(num_format_str=code))
    sheet.row(5).hidden = True
    path = tmp_path / "桥.xls"
    book.save(str(path))
    document = read_document(path)
    assert len(document) == 1
    assert rows(document) == [
        ("产出指标", "质量指标", "验收合格率", "95%"),
        ("产出指标", "质量指标", "优良率", "≥50.0%"),
        ("产出指标", "时效指标", "完工时间", "2025年12月"),
    ]
    assert [(place.part, place.row) for place in document.places[0].rows if place] == [(0, 2), (0, 3), (0, 4)]


def test_old_excel_cut_short(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    _sheet(book)
    path = tmp_path / "桥.xls"
    book.save(str(path))
    path.write_bytes(path.read_bytes()[:3000])
    with pytest.raises(UnreadableFileError, match="不是完整的 Excel 文件"):
        read_document(path)


def _html(lines: list[str]) -> str:
    return f"<html><head><meta charset='gbk'><style>td {{ x: y }}</style></head><body>{''.join(lines)}</body></html>"


HTML = _html([
    "<p>2026年项目支出绩效目标表</p><table border=1>",
    *(f"<tr>{''.join(f'<td>{text}</td>' for text in line)}</tr>" for line in (HEAD, HEADER)),
    "<tr style='display:none'><td>藏</td></tr>",
    "<tr><td rowspan=2>产出<br>指标</td><td rowspan='2'>数量指标</td>" + "".join(f"<td>{text}&nbsp;</td>" for text in ROWS[0][2:]) + "</tr>",
    "<tr>" + "".join(f"<td><div><span>{text}</span></div></td>" for text in ROWS[1][2:]) + "</tr>",
    "<tr>" + "".join(f"<td>{text}</td>" for text in ROWS[2]) + "</tr></table>",
])  # fmt: skip


@pytest.mark.parametrize("name", ["桥.xls", "桥.html", "桥.doc"])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
@pytest.mark.parametrize("wrapped", [False, True])
def test_web_page_called_excel(tmp_path: Path, name: str, encoding: str, wrapped: bool) -> None:
    path = tmp_path / name
    path.write_text(f"<table><tr><td><div>{HTML}</div></td></tr></table>" if wrapped else HTML, encoding=encoding)
    document = read_document(path)
    assert rows(document) == READ
    assert any("内容是网页表格" in note.message for note in document.notes) == (not name.endswith(".html"))


XML_2003 = """<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Styles><Style ss:ID="p"><NumberFormat ss:Format="Percent"/></Style><Style ss:ID="d"><NumberFormat ss:Format="Long Date"/></Style></Styles>
<Worksheet ss:Name="表"><Table>{}</Table></Worksheet></Workbook>"""


def test_excel_in_the_xml_of_2003(tmp_path: Path) -> None:
    def line(*cells: str) -> str:
        return f"<Row>{''.join(cells)}</Row>"

    def cell(text: str, attributes: str = "", kind: str = "String") -> str:
        return f'<Cell {attributes}><Data ss:Type="{kind}">{text}</Data></Cell>'

    lines = [line(*map(cell, HEAD)), line(*map(cell, HEADER))]
    lines.append(
        line(cell("产出指标", 'ss:MergeDown="1"'), *map(cell, ROWS[0][1:4]), cell("0.95", 'ss:StyleID="p"', "Number"))
    )
    lines.append(
        line(
            cell("时效指标", 'ss:Index="2"'),
            cell("完工时间"),
            cell("2026-12-31T00:00:00.000", 'ss:Index="5" ss:StyleID="d"', "DateTime"),
        )
    )
    lines.append(line(*map(cell, ROWS[2])))
    path = tmp_path / "桥.xls"
    path.write_text(XML_2003.format("".join(lines)), encoding="utf-8")
    assert rows(read_document(path)) == [
        ("产出指标", "数量指标", "加固桥梁数量", "95.00%"),
        ("产出指标", "时效指标", "完工时间", "2026年12月31日"),
        READ[2],
    ]


@pytest.mark.parametrize("name", ["桥.csv", "桥.tsv", "桥.xls"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_text_tables(tmp_path: Path, name: str, encoding: str) -> None:
    sign = "," if name.endswith(".csv") else "\t"
    lines = [list(line) for line in (HEAD, HEADER, *ROWS)]
    lines[2][4], lines[3][4], lines[4][4] = '"=""=3座"""', "≥12个", "'=95%"
    lines[2][2] = '"加固桥梁\n数量"'
    path = tmp_path / name
    path.write_text("\n".join(sign.join(line) for line in lines), encoding=encoding)
    document = read_document(path)
    assert [(name, value) for _, _, name, value in rows(document)] == [
        ("加固桥梁数量", "=3座"), ("加固桥墩数量", "≥12个"), ("群众满意度", "=95%"),
    ]  # fmt: skip


def test_text_table_without_an_end(tmp_path: Path) -> None:
    path = tmp_path / "桥.csv"
    path.write_text('项目名称,"' + "长" * 200_000, encoding="utf-8")
    with pytest.raises(UnreadableFileError, match="另存为 .xlsx"):
        read_document(path)
