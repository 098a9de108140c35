"""A draft is written in the background: each row is there as it comes, the whole is one version."""

import sqlite3
import threading

import pytest
from pydantic import SecretStr

from assistant.llm import Settings
from assistant.model import SettingsError
from assistant.worker import Worker
from assistant.workspace.drafts import Workspace
from tests.support.drafts import NAMES, brief, text
from tests.support.loopback import Loopback, answer, cut, status
from tests.support.states import edited, row, state
from tests.support.streams import after_rows, until
from tests.worker.conftest import Hire

ME = "甲"
# What engines write is the same on either database; queue, stops, locks and crashes are tried on both.
pytestmark = pytest.mark.parametrize("url", ["sqlite"], indirect=True)


def _names(workspace: Workspace, draft: str) -> list[str]:
    return [row.name for row in workspace.load(draft, ME).state.target.of_period("annual")]


def test_the_offline_engine_drafts_in_the_background(workspace: Workspace, hire: Hire) -> None:
    worker = hire()
    draft, job = worker.submit_draft(ME, brief(), "offline")
    line = worker.wait(ME, job)
    assert (line.state, line.kind, line.engine, line.message, line.draft) == ("done", "draft", "offline", "", draft)
    assert any("离线引擎" in notice for notice in line.notices)
    saved = workspace.load(draft, ME)
    assert (saved.version, saved.who, saved.why, saved.phase, saved.job) == (2, "离线引擎", "起草完成", "草稿", job)
    assert (saved.state.brief, saved.state.engine) == (brief(), "offline")
    assert {mark.origin for mark in saved.state.rows} == {"offline"}
    assert not saved.can_undo  # Nobody wants the empty table back.
    assert workspace.list(ME)[0].rows == len(saved.state.rows) > 10
    progress = worker.progress(ME, job)
    assert (progress.is_over, progress.rows, progress.goals) == (True, (), ())


def test_rows_are_there_as_they_come(workspace: Workspace, hire: Hire, server: Loopback) -> None:
    go_on = threading.Event()
    server.will(answer(text(), wait=(after_rows(3), go_on)))
    worker = hire()
    draft, job = worker.submit_draft(ME, brief(), "llm")
    until(lambda: worker.progress(ME, job).line.arrived == 3)
    progress = worker.progress(ME, job)
    assert [row.name for row in progress.rows] == NAMES[:3]
    assert len(progress.goals) >= 1
    assert (progress.line.state, progress.line.engine, progress.is_over) == ("running", "llm", False)
    assert progress.line.seconds > 0
    assert workspace.load(draft, ME).phase == "起草中"
    assert [line.name for line in workspace.list(ME, state="起草中")] == [brief().name]
    assert worker.active(ME) == [worker.progress(ME, job).line] or worker.active(ME)[0].id == job
    go_on.set()
    assert worker.wait(ME, job).state == "done"
    saved = workspace.load(draft, ME)
    assert _names(workspace, draft) == NAMES
    assert {mark.origin for mark in saved.state.rows} == {"model"}
    spent = saved.state.spent
    assert (spent.requests, spent.prompt_tokens, spent.model, spent.prompt_version[:9]) == (1, 100, "m", "draft.zh@")
    assert len(workspace.versions(draft, ME)) == 2
    assert worker.active(ME) == []


def test_an_answer_that_breaks_off_is_gone_on_with(workspace: Workspace, hire: Hire, server: Loopback) -> None:
    server.will(cut(text()[: after_rows(4)]), answer(text()))
    worker = hire()
    draft, job = worker.submit_draft(ME, brief(), "llm")
    line = worker.wait(ME, job)
    assert (line.state, line.can_continue) == ("failed", True)
    assert [row.name for row in worker.progress(ME, job).rows if row.period == "annual"] == NAMES[:4]
    assert "接着写" in line.message
    broken = workspace.load(draft, ME)
    assert set(NAMES[:4]) < set(_names(workspace, draft))  # Rules stand in for what did not arrive.
    assert (broken.phase, broken.why) == ("草稿", "起草中断")
    assert worker.submit_continue(ME, draft) == job
    line = worker.wait(ME, job)
    assert (line.state, line.can_continue, line.arrived) == ("done", False, 0)
    assert _names(workspace, draft) == NAMES
    assert NAMES[0] in str(server.bodies[-1]["messages"])
    assert line.spent.requests == workspace.load(draft, ME).state.spent.requests == 2


def test_what_a_person_wrote_since_is_gone_on_from(workspace: Workspace, hire: Hire, server: Loopback) -> None:
    server.will(cut(text()[: after_rows(2)]), answer(text()))
    worker = hire()
    draft, job = worker.submit_draft(ME, brief(), "llm")
    worker.wait(ME, job)
    broken = workspace.load(draft, ME)
    rows = broken.state.target.indicators
    at = next(at for at, each in enumerate(rows) if (each.name, each.period) == (NAMES[1], "annual"))
    workspace.save(draft, ME, edited(broken.state, at, value="≥333人"), broken.version)
    worker.resume(ME, job)
    assert worker.wait(ME, job).state == "done"
    after = workspace.load(draft, ME).state
    assert str(after.row(broken.state.rows[at].uid).value) == "≥333人"
    assert broken.state.rows[at].uid in after.locked
    assert "≥333人" in str(server.bodies[-1]["messages"])


def test_a_table_of_ones_own_is_gone_on_with(workspace: Workspace, hire: Hire, server: Loopback) -> None:
    server.otherwise = answer(text())
    own = state(row("走访户数", "≥200户"), origin="person")
    draft = workspace.create(ME, own)
    worker = hire()
    job = worker.submit_continue(ME, draft.id)
    line = worker.wait(ME, job)
    assert (line.state, line.kind) == ("done", "continue")
    after = workspace.load(draft.id, ME)
    assert after.state.row(own.rows[0].uid) == own.target.indicators[0]
    assert set(NAMES) < set(_names(workspace, draft.id))
    assert workspace.undo(draft.id, ME, after.version).state == own


def test_an_endpoint_that_refuses_leaves_a_draft_to_go_on_with(
    workspace: Workspace, hire: Hire, server: Loopback
) -> None:
    server.will(status(401, "bad key"))
    server.otherwise = answer(text())
    worker = hire()
    draft, job = worker.submit_draft(ME, brief(), "llm")
    line = worker.wait(ME, job)
    assert (line.state, line.can_continue, line.arrived) == ("failed", True, 0)
    assert "密钥" in line.message or "API" in line.message
    assert (workspace.load(draft, ME).version, workspace.load(draft, ME).phase) == (1, "草稿")
    worker.resume(ME, job)
    assert worker.wait(ME, job).state == "done"
    assert _names(workspace, draft) == NAMES


def test_without_a_model_none_is_promised(workspace: Workspace) -> None:
    worker = Worker(workspace)
    with pytest.raises(SettingsError):
        worker.submit_draft(ME, brief(), "llm")
    assert workspace.count(ME) == 0
    worker.submit_draft(ME, brief(), None)
    assert workspace.jobs.active(ME)[0].engine == "offline"


def test_a_defect_of_ours_ends_one_job_alone(workspace: Workspace, hire: Hire, monkeypatch: pytest.MonkeyPatch) -> None:
    from assistant.worker import draft_job

    real = draft_job.stream

    def broken(given: object, *rest: object) -> object:
        if getattr(given, "name", "") == "坏了的项目":
            raise RuntimeError("secret detail")
        return real(given, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(draft_job, "stream", broken)
    worker = hire()
    _, bad = worker.submit_draft(ME, brief(name="坏了的项目"), "offline")
    _, good = worker.submit_draft(ME, brief(), "offline")
    line = worker.wait(ME, bad)
    assert (line.state, "RuntimeError" in line.message, "secret" in line.message) == ("failed", True, False)
    assert worker.wait(ME, good).state == "done"


def test_the_key_is_kept_nowhere(workspace: Workspace, server: Loopback, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    server.key = "sk-geheim-123456"
    server.will(status(500, "down"), answer(text()))
    worker = Worker(
        workspace, Settings(base_url=server.url, model="m", api_key=SecretStr(server.key)), look=0.05
    ).start()
    draft, job = worker.submit_draft(ME, brief(), "llm")
    assert worker.wait(ME, job).state == "done"
    worker.close()
    told = [repr(worker.progress(ME, job)), workspace.load(draft, ME).state.model_dump_json(), caplog.text]
    with sqlite3.connect(workspace.place) as connection:
        told += connection.iterdump()
    connection.close()
    assert brief().name in "".join(told)
    assert "geheim" not in "".join(told)
