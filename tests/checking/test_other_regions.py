"""Published forms of other regions and fields: no rule was made for one of them, and the checker is sensible on all."""

from functools import cache

import pytest

from assistant.checking import Report, check
from evals.review_labels_cases import published


@cache
def report(wanted: str) -> Report:
    return check(published()[wanted])


FOUND = [
    ("h01", "服务周期内,市民对空气质量改善的满意程度", "X104"),
    ("h04", "营养改善计划覆盖率", "S102"),
    ("h04", "促进学校教育事业健康发展", "S102"),
    ("h05", "工程资金金额", "X104"),
    ("h05", "安全率", "X104"),
    ("h12", "项目(工程)完成及时率", "S102"),
    ("h15", "截至2026年12月底,项目开展率(%)", "K104"),
    ("h18", "促进人口与经济社会资源环境协调发展", "S101"),
    ("h19", "增加就业机会,提高农民收入", "W106"),
    ("h19", "苗木成活率(≥**%)", "W107"),
    ("h20", "农村义务教育学校改造覆盖率", "X104"),
    ("h22", "与委托运营方合同完成率", "X104"),
    ("h26", None, "W101"),
    ("h26", "食品安全监管人员培训", "S101"),
    ("h28", "不合格产品处置率", "W106"),
    ("h34", "人才驿站补助资金到位率", "S102"),
    ("h36", "对当地文物保护、文化传承影响", "X104"),
    ("h36", "服务对象满意度", "S107"),
    ("h12", "新增和改善灌溉达标面积", "X104"),
    ("h15", "已建工程是否存在质量问题", "X107"),
    ("h33", "补助款结算争议率", "X104"),
    ("h36", "为当地提供就业岗位", "S106"),
    ("h39", "硬化水泥砼公路补助标准", "Z103"),
]

PASSED = [
    ("h06", "办公所需成本"),
    ("h08", "维修面积"),
    ("h09", "陪审员参审案件数量"),
    ("h10", "车辆购置成本"),
    ("h10", "采购计划完成时间"),
    ("h12", "工程设计使用年限"),
    ("h28", "任务完成时间"),
    ("h34", "当年人才驿站组织活动数量"),
    ("h36", "免费开放天数"),
]


@pytest.mark.parametrize(("case", "row", "rule"), FOUND)
def test_what_the_notes_name_is_found(case: str, row: str | None, rule: str) -> None:
    assert (rule, row) in {(finding.rule, finding.row) for finding in report(case).findings}


@pytest.mark.parametrize(("case", "row"), PASSED)
def test_sound_rows_are_let_pass(case: str, row: str) -> None:
    assert [finding.message for finding in report(case).findings if finding.row == row] == []


def test_complete_and_sound_forms_score_well() -> None:
    assert report("h08").score.total >= 85
    assert not report("h10").errors
    assert report("h12").score.total < report("h08").score.total


def test_costs_that_fit_the_budget_are_no_finding() -> None:
    for case in ("h06", "h10", "h39"):
        assert not {"K101", "K102", "K103"} & {finding.rule for finding in report(case).findings}
