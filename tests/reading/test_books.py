"""Books of a budget: the forms among tables of other things, and heads with the short labels of a town's own table."""

from pathlib import Path

import pytest

from assistant.model import Document, UnreadableFileError
from assistant.reading import read_document
from assistant.reading.files import read_text
from tests.reading.sheets import Sheet, write

_ROWS = (("数量指标", "清运村数", "11个村"), ("质量指标", "垃圾清运率", "98%以上"))


def _form(name: str) -> Sheet:
    sheet = Sheet(["项目支出绩效目标表"])
    sheet.add("项目名称", name, "预算金额", "38万元")
    sheet.add("一级指标", "二级指标", "三级指标", "指标值")
    for kind, row, value in _ROWS:
        sheet.add("产出指标", kind, row, value)
    return sheet


def _accounts(title: list[str]) -> Sheet:
    sheet = Sheet(title)
    sheet.add("科目编码", "科目名称", "基本支出", "项目支出")
    for number in range(6):
        sheet.add(f"20101{number:02}", "一般行政管理事务", f"{number}.50", "10.00")
    return sheet


def _projects(title: list[str]) -> Sheet:
    sheet = Sheet(title)
    sheet.add("科目编码", "项目名称", "合计", "财政拨款")
    sheet.add("2010199", "垃圾清运", "38", "38")
    return sheet


def _book(parts: list[Sheet], kind: str, folder: Path) -> Document:
    """Write the parts one under the other, titles as rows of one table, and read them."""
    whole = Sheet()
    for part in parts:
        for line in part.above:
            whole.add(line)
        whole.rows += part.rows
    return read_document(write(whole, folder / f"书.{kind}"))


@pytest.mark.parametrize("kind", ["docx", "xlsx", "txt"])
@pytest.mark.parametrize("title", [["2026年部门收支预算总表"], []], ids=["titled", "without title"])
def test_other_tables_are_no_indicators(title: list[str], kind: str, tmp_path: Path) -> None:
    parts = [
        _accounts(title),
        _form("垃圾清运"),
        _accounts(title),
        _projects(title),
        _form("河道保洁"),
        _projects(title),
    ]
    found = _book(parts, kind, tmp_path)
    assert [target.project.name for target in found] == ["垃圾清运", "河道保洁"]
    for target in found:
        assert [(row.level2, row.name, str(row.value)) for row in target.indicators] == [
            (kind, name, value) for kind, name, value in _ROWS
        ]
    assert not found.notes


@pytest.mark.parametrize("kind", ["docx", "xlsx", "csv", "txt"])
def test_short_labels_of_a_town(kind: str, tmp_path: Path) -> None:
    sheet = Sheet(["板桥镇2026年项目绩效目标表"])
    sheet.add("单位", "板桥镇人民政府", "项目", "农村垃圾清运", "经费", "38万元")
    sheet.add("序号", "指标类别", "二级", "指标名称", "目标值", "说明")
    sheet.add("1", "产出", "数量", "清运村数", "11个村", "")
    sheet.add("2", "产出", "质量", "垃圾清运率", "98%以上", "抽查")
    (target,) = read_document(write(sheet, tmp_path / f"镇.{kind}"))
    project = target.project
    assert (project.name, project.unit, str(project.budget)) == ("农村垃圾清运", "板桥镇人民政府", "38万元")
    assert [row.level2 for row in target.indicators] == ["数量指标", "质量指标"]


def test_the_seal_and_the_day_of_filling_in_are_not_the_units(tmp_path: Path) -> None:
    sheet = _form("垃圾清运")
    sheet.above.append("填报单位：县水务局（盖章） 填报日期：2025年10月")
    (target,) = read_document(write(sheet, tmp_path / "表.docx"))
    assert (target.project.unit, target.project.year) == ("县水务局", None)


def test_signs_that_nobody_sees(tmp_path: Path) -> None:
    sheet = Sheet(["项目支出绩效目标表"])
    sheet.rows = [[box._replace(text="\u00ad\u200b".join(box.text)) for box in row] for row in _form("垃圾清运").rows]
    (target,) = read_document(write(sheet, tmp_path / "表.docx"))
    assert target.project.name == "垃圾清运"
    assert [row.name for row in target.indicators] == [name for _, name, _ in _ROWS]


def test_two_halves_with_a_cell_a_line() -> None:
    """Nobody can say which half a line belongs to."""
    half = "二级指标 三级指标 指标值"
    lines = f"项目名称 数字档案 {half} {half} 数量指标 总量 30万卷 数量指标 全年量 10万卷"
    with pytest.raises(UnreadableFileError, match="看不出表格"):
        read_text("\n".join(lines.split()), "档案.txt")


def test_a_cell_a_line_with_one_column_of_levels() -> None:
    lines = "项目名称 数字档案 二级指标 三级指标 指标值 产出指标 成本指标 数量指标 总量 30万卷 质量指标 合格率 99%"
    (target,) = read_text("\n".join(lines.split()), "档案.txt")
    assert [(row.name, str(row.value)) for row in target.indicators] == [("总量", "30万卷"), ("合格率", "99%")]


def test_a_title_with_the_year_behind_it(tmp_path: Path) -> None:
    sheet = Sheet(["部门整体支出绩效目标申报表（2026年度）"], _form("").rows[1:])
    (target,) = read_document(write(sheet, tmp_path / "表.docx"))
    assert (target.project.name, target.project.year) == ("部门整体支出", 2026)


@pytest.mark.parametrize(
    "lines",
    [
        "项目名称 甲 一级指标 二级指标 三级指标 指标值 计量单位 分值 产出指标 数量指标 剂次 ≥6 万剂次 40 质量指标 接种率 ≥99 % 2 乙",
        "一级指标 二级指标 三级指标 指标值 产出指标 数量指标 路灯数 ≥8盏 项目名称 路灯改造 质量指标 亮灯率 ≥98%",
    ],
    ids=["cells of the next project", "rows after a label"],
)
def test_a_cell_a_line_that_does_not_come_out_even(lines: str) -> None:
    with pytest.raises(UnreadableFileError, match="看不出表格"):
        read_text("\n".join(lines.split()), "表.txt")
