"""A database that is away for a moment costs a draft nothing."""

import threading

import pytest

from assistant.worker.patience import patiently
from assistant.workspace import WorkspaceError
from assistant.workspace.drafts import Workspace
from tests.support.drafts import NAMES, brief, text
from tests.support.loopback import Loopback, answer
from tests.support.streams import after_rows, until
from tests.worker.conftest import Hire

ME = "甲"


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("step", ["arrived", "finish", "tell"])
def test_a_fault_that_passes_is_waited_out(
    workspace: Workspace, hire: Hire, server: Loopback, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    real, failures = getattr(workspace.work, step), [2]

    def sometimes(*given: object, **named: object) -> object:
        if failures[0]:
            failures[0] -= 1
            raise WorkspaceError("草稿数据库正被别的程序占用", "locked")
        return real(*given, **named)

    monkeypatch.setattr(workspace.work, step, sometimes)
    server.will(answer(text()))
    worker = hire()
    draft, job = worker.submit_draft(ME, brief(), "llm")
    line = worker.wait(ME, job)
    assert (line.state, line.attempts, failures) == ("done", 1, [0])
    after = workspace.load(draft, ME).state.target
    assert [row.name for row in after.of_period("annual")] == NAMES
    assert len(after.goals) == 2
    assert len(server.bodies) == 1  # The model was not asked again.


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
def test_a_server_that_is_started_again_under_a_draft(
    workspace: Workspace, hire: Hire, server: Loopback, postgres_server: object
) -> None:
    go_on = threading.Event()
    server.will(answer(text(), wait=(after_rows(3), go_on)))
    worker = hire()
    draft, job = worker.submit_draft(ME, brief(), "llm")
    until(lambda: worker.progress(ME, job).line.arrived == 3)
    with postgres_server.connect() as connection:  # type: ignore[attr-defined]
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'"
        )
    go_on.set()
    assert worker.wait(ME, job).state == "done"
    assert [row.name for row in workspace.load(draft, ME).state.target.of_period("annual")] == NAMES


def test_a_fault_that_stays_is_told() -> None:
    tries = []

    def damaged() -> None:
        tries.append(1)
        raise WorkspaceError("坏了", "damaged")

    def locked() -> None:
        tries.append(1)
        raise WorkspaceError("占用", "locked")

    with pytest.raises(WorkspaceError, match="坏了"):
        patiently(damaged)
    assert len(tries) == 1
    with pytest.raises(WorkspaceError, match="占用"):
        patiently(locked, seconds=0.2)
    assert len(tries) > 2
