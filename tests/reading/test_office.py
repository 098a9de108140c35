"""Word and Excel: what our own writing prints reads back the same; merged cells, percentages and dates read as shown."""

import datetime as dt
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from docx.oxml import parse_xml

from assistant.model import PerformanceTarget, UnreadableFileError, from_json
from assistant.reading import read_document, read_text
from tests.reading import made_targets

writing = pytest.importorskip("assistant.writing")
KINDS = ["docx", "xlsx"]
COLUMNS = ["一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值", "指标值确定依据"]


@pytest.fixture(scope="module")
def samples() -> list[PerformanceTarget]:
    folder = Path(__file__).resolve().parent.parent.parent / "examples/targets"
    return [from_json(path.read_text(encoding="utf-8"))[0] for path in sorted(folder.glob("*.json"))]


@pytest.mark.parametrize("kind", KINDS)
def test_all_samples_in_one_file(samples: list[PerformanceTarget], tmp_path: Path, kind: str) -> None:
    document = read_document(writing.write_file(samples, tmp_path / f"全部.{kind}"))
    assert list(document) == samples
    assert document.notes == []


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("form", ["ezhou", "shanghai", "hangu"])
def test_each_made_target_alone(tmp_path: Path, kind: str, form: str) -> None:
    for number, target in enumerate(getattr(made_targets, form)()):
        document = read_document(writing.write_file([target], tmp_path / f"{number}.{kind}"))
        assert list(document) == [target]


@pytest.mark.parametrize("kind", KINDS)
def test_central_form_with_every_column(samples: list[PerformanceTarget], tmp_path: Path, kind: str) -> None:
    from assistant.forms.convert import convert

    target = convert(samples[0], "central")
    target.project.fields = {
        "主管部门": "示例市财政局",
        "项目属性": "新增项目",
        "项目期": "3年",
        "中期资金总额": "1860万元",
    }
    target.indicators[0].method = "直接证明法"
    target.indicators[0].data_source = "部门业务统计"
    target.indicators[0].scoring = "完成得满分\n未完成按比例得分".replace("\n", "，")
    read = read_document(writing.write_file([target], tmp_path / f"中央.{kind}"))[0]
    assert read.indicators == target.indicators
    assert read.goals == target.goals
    assert read.project.budget == target.project.budget
    assert target.project.fields.items() <= read.project.fields.items()


def _head(table: Any) -> None:
    for cell, text in zip(table.rows[0].cells, ("项目名称", "桥梁加固", "预算数", "95万元", "", ""), strict=True):
        cell.text = text
    for cell, text in zip(table.rows[1].cells, COLUMNS, strict=True):
        cell.text = text


def _word_file(path: Path) -> Any:
    document = docx.Document()
    document.add_paragraph("桥梁加固项目绩效目标申报表")
    table = document.add_table(rows=5, cols=6)
    _head(table)
    rows = [
        ("产出指标", "数量指标", "加固桥梁数量", "", "=3座", "年度计划"),
        ("产出指标", "数量指标", "加固桥墩数量", "", "≥12个", "年度计划"),
        ("满意度指标", "满意度", "群众满意度", "", "≥95%", "历史标准"),
    ]
    for at, texts in enumerate(rows, start=2):
        for cell, text in zip(table.rows[at].cells, texts, strict=True):
            cell.text = text
    for column in (0, 1):
        table.cell(3, column).text = ""
        table.cell(2, column).merge(table.cell(3, column))
    return document


def test_word_merged_cells(tmp_path: Path) -> None:
    path = tmp_path / "桥.docx"
    _word_file(path).save(path)
    target = read_document(path)[0]
    assert target.form == "hangu"
    assert str(target.project.budget) == "95万元"
    assert [(row.level1, row.level2, row.name) for row in target.indicators] == [
        ("产出指标", "数量指标", "加固桥梁数量"),
        ("产出指标", "数量指标", "加固桥墩数量"),
        ("满意度指标", "服务对象满意度指标", "群众满意度"),
    ]


def test_word_tracked_changes_read_as_accepted(tmp_path: Path) -> None:
    path = tmp_path / "修订.docx"
    document = _word_file(path)
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    paragraph = document.tables[0].cell(2, 4).paragraphs[0]
    paragraph.runs[0].text = ""
    paragraph._p.append(parse_xml(f"<w:del {space}><w:r><w:delText>=3座</w:delText></w:r></w:del>"))
    paragraph._p.append(parse_xml(f"<w:ins {space}><w:r><w:t>=5座</w:t></w:r></w:ins>"))
    document.save(path)
    assert str(read_document(path)[0].indicators[0].value) == "=5座"


def test_excel_figures_read_as_shown(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["项目名称", "桥梁加固", "预算数", 95.5, "", ""])
    sheet.append(COLUMNS)
    sheet.append(["产出指标", "质量指标", "验收合格率", "", 0.985, "年度计划"])
    sheet.append([None, "时效指标", "完工时间", "", dt.date(2026, 12, 31), "年度计划"])
    sheet.append([None, None, "进度", "", 1, "年度计划"])
    sheet["E3"].number_format = "0.0%"
    sheet["E4"].number_format = 'yyyy"年"m"月"d"日"'
    sheet.merge_cells("B4:B5")
    hidden = book.create_sheet("旧")
    hidden.append(["项目名称", "旧项目"])
    hidden.sheet_state = "hidden"
    path = tmp_path / "桥.xlsx"
    book.save(path)
    (target,) = read_document(path)
    assert str(target.project.budget) == "95.5万元"
    assert [(row.level1, row.level2, str(row.value)) for row in target.indicators] == [
        ("产出指标", "质量指标", "98.5%"),
        ("产出指标", "时效指标", "2026年12月31日"),
        ("产出指标", "时效指标", "1"),
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_office_file_without_a_form(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"会议.{kind}"
    if kind == "docx":
        document = docx.Document()
        document.add_paragraph("会议通知")
        document.save(str(path))
    else:
        openpyxl.Workbook().save(path)
    with pytest.raises(UnreadableFileError, match="没有找到绩效目标表"):
        read_document(path)


def _as_text(data: bytes, sign: str, spelt_out: bool) -> str:
    """Flatten a Word file as extraction tools do: merged cells blank, or spelt out wherever they reach."""
    lines: list[str] = []
    for block in docx.Document(BytesIO(data)).iter_inner_content():
        if not hasattr(block, "rows"):
            lines += ["", block.text, ""]
            continue
        seen: set[Any] = set()
        for row in block.rows:
            cells = []
            for cell in row.cells:
                cells.append(cell.text if spelt_out or cell._tc not in seen else "")
                seen.add(cell._tc)
            lines.append(sign.join(["", *cells, ""]) if sign == "|" else sign.join(cells))
    return "\n".join(lines)


@pytest.mark.parametrize("spelt_out", [False, True])
@pytest.mark.parametrize("sign", ["|", "\t"])
def test_forms_flattened_to_text(samples: list[PerformanceTarget], sign: str, spelt_out: bool) -> None:
    text = _as_text(writing.to_bytes(samples, "docx"), sign, spelt_out)
    assert list(read_text(text, "摊平")) == samples


@pytest.mark.parametrize("kind", KINDS)
def test_a_users_own_form_needs_no_code(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    text = (root / "assistant/forms/hangu/form.yaml").read_text(encoding="utf-8")
    own = text.replace("id: hangu", "id: own").replace("资金支出计划", "用款计划").replace("月底", "月末")
    own = own.replace("printed: 效果指标", "printed: 成效指标").replace("项目编码", "项目代码")
    (tmp_path / "forms/own").mkdir(parents=True)
    (tmp_path / "forms/own/form.yaml").write_text(own, encoding="utf-8")
    monkeypatch.setenv("ASSISTANT_FORMS", str(tmp_path / "forms"))
    target = made_targets.hangu()[0].model_copy(update={"form": "own"})
    target.project.fields = {"项目代码": "A-17", "财政资金": "680万元", "3月末": "10%", "12月末": "100%"}
    (read,) = read_document(writing.write_file([target], tmp_path / f"自建.{kind}"))
    assert read == target
