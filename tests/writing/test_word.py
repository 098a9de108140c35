import io
from collections.abc import Callable
from typing import Any

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from assistant.forms import all_forms
from assistant.forms.convert import convert
from assistant.model import PerformanceTarget
from assistant.writing import to_bytes
from assistant.writing.cleaning import clean
from assistant.writing.plan import plan
from tests.writing.shown import shown_goals

Example = Callable[[str], PerformanceTarget]
FORMS = sorted(all_forms())


def opened(*targets: PerformanceTarget) -> Any:
    return docx.Document(io.BytesIO(to_bytes(targets, "docx")))


def grid(table: Any) -> list[list[str]]:
    """The text of each cell as a person sees it: a merged cell's at every place that it covers."""
    return [[cell.text for cell in row.cells] for row in table.rows]


def everything(document: Any) -> str:
    texts = [paragraph.text for paragraph in document.paragraphs]
    return "\n".join([*texts, *(text for table in document.tables for row in grid(table) for text in row)])


def test_ezhou_looks_as_on_paper(example: Example) -> None:
    document = opened(example("000-02"))
    head, long_term, annual = map(grid, document.tables)
    assert [paragraph.text for paragraph in document.paragraphs[:2]] == [
        "2025年项目支出绩效目标批复表", "申报单位：\t金额单位：万元",
    ]  # fmt: skip
    assert head[0] == ["项目名称", *["职称评审工作经费"] * 5]
    assert head[1][:3] == ["项目预算", "20", "项目类型"]
    assert head[1][3] == "☑ 常年性项目  □ 一次性项目  □ 延续性项目"
    assert head[2][1].startswith("□ 经费拨款  ☑ 非税收入  □ 政府性基金")
    assert head[4] == ["项目绩效总目标"] * 6
    assert [row[0] for row in head[5:]] == ["名称", "长期绩效目标1", "年度绩效目标1"]
    assert [table[0][0] for table in (long_term, annual)] == ["长期绩效目标表", "年度绩效目标表"]
    assert annual[2] == ["年度绩效目标1", "成本指标", "经济成本指标", "专家评委费", "1000元/人/天", "预算支出标准"]
    assert len(long_term) == len(annual) == 2 + 12


def test_ezhou_without_year_and_with_unit(example: Example) -> None:
    lines = [paragraph.text for paragraph in opened(example("001-01")).paragraphs[:2]]
    assert lines == ["项目支出绩效目标批复表", "申报单位：鄂州市人力资源和社会保障局本级\t金额单位：万元"]


def test_shanghai_looks_as_on_paper(example: Example) -> None:
    document = opened(example("002-01"))
    head, table = map(grid, document.tables)
    assert document.paragraphs[1].text == "（2024年度）"
    assert head[0][3:] == ["项目性质", "经常性专项业务费", "项目类别", "特定目标类"]
    assert head[3] == ["项目资金（元）", "项目资金总额", "", *["年度资金申请总额"] * 2, *["77,677,700.00"] * 2]
    assert head[5][3:] == [*["上年结转资金"] * 2, *["0.00"] * 2]
    assert head[7] == ["项目绩效目标", *["项目总目标"] * 3, *["年度总体目标"] * 3]
    assert head[8][1] == ""
    assert head[8][4].startswith("安全、顺利举办年度各项公务员")
    assert table[0][1:4] == ["一级指标", "二级指标", "三级指标"]
    assert table[2] == ["绩效指标", "产出指标", "数量指标", *["巡考到位人次数"] * 2, *["≥1550(人次)"] * 2]


def test_hangu_looks_as_on_paper(example: Example) -> None:
    document = opened(example("004-01"))
    head, table = map(grid, document.tables)
    assert document.paragraphs[0].text == "人才工作专项资金项目绩效目标申报表"
    assert list(dict.fromkeys(head[1])) == [
        "预算规模及资金用途", "预算数", "90万元", "其中：财政资金", "92万元", "其他资金", "",
    ]  # fmt: skip
    assert head[2][1] == "主要用于我区拟于2025年组织开展大型联合人才招聘活动。"
    assert list(dict.fromkeys(head[4])) == ["资金支出计划（%）", "25%", "50%", "75%", "100%"]
    assert head[5][:2] == ["绩效目标", "目标1"]
    assert head[6][3] == "开展优秀人才展播拍摄专题宣传片等"
    assert list(dict.fromkeys(table[6])) == [
        "效果指标",
        "经济效益指标",
        "保证人才队伍可持续建设",
        "持续发展",
        "年初计划",
    ]


def test_central_lies_on_its_side_with_every_attribute(example: Example) -> None:
    target = convert(example("001-01"), "central")
    target.indicators[0].weight = target.indicators[0].weight or 10  # type: ignore[assignment]
    document = opened(target)
    section = document.sections[0]
    assert section.orientation == WD_ORIENT.LANDSCAPE
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)
    head, table = map(grid, document.tables)
    assert "实施单位" in head[1]
    assert "鄂州市人力资源和社会保障局本级" in head[1]
    assert list(dict.fromkeys(head[6])) == ["总体目标", "中期目标", "年度目标"]
    assert table[0][1:] == [
        "一级指标", "二级指标", "三级指标", "指标解释", "指标值", "指标值确定依据", "取值方式", "数据来源", "权重", "评分规则",
    ]  # fmt: skip
    assert table[1][9] == "10"


@pytest.mark.parametrize("form_id", FORMS)
def test_the_table_is_made_for_paper(form_id: str, example: Example) -> None:
    target = convert(example("001-04"), form_id)
    document, form = opened(target), plan(target).form
    for table in document.tables:
        assert [round(column.width.mm, 1) for column in table.columns] == list(form.layout.widths_mm)
        for row in table.rows:
            assert row._tr.trPr.find(qn("w:cantSplit")) is not None
            assert sum(int(tc.tcPr.find(qn("w:tcW")).get(qn("w:w"))) for tc in row._tr.tc_lst) == sum(
                round(width * 1440 / 25.4) for width in form.layout.widths_mm
            )
    for table in document.tables[1:]:
        repeated = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows]
        assert repeated == sorted(repeated, reverse=True)
        headers = [text for row, again in zip(grid(table), repeated, strict=True) if again for text in row]
        assert "三级指标" in headers


def test_equal_levels_are_merged_and_others_are_not(example: Example) -> None:
    table = opened(example("000-01")).tables[1]
    rows = list(table.rows)[2:]
    first = [row.cells[1]._tc for row in rows]
    second = [row.cells[2]._tc for row in rows]
    levels = example("000-01").of_period("long_term")
    for place in range(1, len(rows)):
        assert (first[place] is first[place - 1]) == (levels[place].level1 == levels[place - 1].level1)
        assert (second[place] is second[place - 1]) == (levels[place].level2 == levels[place - 1].level2)


def test_fonts_are_set_for_chinese_too(example: Example) -> None:
    document = opened(example("004-01"))
    runs = [
        run for table in document.tables for row in table.rows for cell in row.cells for run in cell.paragraphs[0].runs
    ]
    assert {run._r.rPr.rFonts.get(qn("w:eastAsia")) for run in runs} == {"宋体"}
    assert document.paragraphs[0].runs[0]._r.rPr.rFonts.get(qn("w:eastAsia")) == "黑体"
    assert document.styles["Normal"].element.rPr.rFonts.get(qn("w:eastAsia")) == "宋体"


def test_every_target_starts_a_page_and_turns_the_paper_as_its_form_wants(example: Example) -> None:
    targets = [example("004-01"), example("004-02"), convert(example("004-03"), "central"), example("000-01")]
    document = opened(*targets)
    assert [section.orientation for section in document.sections] == [
        WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE, WD_ORIENT.PORTRAIT,
    ]  # fmt: skip
    assert all(round(section.left_margin.mm) == 15 for section in document.sections)
    breaks = [p.text for p in document.paragraphs if p.paragraph_format.page_break_before]
    assert breaks == [f"{targets[1].project.name}项目绩效目标申报表"]
    assert len(document.tables) == 2 + 2 + 2 + 3


def test_what_is_to_be_confirmed_stands_out(odd: PerformanceTarget) -> None:
    marked = [
        run.text
        for table in opened(odd).tables
        for row in table.rows
        for cell in row.cells
        for paragraph in cell.paragraphs
        for run in paragraph.runs
        if run.font.highlight_color
    ]
    assert set(marked) == {"【待核实】"}


@pytest.mark.parametrize("form_id", FORMS)
def test_nothing_of_an_odd_target_is_lost(form_id: str, odd: PerformanceTarget) -> None:
    target = convert(odd, form_id)
    text = everything(opened(target))
    for row in target.indicators:
        assert clean(row.name) in text
        assert str(row.value) in text
        assert row.level2 in text
    for goal in shown_goals(target):
        assert clean(goal.text) in text
    if form_id == "hangu":
        assert odd.project.purpose is not None
        assert odd.project.purpose in text
        assert text.count("目标5") >= 1  # a fifth goal row, after the form's two


def test_a_row_longer_than_a_page_may_break(odd: PerformanceTarget) -> None:
    head = opened(odd).tables[0]
    row = next(row for row in head.rows if "购置设备" in row.cells[1].text)
    assert row._tr.trPr.find(qn("w:cantSplit")) is None


def test_each_of_thirty_forms_is_there(examples: list[PerformanceTarget]) -> None:
    data = to_bytes(examples[-30:], "docx")
    assert len(docx.Document(io.BytesIO(data)).tables) == 60
