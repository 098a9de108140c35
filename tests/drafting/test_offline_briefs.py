"""Over two hundred briefs as clerks write them: what they give returns in a row, and every name and goal reads well."""

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.drafting import stream
from assistant.drafting.brief import Brief
from assistant.drafting.events import Draft, Finished
from assistant.drafting.facts.scan import Token, fold, scan
from assistant.drafting.facts.words import bare_unit, words

BRIEFS: list[dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("briefs_offices.yaml").read_text(encoding="utf-8")
)
_DEEDS = [word for word, verb in words().verbs.items() if len(word) > 1 and not verb.light and not verb.nounlike]
# Width and thickness say how a thing is made, not how many.
_SIZE = re.compile(r"[宽厚高深]$")


@cache
def drafted(number: int) -> Draft:
    case = BRIEFS[number]
    brief = Brief.of(case["name"], str(case["budget"]), case["purpose"], "ezhou", case.get("year"), case.get("unit"))
    for event in stream(brief, "offline"):
        if isinstance(event, Finished):
            return event.draft
    raise AssertionError("no Finished")


@pytest.fixture(params=range(len(BRIEFS)), ids=lambda number: BRIEFS[number]["name"])
def case(request: pytest.FixtureRequest) -> tuple[dict[str, Any], Draft]:
    return BRIEFS[request.param], drafted(request.param)


def counted(purpose: str) -> list[Token]:
    """The figures of a purpose that count something: no money, no rate, no time."""
    plain = fold(purpose)
    found = [token for token in scan(plain) if token.kind == "quantity"]
    found = [token for token in found if words().measure[bare_unit(token.unit)[1]] != "time"]
    return [token for token in found if not _SIZE.search(plain[: token.start])]


def test_every_counted_figure_returns_in_a_row(case: tuple[dict[str, Any], Draft]) -> None:
    brief, draft = case
    held = {row.value.number for row in draft.target.of_period("annual") if row.value.number is not None}
    for token in counted(brief["purpose"]):
        assert token.number is not None
        amount = token.number * bare_unit(token.unit)[0]
        assert token.number in held or amount in held, (brief["purpose"], token)


def test_names_are_short_and_say_each_thing_once(case: tuple[dict[str, Any], Draft]) -> None:
    _, draft = case
    rows = draft.target.of_period("annual")
    assert len({row.name for row in rows}) == len(rows)
    for row in draft.target.indicators:
        assert 2 < len(row.name) <= (24 if re.search(r"[A-Z]\d", row.name) else 20), row.name
        assert not re.match(r"内容|包括|其中|共|[的和及与、]", row.name), row.name
        assert not re.search(r"(.{2,})\1|[{}“”，。；]", row.name), row.name
        assert not [deed for deed in _DEEDS if row.name.count(deed) > 1], row.name


def test_goals_double_nothing(case: tuple[dict[str, Any], Draft]) -> None:
    _, draft = case
    for goal in draft.target.goals:
        assert not re.search(r"(.{3,})\1|[{}]|，，|；；|。。|，。|；。", goal.text), goal.text
        clauses = [clause for clause in re.split("[，。；]", goal.text) if clause]
        assert len(set(clauses)) == len(clauses), goal.text


def test_drafts_pass_the_checker_and_stay_readable(case: tuple[dict[str, Any], Draft]) -> None:
    _, draft = case
    serious = [(finding.rule, finding.row, finding.message) for finding in draft.report.findings]
    assert [
        each for each, finding in zip(serious, draft.report.findings, strict=True) if finding.severity != "hint"
    ] == []
    assert 8 <= len(draft.target.of_period("annual")) <= 13


def test_figures_of_the_goal_return_in_the_table(case: tuple[dict[str, Any], Draft]) -> None:
    _, draft = case
    rows = draft.target.of_period("annual")
    said = {number for row in rows for number in re.findall(r"\d+(?:\.\d+)?", fold(row.value.text + row.name))}
    for goal in draft.target.goals_of("annual"):
        for number in re.findall(r"\d+(?:\.\d+)?", re.sub(r"\d{4}年", "", fold(goal))):
            assert number in said, (number, goal)


def draft_of(purpose: str, name: str = "某项目", budget: str = "100万元") -> Draft:
    for event in stream(Brief.of(name, budget, purpose), "offline"):
        if isinstance(event, Finished):
            return event.draft
    raise AssertionError("no Finished")


@pytest.mark.parametrize(
    ("purpose", "told"),
    [
        ("路面技术状况指数达到90以上，养护公路22公里", "达到90以上"),
        ("补助科技型企业40家，带动企业研发投入6000万元", "6000万元"),
    ],
)
def test_a_figure_that_no_row_holds_is_told(purpose: str, told: str) -> None:
    assert any(told in notice for notice in draft_of(purpose).notices)


def test_the_budget_and_a_unit_price_give_the_quantity() -> None:
    draft = draft_of("对养殖场户病死猪实行集中无害化处理，每头补助80元", "病死畜禽无害化处理补助", "42万元")
    (row,) = [row for row in draft.target.of_period("annual") if row.level2 == "数量指标"]
    assert row.value.text == "≥5250头"
    assert row.source is not None
    assert row.source.kind == "budget"
    assert "42万元÷80元/头=5250头" in row.source.detail


def test_each_thing_has_its_own_price() -> None:
    purpose = "为7家社区卫生服务中心购置彩色多普勒超声诊断仪7台（每台25万元）、全自动生化分析仪5台（每台14万元）"
    rows = draft_of(purpose, "基层医疗设备购置", "245万元").target.of_period("annual")
    prices = {row.name: row.value.text for row in rows if "单价" in row.name}
    assert prices == {"彩色多普勒超声诊断仪单价": "≤25万元/台", "全自动生化分析仪单价": "≤14万元/台"}
    (total,) = [row for row in rows if row.name == "项目总成本"]
    assert total.source is not None
    assert "合计245万元，等于预算" in total.source.detail


def test_where_money_comes_from_is_no_cost() -> None:
    purpose = "治理水土流失面积38平方公里，项目总投资2300万元，其中中央财政1800万元、县级配套500万元"
    rows = draft_of(purpose, "石沟小流域综合治理", "2300万元").target.of_period("annual")
    assert [row.name for row in rows if row.level1 == "成本指标"] == ["项目总成本"]
    conflicts = draft_of(purpose.replace("500", "400"), "石沟小流域综合治理", "2300万元").notices
    assert any("2200万元" in notice for notice in conflicts)


def test_a_share_of_the_price_is_borne() -> None:
    purpose = "承保设施蔬菜大棚8000亩，每亩保费200元，财政补贴40%"
    rows = draft_of(purpose, "大棚蔬菜种植保险保费补贴", "64万元").target.of_period("annual")
    assert "=80元/亩" in {row.value.text for row in rows}


def test_the_works_of_a_court_are_works() -> None:
    draft = draft_of("改造诉讼服务大厅，增设自助立案终端，方便群众办事", "基层法院诉讼服务中心改造", "85万元")
    names = [row.name for row in draft.target.of_period("annual")]
    assert not any("案件" in name for name in names)
    assert any("自助立案终端" in name for name in names)


def test_sources_show_no_document_ids() -> None:
    for number in range(len(BRIEFS)):
        for row in drafted(number).target.indicators:
            assert row.source is not None
            assert not re.search(r"\d{3}_[0-9a-f]{6}|\.json|\.md", row.source.detail)
