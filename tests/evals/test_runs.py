"""Runs: every case counted once, failures as zeros, nothing lost to a kill, nothing mixed that was made differently."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.checking import check
from assistant.cli import main
from assistant.llm import ScriptedModel
from assistant.model import InputError, ModelServiceError
from evals.cases import EvalCase
from evals.loading import load_dataset
from evals.results import list_runs, load_run, means, runs_folder, spent
from evals.results.shapes import Run
from evals.results.store import cut_torn_end, path_of
from evals.running import run as running
from evals.running.rescoring import rescore
from evals.running.run import Plan, resume, start
from evals.running.work import Engines, IncompleteError, Outcome
from tests.evals.makers import draft

ROOT = Path(__file__).resolve().parents[2]


def good(_: EvalCase) -> Outcome:
    return Outcome(draft(), check(draft()))


def one_bad(case: EvalCase) -> Outcome:
    if case.id == "b02":
        raise IncompleteError("模型没有把稿子写完")
    if case.id == "b03":
        raise ZeroDivisionError("defect")
    return good(case)


def test_a_run_keeps_a_result_a_case_with_what_it_was_made_with() -> None:
    told: list[tuple[int, int]] = []
    plan = Plan(("briefs", "regions"), limit=4, note="试一试")
    run = start(plan, Engines(), lambda done, of, _: told.append((done, of)))
    assert (len(run.results), run.finished, run.head.cases) == (8, True, 8)
    assert told == [(at, 8) for at in range(1, 9)]
    assert {result.dataset for result in run.results} == {"briefs", "regions"}
    versions = run.head.versions
    assert "draft.zh" in versions.prompts
    assert set(versions.datasets) == {"briefs", "regions"}
    assert all(len(each) == 12 for each in (versions.engine, versions.examples, versions.scorers))
    for result in run.results:
        assert result.target
        assert result.total.value is not None
        assert {"figures", "review_88"} <= set(result.scores)
    assert load_run(run.id) == run
    (line,) = list_runs()
    assert (line.id, line.done, line.failed, line.finished, line.note) == (run.id, 8, 0, True, "试一试")
    assert line.total == means(run.results)["total"].value


def test_a_failure_counts_zero_in_every_scorer_that_looks_at_it() -> None:
    run = start(Plan(("briefs",), limit=4), one_bad)
    assert {each.id for each in run.failures} == {"b02", "b03"}
    failed = run.by_key["briefs/b02"]
    assert failed.error == "模型没有把稿子写完"
    assert "程序内部出错" in run.by_key["briefs/b03"].error
    assert failed.total.value == 0
    assert set(failed.scores) == set(run.by_key["briefs/b01"].scores)
    assert {each.value for each in failed.scores.values()} == {0}
    whole = means(run.results)["rows"]
    assert (whole.scored, whole.value) == (
        4,
        sum(run.by_key[f"briefs/b0{n}"].scores["rows"].value or 0 for n in (1, 4)) / 4,
    )


def test_an_incomplete_draft_is_a_failure_whatever_rules_filled_in() -> None:
    case = load_dataset("briefs")[0]
    text = '{"goals":[],"rows":[{"kind":"数量指标","name":"建设录播教室数量","desc":"间数","value":"=8间","basis":"计划标准","why":"材料"}'
    model = ScriptedModel.of((text, ModelServiceError("连接断了", "server")), ModelServiceError("连接断了", "server"))
    with pytest.raises(IncompleteError, match="[\u4e00-\u9fff]"):
        Engines("llm", model)(case)


def test_recorded_answers_are_replayed_without_a_model() -> None:
    run = start(Plan(("recorded",), limit=5), Engines("llm", None))
    assert not run.failures
    assert {"figures", "budget_fit"} <= set(run.results[0].scores)


def test_repairs_and_checks_are_runs_too() -> None:
    run = start(Plan(("weak_forms", "labels"), limit=3), Engines())
    kinds = {result.kind: set(result.scores) for result in run.results}
    assert kinds["fix"] == {"fix_known", "fix_removed", "fix_added", "fix_kept"}
    assert kinds["check"] == {"recall", "right"}
    assert not run.failures


def test_a_model_that_does_not_answer_fails_a_repair_too() -> None:
    weak = load_dataset("weak_forms")[0]
    with pytest.raises(ModelServiceError, match="不答"):
        Engines("llm", ScriptedModel.of(ModelServiceError("不答", "refused")))(weak)


# ---- stopped and resumed


# Stands still from the seventh case on, so that a kill surely comes before the end.
_STANDING_STILL = """
import itertools, time
from evals.running.run import Plan, start
from evals.running.work import Engines

count, work = itertools.count(1), Engines()

def worker(case):
    if next(count) > 6:
        time.sleep(600)
    return work(case)

start(Plan(("samples",), limit=12, jobs=2), worker)
"""


def _until(there: Callable[[], bool], seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not there():
        assert time.monotonic() < deadline
        time.sleep(0.02)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="kill -9")
def test_a_run_that_was_killed_goes_on_where_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("ASSISTANT_HOME", str(home))
    folder = runs_folder()
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    child = subprocess.Popen([sys.executable, "-c", _STANDING_STILL], cwd=home, env=environment)
    _until(lambda: any(path.read_bytes().count(b"\n") == 7 for path in folder.glob("*.jsonl")))
    child.send_signal(signal.SIGKILL)
    child.wait()
    (path,) = folder.glob("*.jsonl")
    before = path.read_bytes()
    kept = [json.loads(line) for line in before.split(b"\n")[1:] if line.endswith(b"}")]
    assert len(kept) == 6
    (line,) = list_runs()
    assert (line.finished, line.done, line.cases) == (False, 6, 12)

    with path.open("ab") as file:
        file.write(b'{"case":{"id":"half a line')
    assert main(["eval", "run", "--resume", path.stem]) == 0
    run = load_run(path.stem)
    assert run.finished
    assert sorted(result.id for result in run.results) == sorted(case.id for case in load_dataset("samples")[:12])
    after = path.read_bytes()
    assert after.startswith(before)
    done = [data["case"]["id"] for data in map(json.loads, after.splitlines()) if "case" in data]
    assert len(done) == len(set(done)) == 12


def test_half_a_line_is_no_result_and_failed_cases_are_tried_again() -> None:
    run = start(Plan(("briefs",), limit=4), one_bad)
    path = path_of(run.id)
    with path.open("ab") as file:
        file.write(b'{"case":{"id":"b0')
    assert len(load_run(run.id).results) == 4
    again = resume(path, good)
    assert not again.failures
    assert len(again.results) == 4
    assert again.finished
    cut_torn_end(path)
    assert path.read_bytes().endswith(b"\n")


def test_what_changed_in_between_is_not_mixed(monkeypatch: pytest.MonkeyPatch) -> None:
    run = start(Plan(("briefs",), limit=1), good)
    then = run.head.versions.model_copy(update={"examples": "another"})
    monkeypatch.setattr(running, "versions", lambda _: then)
    with pytest.raises(InputError, match="新跑一次"):
        resume(path_of(run.id), good)


def test_runs_that_cannot_be_found_or_read_are_told() -> None:
    with pytest.raises(InputError, match="没有名为“nix”"):
        load_run("nix")
    runs_folder().mkdir(parents=True)
    (runs_folder() / "broken.jsonl").write_text("nothing\n", encoding="utf-8")
    with pytest.raises(InputError, match="读不出来"):
        load_run("broken")
    assert list_runs() == []


# ---- scored anew


def test_kept_drafts_are_scored_anew_without_being_drafted_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    run = start(Plan(("briefs", "weak_forms"), limit=3), one_bad_or_engine)
    monkeypatch.setattr(Engines, "__call__", None)
    again = rescore(path_of(run.id))
    assert again.id != run.id
    assert {key: each.total for key, each in again.by_key.items()} == {
        key: each.total for key, each in run.by_key.items()
    }
    assert [each.error for each in again.failures] == [each.error for each in run.failures]
    assert spent(again.results) == spent(run.results)


def one_bad_or_engine(case: EvalCase) -> Outcome:
    return one_bad(case) if case.id in ("b02", "b03") else Engines()(case)


def test_a_run_as_loaded_is_the_run_as_made() -> None:
    run = start(Plan(("labels",), limit=2), Engines())
    assert isinstance(run, Run)
    assert Run(run.head, run.results, True) == load_run(str(path_of(run.id)))
