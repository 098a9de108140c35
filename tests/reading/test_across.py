"""Tables of one row a project, indicators across: each project is a form."""

from pathlib import Path

import pytest

from assistant.model import Document
from assistant.reading import read_document
from tests.reading.sheets import KINDS, Box, Sheet, write


def _rows(found: Document) -> list[list[tuple[str, str, str, str]]]:
    return [[(row.level1, row.level2, row.name, str(row.value)) for row in target.indicators] for target in found]


def _down(text: str, rows: int = 2) -> Box:
    return Box(text, rows=rows)


@pytest.mark.parametrize("kind", KINDS)
def test_a_cell_an_indicator(kind: str, tmp_path: Path) -> None:
    sheet = Sheet(["2026年度项目绩效目标汇总表", "金额单位：万元"])
    sheet.add(_down("序号"), _down("项目名称"), _down("预算金额"), _down("年度目标"), Box("产出指标", 3), "满意度指标")
    sheet.add("数量指标（30分）", "质量指标", "时效指标", "服务对象满意度")
    sheet.add(
        "1",
        "展陈更新",
        "65",
        "更新展厅3个。",
        "更新展厅≥3个；展出文物240件",
        "验收合格率100%",
        "2026年9月底前",
        "观众满意度≥92%",
    )
    sheet.add("2", "文物修缮", "142.6", "修缮5处。", "修缮文物建筑5处", "", "无延误", "群众满意度：不低于90%")
    sheet.add("合计", "", "207.6", "", "", "", "", "")
    found = read_document(write(sheet, tmp_path / f"汇总.{kind}"))
    assert [(target.project.name, str(target.project.budget)) for target in found] == [
        ("展陈更新", "65万元"), ("文物修缮", "142.6万元"),
    ]  # fmt: skip
    assert [target.goals_of("annual") for target in found] == [["更新展厅3个。"], ["修缮5处。"]]
    assert {target.project.year for target in found} == {2026}
    assert _rows(found) == [
        [
            ("产出指标", "数量指标", "更新展厅", "≥3个"), ("产出指标", "数量指标", "展出文物", "240件"),
            ("产出指标", "质量指标", "验收合格率", "100%"), ("产出指标", "时效指标", "", "2026年9月底前"),
            ("满意度指标", "服务对象满意度指标", "观众满意度", "≥92%"),
        ],
        [
            ("产出指标", "数量指标", "修缮文物建筑", "5处"), ("产出指标", "时效指标", "无延误", ""),
            ("满意度指标", "服务对象满意度指标", "群众满意度", "不低于90%"),
        ],
    ]  # fmt: skip
    assert [note.message for note in found.notes] == ["这一行缺名称，请对照原件", "这一行缺指标值，请对照原件"]


@pytest.mark.parametrize("kind", KINDS)
def test_name_value_and_points_of_each_indicator(kind: str, tmp_path: Path) -> None:
    sheet = Sheet(["绩效目标一览表", "单位：万元"])
    sheet.add(_down("项目", 3), _down("金额", 3), Box("产出指标", 6), Box("效益指标", 3))
    sheet.add(Box("数量指标", 3), Box("质量指标", 3), Box("社会效益", 3))
    sheet.add(*["指标", "目标值", "分值"] * 3)
    sheet.add("法律援助", "24", "援助案件", "≥300件", "20", "合格率", "≥95%", "20", "受援人数", "≥320人", "30")
    sheet.add("人民调解", "18.4", "调解纠纷", "≥1100件", "20", "", "", "", "化解率", "≥95%", "30")
    found = read_document(write(sheet, tmp_path / f"一览.{kind}"))
    assert [(target.project.name, str(target.project.budget)) for target in found] == [
        ("法律援助", "24万元"), ("人民调解", "18.4万元"),
    ]  # fmt: skip
    assert _rows(found) == [
        [
            ("产出指标", "数量指标", "援助案件", "≥300件"), ("产出指标", "质量指标", "合格率", "≥95%"),
            ("效益指标", "社会效益指标", "受援人数", "≥320人"),
        ],
        [("产出指标", "数量指标", "调解纠纷", "≥1100件"), ("效益指标", "社会效益指标", "化解率", "≥95%")],
    ]  # fmt: skip
    assert [str(row.weight) for row in found[0].indicators] == ["20", "20", "30"]


@pytest.mark.parametrize("kind", KINDS)
def test_particulars_beside_the_indicators(kind: str, tmp_path: Path) -> None:
    sheet = Sheet(["项目绩效目标表"])
    sheet.add("一级指标", "二级指标", "三级指标", "指标值", "分值", Box("", rows=4), Box("项目基本信息", 2))
    sheet.add(_down("产出指标"), "数量指标", "路灯更换数量", "≥860盏", "40", "项目名称", "城区路灯改造")
    sheet.add("质量指标", "亮灯率", "≥98%", "30", "项目单位", "市政管理处")
    sheet.add("满意度指标", "服务对象满意度指标", "市民满意度", "≥90%", "30", "预算金额", "156万元")
    found = read_document(write(sheet, tmp_path / f"表.{kind}"))
    (project,) = [target.project for target in found]
    assert (project.name, project.unit, str(project.budget)) == ("城区路灯改造", "市政管理处", "156万元")
    assert _rows(found) == [
        [
            ("产出指标", "数量指标", "路灯更换数量", "≥860盏"), ("产出指标", "质量指标", "亮灯率", "≥98%"),
            ("满意度指标", "服务对象满意度指标", "市民满意度", "≥90%"),
        ]
    ]  # fmt: skip
    assert not found.notes
