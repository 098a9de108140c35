"""Damage of one kind at a time, in the smallest document that shows it: the rows as a person reads them."""

from pathlib import Path

import pytest

from assistant.model import Document, Period, UnreadableFileError
from assistant.reading import read_text

HEAD = ["目标名称", "一级指标", "二级指标", "三级指标", "指标值", "指标值确定依据"]
SHANGHAI_HEAD = ["", "一级指标", "二级指标", "三级指标", "年度(/项目)指标值"]
COST = ["目标1", "成本指标", "经济成本指标", "修缮成本", "≤30万元", "计划标准"]
MILES = ["", "产出指标", "数量指标", "修缮里程", "≥3公里", "计划标准"]
ASKED = ["", "满意度指标", "满意度指标", "村民评价", "≥90%", "计划标准"]


def ezhou(
    long_term: list[list[str]], annual: list[list[str]] | None = None, name: str = "村道修缮", unit: str = ""
) -> str:
    lines = [
        "项目支出绩效目标批复表",
        "",
        "申报单位：",
        "",
        unit or "东山县交通局",
        "",
        f"项目名称\t{name}\t项目预算\t30\t\t",
    ]
    for title, table in (("长期", long_term), ("年度", annual or long_term)):
        rows = [[f"{title}绩效目标表", "", "", "", "", ""], HEAD, *table]
        lines += ["\t".join(row) for row in rows]
    return "\n".join([*lines, ""])


def shanghai(rows: list[list[str]], year: str = "(2026年度)") -> str:
    lines = [
        "# 财政项目支出绩效目标申报表",
        "",
        year,
        "",
        "项目名称\t村道修缮\t项目性质\t一次性项目\t项目类别\t特定目标类",
    ]
    return "\n".join([*lines, "\t".join([*SHANGHAI_HEAD, ""]), *("\t".join([*row, ""]) for row in rows), ""])


def hangu(name: str = "村道修缮") -> list[str]:
    """A form of 汉沽, each cell a line."""
    rows = [
        ["项目编码", "", "项目名称", name],
        ["预算规模及资金用途", "预算数", "30万元", "其中：财政资金", "30万元", "其他资金", "0"],
        ["", "用于修缮村道"],
        ["资金支出计划（%）", "3月底", "6月底", "10月底", "12月底"],
        ["", "10%", "40%", "80%", "100%"],
        ["绩效目标", "目标1", "修村道3公里"],
        ["", "目标2", "修好村道"],
        ["一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值", "指标值确定依据"],
        ["", "", "", "", "", ""],
        ["产出指标", "数量指标", "修缮里程", "修缮的村道", "≥3公里", "年初计划"],
        ["", "质量指标", "验收合格率", "", "≥95%", "年初计划"],
        ["满意度指标", "服务对象满意度指标", "村民满意度", "村民的评价", "≥90%", ""],
    ]
    return [f"1.{name}项目绩效目标申报表", *(line for row in rows for line in (*("\t" + cell for cell in row), ""))]


def places(document: Document, period: Period = "annual") -> list[tuple[str, str, str]]:
    return [(row.name, str(row.value), row.level2) for target in document for row in target.of_period(period)]


@pytest.mark.parametrize(
    ("value", "basis"), [("合格", "合同约定"), ("12月底前", "部门规划"), ("24小时", "局党组会议纪要")]
)
@pytest.mark.parametrize(
    "row",
    [
        ["", "质量指标", "路面检测", "{value}", "{basis}", ""],
        ["", "", "", "质量指标", "路面检测", "{value}", "{basis}"],
        ["", "", "质量指标", "质量指标", "路面检测", "{value}", "{basis}"],
    ],
)
def test_a_slid_row_is_placed_by_its_category(row: list[str], value: str, basis: str) -> None:
    slid = [cell.format(value=value, basis=basis) for cell in row]
    document = read_text(ezhou([COST, MILES, slid, ASKED]), "移位")
    found = document[0].of_period("annual")[2]
    assert (found.level1, found.level2) == ("产出指标", "质量指标")
    assert (found.name, str(found.value), found.basis) == ("路面检测", value, basis)


def test_a_row_slides_as_the_one_above() -> None:
    slid = [["", "", "", "时效指标", "按期开工率", "≥95%"], ["", "", "", "", "隐患处理", "及时"]]
    rows = read_text(ezhou([COST, MILES, *slid, ASKED]), "移位")[0].of_period("annual")
    assert [(row.name, str(row.value), row.basis) for row in rows[2:4]] == [
        ("按期开工率", "≥95%", None),
        ("隐患处理", "及时", None),
    ]


def test_both_categories_of_a_row_scanned_badly() -> None:
    damaged = ["", "产岀指标", "数旦指标", *MILES[3:]]
    more = ["", "", "", "新建涵洞", "=9道", "计划标准"]
    target = read_text(ezhou([COST, damaged, more, ASKED], [COST, MILES, more, ASKED]), "扫描")[0]
    assert {(row.level1, row.level2) for row in target.indicators[1:3] + target.indicators[5:7]} == {
        ("产出指标", "数量指标")
    }


def test_each_table_repairs_what_the_other_has_fused() -> None:
    rows = [
        COST, MILES, ["", "", "", "新建涵洞", "=9道", "计划标准"], ["", "", "质量指标", "一级苗木", "≥95%", "计划标准"],
        ["", "", "", "当年成活率", "≥85%", "计划标准"], ["", "效益指标", "经济效益指标", "村民增收", "≥6万元", "计划标准"],
        ["", "", "社会效益指标", "吸纳务工", "≥24人", "计划标准"], ASKED,
    ]  # fmt: skip

    def fused(first: int, second: int) -> list[list[str]]:
        table = [list(row) for row in rows]
        table[first][2] += table[second][2]
        table[second][2] = ""
        return table

    whole = places(read_text(ezhou(rows), "原件"))
    document = read_text(ezhou(fused(5, 6), fused(1, 3)), "并格")
    assert places(document) == places(document, "long_term") == whole


def test_slid_categories_are_repaired_whatever_satisfaction_is_called() -> None:
    sound = [
        COST,
        MILES,
        ["", "", "质量指标", "竣工检测", "=100%", "计划标准"],
        ["", "效益指标", "社会效益指标", "产业带动", "增强", "计划标准"],
        ASKED,
    ]
    slid = [
        COST,
        MILES,
        ["", "效益指标", "社会效益指标", *sound[2][3:]],
        ["", "满意度指标", "服务对象满意度指标", *sound[3][3:]],
        ["", "", "", *ASKED[3:]],
    ]
    document = read_text(ezhou(slid, sound), "上移")
    assert places(document, "long_term") == places(document)


def test_labels_late_in_the_whole_table() -> None:
    rows = [
        ["绩效指标", "", "", "修缮里程", "≥3(公里)"], ["", "产出指标", "数量指标", "新建涵洞", "=9(道)"],
        ["", "", "", "路面平整合格率", "≥95(%)"], ["", "", "质量指标", "验收结果", "合格"],
    ]  # fmt: skip
    document = read_text(shanghai(rows), "晚印")
    assert [place for _, _, place in places(document)] == ["数量指标", "数量指标", "质量指标", "质量指标"]


def test_satisfaction_before_its_label_is_moved_and_noted() -> None:
    rows = [
        ["绩效指标", "产出指标", "数量指标", "修缮里程", "≥3(公里)"], ["", "效益指标", "社会效益指标", "受益群众", "≥800(人)"],
        ["", "", "", "村民满意度", "≥90(%)"], ["", "满意度指标", "服务对象满意度指标", "司机满意度", "≥90(%)"],
    ]  # fmt: skip
    document = read_text(shanghai(rows), "晚印")
    assert document[0].indicators[2].level1 == "满意度指标"
    assert ("村民满意度", "unsure") in {(note.row, note.kind) for note in document.notes}


def test_repeated_header_and_stains_within_a_table() -> None:
    quality = ["", "", "质量指标", "验收合格率", "≥95%", "计划标准"]
    long_term = [COST, MILES, quality, HEAD, ["", "", "", "抽检合格率", "≥98%", "计划标准"], ASKED]
    annual = [
        COST,
        MILES,
        quality,
        ["", "", "(N.) C. () I. ()", "", "", ""],
        ["", "", "", "抽检合格率", "≥98%", "计划标准"],
        ASKED,
    ]
    document = read_text(ezhou(long_term, annual), "换页")
    assert places(document, "long_term") == places(document)
    assert [name for name, _, _ in places(document)] == ["修缮成本", "修缮里程", "验收合格率", "抽检合格率", "村民评价"]


def test_documents_of_several_kinds_in_one_file() -> None:
    parts = [
        shanghai([["绩效指标", "产出指标", "数量指标", "修缮里程", "≥3(公里)"]]),
        "\n".join(hangu()),
        ezhou([COST, MILES, ASKED]),
    ]
    alone = [target for part in parts for target in read_text(part, "单件")]
    together = read_text("\n\n".join(parts), "合订")
    assert list(together) == alone
    assert [target.form for target in together] == ["shanghai", "hangu", "ezhou"]
    assert [target.project.year for target in together] == [2026, None, None]


def test_the_year_of_a_heading_stays_with_its_document() -> None:
    first = "# 东山县交通局2025年度项目绩效目标汇总表\n\n" + shanghai(
        [["绩效指标", "产出指标", "数量指标", "里程", "≥3(公里)"]], ""
    )
    document = read_text(first + "\n" + ezhou([COST, MILES, ASKED]), "合订")
    assert [target.project.year for target in document] == [2025, None]


@pytest.mark.parametrize("lines", range(1, 8))
def test_cut_within_the_next_head(lines: int) -> None:
    whole = read_text(ezhou([COST, MILES, ASKED]), "截断")
    following = ezhou([COST], name="桥梁检测").split("\n")[:lines]
    document = read_text(ezhou([COST, MILES, ASKED]) + "\n" + "\n".join(following), "截断")
    assert list(document) == list(whole)
    assert [note.project for note in document.notes if note.kind == "unsure"] == (["桥梁检测"] if lines == 7 else [])


def test_cut_after_the_first_table() -> None:
    text = ezhou([COST, MILES, ASKED])
    document = read_text(text[: text.index("年度绩效目标表")], "截断")
    assert [note.message for note in document.notes if note.kind == "unsure"] == [
        "没有找到“年度绩效目标表”（文件可能不完整），请对照原件"
    ]


def test_a_unit_may_be_named_like_a_title() -> None:
    document = read_text(ezhou([COST, MILES, ASKED], unit="石门县财政局（项目绩效目标科）"), "单位")
    assert document[0].project.unit == "石门县财政局（项目绩效目标科）"


@pytest.mark.parametrize(
    "trimmed",
    [
        [line.rstrip() for line in hangu()],
        [line for line in hangu() if line],
        [" " + line for line in hangu()],
    ],
    ids=["right-trimmed", "no blank lines", "indented"],
)
def test_one_cell_a_line_without_its_blanks(trimmed: list[str]) -> None:
    whole = read_text("\n".join(hangu()), "原件")
    assert len(whole[0].indicators) == 3
    assert whole[0].project.fields["6月底"] == "40%"
    document = read_text("\n".join(trimmed), "整理过")
    assert list(document) == list(whole)
    assert not document.notes


def test_what_cannot_be_put_back_is_noted_form_by_form() -> None:
    broken = [line.rstrip() for line in hangu("桥梁检测")]
    at = broken.index("\t修缮里程")
    broken[at:at] = [""]
    document = read_text("\n".join([*(line.rstrip() for line in hangu()), "", *broken]), "整理过")
    assert document[0] == read_text("\n".join(hangu()), "原件")[0]
    assert [note.project for note in document.notes if note.kind == "unsure"] == ["桥梁检测"]


def test_text_of_a_table_without_any_table() -> None:
    with pytest.raises(UnreadableFileError, match="看不出表格"):
        read_text("\n".join(line.strip() for line in hangu()), "纯文字")


def test_trimmed_goals_are_kept_and_noted(root: Path) -> None:
    source = next((root / "examples/sources").glob("002_*")).read_text(encoding="utf-8")
    document = read_text("\n".join(line.strip() for line in source.split("\n")), "整理过")
    whole = read_text(source, "原件")
    assert [target.goals for target in document] == [target.goals for target in whole]
    assert len([note for note in document.notes if note.kind == "unsure"]) == len(whole)
