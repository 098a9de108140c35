"""The cases of the sample forms that reviewers send back: file, row (None: the form), rule."""

from functools import cache
from pathlib import Path

import pytest

from assistant.checking import Report, check
from assistant.model import Narrative, NarrativeItem, from_json

TARGETS = Path(__file__).resolve().parents[2] / "examples" / "targets"

# What the narrative part of 004 says of its first two projects.
NARRATIVE = Narrative(
    items=[
        NarrativeItem(
            number=1,
            name="人才工作专项资金",
            goal="组织开展大型联合人才招聘活动5次以上、重点人才的选拔服务等，开展优秀人才展播拍摄专题宣传片等。",
            indicators="举办各类引才交流活动场次，项目完成率大于等于5次，宣传活动完成时间。",
        ),
        NarrativeItem(
            number=2,
            name="企业离退休遗属补助（死亡抚恤）",
            goal="确保工作顺利进行，确保资金及时拨付。",
            indicators="发放企业离退休遗属补助的人数33人，此项目于2025年12月底完成，实现完成率为100%。",
        ),
    ]
)

CASES: list[tuple[str, str | None, str]] = [
    # 完整性
    ("001-04", None, "W101"),
    ("001-05", None, "W102"),
    ("001-07", None, "W102"),
    ("004-01", None, "W105"),
    ("004-03", None, "W104"),
    ("004-30", None, "W104"),
    ("002-06", None, "W104"),
    ("001-01", "民生服务流程", "W110"),
    ("004-19", "走访慰问完成率", "W110"),
    ("002-01", None, "W109"),
    # 相关性
    ("003-02", "参加技能培训享受补贴人数", "X101"),
    ("003-02", "发放培训生活费补贴人数", "X101"),
    ("003-02", None, "X102"),
    ("000-02", None, "X102"),
    ("004-02", "享受补贴的人数", "X103"),
    ("004-01", "项目完成率", "X103"),
    ("004-01", None, "X103"),
    ("001-04", "招聘人才合格率", "X104"),
    ("002-01", "违规处置率", "X104"),
    ("004-19", "节日慰问满意度", "X104"),
    ("004-18", "书报订阅率", "X104"),
    ("004-05", "丧葬费", "X104"),
    ("004-20", "社会稳定", "X104"),
    ("003-01", "服务对象", "X104"),
    ("004-18", "社会稳定", "X105"),
    ("004-06", "事业退休人员取暖费金额", "X105"),
    ("004-09", "生活水平", "X106"),
    # 适当性
    ("004-23", "考评质量", "S101"),
    ("004-01", "宣传、活动影响力", "S101"),
    ("004-11", "政策宣传", "S101"),
    ("004-23", "考评数量", "S101"),
    ("004-14", "提升工作效率", "S101"),
    ("001-02", "设备质量合格率", "S102"),
    ("001-06", "受理劳动能力鉴定案件登记率", "S102"),
    ("001-07", "群众对宣传工作的满意度", "S102"),
    ("001-01", "业务办件数量", "S103"),
    ("001-06", "专家鉴定费人均成本", "S103"),
    ("002-01", "考务工作差错率", "S103"),
    ("002-02", "有责投诉数量", "S103"),
    ("002-02", "有责投诉数量", "S104"),
    ("004-01", "项目完成率", "S105"),
    ("001-06", "鉴定完成及时率", "S105"),
    ("001-03", "规范事业单位人员聘用", "S106"),
    ("000-02", "优化专技人才评选机制", "S106"),
    ("004-12", "办业务群众服务满意度", "S107"),
    # 可行性
    ("003-01", "2026年举办鄂州市职业技能系列赛事的专项资金", "K101"),
    ("003-01", None, "K102"),
    ("004-20", None, "K104"),
    # 文字规范
    ("004-08", "涉军公益岗人员绩效工资", "Z101"),
    ("001-06", "高校完成工伤鉴定", "Z101"),
    ("001-01", None, "Z102"),
    ("003-02", None, "Z102"),
    ("003-01", "职业技能评价督导工作成本", "Z103"),
]

CLEAN_ROWS = [
    # Rows that a reviewer lets pass, however close they come to a rule.
    ("001-01", "接待群众数量"),
    ("001-01", "项目总成本"),
    ("001-05", "薪酬调查成本"),
    ("002-01", "考生投诉次数"),
    ("002-01", "报名系统开放时长数"),
    ("002-01", "考务信息泄密事故数"),
    ("002-01", "巡考到位人次数"),
    ("002-03", "报修响应时间"),
    ("002-04", "安保时长保障度"),
    ("003-02", "人均技能培训补贴标准"),
    ("004-01", "举办活动场次"),
    ("004-12", "互操作性"),
    ("004-16", "举办招聘会"),
    ("004-30", "培训人数"),
]


@cache
def report(prefix: str) -> Report:
    (path,) = TARGETS.glob(f"{prefix}-*.json")
    (target,) = from_json(path.read_text(encoding="utf-8"))
    return check(target, NARRATIVE if prefix.startswith("004") else None)


@pytest.mark.parametrize(("prefix", "row", "rule"), CASES)
def test_what_reviewers_send_back_is_found(prefix: str, row: str | None, rule: str) -> None:
    assert (rule, row) in {(finding.rule, finding.row) for finding in report(prefix).findings}


@pytest.mark.parametrize(("prefix", "row"), CLEAN_ROWS)
def test_what_reviewers_let_pass_is_not_flagged(prefix: str, row: str) -> None:
    assert [finding.message for finding in report(prefix).findings if finding.row == row] == []


def test_scores_tell_good_forms_from_bad_ones() -> None:
    totals = {prefix: report(prefix).score.total for prefix in ("000-01", "002-03", "003-01", "004-01", "004-23")}
    assert totals["002-03"] >= 95
    assert totals["000-01"] >= 80
    assert max(totals["003-01"], totals["004-01"], totals["004-23"]) < 80
    assert report("004-01").score.grade == "差"


def test_no_sample_breaks_the_contract() -> None:
    for path in sorted(TARGETS.glob("*.json")):
        for finding in report(path.name[:6]).findings:
            assert finding.message
            assert finding.suggestion
            assert "None" not in finding.message + finding.suggestion
            assert "Decimal" not in finding.message
            assert len(finding.message) <= 160
