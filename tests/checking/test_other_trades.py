"""Whole forms of trades that no sample covers (police, forestry, courts, water …), written by hand before they were first checked.

`trades_sound.txt`: what a strict reviewer lets pass. `trades_weak.txt`: the defects of every autumn; behind `!` the codes that
a row (or, `!form:`, the form) should be given. Some are a matter of opinion, so not all of them must be found.
"""

from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from assistant.checking import Report, check
from assistant.fixing import fix_all
from assistant.model import Goal, Indicator, Money, PerformanceTarget, Project, Value
from assistant.model.framework import PARENT


class Form(NamedTuple):
    """A form, and the codes that its rows and the form itself should be given."""

    target: PerformanceTarget
    rows: list[tuple[str, ...]]
    whole: tuple[str, ...]


@cache
def forms(name: str) -> list[Form]:
    text = Path(__file__).with_name(name).read_text(encoding="utf-8")
    return [_form(part.strip().splitlines()) for part in text.split("# ")[1:]]


def _form(lines: list[str]) -> Form:
    name, budget, year, purpose = lines[0].split("|")
    texts = [line[1:].strip() for line in lines if line.startswith(">")]
    goals = [Goal(period="annual", text=texts[-1]), *(Goal(period="long_term", text=text) for text in texts[:-1])]
    cells = [line.partition("!") for line in lines if "|" in line][1:]
    whole = next((line.removeprefix("!form:") for line in lines if line.startswith("!form:")), "")
    project = Project(name=name, budget=Money.parse(budget, "万元"), year=int(year), purpose=purpose, unit="某市某局")
    target = PerformanceTarget(
        form="general", project=project, goals=goals, indicators=[_row(row.split("|")) for row, _, _ in cells]
    )
    return Form(target, [tuple(codes.split(",")) if codes else () for *_, codes in cells], tuple(whole.split(",")))


def _row(cells: list[str]) -> Indicator:
    level2, name, value, basis = cells
    return Indicator(
        period="annual", level1=PARENT[level2], level2=level2, name=name, value=Value.parse(value), basis=basis
    )


SOUND, WEAK = forms("trades_sound.txt"), forms("trades_weak.txt")


@pytest.mark.parametrize("form", SOUND, ids=lambda form: form.target.project.name)
def test_a_sound_form_is_let_pass(form: Form) -> None:
    report = check(form.target)
    assert [finding.message for finding in report.findings if finding.severity != "hint"] == []
    assert report.score.grade == "优"


def _missed(form: Form, report: Report) -> list[tuple[str, str]]:
    said = [{finding.rule for finding in report.of_row(at)} for at in range(len(form.rows))]
    missed = [
        (row.name, code)
        for row, wanted, codes in zip(form.target.indicators, form.rows, said, strict=True)
        for code in wanted
        if code not in codes
    ]
    found = {finding.rule for finding in report.findings}
    return missed + [("", code) for code in form.whole if code and code not in found]


def test_the_defects_of_weak_forms_are_found() -> None:
    wanted = sum(len(codes) for form in WEAK for codes in form.rows) + sum(len(form.whole) for form in WEAK)
    missed = [each for form in WEAK for each in _missed(form, check(form.target))]
    assert wanted > 100
    assert len(missed) <= 0.06 * wanted, missed


def test_sound_rows_of_weak_forms_are_let_pass() -> None:
    flagged = [
        finding.message
        for form in WEAK
        for finding in check(form.target).findings
        if finding.position is not None and not form.rows[finding.position] and finding.severity != "hint"
    ]
    assert len(flagged) <= 2, flagged


@pytest.mark.parametrize("form", WEAK, ids=lambda form: form.target.project.name)
def test_a_weak_form_is_mended_and_no_error_comes(form: Form) -> None:
    before, fixed = check(form.target), fix_all(form.target)
    after = check(fixed.target)
    assert after.score.total > before.score.total
    assert len(after.errors) <= len(before.errors)


def test_no_repair_is_one_that_nobody_would_sign() -> None:
    """What a head of section struck out of the first repairs of these forms."""
    rows = {row.name: row for form in WEAK for row in fix_all(form.target).target.indicators}
    texts = {name: str(row.value) for name, row in rows.items()}
    assert texts["办案安全事故"] == "=0起"
    assert texts["逾期办结率"] == "≤【待核实】%"
    assert texts["违规补贴投诉数量"] == "≤【待核实】件"
    assert texts["资助传承人数量"] == "≥28人"
    assert texts["陪审案件数量"] == "≥1500件"
    assert texts["教室改造数量"] == "≥6间"
    assert rows["带动就业人数"].level2 == "社会效益指标"
    assert rows["培训期数"].level2 == "数量指标"
    assert "居民健康素养水平" in texts
    assert "水质达标率" in texts
    assert not [name for name in texts if "慢性病综合防控满意度" in name or name.endswith("综合防控占比")]
