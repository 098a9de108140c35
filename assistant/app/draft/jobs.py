"""A draft in the making: a thread writes events into the job, the page reads snapshots of it.

The thread never touches Streamlit. Nothing here is shared between sessions: each session holds its own job.
"""

import logging
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from assistant.drafting.brief import Brief
from assistant.drafting.events import (
    Draft,
    DraftEvent,
    EngineName,
    Finished,
    GoalDrafted,
    Notice,
    RowDrafted,
    RowReplaced,
    Started,
)
from assistant.llm import Stop
from assistant.model import AssistantError, Goal, Indicator, PerformanceTarget, Project

State = Literal["running", "done", "stopped", "failed"]
Stream = Callable[[], Iterator[DraftEvent]]
# A closed tab stops asking for snapshots; a model must not be paid for nobody.
_ABANDONED_SECONDS = 180.0
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Progress:
    """A job at one moment."""

    state: State
    engine: EngineName
    examples: tuple[str, ...] = ()
    goals: tuple[Goal, ...] = ()
    rows: tuple[Indicator, ...] = ()
    notices: tuple[str, ...] = ()
    seconds: float = 0.0
    failure: str | None = None
    """One Chinese sentence on why nothing, or nothing more, came."""
    draft: Draft | None = None

    @property
    def is_over(self) -> bool:
        """Whether nothing more will come."""
        return self.state != "running"


class DraftJob:
    """One drafting run in a background thread.

    Args:
        brief: what is drafted.
        engine: as asked for; the stream's `Started` has the last word.
        stream: gives the events; called in the thread.
        halt: what the stream listens to, so that a request under way ends with the job.
    """

    def __init__(self, brief: Brief, engine: EngineName, stream: Stream, halt: Stop | None = None) -> None:
        self.brief = brief
        self._stream = stream
        self._halt = halt
        self._lock = threading.Lock()
        self._progress = Progress("running", engine)
        self._rows: dict[int, Indicator] = {}
        self._began = self._seen = time.monotonic()
        self._thread = threading.Thread(target=self._run, name="draft", daemon=True)

    def start(self) -> "DraftJob":
        """Begin; returns itself."""
        self._thread.start()
        return self

    def stop(self) -> None:
        """Take no more events. What has come stays."""
        with self._lock:
            if self._progress.state == "running":
                self._end("stopped")
        if self._halt:
            self._halt.set()

    def wait(self, seconds: float) -> None:
        """Wait until the job is over, at most so long."""
        self._thread.join(seconds)

    def snapshot(self) -> Progress:
        """Return where the job is now."""
        with self._lock:
            self._seen = time.monotonic()
            if self._progress.state == "running":
                return replace(self._progress, seconds=self._seen - self._began)
            return self._progress

    def _run(self) -> None:
        try:
            events = self._stream()
            for event in events:
                if not self._take(event):
                    break
            close = getattr(events, "close", None)
            if close:
                close()
            self._fail("起草中途断开，请重试")
        except AssistantError as error:
            self._fail(str(error))
        except Exception as error:
            _log.exception("drafting failed")
            self._fail(f"起草时程序内部出错（{type(error).__name__}），已写出的内容都在，请重试")

    def _take(self, event: DraftEvent) -> bool:
        """Record one event; return whether to go on."""
        with self._lock:
            if self._progress.state != "running":
                return False
            if time.monotonic() - self._seen > _ABANDONED_SECONDS:
                self._end("stopped")
                return False
            self._record(event)
            return self._progress.state == "running"

    def _record(self, event: DraftEvent) -> None:
        now = self._progress
        match event:
            case Started(engine, examples):
                now = replace(now, engine=engine, examples=examples)
            case GoalDrafted(goal):
                now = replace(now, goals=(*now.goals, goal))
            case RowDrafted(position, row) | RowReplaced(position, row):
                self._rows[position] = row
                now = replace(now, rows=tuple(self._rows[at] for at in sorted(self._rows)))
            case Notice(message):
                now = replace(now, notices=(*now.notices, message))
            case Finished(draft):
                now = replace(now, draft=draft)
        self._progress = now
        if isinstance(event, Finished):
            self._end("done")

    def _fail(self, sentence: str) -> None:
        with self._lock:
            if self._progress.state == "running":
                self._progress = replace(self._progress, failure=sentence)
                self._end("failed")

    def _end(self, state: State) -> None:
        self._progress = replace(self._progress, state=state, seconds=time.monotonic() - self._began)


def target_of(progress: Progress, brief: Brief) -> PerformanceTarget | None:
    """Return the target that a job has come to: the finished one, or what had arrived; None when nothing had."""
    if progress.draft:
        return progress.draft.target
    if not progress.goals and not progress.rows:
        return None
    project = Project(name=brief.name, budget=brief.budget, purpose=brief.purpose, year=brief.year, unit=brief.unit)
    return PerformanceTarget(
        form=brief.form, project=project, goals=list(progress.goals), indicators=list(progress.rows)
    )


def notices_of(progress: Progress) -> tuple[str, ...]:
    """Return all that the user should know of how the draft came about, each once."""
    ending = {"stopped": "已按您的要求停止，保留了停止前写出的内容", "failed": progress.failure or ""}
    said = (
        *progress.notices,
        *(progress.draft.notices if progress.draft else ()),
        progress.draft.usage.text() if progress.draft else "",
        ending.get(progress.state, ""),
    )
    return tuple(dict.fromkeys(message for message in said if message))
