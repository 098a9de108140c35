import csv
import io
from collections.abc import Callable

import docx
import openpyxl
import pytest

from assistant.checking import check
from assistant.model import Document, InputError, PerformanceTarget
from assistant.writing.reviewed import findings_table

Example = Callable[[str], PerformanceTarget]
HEADERS = ["序号", "位置", "严重程度", "维度", "问题", "建议", "依据"]


@pytest.fixture
def two(example: Example) -> Document:
    return Document([example("003-02"), example("004-20")])


def test_the_word_table_holds_every_finding_by_project(two: Document) -> None:
    reports = [check(target) for target in two]
    document = docx.Document(io.BytesIO(findings_table(two, reports, "docx")))
    lines = [paragraph.text for paragraph in document.paragraphs]
    for report, table in zip(reports, document.tables, strict=True):
        assert report.project in lines
        assert any(line.startswith(f"得分 {report.score.total:g}，等次“{report.score.grade}”") for line in lines)
        first, *rows = [[cell.text for cell in row.cells] for row in table.rows]
        assert first == HEADERS
        assert [row[0] for row in rows] == [str(number) for number in range(1, len(report.findings) + 1)]
        assert {row[4] for row in rows} == {finding.message for finding in report.findings}


def test_places_are_counted_within_their_table(two: Document) -> None:
    reports = [check(target) for target in two]
    rows = list(csv.DictReader(io.StringIO(findings_table(two, reports, "csv").decode("utf-8-sig"))))
    assert list(rows[0]) == ["项目", "得分和等次", *HEADERS]
    places = {row["位置"] for row in rows if row["项目"] == two[0].project.name}
    assert "年度·第3行·参加技能培训享受补贴人数" in places
    assert "长期·第3行·参加技能培训享受补贴人数" in places
    assert "年度·绩效目标" in places


def test_the_excel_table_is_text_and_ready_to_print(two: Document) -> None:
    two[0].project.name = "=1+1"
    reports = [check(target) for target in two]
    sheet = openpyxl.load_workbook(io.BytesIO(findings_table(two, reports, "xlsx"))).active
    assert sheet is not None
    assert [cell.value for cell in sheet[2]] == ["项目", *HEADERS]
    assert sheet["A4"].value == "=1+1"
    assert sheet["A4"].data_type == "s"
    assert sheet.print_title_rows == "$2:$2"
    messages = {sheet.cell(row, 6).value for row in range(3, sheet.max_row + 1)} - {None}
    assert messages == {finding.message for report in reports for finding in report.findings}
    csv_rows = list(csv.reader(io.StringIO(findings_table(two, reports, "csv").decode("utf-8-sig"))))
    assert csv_rows[1][0] == "'=1+1"


def test_no_findings_and_unknown_kinds_are_said(example: Example) -> None:
    document = Document([example("002-03")])
    reports = [check(document[0]).model_copy(update={"findings": ()})]
    assert "没有发现问题" in findings_table(document, reports, "csv").decode("utf-8-sig")
    text = "\n".join(p.text for p in docx.Document(io.BytesIO(findings_table(document, reports, "docx"))).paragraphs)
    assert "没有发现问题" in text
    with pytest.raises(InputError, match="可选：docx、xlsx、csv"):
        findings_table(document, reports, "pdf")  # type: ignore[arg-type]
