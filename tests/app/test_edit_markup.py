"""What the pages 起草 and 编辑 show as HTML and as the form's data: escaped, exact, and complete."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from assistant.app.draft import draft_markup
from assistant.app.edit import edit_markup
from assistant.app.edit.overview import Costs, Kind, Part, costs_of, coverage_of
from assistant.checking.findings import Finding
from assistant.drafting.brief import Brief
from assistant.drafting.questions import Question
from assistant.forms import get_form
from assistant.model import Indicator, PerformanceTarget, Source, Value
from assistant.workspace import Change, Clash, DraftState, RowMark, Saved, Tick, VersionLine

NASTY = "<img src=x onerror=alert(1)>\"'&**粗**"
NOW = datetime(2026, 11, 20, 8, 30, tzinfo=UTC)
Row = Callable[..., Indicator]


def _saved(target: PerformanceTarget) -> Saved:
    return Saved("a", 3, DraftState.of(target, "file"), NOW, NASTY, NASTY, True, False, "草稿")


def _pieces(row: Row, target: PerformanceTarget) -> list[str]:
    nasty = row(name=NASTY, level2=NASTY, value=Value.parse(NASTY), description=NASTY, basis=NASTY,
                source=Source(kind="unconfirmed", detail=NASTY))  # fmt: skip
    mark = RowMark(uid="a", origin="person", tick=Tick(who=NASTY, at=NOW, why=NASTY))
    finding = Finding(
        rule="A101", dimension="完整性", severity="error", message=NASTY, suggestion=NASTY, clause=NASTY, row=NASTY
    )
    part = Part(NASTY, Decimal(10), NASTY)
    return [
        edit_markup.cost_plot(Costs(Decimal(20), (part,), (part,))),
        edit_markup.coverage([Kind(NASTY, NASTY, 1, "required")]),
        edit_markup.told(NASTY),
        edit_markup.row_facts(nasty, mark, 1),
        edit_markup.row_findings([finding]),
        edit_markup.gap(nasty, ""),
        edit_markup.ticked(nasty, mark),
        edit_markup.example_row(nasty, NASTY),
        edit_markup.version_line(VersionLine(1, NOW, NASTY, NASTY, NASTY)),
        edit_markup.changes([Change(NASTY, NASTY, NASTY, NASTY)]),
        edit_markup.conflict_head(_saved(target), 1),
        edit_markup.clash(Clash(("a",), NASTY, NASTY, NASTY, NASTY, NASTY)),
        edit_markup.before_export([NASTY], [NASTY]),
        draft_markup.brief_head(Brief.of(f"培训{NASTY}", "1万元", "全年培训护理员300人", unit=NASTY)),
        draft_markup.question(1, Question("a", NASTY, NASTY, "人", NASTY, NASTY, "count")),
        draft_markup.masked({NASTY: NASTY}),
        draft_markup.plain_text(NASTY),
        draft_markup.ended(NASTY, [NASTY]),
    ]


def test_no_text_of_a_user_or_a_model_becomes_markup(row: Row, target: PerformanceTarget) -> None:
    for piece in _pieces(row, target):
        assert "<img" not in piece
        assert "&lt;" in piece
        for tag in re.findall(r"<[^>]*>", piece):
            assert "onerror" not in re.sub(r'"[^"]*"', "", tag)


@pytest.mark.parametrize(
    ("values", "budget", "said", "exceeds"),
    [
        (["≤30万元", "≤32万元"], "62万元", "合计 62万元，正好等于预算", False),
        (["≤30万元"], "62万元", "合计 30万元，预算 62万元", False),
        (["≤30万元", "≤42.5万元"], "62万元", "超出预算 10.5万元", True),
        (["1500元/人"], "62万元", "成本指标没有写金额", False),
    ],
)
def test_costs_are_held_against_the_budget_exactly(
    row: Row, target: PerformanceTarget, values: list[str], budget: str, said: str, exceeds: bool
) -> None:
    rows = [
        row(level1="成本指标", level2="经济成本指标", name=f"第{number}项支出成本", value=Value.parse(text))
        for number, text in enumerate(values)
    ]
    brief = Brief.of("培训项目", budget, "全年培训护理员300人")
    project = target.project.model_copy(update={"budget": brief.budget})
    costs = costs_of(target.model_copy(update={"project": project, "indicators": rows}))
    assert costs.exceeds is exceeds
    assert said in edit_markup.cost_plot(costs)


def test_a_kind_that_the_form_requires_and_lacks_stands_out(row: Row, target: PerformanceTarget) -> None:
    form = get_form("ezhou")
    kinds = coverage_of(target.model_copy(update={"indicators": [row()]}), form)
    counted = {kind.name: kind.rows for kind in kinds}
    assert counted["数量指标"] == 1
    assert sum(counted.values()) == 1
    assert 'class="lacks"' in edit_markup.coverage(kinds)
