"""Excel: what the sheet shows is what is read, however it is stored."""

from pathlib import Path

import pytest

from assistant.model import Document
from assistant.reading import read_document
from assistant.reading.office.shown import BUILT_IN, shown
from tests.reading.packages import HEAD, HEADER, READ, ROWS, excel, excel_form, excel_row


def read(path: Path, data: bytes) -> Document:
    path.write_bytes(data)
    return read_document(path)


def rows(document: Document, target: int = 0) -> list[tuple[str, str, str, str]]:
    return [(row.level1, row.level2, row.name, str(row.value)) for row in document[target].indicators]


def sheet(lines: list[str], before: str = "", behind: str = "") -> str:
    return f"{before}<sheetData>{''.join(lines)}</sheetData>{behind}"


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (0.95, "0%", "95%"), (0.95, "0.00%", "95.00%"), (0.985, "0.0%", "98.5%"), (0.95, "≥0%", "≥95%"), (12, '#,##0"万元"', "12万元"),
        (3, '"≥"0"人"', "≥3人"), (77677700, "#,##0.00", "77,677,700.00"), (1234567, '0.00,"千元"', "1234.57千元"), (12, "000000", "000012"),
        (2.5, "0", "3"), (-5, "0;(0)", "(5)"), (0, '0;-0;"-"', "-"), (5, "0_ ;[Red]\\-0\\ ", "5"), (0.25, "0.##", "0.25"), (3, "General", "3"),
        (0.1 + 0.2, "", "0.3"), (1e20, "General", "1" + "0" * 20), (12345.678, "[$¥-804]#,##0.00", "¥12,345.68"), (150, "[>=100]0人;0个", "150人"),
        (50, "[>=100]0人;0个", "50个"), (7, "@", "7"), (5, ";;;", ""), (44561, "General", "44561"), (44561, "yyyy-mm-dd", "2021-12-31"),
        (44561, 'yyyy"年"m"月"', "2021年12月"), (44561, '[$-804]yyyy"年"m"月"d"日";@', "2021年12月31日"), (44561, BUILT_IN[14], "2021/12/31"),
        (44561, BUILT_IN[57], "2021年12月"), (44561.75, "yyyy/m/d h:mm", "2021/12/31 18:00"), (0.5, "h:mm AM/PM", "12:00 PM"),
        (0.75, '上午/下午h"时"mm"分"', "下午6时00分"), (1.5, "[h]:mm", "36:00"), (0.5, "mm:ss", "00:00"), (44561, "aaaa", "星期五"),
        (-1, "yyyy", "-1"), (1e9, "yyyy", "1000000000"), (float("nan"), "0", ""),
    ],
)  # fmt: skip
def test_numbers_as_shown(value: float, code: str, text: str) -> None:
    assert shown(value, code) == text


def test_days_counted_from_1904(tmp_path: Path) -> None:
    assert shown(43099, "yyyy-mm-dd", from_1904=True) == "2021-12-31"


def test_everything_as_shown(tmp_path: Path) -> None:
    styles = (
        '<numFmts><numFmt numFmtId="164" formatCode="&quot;≥&quot;0&quot;个&quot;"/></numFmts><fonts><font><b val="x"/></font></fonts>'
        '<cellXfs><xf numFmtId="0"/><xf numFmtId="9"/><xf numFmtId="164"/><xf numFmtId="57"/></cellXfs>'
    )
    strings = (
        "<si><t>验收合格率</t></si><si><r><t>加固</t></r><r><rPr><b/></rPr><t>桥墩数量</t></r><rPh><t>qiao</t></rPh></si>"
        "<si><t>年度_x000D_\n计划</t></si>"
    )
    lines = [
        excel_row(1, ["项目名称", "桥梁加固", "预算数", '<c r="D1"><v>95.5</v></c>']),
        excel_row(2, HEADER),
        excel_row(3, ["产出指标", "质量指标", '<c r="C3" t="s"><v>0</v></c>', "", '<c r="E3" s="1"><v>0.95</v></c>', '<c r="F3" t="s"><v>2</v></c>']),
        excel_row(4, ["", "数量指标", '<c r="C4" t="s"><v>1</v></c>', "", '<c r="E4" s="2"><v>12</v></c>']),
        excel_row(5, ["", "时效指标", "完工时间", "", '<c r="E5" s="3"><f>DATE(2021,12,31)</f><v>44561</v></c>']),
        excel_row(6, ["", "", "开工时间", "", '<c r="E6"><v>44561</v></c>']),
    ]  # fmt: skip
    document = read(tmp_path / "桥.xlsx", excel([sheet(lines)], strings, styles))
    assert str(document[0].project.budget) == "95.5万元"
    assert [(name, value) for _, _, name, value in rows(document)] == [
        ("验收合格率", "95%"),
        ("加固桥墩数量", "≥12个"),
        ("完工时间", "2021年12月"),
        ("开工时间", "44561"),
    ]
    assert document[0].indicators[0].basis == "年度计划"


def test_formula_without_a_result_is_noted_at_its_row(tmp_path: Path) -> None:
    lines = excel_form()
    lines[2] = excel_row(3, [*ROWS[0][:4], '<c r="E3"><f>SUM(1,2)</f><v></v></c>', "年度计划"])
    lines[3] = excel_row(4, [*ROWS[1][:4], '<c r="E4" t="str"><f>"≥12"&amp;"个"</f><v>≥12个</v></c>', "年度计划"])
    document = read(tmp_path / "桥.xlsx", excel([sheet(lines)]))
    (note,) = [note for note in document.notes if "公式" in note.message]
    assert (note.kind, note.target, note.row, note.position) == ("unsure", 0, "加固桥梁数量", 0)
    assert "第 3 行" in note.message
    assert str(document[0].indicators[1].value) == "≥12个"


def test_hidden_rows_columns_and_sheets_are_not_printed(tmp_path: Path) -> None:
    lines = [excel_row(at, ["藏", *texts]) for at, texts in enumerate((HEAD, HEADER, *ROWS), 1)]
    lines.insert(3, excel_row(4, ["藏", *ROWS[0]], 'hidden="1"'))
    lines[4:] = [excel_row(at, ["藏", *texts]) for at, texts in enumerate(ROWS[1:], 5)]
    cols = '<cols><col min="1" max="1" hidden="1"/></cols>'
    document = read(tmp_path / "桥.xlsx", excel([sheet(lines, cols), sheet(excel_form())]))
    assert len(document) == 2
    assert rows(document) == rows(document, 1) == READ
    assert [note.message for note in document.notes if "隐藏" in note.message] == [
        "工作表“表1”有 1 行被隐藏或筛选掉，没有读入；需要的话请取消隐藏后再打开",
        "工作表“表1”有 1 列被隐藏，没有读入；需要的话请取消隐藏后再打开",
    ]


def test_merged_ranges_carry_down_also_from_hidden_cells(tmp_path: Path) -> None:
    texts = [["", *HEAD], ["", *HEADER], ["绩效指标", *ROWS[0]], ["", "", "", *ROWS[1][2:]], ["", *ROWS[2]]]
    lines = [excel_row(at, line, 'hidden="1"' if at == 3 else "") for at, line in enumerate(texts, 1)]
    merges = (
        "<mergeCells>" + "".join(f'<mergeCell ref="{ref}"/>' for ref in ("A3:A5", "B3:B4", "C3:C4")) + "</mergeCells>"
    )
    document = read(tmp_path / "桥.xlsx", excel([sheet(lines, behind=merges)]))
    assert rows(document) == READ[1:]


@pytest.mark.parametrize("suffix", [".xlsx", ".xlsm", ".XLSX"])
def test_sheets_are_forms_of_their_own(tmp_path: Path, suffix: str) -> None:
    second = [line.replace("桥梁加固", "隧道加固") for line in excel_form()]
    cover = [excel_row(1, ["2026年部门预算绩效目标"]), excel_row(2, ["序号", "目录"])]
    document = read(tmp_path / f"全部{suffix}", excel([sheet(cover), sheet(excel_form()), sheet(second)]))
    assert [target.project.name for target in document] == ["桥梁加固", "隧道加固"]
    assert rows(document) == rows(document, 1) == READ
    assert [place.part for place in document.places[1].rows if place] == [2, 2, 2]


def test_a_sheet_formatted_to_its_end_is_read_to_where_it_is_filled(tmp_path: Path) -> None:
    lines = [*excel_form(), *(f'<row r="{at}"><c r="A{at}" s="1"/></row>' for at in range(6, 30_000))]
    lines.append(excel_row(1_048_576, ["太远"]))
    merges = '<mergeCells count="1"><mergeCell ref="A3:A4"/></mergeCells>'
    without = lines[3].replace("产出指标", "")
    data = excel([sheet([*lines[:3], without, *lines[4:]], behind=merges)])
    document = read(tmp_path / "长.xlsx", data)
    assert rows(document) == READ
    assert not any("没有读入" in note.message for note in document.notes)


def test_rows_beyond_the_last_that_is_read_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from assistant.reading.office import xlsx

    monkeypatch.setattr(xlsx, "MOST_ROWS", 4)
    document = read(tmp_path / "长.xlsx", excel([sheet(excel_form())]))
    assert rows(document) == READ[:2]
    assert any("太长" in note.message for note in document.notes)


def test_strict_open_xml(tmp_path: Path) -> None:
    from io import BytesIO
    from zipfile import ZipFile

    from tests.reading.packages import zipped

    usual, strict = "http://schemas.openxmlformats.org/", "http://purl.oclc.org/ooxml/"
    with ZipFile(BytesIO(excel([sheet(excel_form())]))) as archive:
        parts = {
            name: archive.read(name)
            .decode()
            .replace(f"{usual}spreadsheetml/2006/main", f"{strict}spreadsheetml/main")
            .replace(f"{usual}officeDocument/2006/relationships", f"{strict}officeDocument/relationships")
            for name in archive.namelist()
        }
    assert rows(read(tmp_path / "严格.xlsx", zipped(parts))) == READ
