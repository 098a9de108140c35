"""The reviewed Excel file: notes at the rows, and the rest byte for byte."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment

from assistant.checking import check
from assistant.model import Document, PerformanceTarget
from assistant.reading import read_document
from assistant.writing import to_bytes
from assistant.writing.reviewed import reviewed_copy

Example = Callable[[str], PerformanceTarget]


def review(data: bytes, tmp_path: Path) -> tuple[Document, bytes, Document]:
    path = tmp_path / "表.xlsx"
    path.write_bytes(data)
    document = read_document(path)
    copy = reviewed_copy(data, "xlsx", document, [check(target, document.narrative) for target in document])
    path.write_bytes(copy)
    return document, copy, read_document(path)


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def notes(data: bytes) -> dict[tuple[str, str], tuple[str, str]]:
    """Text and author of each note, by its cell's value and its sheet."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    return {
        (sheet.title, cell.coordinate): (cell.comment.text, str(cell.value))
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.comment
    }


def saved(book: openpyxl.Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize("start", ["000-01", "001-05", "002-02", "003-02", "004-02", "004-20"])
def test_each_finding_stands_in_a_note_at_its_row(start: str, tmp_path: Path, example: Example) -> None:
    document, copy, again = review(to_bytes([example(start)], "xlsx"), tmp_path)
    report = check(document[0])
    assert report.findings
    found = notes(copy).values()
    for finding in report.findings:
        values = [value for text, value in found if finding.message in text and finding.rule in text]
        assert values, finding.message
        if finding.position is not None:
            row = document[0].indicators[finding.position]
            assert {row.name, str(row.value)} & set(values)
    assert again.targets == document.targets
    assert again.places == document.places


def test_nothing_else_changes(tmp_path: Path, example: Example) -> None:
    targets = [example("002-03"), example("003-02"), example("004-02")]
    data = to_bytes(targets, "xlsx")
    path = tmp_path / "表.xlsx"
    path.write_bytes(data)
    reports = [check(target) for target in targets]
    reports[0] = reports[0].model_copy(update={"findings": ()})
    copy = reviewed_copy(data, "xlsx", read_document(path), reports)
    before, after = parts(data), parts(copy)
    assert set(after) - set(before) == {
        *(f"xl/comments{number}.xml" for number in (1, 2)),
        *(f"xl/drawings/vmlDrawing{number}.vml" for number in (1, 2)),
        *(f"xl/worksheets/_rels/sheet{number}.xml.rels" for number in (2, 3)),
    }
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"xl/worksheets/sheet2.xml", "xl/worksheets/sheet3.xml", "[Content_Types].xml"}
    sheet = after["xl/worksheets/sheet2.xml"].decode()
    assert (
        sheet.replace(sheet[sheet.index("<legacyDrawing") : sheet.index("/>", sheet.index("<legacyDrawing")) + 2], "")[
            -300:
        ]
        == before["xl/worksheets/sheet2.xml"].decode()[-300:]
    )


def test_notes_are_as_high_as_their_texts(tmp_path: Path, example: Example) -> None:
    _, copy, _ = review(to_bytes([example("003-02")], "xlsx"), tmp_path)
    drawing = parts(copy)["xl/drawings/vmlDrawing1.vml"].decode()
    assert drawing.count("<v:shape ") == len(notes(copy))
    assert drawing.count('ObjectType="Note"') == len(notes(copy))
    heights = [float(part.split("pt")[0]) for part in drawing.split("height:")[1:]]
    assert min(heights) > 40


def test_notes_that_were_there_stay(tmp_path: Path, example: Example) -> None:
    book = openpyxl.load_workbook(io.BytesIO(to_bytes([example("003-02")], "xlsx")))
    sheet = book.active
    assert sheet is not None
    taken = [cell for row in sheet.iter_rows() for cell in row if cell.value in ("≥210人", "公共就业创业服务")]
    for cell in taken:
        cell.comment = Comment("请核对", "张三")  # type: ignore[union-attr]
    _, copy, _ = review(saved(book), tmp_path)
    found = notes(copy)
    for cell in taken:
        assert found[sheet.title, cell.coordinate][0] == "请核对"
    assert sum("488人" in text for text, _ in found.values()) >= 2
    drawing = next(data for name, data in parts(copy).items() if name.endswith(".vml")).decode()
    assert drawing.count('ObjectType="Note"') == len(found)


def test_a_row_whose_cells_all_have_notes_gets_ours_behind_them(tmp_path: Path, example: Example) -> None:
    book = openpyxl.load_workbook(io.BytesIO(to_bytes([example("003-02")], "xlsx")))
    sheet = book.active
    assert sheet is not None
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value is not None:
                cell.comment = Comment("旧批注", "张三")  # type: ignore[union-attr]
    document, copy, _ = review(saved(book), tmp_path)
    told = [text for text, _ in notes(copy).values() if "【错误】" in text]
    assert told
    assert all(text.startswith("旧批注\n\n") or "旧批注" not in text for text in told)
    assert all("旧批注" in text for _, (text, value) in notes(copy).items() if value != "None")
    said = "".join(text for text, _ in notes(copy).values())
    assert all(finding.message in said for finding in check(document[0]).findings)


def test_figures_merged_cells_hidden_sheets_and_charts(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    hidden = book.active
    assert hidden is not None
    hidden.sheet_state = "hidden"
    chart = BarChart()
    chart.add_data(Reference(hidden, min_col=1, min_row=1, max_row=2))
    book.create_chartsheet("图").add_chart(chart)
    sheet = book.create_sheet("申报表")
    rows = [
        ("项目名称", "技能培训", None, None, None),
        ("项目预算", "20万元", None, None, None),
        ("年度目标", "培训300人", None, None, None),
        ("一级指标", "二级指标", "三级指标", "指标值", "备注"),
        ("产出指标", "数量指标", "差错率", 0.9, None),
        (None, None, "投诉次数", ">=5次", None),
        ("效益指标", "社会效益指标", "就业情况", "优", None),
    ]
    for row in rows:
        sheet.append(row)
    sheet["D5"].number_format = "0%"
    sheet.merge_cells("B1:E1")
    sheet.merge_cells("A5:A6")
    sheet.merge_cells("B5:B6")
    document, copy, again = review(saved(book), tmp_path)
    assert again.targets == document.targets
    report = check(document[0])
    assert any(finding.position == 0 for finding in report.findings)
    found = {cell for title, cell in notes(copy) if title == "申报表"}
    assert len(found) == len(notes(copy))
    for finding in report.findings:
        if finding.position is not None:
            assert found & {f"C{5 + finding.position}", f"D{5 + finding.position}"}


def test_a_macro_file_keeps_its_macros(example: Example) -> None:
    plain = parts(to_bytes([example("003-02")], "xlsx"))
    plain["xl/vbaProject.bin"] = b"\x00macro\xff"
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in plain.items():
            archive.writestr(name, data)
    target = example("003-02")
    copy = reviewed_copy(buffer.getvalue(), "xlsx", Document([target]), [check(target)])
    assert parts(copy)["xl/vbaProject.bin"] == b"\x00macro\xff"
    assert notes(copy)


def test_a_second_review_takes_the_place_of_the_first(tmp_path: Path, example: Example) -> None:
    book = openpyxl.load_workbook(io.BytesIO(to_bytes([example("003-02")], "xlsx")))
    sheet = book.active
    assert sheet is not None
    sheet["A1"].comment = Comment("请核对", "张三")
    document, copy, _ = review(saved(book), tmp_path)
    _, again, _ = review(copy, tmp_path)
    assert notes(copy) == notes(again)
    drawing = next(data for name, data in parts(again).items() if name.endswith(".vml")).decode()
    assert drawing.count('ObjectType="Note"') == len(notes(copy))
    nothing = [check(target).model_copy(update={"findings": ()}) for target in document]
    cleared = reviewed_copy(again, "xlsx", document, nothing)
    assert [text for text, _ in notes(cleared).values()] == ["请核对"]
    drawing = next(data for name, data in parts(cleared).items() if name.endswith(".vml")).decode()
    assert drawing.count('ObjectType="Note"') == 1
