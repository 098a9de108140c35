import pytest

from assistant.app import labels
from assistant.app.sheet.frames import USER_FILLED
from assistant.checking.findings import Finding, Report, Score
from assistant.forms import get_form
from assistant.model import Indicator, PerformanceTarget, Project, Source, Value


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("62万", "62万元 = 620,000元"),
        ("１２万５千", "12.5万元 = 125,000元"),
        ("6,200,000元", "620万元 = 6,200,000元"),
        ("0.01元", "0.000001万元 = 0.01元"),
        ("abc", None),
        ("0", None),
        ("-5", None),
        ("", None),
    ],
)
def test_a_budget_is_said_back_as_it_was_understood(typed: str, understood: str | None) -> None:
    assert labels.understood_money(typed, "万元") == understood


def test_a_bare_number_counts_in_the_form_s_unit() -> None:
    assert labels.understood_money("6200000", "元") == labels.understood_money("620", "万元") == "620万元 = 6,200,000元"


def test_what_the_form_does_not_print_is_named() -> None:
    row = Indicator(
        period="annual",
        level1="产出指标",
        level2="数量指标",
        name="培训人数",
        description="签到人数",
        value=Value.parse("≥3人"),
    )
    target = PerformanceTarget(form="ezhou", project=Project(name="培训"), indicators=[row])
    assert "绩效指标描述" in (labels.left_out_line(target) or "")
    assert labels.left_out_line(target.model_copy(update={"form": "hangu"})) is None


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        (Source(kind="input", detail="资金用途“培训300人”"), "来自资金用途“培训300人”"),
        (Source(kind="input", detail="已知数据“取证率=90%”"), "来自已知数据“取证率=90%”"),
        (Source(kind="input", detail=USER_FILLED), "用户填写"),
        (Source(kind="budget", detail="45万元÷300人"), "预算推算：45万元÷300人"),
        (Source(kind="standard", detail="行业惯例：满意度一般不低于90%"), "行业惯例：满意度一般不低于90%"),
        (Source(kind="standard", detail="《政府采购法》第四十一条"), "标准：《政府采购法》第四十一条"),
        (Source(kind="standard", detail="定性要求，按完成情况判定"), "行业惯例：定性要求，按完成情况判定"),
        (Source(kind="example", detail="样例“职称评审”的“评审人数”"), "样例“职称评审”的“评审人数”"),
        (Source(kind="example", detail="职称评审工作经费"), "样例：职称评审工作经费"),
        (Source(kind="unconfirmed", detail="查上年完成数"), "待核实：查上年完成数"),
        (Source(kind="unconfirmed"), "待核实"),
        (None, "原表所列"),
    ],
)
def test_every_source_is_said_in_a_few_words(source: Source | None, sentence: str) -> None:
    assert labels.source_sentence(source) == sentence


@pytest.mark.parametrize(
    ("project", "name"),
    [
        ("职业技能培训", "职业技能培训-绩效目标.docx"),
        ('甲/乙\\丙:"丁"?', "甲_乙_丙_丁-绩效目标.docx"),
        ("...", "项目-绩效目标.docx"),
        ("长" * 200, "长" * 60 + "-绩效目标.docx"),
    ],
)
def test_file_names_are_names_on_every_system(project: str, name: str) -> None:
    assert labels.file_name(project, "docx") == name


def _report(*findings: Finding) -> Report:
    return Report(project="某项目", score=Score(total=90, grade="优", points={}), findings=findings)


def _finding(**changes: object) -> Finding:
    data = {
        "rule": "A101",
        "dimension": "完整性",
        "severity": "error",
        "message": "甲",
        "suggestion": "乙",
        "clause": "丙",
    }
    return Finding.model_validate(data | changes)


def _target() -> PerformanceTarget:
    def row(period: str, name: str, value: str) -> Indicator:
        return Indicator.model_validate(
            {"period": period, "level1": "产出指标", "level2": "数量指标", "name": name, "value": Value.parse(value)}
        )

    rows = [row("long_term", "总人数", "≥9人"), row("annual", "期数", "≥2期"), row("annual", "人数", "≥【待核实】人")]
    return PerformanceTarget(form="ezhou", project=Project(name="某项目"), indicators=rows)


def test_a_finding_names_its_table_line_and_row() -> None:
    form = get_form("ezhou")
    assert labels.place(_finding(period="annual", row="人数", position=2), _target(), form) == "年度第 2 行 人数"
    assert labels.place(_finding(period="annual"), _target(), form) == "年度"
    assert labels.place(_finding(row="人数"), _target(), get_form("hangu")) == "人数"
    assert labels.place(_finding(), _target(), form) == "全表"


def test_counts_name_every_severity() -> None:
    assert labels.counts([_finding(), _finding(severity="hint"), _finding()]) == {"error": 2, "warning": 0, "hint": 1}


@pytest.mark.parametrize("typed", ["**粗**", "`x`", "[a](b)", "<b>", "$x$", ":red[x]", "# 题", "1. 项"])
def test_markdown_signs_are_escaped(typed: str) -> None:
    shown = labels.literally(typed)
    assert shown.replace("\\", "").replace("\u2060", "") == typed
    assert all(shown[at - 1] == "\\" for at, sign in enumerate(shown) if sign in "*`[]<>$:#")


def test_long_headers_are_cut_to_what_tells_the_columns_apart() -> None:
    shown = {column.key: labels.column_label(column) for column in get_form("shanghai").columns}
    assert shown["value"] == "年度指标值"
    assert {labels.column_label(column) for column in get_form("ezhou").columns} >= {"依据", "指标值", "三级指标"}
