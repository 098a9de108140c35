"""Headers in further wordings: parts of a value below it, both levels in one column, 绩效 before every word."""

from pathlib import Path

import pytest

from assistant.reading import read_document
from tests.reading.sheets import KINDS, Box, Sheet, write

WANTED = [
    ("产出指标", "数量指标", "补贴大棚面积", "≥600亩"),
    ("产出指标", "质量指标", "大棚合格率", "=100%"),
    ("效益指标", "经济效益指标", "亩均增收", "≥3000元"),
]


def _head() -> Sheet:
    sheet = Sheet(["项目支出绩效目标表"])
    sheet.add("项目名称", Box("大棚补贴", 3), "预算金额", "300万元")
    return sheet


def parts_below() -> Sheet:
    sheet = _head()
    sheet.add(*[Box(text, rows=2) for text in ("一级指标", "二级指标", "三级指标")], Box("年度指标值", 3))
    sheet.add("运算符号", "指标值", "度量单位")
    for one, two, name, value in WANTED:
        sheet.add(one, two, name, value[0], value[1:-1], value[-1])
    return sheet


def both_levels(header: str, between: str) -> Sheet:
    sheet = _head()
    sheet.add(header, "三级指标", "指标值", "分值", "备注")
    for one, two, name, value in WANTED:
        sheet.add(f"{one}{between}{two}", name, value, "30", "")
    return sheet


def every_word() -> Sheet:
    sheet = _head()
    sheet.add("绩效一级指标", "绩效二级指标", "绩效三级指标", "绩效指标性质", "绩效指标值", "绩效度量单位")
    for one, two, name, value in WANTED:
        sheet.add(one, two, name, value[0], value[1:-1], value[-1])
    return sheet


def reasons_below() -> Sheet:
    sheet = both_levels("一级指标、二级指标", "-")
    sheet.add("未完成原因说明")
    sheet.add("序号", "指标", "未完成原因", "改进措施")
    sheet.add("1", "大棚合格率", "验收推迟", "加快验收")
    return sheet


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "sheet",
    [parts_below(), both_levels("一级指标/二级指标", "/"), every_word(), reasons_below()],
    ids=["parts of a value", "both levels", "every word", "reasons below"],
)
def test_wordings(sheet: Sheet, kind: str, tmp_path: Path) -> None:
    (target,) = read_document(write(sheet, tmp_path / f"表.{kind}"))
    assert target.project.name == "大棚补贴"
    assert [(row.level1, row.level2, row.name, str(row.value)) for row in target.indicators] == WANTED


@pytest.mark.parametrize("kind", KINDS)
def test_short_headers_of_a_list_over_two_rows(kind: str, tmp_path: Path) -> None:
    """项目 and 单位 left of the indicators describe the project; 性质 and 单位 among them belong to the value."""
    sheet = Sheet(["2026年项目绩效目标汇总表", "金额单位：万元"])
    sheet.add(*[Box(text, rows=2) for text in ("单位", "项目", "金额", "总体目标")], Box("指标", 5))
    sheet.add("一级指标", "二级指标", "三级指标", "性质", "指标值")
    for unit, name, amount in (("县医院", "急救提升", "68"), ("中医院", "中医馆", "30")):
        sheet.add(
            *[Box(text, rows=2) for text in (unit, name, amount, f"{name}。")],
            "产出指标",
            "数量指标",
            "数量",
            "≥",
            "2个",
        )
        sheet.add("效益指标", "社会效益指标", "反应时间", "≤", "15分钟")
    found = read_document(write(sheet, tmp_path / f"表.{kind}"))
    assert [(one.project.name, one.project.unit, str(one.project.budget)) for one in found] == [
        ("急救提升", "县医院", "68万元"), ("中医馆", "中医院", "30万元"),
    ]  # fmt: skip
    assert [one.goals_of("annual") for one in found] == [["急救提升。"], ["中医馆。"]]
    for one in found:
        assert [str(row.value) for row in one.indicators] == ["≥2个", "≤15分钟"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_village_table_without_levels(kind: str, tmp_path: Path) -> None:
    sheet = Sheet(["绩效目标申报表"])
    sheet.add("村名", "红星村", "项目名称", Box("村道硬化", 2))
    sheet.add("序号", "指标", "计划值", "完成时限", "备注")
    sheet.add("1", "受益户数", "320户", "2026年10月", "")
    sheet.add("2", "群众满意度", "90%以上", "", "抽查")
    (target,) = read_document(write(sheet, tmp_path / f"表.{kind}"))
    assert [(row.level2, row.name, str(row.value)) for row in target.indicators] == [
        ("数量指标", "受益户数", "320户"), ("服务对象满意度指标", "群众满意度", "90%以上"),
    ]  # fmt: skip
    assert target.indicators[0].extra == {"完成时限": "2026年10月"}
