"""No more at work than may be; owners take turns; single drafts go before batches; two processes are as one."""

import threading
import time
from typing import Any

from assistant.worker import Worker
from assistant.workspace.drafts import Workspace
from tests.support.drafts import brief, text
from tests.support.loopback import Behaviour, Handler, Loopback, answer
from tests.support.streams import until
from tests.worker.conftest import Hire


class Counting:
    """An endpoint's behaviour that notes how many it answers at the same time, and in which order they came."""

    def __init__(self, seconds: float) -> None:
        self.most = self.now = 0
        self.order: list[str] = []
        self._seconds = seconds
        self._lock = threading.Lock()
        self._answer: Behaviour = answer(text())

    def __call__(self, handler: Handler, body: dict[str, Any]) -> None:
        asked = str(body["messages"])
        with self._lock:
            self.now += 1
            self.most = max(self.most, self.now)
            self.order += [name for name in NAMES if name in asked]
        time.sleep(self._seconds)
        with self._lock:
            self.now -= 1
        self._answer(handler, body)


NAMES = [f"社区居民{number}项培训" for number in "甲乙丙丁戊己庚辛"]


def _all_over(workspace: Workspace, *owners: str) -> bool:
    return not any(workspace.jobs.active(owner) for owner in owners)


def test_owners_take_turns_and_single_drafts_go_first(workspace: Workspace, hire: Hire, server: Loopback) -> None:
    server.otherwise = counting = Counting(0.0)
    asking = Worker(workspace, hire(at_once=0)._settings)
    asking.submit_batch("甲", [brief(name=name) for name in NAMES[:4]], "llm")
    asking.submit_draft("乙", brief(name=NAMES[4]), "llm")
    asking.submit_draft("乙", brief(name=NAMES[5]), "llm")
    asking.submit_draft("甲", brief(name=NAMES[6]), "llm")
    hire(at_once=1)
    until(lambda: _all_over(workspace, "甲", "乙"))
    # Whoever was never served is first; 甲's single draft goes before their batch; then one each as long as 乙 has any.
    assert counting.most == 1
    first, rest = counting.order[:4], counting.order[4:]
    assert sorted(first[::2] + first[1::2]) == sorted([NAMES[6], NAMES[4], NAMES[0], NAMES[5]])
    assert {NAMES[6], NAMES[4]} == set(first[:2])
    assert rest == NAMES[1:4]


def test_two_processes_keep_to_one_bound(workspace: Workspace, hire: Hire, server: Loopback) -> None:
    server.otherwise = counting = Counting(0.1)
    other = Workspace(workspace.url)
    first, second = hire(at_once=2), hire(other, at_once=2)
    batch = first.submit_batch("甲", [brief(name=name) for name in NAMES], "llm")
    until(lambda: second.batch("甲", batch).is_over)
    assert counting.most <= 2
    assert sorted(counting.order) == sorted(NAMES)  # Each exactly once.
    assert {job.attempts for job in first.batch("甲", batch).jobs} == {1}
    assert all(workspace.load(job.draft, "甲").version == 2 for job in first.batch("甲", batch).jobs)
    second.close()
    other.close()


def test_what_one_process_submits_another_takes_up(workspace: Workspace, hire: Hire) -> None:
    other = Workspace(workspace.url)
    draft, job = Worker(other).submit_draft("甲", brief(), "offline")
    worker = hire()
    assert worker.wait("甲", job).state == "done"
    assert other.load(draft, "甲").version == 2
    other.close()
