"""Single rows and cells of forms that we do not know: parts of a value, periods, levels, remarks, what is reported."""

from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.model import Document, Place, UnreadableFileError
from assistant.reading import read_text
from assistant.reading.document import read_grids
from assistant.reading.general.compose import compose
from assistant.reading.grid import Grid, Row
from assistant.reading.lexicon import labels
from tests.reading import made_targets

HEAD = [["项目名称", "护岸修复"], ["申报单位", "示例县水利局"], ["预算", "60万元"], ["年度目标", "修复护岸。"]]
STANDARD = ["一级指标", "二级指标", "三级指标", "指标值"]


def document(*rows: Sequence[str], head: Sequence[Sequence[str]] = HEAD) -> Document:
    title = Row(("2025年项目支出绩效目标表",), in_table=False)
    cells = [Row(tuple(row), place=Place(0, at)) for at, row in enumerate([*head, *rows])]
    return read_grids([Grid.of([title, *cells], exact=True)], "试")


def rows(found: Document) -> list[tuple[str, str, str, str]]:
    return [(row.level1, row.level2, row.name, str(row.value)) for row in found[0].indicators]


def messages(found: Document) -> list[str]:
    return [note.message for note in found.notes]


@pytest.mark.parametrize(
    ("value", "operator", "unit", "whole", "left"),
    [
        ("735", "≧", "人次", "≥735人次", {}),
        ("100", "═", "%", "=100%", {}),
        ("12", "小于等于", "万元", "≤12万元", {}),
        ("≥95", "≥", "%", "≥95%", {}),
        ("100%", "=", "%", "=100%", {}),
        ("有效提升", "定性", "/", "有效提升", {"性质": "定性"}),
        ("98", "正向", "%", "98%", {"性质": "正向"}),
        ("2023年底", "=", "年", "2023年底", {"性质": "=", "单位": "年"}),
        ("5万", "≤", "元", "≤5万元", {}),
        ("10～15", "", "次", "10～15次", {}),
        ("≥100", "≥", "100/%", "≥100", {"单位": "100/%"}),
    ],
)
def test_parts_of_a_value(value: str, operator: str, unit: str, whole: str, left: dict[str, str]) -> None:
    made = compose(value, [("性质", operator)] if operator else [], [("单位", unit)])
    assert made.value == whole
    assert made.left == left


def test_parts_that_disagree_are_kept_and_reported() -> None:
    found = document([*STANDARD[:3], "指标性质", "指标值"], ["产出指标", "数量指标", "护岸长度", "≤", "≥3公里"])
    assert rows(found) == [("产出指标", "数量指标", "护岸长度", "≥3公里")]
    assert found[0].indicators[0].extra == {"指标性质": "≤"}
    (note,) = found.notes
    assert (note.kind, note.target, note.position, note.row) == ("unsure", 0, 0, "护岸长度")


def test_both_periods_of_one_row() -> None:
    found = document(
        ["一级指标", "二级指标", "三级指标", "指标值", ""],
        ["", "", "", "中期", "年度"],
        ["产出指标", "数量指标", "护岸长度", "9公里", "3公里"],
        ["", "质量指标", "合格率", "", "100%"],
        ["", "时效指标", "完工时间", "2027年底", ""],
    )
    assert [(row.period, row.name, str(row.value)) for row in found[0].indicators] == [
        ("long_term", "护岸长度", "9公里"), ("long_term", "完工时间", "2027年底"),
        ("annual", "护岸长度", "3公里"), ("annual", "合格率", "100%"),
    ]  # fmt: skip
    assert not found.notes


def test_values_of_several_towns() -> None:
    found = document(
        [*STANDARD[:3], "目标值", ""],
        ["", "", "", "甲镇", "乙镇"],
        ["产出指标", "数量指标", "护岸长度", "1公里", "2公里"],
        ["", "质量指标", "合格率", "100%", "100%"],
    )
    assert [str(row.value) for row in found[0].indicators] == ["甲镇1公里;乙镇2公里", "100%"]
    assert found[0].indicators[0].extra == {"目标值·甲镇": "1公里", "目标值·乙镇": "2公里"}
    assert [note.position for note in found.notes] == [0]


def test_levels_as_rows_and_alone_in_their_column() -> None:
    found = document(
        ["二级指标", "三级指标", "指标值", "备注"],
        ["（一）产出指标（50分）", "", "", ""],
        ["数量指标", "护岸长度", "3公里", ""],
        ["", "闸门数量", "2座", ""],
        ["二、效益指标", "", "", ""],
        ["社会效益", "保护人口", "≥2万人", "含下游"],
    )
    assert rows(found) == [
        ("产出指标", "数量指标", "护岸长度", "3公里"), ("产出指标", "数量指标", "闸门数量", "2座"),
        ("效益指标", "社会效益指标", "保护人口", "≥2万人"),
    ]  # fmt: skip
    assert found[0].indicators[2].extra == {"备注": "含下游"}
    assert not found.notes


def test_levels_that_the_framework_lacks_are_kept_and_reported_once() -> None:
    found = document(
        STANDARD,
        ["项目管理", "资金管理", "到位率", "100%"],
        ["", "", "执行率", "100%"],
        ["项目完成指标", "时效指标（工期、形象进度）", "完工时间", "年底前"],
        ["预期效果", "生态环境效益", "水质", "改善"],
    )
    assert [row[:2] for row in rows(found)] == [
        ("项目管理", "资金管理"), ("项目管理", "资金管理"), ("产出指标", "时效指标"), ("效益指标", "生态环境效益"),
    ]  # fmt: skip
    assert [note.position for note in found.notes if note.kind == "unsure"] == [0, 0, 3]


def test_template_rows_are_skipped_and_blank_values_reported() -> None:
    found = document(
        STANDARD,
        ["产出指标", "数量指标", "指标1：护岸长度", "3公里"],
        ["", "", "指标2：", ""],
        ["", "", "……", ""],
        ["", "质量指标", "", ""],
        ["", "时效指标", "指标1", "年底前"],
        ["效益指标", "社会效益指标", "保护人口", ""],
        ["合计", "", "", "100"],
        ["填表人", "×××", "联系电话", "1"],
    )
    assert [row[1:] for row in rows(found)] == [
        ("数量指标", "护岸长度", "3公里"), ("时效指标", "指标1", "年底前"), ("社会效益指标", "保护人口", ""),
    ]  # fmt: skip
    assert [(note.position, note.message) for note in found.notes] == [(2, "这一行缺指标值，请对照原件")]


def test_a_row_that_cannot_be_read_is_reported_with_its_words() -> None:
    found = document(
        STANDARD, ["产出指标", "数量指标", "护岸长度", "3公里"], ["本表一式三份，由财政部门留存。", "", "", ""]
    )
    assert len(rows(found)) == 1
    assert messages(found) == ["这一行没有读成指标，请对照原件：“本表一式三份，由财政部门留存。”"]


def test_marks_and_weights_that_are_no_points() -> None:
    found = document(
        [*STANDARD, "分值"],
        ["产出指标", "数量指标\n（必填硬性指标）", "护岸长度(公里)", "30", "10分"],
        ["", "质量指标", "合格率（选填）", "100%", "详见细则"],
    )
    first, second = found[0].indicators
    assert (first.level2, first.name, str(first.value)) == ("数量指标", "护岸长度(公里)", "30")
    assert (first.weight, first.extra) == (Decimal(10), {"填报要求": "必填硬性指标"})
    assert (second.name, second.weight, second.extra) == ("合格率", None, {"填报要求": "选填", "权重": "详见细则"})


def test_no_levels_at_all() -> None:
    found = document(
        ["序号", "指标名称", "目标值", "分值"], ["1", "培训人数", "≥90人", "20"], ["2", "学员满意度", "≥90%", "10"], ["3", "甲事项", "乙", "1"]
    )  # fmt: skip
    assert [row[:2] for row in rows(found)] == [
        ("产出指标", "数量指标"),
        ("满意度指标", "服务对象满意度指标"),
        ("", ""),
    ]
    assert [(note.position, note.kind) for note in found.notes] == [(0, "repaired"), (1, "repaired"), (2, "unsure")]


def test_places_name_the_row_of_the_file() -> None:
    found = document(
        ["一级指标", "二级指标", "三级指标", "指标值", ""],
        ["", "", "", "中期", "年度"],
        ["产出指标", "数量指标", "护岸长度", "9公里", "3公里"],
    )
    (places,) = found.places
    assert places.head == Place(0, 0)
    assert places.goals == (Place(0, 3),)
    assert places.rows == (Place(0, 6), Place(0, 6))


def test_budget_without_a_unit_or_in_words_is_reported() -> None:
    bare = document(
        STANDARD, ["产出指标", "数量指标", "护岸长度", "3公里"], head=[["项目名称", "护岸"], ["预算数", "60"]]
    )
    assert str(bare[0].project.budget) == "60万元"
    assert messages(bare) == ["没有印出金额单位，预算“60”按万元读取，请对照原件"]
    words = document(
        STANDARD, ["产出指标", "数量指标", "护岸长度", "3公里"], head=[["项目名称", "护岸"], ["预算数", "六十余万"]]
    )
    assert (words[0].project.budget, words[0].project.fields) == (None, {"项目预算": "六十余万"})
    assert messages(words) == ["预算“六十余万”读不出金额，请对照原件填写"]
    told = document(
        STANDARD,
        ["产出指标", "数量指标", "护岸长度", "3公里"],
        head=[["项目名称", "护岸"], ["预算数", "总额60万元，其中：财政拨款50万元"]],
    )
    assert str(told[0].project.budget) == "60万元"
    assert told[0].project.fields == {"项目预算": "总额60万元，其中：财政拨款50万元"}
    assert not told.notes


def test_the_money_unit_at_the_end_of_a_line() -> None:
    lines = ["项目支出绩效目标表", "填报单位：示例县水利局金额单位：元", "项目名称\t护岸", "预算数\t600,000"]
    rows = ["\t".join(STANDARD), "产出指标\t数量指标\t护岸长度\t3公里"]
    project = read_text("\n".join([*lines, *rows]), "行")[0].project
    assert (project.unit, str(project.budget)) == ("示例县水利局", "600000元")


def test_lines_above_the_table() -> None:
    lines = [
        "2025年项目支出绩效目标表", "申报单位：", "示例县水利局", "部门：示例县政府　　金额单位：元", "项目名称\t护岸", "预算数\t600,000",
        "\t".join(STANDARD), "产出指标\t数量指标\t护岸长度\t3公里",
    ]  # fmt: skip
    project = read_text("\n".join(lines), "行")[0].project
    assert (project.unit, str(project.budget), project.year) == ("示例县水利局", "600000元", 2025)
    assert project.fields == {"部门": "示例县政府"}


def test_labels_that_nobody_knows_are_kept() -> None:
    head = [*HEAD, ["扶持产业类别", "渔业", "是否整村推进：", "是"], ["评审专家意见", "同意"]]
    found = document(STANDARD, ["产出指标", "数量指标", "护岸长度", "3公里"], head=head)
    assert found[0].project.fields == {"扶持产业类别": "渔业", "是否整村推进": "是", "评审专家意见": "同意"}


def test_one_cell_a_line_where_nothing_is_blank() -> None:
    lines = [
        "2025年项目支出绩效目标表", "项目名称", "护岸修复", "预算", "60万元", *STANDARD, "产出指标", "数量指标", "护岸长度", "3公里",
        "闸门数量", "2座", "成本指标", "总成本", "≤60万元", "满意度指标", "服务对象满意度指标", "村民满意度", "≥90%", "填表人：×××",
    ]  # fmt: skip
    found = read_text("\n".join(lines), "竖排")
    assert rows(found) == [
        ("产出指标", "数量指标", "护岸长度", "3公里"), ("产出指标", "数量指标", "闸门数量", "2座"),
        ("产出指标", "成本指标", "总成本", "≤60万元"), ("满意度指标", "服务对象满意度指标", "村民满意度", "≥90%"),
    ]  # fmt: skip
    lines.remove("3公里")
    with pytest.raises(UnreadableFileError, match="看不出表格"):
        read_text("\n".join(lines), "缺格")


HEADERS = {
    role: [word for word, meaning in labels().columns.items() if meaning == role]
    for role in ("level1", "level2", "name", "value", "description", "basis", "weight", "scoring")
}  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_any_order_and_wording(data: st.DataObject) -> None:
    """Each column key under any of its headers, in any order, with further columns between them."""
    target = made_targets.ezhou()[data.draw(st.integers(0, 3))]
    wanted = target.of_period("annual")
    kept = data.draw(st.sets(st.sampled_from(["description", "basis", "weight", "scoring"])))
    roles = data.draw(st.permutations(["level1", "level2", "name", "value", *sorted(kept), "extra"]))
    header = [("区划" if role == "extra" else data.draw(st.sampled_from(HEADERS[role]))) for role in roles]
    body = []
    for at, row in enumerate(wanted):
        cells = {
            "level1": row.level1, "level2": row.level2, "name": row.name, "value": str(row.value), "basis": row.basis or "",
            "description": f"说明{row.name}", "weight": str(at), "scoring": "按比例得分", "extra": f"区{at}",
        }  # fmt: skip
        body.append([cells[role] for role in roles])
    found = document(header, *body)
    assert rows(found) == [(row.level1, row.level2, row.name, str(row.value)) for row in wanted]
    read = found[0].indicators
    assert [row.extra for row in read] == [{"区划": f"区{at}"} for at in range(len(read))]
    if "basis" in kept:
        assert [row.basis for row in read] == [row.basis for row in wanted]
    if "weight" in kept:
        assert [row.weight for row in read] == [Decimal(at) for at in range(len(read))]
    assert not found.notes


KNOWN = {
    "a column more": ["目标名称", "一级指标", "二级指标", "三级指标", "指标值", "指标值确定依据", "备注"],
    "a column less": ["目标名称", "一级指标", "二级指标", "三级指标", "指标值"],
    "another order": ["目标名称", "指标值", "三级指标", "二级指标", "一级指标", "指标值确定依据"],
    "one more within": ["目标名称", "一级指标", "二级指标", "三级指标", "权重", "指标值", "指标值确定依据"],
}


@pytest.mark.parametrize("sign", [None, "\t", "|"])
@pytest.mark.parametrize("header", KNOWN.values(), ids=KNOWN)
def test_a_known_form_with_other_columns(header: list[str], sign: str | None) -> None:
    target = made_targets.ezhou()[1]
    head = [
        ["项目名称", target.project.name, "项目预算", "596.8"], ["资金性质", "☑ 经费拨款 □ 非税收入"], ["项目绩效总目标"],
        ["名称", "目标说明"], ["长期绩效目标1", target.goals[0].text], ["年度绩效目标1", target.goals[1].text],
    ]  # fmt: skip
    tables: list[list[str]] = []
    for period, title in (("long_term", "长期绩效目标表"), ("annual", "年度绩效目标表")):
        tables += [[title], header]
        for row in target.indicators:
            cells = {
                "一级指标": row.level1, "二级指标": row.level2, "三级指标": row.name, "指标值": str(row.value),
                "指标值确定依据": row.basis or "", "备注": f"注{row.name}", "权重": "5",
            }  # fmt: skip
            if row.period == period:
                tables.append([cells.get(name, "") for name in header])
    width = max(map(len, [*head, *tables]))
    whole = [[*cells, *[""] * (width - len(cells))] for cells in [*head, *tables]]
    title = "2026年项目支出绩效目标批复表"
    if sign is None:
        lines = [Row((title,), in_table=False), *(Row(tuple(cells)) for cells in whole)]
        (read,) = read_grids([Grid.of(lines, exact=True)], "试")
    else:
        edge = sign if sign == "|" else ""
        (read,) = read_text("\n".join([title, *(edge + sign.join(cells) + edge for cells in whole)]), "试")
    assert (read.form, read.goals, str(read.project.budget)) == ("ezhou", target.goals, "596.8万元")
    assert [(row.period, row.level1, row.level2, row.name, row.value) for row in read.indicators] == [
        (row.period, row.level1, row.level2, row.name, row.value) for row in target.indicators
    ]
    if "备注" in header:
        assert [row.extra for row in read.indicators] == [{"备注": f"注{row.name}"} for row in target.indicators]
    if "权重" in header:
        assert {row.weight for row in read.indicators} == {Decimal(5)}
    if "指标值确定依据" in header:
        assert [row.basis for row in read.indicators] == [row.basis for row in target.indicators]
