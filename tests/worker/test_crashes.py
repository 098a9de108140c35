"""A killed process loses no row: its jobs are taken up again, from their rows, by one other alone."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event

import pytest

from assistant.llm import Settings
from assistant.worker import Worker
from assistant.workspace.drafts import Workspace
from assistant.workspace.work import MOST_ATTEMPTS, Claim, Ending, LostJobError
from tests.support.drafts import NAMES, brief, text
from tests.support.loopback import Loopback, answer, stall
from tests.support.states import row
from tests.support.streams import after_rows, until
from tests.worker.conftest import Hire

ME = "甲"
WORKING = """
import sys, time
from assistant.llm import Settings
from assistant.worker import Worker
from assistant.workspace.drafts import Workspace
Worker(Workspace(sys.argv[1]), Settings(base_url=sys.argv[2], model="m"), beat=0.2, look=0.05, stale=1.0).start()
print("ready", flush=True)
time.sleep(60)
"""


@contextmanager
def _process(url: str, server: Loopback, root: Path) -> Iterator["subprocess.Popen[str]"]:
    arguments = [sys.executable, "-c", WORKING, url, server.url]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True, cwd=root) as process:
        try:
            assert process.stdout
            assert process.stdout.readline() == "ready\n"
            yield process
        finally:
            process.kill()


def test_rows_of_a_killed_process_are_gone_on_from_exactly_once(
    workspace: Workspace, url: str, hire: Hire, server: Loopback, root: Path
) -> None:
    release = Event()
    server.will(stall(text(), release, after_rows(4)))
    server.otherwise = answer(text())
    asking = Worker(workspace, Settings(base_url=server.url, model="m"))
    with _process(url, server, root) as process:
        draft, job = asking.submit_draft(ME, brief(), "llm")
        until(lambda: asking.progress(ME, job).line.arrived == 4)
        process.kill()
        process.wait()
    seen = [row.name for row in asking.progress(ME, job).rows]
    other = Workspace(url)
    hire(stale=1.0)
    second = hire(other, stale=1.0)
    line = asking.wait(ME, job)
    release.set()
    assert (line.state, line.attempts) == ("done", 2)
    assert len(server.bodies) == 2  # Two workers were there to take it up; one did.
    assert NAMES[3] in str(server.bodies[1]["messages"])  # It was told what there is.
    after = workspace.load(draft, ME)
    assert after.version == 2
    names = [row.name for row in after.state.target.of_period("annual")]
    assert names == NAMES
    assert seen == names[:4]
    second.close()
    other.close()


def _claimed(workspace: Workspace, stale: float = 30.0, worker: str = "eins") -> Claim:
    claim = workspace.work.claim(worker, 4, stale)
    assert claim
    return claim


@pytest.fixture
def clock(url: str) -> Iterator[tuple[Workspace, list[float]]]:
    """A workspace whose clock stands still until it is put forward."""
    seconds = [0.0]
    opened = Workspace(url, lambda: datetime(2026, 11, 20, tzinfo=UTC) + timedelta(seconds=seconds[0]))
    yield opened, seconds
    opened.close()


def test_who_sleeps_too_long_writes_nothing_more(clock: tuple[Workspace, list[float]]) -> None:
    workspace, seconds = clock
    draft, job = Worker(workspace).submit_draft(ME, brief(), "offline")
    sleeping = _claimed(workspace)
    assert workspace.work.arrived(sleeping, 0, row("第一行")) is False
    assert workspace.work.claim("zwei", 4, 30.0) is None
    assert not workspace.work.anything(30.0)
    seconds[0] = 31.0
    assert workspace.work.anything(30.0)
    awake = _claimed(workspace, worker="zwei")
    assert (awake.id, awake.attempt, sleeping.attempt) == (job, 2, 1)
    for write in (
        lambda: workspace.work.arrived(sleeping, 1, row("第二行")),
        lambda: workspace.work.tell(sleeping, {}),
        lambda: workspace.work.hand_back(sleeping),
        lambda: workspace.work.clear(sleeping),
        lambda: workspace.work.finish(sleeping, Ending("done")),
    ):
        with pytest.raises(LostJobError):
            write()
    assert workspace.work.beat("eins", [job]) == {}
    assert workspace.work.beat("zwei", [job]) == {job: False}
    assert [each.name for each in workspace.work.so_far(awake).rows] == ["第一行"]
    assert workspace.load(draft, ME).phase == "起草中"


def test_signs_of_life_keep_a_job(clock: tuple[Workspace, list[float]]) -> None:
    workspace, seconds = clock
    Worker(workspace).submit_draft(ME, brief(), "offline")
    claim = _claimed(workspace)
    for seconds[0] in range(10, 100, 10):
        assert workspace.work.beat("eins", [claim.id]) == {claim.id: False}
        assert workspace.work.claim("zwei", 4, 30.0) is None


def test_a_job_that_kills_every_server_is_left_alone(clock: tuple[Workspace, list[float]]) -> None:
    workspace, seconds = clock
    worker = Worker(workspace)
    draft, job = worker.submit_draft(ME, brief(), "offline")
    for attempt in range(1, MOST_ATTEMPTS + 1):
        seconds[0] += 31.0
        assert _claimed(workspace).attempt == attempt
    seconds[0] += 31.0
    assert workspace.work.claim("zwei", 4, 30.0) is None
    line = workspace.jobs.line(job, ME)
    assert (line.state, line.can_continue, "连续中断 3 次" in line.message) == ("failed", True, True)
    assert workspace.load(draft, ME).phase == "草稿"
    worker.resume(ME, job)
    assert _claimed(workspace).attempt == 1


def test_a_draft_that_is_removed_takes_its_job_along(clock: tuple[Workspace, list[float]]) -> None:
    workspace, _ = clock
    draft, _ = Worker(workspace).submit_draft(ME, brief(), "offline")
    claim = _claimed(workspace)
    workspace.delete(draft, ME)
    workspace.purge(draft, ME)
    with pytest.raises(LostJobError):
        workspace.work.arrived(claim, 0, row("第一行"))
    assert workspace.work.claim("eins", 4, 30.0) is None


def test_a_database_that_is_busy_for_a_while_stops_no_worker(
    workspace: Workspace, hire: Hire, monkeypatch: pytest.MonkeyPatch
) -> None:
    from assistant.workspace import WorkspaceError

    real, failures = workspace.work.claim, [3]

    def sometimes(*given: object) -> object:
        if failures[0]:
            failures[0] -= 1
            raise WorkspaceError("数据库正忙", "locked")
        return real(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(workspace.work, "claim", sometimes)
    worker = hire()
    _, job = worker.submit_draft(ME, brief(), "offline")
    assert worker.wait(ME, job).state == "done"
    assert failures == [0]


def test_a_row_that_is_put_right_replaces_the_first(workspace: Workspace) -> None:
    Worker(workspace).submit_draft(ME, brief(), "offline")
    claim = _claimed(workspace)
    for position in range(3):
        workspace.work.arrived(claim, position, row(f"第{position}行"))
    workspace.work.arrived(claim, 1, row("换过的一行"))
    assert [each.name for each in workspace.work.so_far(claim).rows] == ["第0行", "换过的一行", "第2行"]
