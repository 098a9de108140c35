"""Offline drafts: complete for each form, tied to the project, without an invented figure, and passed by the checker."""

import re
import time
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.checking import check
from assistant.drafting import stream
from assistant.drafting.brief import Brief
from assistant.drafting.events import Draft, Finished, GoalDrafted, Notice, RowDrafted, Started
from assistant.drafting.facts.scan import fold
from assistant.drafting.offline import rows_for
from assistant.drafting.offline.data import trades
from assistant.forms import get_form
from assistant.model import Indicator, InputError

BRIEFS: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("briefs.yaml").read_text(encoding="utf-8"))
FORMS = ("ezhou", "shanghai", "hangu", "central")
_DIGITS = re.compile(r"\d+(?:\.\d+)?")


def brief_of(case: dict[str, Any], form: str = "ezhou") -> Brief:
    return Brief.of(
        case["name"], str(case["budget"]), case["purpose"], form, case.get("year"), None, tuple(case.get("facts", ()))
    )


def draft_of(brief: Brief) -> Draft:
    for event in stream(brief, "offline"):
        if isinstance(event, Finished):
            return event.draft
    raise AssertionError("no Finished")


@cache
def _drafted(number: int, form: str) -> Draft:
    return draft_of(brief_of(BRIEFS[number], form))


@pytest.fixture(
    params=[(number, form) for number in range(len(BRIEFS)) for form in FORMS],
    ids=lambda param: f"{BRIEFS[param[0]]['id']}-{param[1]}",
)
def drafted(request: pytest.FixtureRequest) -> tuple[dict[str, Any], Draft]:
    """A brief with its draft; each is drafted once for all tests, which only read it."""
    number, form = request.param
    return BRIEFS[number], _drafted(number, form)


def test_no_error_leaves_and_hardly_a_warning(drafted: tuple[dict[str, Any], Draft]) -> None:
    _, draft = drafted
    report = check(draft.target)
    assert report == draft.report
    assert [
        (finding.rule, finding.row, finding.message) for finding in report.findings if finding.severity != "hint"
    ] == []


def test_every_draft_is_complete_for_its_form(drafted: tuple[dict[str, Any], Draft]) -> None:
    case, draft = drafted
    form, target = get_form(draft.target.form), draft.target
    for table in form.tables:
        rows = target.of_period(table.period)
        assert (6 if table.period == "long_term" else 8) <= len(rows) <= 13
        assert sum(row.value.is_unconfirmed for row in rows) <= 3
        assert len({row.name for row in rows}) == len(rows)
        placed = {(row.level1, row.level2) for row in rows}
        wanted = {(one.name, two.name) for one in form.levels for two in one.level2 if two.need != "optional"}
        assert wanted <= placed
        assert placed <= {(one.name, two.name) for one in form.levels for two in one.level2}
    for slot in {slot.period for slot in form.goals}:
        assert len(target.goals_of(slot)) >= sum(goal.period == slot for goal in form.goals)
    assert target.goals_of("long_term")
    assert not set(target.goals_of("long_term")) & set(target.goals_of("annual"))
    assert target.project.name == brief_of(case).name


def test_the_long_term_table_is_not_the_years(drafted: tuple[dict[str, Any], Draft]) -> None:
    _, draft = drafted
    assert "Z104" not in {finding.rule for finding in draft.report.findings}


def test_the_briefs_figures_return(drafted: tuple[dict[str, Any], Draft]) -> None:
    case, draft = drafted
    values = set()
    for row in draft.target.of_period("annual"):
        if row.value.number is not None:
            values |= {row.value.number, row.value.number / 10_000}
    assert {Decimal(str(figure)) for figure in case["has"]} <= values


def test_every_figure_has_a_source(drafted: tuple[dict[str, Any], Draft]) -> None:
    _, draft = drafted
    for row in draft.target.indicators:
        assert row.source is not None
        assert row.source.detail
        assert (row.source.kind == "unconfirmed") == row.value.is_unconfirmed
        if row.source.kind in ("input", "budget", "example"):
            assert_digits_in(row, row.source.detail)


def assert_digits_in(row: Indicator, detail: str) -> None:
    assert row.source is not None
    said = {Decimal(number) for number in _DIGITS.findall(fold(detail).replace(",", ""))} | SPOKEN
    for number in _DIGITS.findall(row.value.text):
        assert Decimal(number) in said, (row.name, row.value.text, detail)


SPOKEN = {Decimal(2), Decimal(3)}
"""三辆 and 两个乡镇 are the figures of the briefs that are written in words."""


def test_figures_of_norms_are_few_and_ordinary(drafted: tuple[dict[str, Any], Draft]) -> None:
    _, draft = drafted
    for row in draft.target.indicators:
        if row.source and row.source.kind == "standard":
            assert row.value.text.replace("(", "").replace(")", "") in ORDINARY or row.value.kind == "statement"
            assert re.search(r"《.+》|行业惯例：.+|历史标准：.+", row.source.detail)


# None and all, a share that is ordinary, no worse than last year; and what the standard of a trade names.
ORDINARY = {"=100%", "≥99%", "≥98%", "≥97%", "≥95%", "≥90%", "≥85%", "≤0%", "≥0%", "<0%"}
ORDINARY |= {f"=0{unit}" for unit in ("次", "例", "起", "人", "株")} | {trade.row.value for trade in trades()}


def test_goal_figures_return_in_the_table(drafted: tuple[dict[str, Any], Draft]) -> None:
    _, draft = drafted
    target = draft.target
    said = {number for row in target.of_period("annual") for number in _DIGITS.findall(row.value.text + row.name)}
    for goal in target.goals_of("annual"):
        text = re.sub(r"\d{4}年", "", goal)
        for number in _DIGITS.findall(text):
            assert number in said, (number, goal)


def test_names_read_as_names(drafted: tuple[dict[str, Any], Draft]) -> None:
    _, draft = drafted
    for row in draft.target.indicators:
        assert 2 < len(row.name) <= 24, row.name
        assert not re.search(r"[{}“”，。；]|^[的和及与、]|[的和及与、]$|(.{2,})\1", row.name), row.name
    for goal in draft.target.goals:
        assert 12 <= len(goal.text) <= 400
        assert not re.search(r"[{}]|，，|；；|。。|，。|；。", goal.text), goal.text


@pytest.mark.parametrize("case", BRIEFS, ids=lambda case: case["id"])
def test_central_columns_are_filled_and_weights_add_up(case: dict[str, Any]) -> None:
    target = draft_of(brief_of(case, "central")).target
    for row in target.indicators:
        assert row.description
        assert row.basis in get_form("central").basis_options
        assert row.method
        assert row.data_source
        assert row.scoring
    assert sum(row.weight or 0 for row in target.indicators) == 90
    by_level = {row.level1: Decimal(0) for row in target.indicators}
    for row in target.indicators:
        by_level[row.level1] += row.weight or 0
    assert by_level == {"成本指标": 20, "产出指标": 40, "效益指标": 20, "满意度指标": 10}


def test_shanghai_prints_yuan_and_brackets() -> None:
    target = draft_of(brief_of(BRIEFS[0], "shanghai")).target
    assert all(row.value.bracketed for row in target.indicators if row.value.kind == "quantity")
    assert "≤18600000(元)" in {row.value.text for row in target.indicators}
    assert target.project.fields["年度资金申请总额"] == "18600000元"
    assert target.project.fields["计划开始日期"] == "2026-01-01"
    assert "当年财政拨款" not in target.project.fields


def test_hangu_has_two_annual_goals_and_its_spending_plan() -> None:
    target = draft_of(brief_of(BRIEFS[0], "hangu")).target
    output, effect = target.goals_of("annual")
    assert "5200平方米" in output
    assert "满意度" in effect
    assert target.project.fields["6月底"] == "50%"


def test_the_long_term_table_has_no_date_of_the_year() -> None:
    target = draft_of(brief_of(BRIEFS[0], "ezhou")).target
    assert "2026年8月底前完成" in {row.value.text for row in target.of_period("annual")}
    assert not any(row.value.kind == "deadline" for row in target.of_period("long_term"))


def test_a_later_years_end_is_no_target_of_this_year() -> None:
    purpose = "新建门诊综合楼18000平方米，2027年底前完工"
    draft = draft_of(Brief.of("妇幼保健院搬迁", "8600万元", purpose, "hangu", 2026))
    assert not any("2027" in row.value.text for row in draft.target.indicators)
    assert "2027" not in "".join(draft.target.goals_of("annual"))


def test_without_a_year_no_year_is_named() -> None:
    draft = draft_of(Brief.of("消防装备购置", "50万元", "购置消防水带300条，保障灭火救援需要"))
    assert not re.search(r"20\d\d年", "".join(goal.text for goal in draft.target.goals))
    assert "计划开始日期" not in draft.target.project.fields


def test_contradiction_is_told_and_left_open() -> None:
    draft = draft_of(brief_of(next(case for case in BRIEFS if case["id"] == "contradiction")))
    assert any("39.04万元" in notice for notice in draft.notices)
    (price,) = [row for row in draft.target.of_period("annual") if "人均" in row.name]
    assert price.value.is_unconfirmed
    assert "核对" in (price.source.detail if price.source else "")


def test_price_within_the_budget_shows_its_sum() -> None:
    draft = draft_of(brief_of(next(case for case in BRIEFS if case["id"] == "training")))
    (price,) = [row for row in draft.target.of_period("annual") if "人均" in row.name]
    assert price.value.text == "≤1000元/人"
    assert price.source is not None
    assert "300人×1000元/人=30万元" in price.source.detail


def test_cost_a_head_follows_from_the_budget() -> None:
    draft = draft_of(brief_of(next(case for case in BRIEFS if case["id"] == "per_head")))
    (price,) = [row for row in draft.target.of_period("annual") if "人均" in row.name]
    assert price.value.text == "≤1200元/人"
    assert price.source is not None
    assert price.source.kind == "budget"


def test_a_unitless_fact_is_not_used_and_said_so() -> None:
    draft = draft_of(Brief.of("校舍维修", "50万元", "维修校舍屋面，消除安全隐患", facts=("屋面面积=3200",)))
    assert any("屋面面积" in notice for notice in draft.notices)


def test_the_nearest_projects_rows_are_adapted_and_named() -> None:
    draft = draft_of(Brief.of("信息化运维项目", "28万元", "保障业务系统稳定运行，做好考试保密工作"))
    taken = [row for row in draft.target.of_period("annual") if row.source and row.source.kind == "example"]
    assert taken
    assert all("样例《信息化运维项目》" in (row.source.detail if row.source else "") for row in taken)
    assert draft.examples == ("信息化运维项目",)


def test_a_project_unlike_all_examples_takes_none() -> None:
    draft = draft_of(Brief.of("农村公路建设", "620万元", "新建农村公路12.5公里"))
    assert draft.examples == ()
    assert not any(row.source and row.source.kind == "example" for row in draft.target.indicators)


def test_events_come_in_order() -> None:
    events = list(stream(brief_of(BRIEFS[0]), "offline"))
    assert isinstance(events[0], Started)
    assert events[0].engine == "offline"
    assert isinstance(events[-1], Finished)
    assert any(isinstance(event, Notice) and "离线" in event.message for event in events)
    target = events[-1].draft.target
    assert [event.row for event in events if isinstance(event, RowDrafted)] == target.indicators
    assert [event.position for event in events if isinstance(event, RowDrafted)] == list(range(len(target.indicators)))
    assert [event.goal for event in events if isinstance(event, GoalDrafted)] == target.goals
    assert events[-1].draft.complete


def test_a_very_long_purpose() -> None:
    sentence = "新建农村公路12.5公里，安装路灯120盏，开展沿线环境整治和安全宣传，改善群众出行条件，保障道路畅通。"
    purpose = (sentence + "根据上级文件要求，进一步加强组织领导，明确责任分工，按照时间节点有序推进各项工作。") * 35
    assert 3000 <= len(purpose) <= 5000
    started = time.perf_counter()
    draft = draft_of(Brief.of("农村公路建设", "620万元", purpose))
    assert time.perf_counter() - started < 3
    assert not draft.report.errors
    assert 8 <= len(draft.target.of_period("annual")) <= 13


def test_a_warm_draft_is_quick() -> None:
    brief = brief_of(BRIEFS[0])
    draft_of(brief)
    started = time.perf_counter()
    draft_of(brief)
    assert time.perf_counter() - started < 0.3


def test_an_unknown_form_is_refused_before_the_first_event() -> None:
    with pytest.raises(InputError, match="没有“火星”这种表式"):
        stream(Brief.of("校舍维修", "50万元", "维修校舍屋面", form="火星"), "offline")


def test_a_form_may_be_named_by_its_alias() -> None:
    assert draft_of(Brief.of("校舍维修", "50万元", "维修校舍屋面", form="汉沽")).target.form == "hangu"


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("case", [BRIEFS[0], BRIEFS[-1]], ids=lambda case: case["id"])
def test_rows_for_a_missing_kind(form: str, case: dict[str, Any]) -> None:
    for level in get_form(form).levels:
        for child in level.level2:
            rows = rows_for(brief_of(case, form), level.name, child.name)
            assert all((row.level1, row.level2, row.period) == (level.name, child.name, "annual") for row in rows)
            assert all(row.source for row in rows)
            assert rows or child.need == "optional"


PIECES = [
    "购置", "新建", "培训", "发放", "开展", "为", "对", "每人", "每", "20台", "300人", "1.5万亩", "12公里", "5000元", "30万元",
    "98%", "学生", "设备", "道路", "补贴", "检查", "的", "和", "、", "，", "。", "等", "（", "）", "其中", "2026年10月底前完成", "改善条件",
]  # fmt: skip


@settings(max_examples=120, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=4, max_size=24), st.sampled_from(FORMS))
def test_no_purpose_breaks_it(pieces: list[str], form: str) -> None:
    purpose = "用于" + "".join(pieces) + "相关工作"
    draft = draft_of(Brief.of("综合业务经费", "80万元", purpose, form))
    assert draft.report.errors == ()
    assert len(draft.target.of_period("annual")) >= 6
    for row in draft.target.indicators:
        assert row.source is not None
        if row.source.kind == "input":
            assert_digits_in(row, row.source.detail)


def test_the_same_brief_gives_the_same_draft() -> None:
    one, two = draft_of(brief_of(BRIEFS[5])), draft_of(brief_of(BRIEFS[5]))
    assert one.target == two.target


def test_offline_needs_no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "")
    assert draft_of(brief_of(BRIEFS[0])).engine == "offline"
