"""Comparisons: better, worse and no difference are told apart by project, and who fell is named."""

from collections.abc import Iterable
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.model import to_data
from evals.reporting.terminal import comparison_lines, run_lines, table
from evals.results import CaseResult, Run, RunHead, Versions, means, total_by
from evals.results.bootstrap import interval
from evals.results.comparing import LEAST_PROJECTS, compare_runs
from evals.results.summary import coverage_by_level
from evals.scorers import Score
from tests.evals.makers import draft, row

VERSIONS = Versions(
    code="abc", engine="e", prompts={"draft.zh": "3 (x)"}, examples="x", datasets={"briefs": "d"}, scorers="s"
)


def result(at: int, value: float | None, project: str | None = None, error: str = "") -> CaseResult:
    score = Score.unscored("没有模型") if value is None else Score.of(value)
    return CaseResult(
        id=f"c{at}", dataset="briefs", kind="draft", project=project or f"p{at}", name=f"项目{at}", field="教育",
        sort="购置", form="central", error=error, scores={"rows": score, "style": Score.of(90)}, total=score,
        target=None if error else to_data(draft()), usage={"prompt_tokens": 100, "completion_tokens": 20, "requests": 1},
    )  # fmt: skip


def run(name: str, results: Iterable[CaseResult], **versions: object) -> Run:
    found = tuple(results)
    head = RunHead(
        id=name, started=datetime(2026, 11, 20, tzinfo=UTC), engine="offline", datasets=("briefs",), cases=len(found),
        versions=VERSIONS.model_copy(update=versions),
    )  # fmt: skip
    return Run(head, found, True)


def runs(*values: float, by: float = 0.0, count: int = 12) -> tuple[Run, Run]:
    many = [values[at % len(values)] for at in range(count)]
    return run("a", map(result, range(count), many)), run("b", (result(at, each + by) for at, each in enumerate(many)))


@pytest.mark.parametrize(("by", "verdict"), [(5, "better"), (-5, "worse"), (0, "same")])
def test_the_verdict_follows_the_interval(by: float, verdict: str) -> None:
    a, b = runs(60, 70, 80, by=by)
    found = compare_runs(a, b)
    assert found.verdict == verdict
    total = found.differences[0]
    assert (total.scorer, total.by, total.projects) == ("total", by, 12)
    assert len(found.fallen) == (12 if by < 0 else 0)


def test_what_rises_here_and_falls_there_is_no_difference() -> None:
    a = run("a", (result(at, 70) for at in range(20)))
    b = run("b", (result(at, 70 + (8 if at % 2 else -8)) for at in range(20)))
    found = compare_runs(a, b)
    assert found.verdict == "same"
    assert found.differences[0].low < 0 < found.differences[0].high
    assert len(found.fallen) == 10


def test_few_projects_give_no_verdict_however_many_cases() -> None:
    a = run("a", (result(at, 50, project=f"p{at % 3}") for at in range(30)))
    b = run("b", (result(at, 90, project=f"p{at % 3}") for at in range(30)))
    found = compare_runs(a, b)
    assert found.differences[0].projects == 3 < LEAST_PROJECTS
    assert found.verdict == "unknown"


def test_cases_of_one_project_are_drawn_together() -> None:
    values = [[1.0] * 10 if at % 2 else [-1.0] * 10 for at in range(6)]
    together = interval(values)
    apart = interval([[value] for group in values for value in group])
    assert together[1] - together[0] > apart[1] - apart[0]


@settings(max_examples=30, deadline=None)
@given(st.lists(st.lists(st.floats(-100, 100), min_size=1, max_size=3), min_size=1, max_size=8))
def test_an_interval_lies_within_the_values_and_is_the_same_each_time(groups: list[list[float]]) -> None:
    low, high = interval(groups, draws=200)
    means_of = [sum(group) / len(group) for group in groups]
    assert min(means_of) - 0.02 <= low <= high <= max(means_of) + 0.02
    assert (low, high) == interval(groups, draws=200)


def test_failures_count_and_unscored_and_lonely_cases_are_left_out_by_name() -> None:
    a = run("a", [result(0, 80), result(1, 80), result(2, 80), result(3, 80)])
    b = run("b", [result(0, 0, error="接口断了"), result(1, None), result(2, 80), result(9, 80)])
    found = compare_runs(a, b)
    assert {left.key.split("/")[1]: left.reason for left in found.left_out} == {
        "c1": "B：没有模型", "c3": "只在 A 里有", "c9": "只在 B 里有",
    }  # fmt: skip
    assert found.differences[0].projects == 2
    assert (found.differences[0].a, found.differences[0].b) == (80, 40)
    assert [each.a.id for each in found.fallen] == ["c0"]
    said = "\n".join(comparison_lines(found))
    assert "接口断了" in said
    assert "没有模型" in said


def test_a_fallen_case_shows_the_rows_in_which_its_drafts_differ() -> None:
    better, worse = result(0, 80), result(0, 60)
    other = draft(*draft().indicators[1:], row("产出指标", "数量指标", "印发手册", "=500册"))
    worse = worse.model_copy(update={"target": to_data(other)})
    (fallen,) = compare_runs(run("a", [better]), run("b", [worse])).fallen
    assert fallen.only_a == ("经济成本指标：项目总成本 ≤30万元",)
    assert fallen.only_b == ("数量指标：印发手册 =500册",)
    assert fallen.scorers == (("rows", 80.0, 60.0),)


def test_what_the_runs_were_made_with_differently_is_said() -> None:
    a = run("a", [result(0, 80)])
    b = run("b", [result(0, 80)], prompts={"draft.zh": "4 (y)"}, scorers="t", examples="z")
    assert compare_runs(a, a).changed == ()
    changed = "；".join(compare_runs(a, b).changed)
    assert "提示词 draft.zh 3 (x) → 4 (y)" in changed
    assert "rescore" in changed
    assert "样例库" in changed


def test_means_keep_the_unscored_apart() -> None:
    found = means([result(0, 80), result(1, None), result(2, 60)])
    assert (found["total"].value, found["total"].scored, found["total"].unscored) == (70, 2, 1)
    assert next(iter(found)) == "total"
    assert total_by([result(0, 80), result(1, 60)], lambda each: each.sort)["购置"].value == 70
    assert coverage_by_level([result(0, 80)]) == {}


def test_tables_stand_straight_with_chinese_in_them() -> None:
    lines = list(table([["评分项", "值"], ["总分", "92.0"], ["a", "1"]]))
    assert lines == ["评分项  值", "总分    92.0", "a       1"]


def test_a_run_in_the_terminal_names_failures_and_what_was_spent() -> None:
    said = "\n".join(run_lines(run("a", [result(0, 80), result(1, 0, error="接口断了")])))
    assert "失败 1 个（按 0 分计）" in said
    assert "240 token" in said
    assert "费用未知" in said
