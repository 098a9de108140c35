"""The gate: passes on what it was made from, fails on what got worse beyond noise, and says who."""

import json
from pathlib import Path

import pytest

from assistant.model import InputError
from evals import gate
from evals.results import CaseResult, Run
from evals.scorers import Score
from tests.evals.test_comparing import result, run


def scored(at: int, dataset: str = "briefs", **values: float) -> CaseResult:
    scores = {name: Score.of(value) for name, value in values.items()}
    found = result(at, values.get("total", 80.0))
    return found.model_copy(update={"dataset": dataset, "scores": scores})


def baseline(path: Path, before: Run) -> gate.Values:
    gate.write(path, before)
    return gate.read(path)


def many(**values: float) -> Run:
    return run("r", [scored(at, **values) for at in range(10)])


def test_what_did_not_change_passes(tmp_path: Path) -> None:
    before = many(figures=100.0, rows=90.0)
    worse, notes = gate.verdict(baseline(tmp_path / "b.json", before), before)
    assert worse == []
    assert "没有差别" in notes[0]


def test_a_fall_of_what_must_hold_fails_and_is_named(tmp_path: Path) -> None:
    before = baseline(tmp_path / "b.json", many(figures=100.0, rows=90.0))
    worse, _ = gate.verdict(before, many(figures=65.0, rows=90.0))
    assert any("数字有据 100.0 → 65.0" in line for line in worse)
    total, _ = gate.verdict(before, many(total=70.0, figures=100.0, rows=90.0))
    assert any("总分" in line for line in total)
    assert any("briefs/c0" in line for line in total)


def test_a_fall_of_anything_else_is_told_and_lets_pass(tmp_path: Path) -> None:
    before = baseline(tmp_path / "b.json", many(figures=100.0, rows=90.0))
    worse, notes = gate.verdict(before, many(figures=100.0, rows=60.0))
    assert worse == []
    assert any("下降但不拦：条数" in line for line in notes)


def test_a_sure_but_tiny_fall_lets_pass(tmp_path: Path) -> None:
    before = baseline(tmp_path / "b.json", many(total=80.0, figures=100.0))
    assert gate.verdict(before, many(total=79.8, figures=100.0))[0] == []
    assert gate.verdict(before, many(total=79.6, figures=100.0))[0]


def test_one_project_that_falls_is_noise(tmp_path: Path) -> None:
    before = baseline(tmp_path / "b.json", many(figures=100.0))
    after = run("r", [scored(at, figures=100.0, total=60.0 if at == 3 else 80.0) for at in range(10)])
    assert gate.verdict(before, after)[0] == []


def test_no_average_excuses_a_failure_an_unscored_score_or_a_case_that_is_gone(tmp_path: Path) -> None:
    before = baseline(tmp_path / "b.json", many(figures=100.0, rows=90.0))
    failed = result(0, 0, error="接口断了")
    unscored = scored(1, figures=100.0, rows=90.0).model_copy(
        update={"scores": {"figures": Score.unscored("坏了"), "rows": Score.of(90)}}
    )
    rest = [scored(at, figures=100.0, rows=90.0) for at in range(2, 9)]
    worse = "\n".join(gate.verdict(before, run("r", [failed, unscored, *rest]))[0])
    assert "接口断了" in worse
    assert "坏了" in worse
    assert "briefs/c9 不见了" in worse


def test_a_new_case_is_no_objection(tmp_path: Path) -> None:
    before = baseline(tmp_path / "b.json", many(figures=100.0))
    after = run("r", [scored(at, figures=100.0) for at in range(11)])
    assert gate.verdict(before, after)[0] == []


def test_a_missing_baseline_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="gate-accept"):
        gate.read(tmp_path / "none.json")


def test_the_stored_baseline_names_the_cases_that_there_are() -> None:
    from evals.loading import load_datasets

    stored = json.loads(gate.BASELINE.read_text(encoding="utf-8"))
    assert set(stored) <= {case.key for case in load_datasets(gate.DATA)}
    assert {key.partition("/")[0] for key in stored} == set(gate.DATA)
    assert all(values["total"] is not None for values in stored.values())


def test_the_whole_gate_runs_and_accepts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(gate, "BASELINE", tmp_path / "baseline.json")
    small = gate.run_all(limit=2)
    monkeypatch.setattr(gate, "run_all", lambda: small)
    assert gate.main([]) == 2
    assert gate.main(["--accept"]) == 0
    assert gate.main([]) == 0
    assert "通过" in capsys.readouterr().out
    broken = Run(small.head, tuple(each.model_copy(update={"error": "坏了"}) for each in small.results), True)
    monkeypatch.setattr(gate, "run_all", lambda: broken)
    assert gate.main([]) == 1
    assert "没有通过" in capsys.readouterr().out
