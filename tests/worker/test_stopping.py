"""Stopping keeps what has come; closing puts it back into the queue; a batch is stopped and gone on with."""

import threading

import pytest

from assistant.model import InputError
from assistant.worker import Worker
from assistant.workspace.drafts import Workspace
from tests.support.drafts import NAMES, brief, text
from tests.support.loopback import Loopback, answer, picky, stall
from tests.support.streams import after_rows, until
from tests.worker.conftest import Hire

ME = "甲"


def _names(workspace: Workspace, draft: str) -> list[str]:
    return [row.name for row in workspace.load(draft, ME).state.target.of_period("annual")]


def test_what_has_come_stays(workspace: Workspace, hire: Hire, server: Loopback) -> None:
    server.will(stall(text(), threading.Event(), after_rows(3)), answer(text()))
    worker = hire()
    draft, job = worker.submit_draft(ME, brief(), "llm")
    until(lambda: worker.progress(ME, job).line.arrived == 3)
    worker.cancel(ME, job)
    line = worker.wait(ME, job)
    assert (line.state, line.can_continue, line.arrived) == ("cancelled", True, 3)
    assert "保留" in line.message
    saved = workspace.load(draft, ME)
    assert _names(workspace, draft) == NAMES[:3]  # Nothing that the model did not write.
    assert (saved.why, saved.phase, saved.version) == ("停止起草", "草稿", 2)
    worker.resume(ME, job)
    assert worker.wait(ME, job).state == "done"
    assert _names(workspace, draft) == NAMES
    with pytest.raises(InputError, match="没有可以接着写的"):
        worker.resume(ME, job)


def test_another_process_may_ask_to_stop(workspace: Workspace, hire: Hire, server: Loopback) -> None:
    server.will(stall(text(), threading.Event(), after_rows(2)))
    worker = hire()
    draft, job = worker.submit_draft(ME, brief(), "llm")
    until(lambda: worker.progress(ME, job).line.arrived == 2)
    other = Workspace(workspace.url)
    other.jobs.ask_stop(job, ME)
    other.close()
    assert worker.wait(ME, job).state == "cancelled"
    assert _names(workspace, draft) == NAMES[:2]


def test_stopping_before_the_first_row(workspace: Workspace, hire: Hire, server: Loopback) -> None:
    server.will(stall("", threading.Event(), 0), answer(text()))
    worker = hire()
    draft, job = worker.submit_draft(ME, brief(), "llm")
    until(lambda: server.bodies)
    worker.cancel(ME, job)
    line = worker.wait(ME, job)
    assert (line.state, line.message, line.can_continue) == ("cancelled", "已停止，还没有写出内容", True)
    assert workspace.load(draft, ME).version == 1
    worker.resume(ME, job)
    assert worker.wait(ME, job).state == "done"


def test_a_job_that_waits_is_over_at_once(workspace: Workspace) -> None:
    worker = Worker(workspace)
    draft, job = worker.submit_draft(ME, brief(), "offline")
    _, second = worker.submit_draft(ME, brief(), "offline")
    assert [workspace.jobs.line(each, ME).ahead for each in (job, second)] == [0, 1]
    with pytest.raises(InputError, match="正在起草"):
        worker.submit_fix(ME, draft, "offline")
    worker.cancel(ME, job)
    line = workspace.jobs.line(job, ME)
    assert (line.state, line.is_over, line.can_continue) == ("cancelled", True, True)
    assert workspace.load(draft, ME).phase == "草稿"
    worker.cancel(ME, job)  # Once more changes nothing.
    assert workspace.jobs.line(second, ME).ahead == 0


def test_closing_puts_jobs_back_with_their_rows(workspace: Workspace, hire: Hire, server: Loopback) -> None:
    server.will(stall(text(), threading.Event(), after_rows(3)), answer(text()))
    first = hire()
    draft, job = first.submit_draft(ME, brief(), "llm")
    until(lambda: first.progress(ME, job).line.arrived == 3)
    first.close()
    progress = first.progress(ME, job)
    assert (progress.line.state, [row.name for row in progress.rows]) == ("waiting", NAMES[:3])
    assert workspace.load(draft, ME).version == 1
    second = hire()
    line = second.wait(ME, job)
    assert (line.state, line.attempts) == ("done", 1)
    assert _names(workspace, draft) == NAMES


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)  # Ten drafts take their time.
def test_a_batch_of_ten_is_stopped_and_gone_on_with(workspace: Workspace, hire: Hire, server: Loopback) -> None:
    names = [f"社区居民职业技能培训{number}期" for number in "一二三四五六七八九十"]
    gate = threading.Event()
    refused = picky(lambda body: "余额不足" if "三期" in str(body["messages"]) else None, answer(text()))
    server.will(*[answer(text())] * 2, *[stall(text(), gate, after_rows(3))] * 2)
    server.otherwise = refused
    worker = hire(at_once=2)
    batch = worker.submit_batch(ME, [brief(name=name) for name in names], "llm", "人社局 2026 年项目")
    until(lambda: worker.batch(ME, batch).count("done") == 2 and all(
        line.arrived == 3 for line in worker.batch(ME, batch).jobs if line.state == "running"
    ) and worker.batch(ME, batch).count("running") == 2)  # fmt: skip
    worker.cancel_batch(ME, batch)
    until(lambda: worker.batch(ME, batch).is_over)
    line = worker.batch(ME, batch)
    assert (line.name, [job.name for job in line.jobs]) == ("人社局 2026 年项目", names)
    assert (line.count("done"), line.count("cancelled")) == (2, 8)
    assert worker.resume_batch(ME, batch) == 8
    until(lambda: worker.batch(ME, batch).is_over)
    states = {job.name: job.state for job in worker.batch(ME, batch).jobs}
    failed = {name for name, ended in states.items() if ended != "done"}
    assert failed <= {names[2]}  # Three is refused, unless it was among the first two.
    assert workspace.count(ME) == 10
    for job in worker.batch(ME, batch).jobs:
        if job.state == "done":
            assert _names(workspace, job.draft) == NAMES
    assert [each.id for each in worker.batches(ME)] == [batch]
    gate.set()


def test_a_batch_has_bounds(workspace: Workspace) -> None:
    worker = Worker(workspace)
    with pytest.raises(InputError, match="没有可以起草的项目"):
        worker.submit_batch(ME, [], "offline")
    with pytest.raises(InputError, match="最多起草 200 个"):
        worker.submit_batch(ME, [brief()] * 201, "offline")
    assert workspace.count(ME) == 0
