"""A job as pages see it: in a list, and with what has arrived of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Literal

from sqlalchemy import Row

from assistant.model import Goal, Indicator
from assistant.workspace.state import Spent

JobKind = Literal["draft", "continue", "redraft", "fix"]
JobState = Literal["waiting", "running", "done", "failed", "cancelled"]
JOB_STATES: Final[dict[JobState, str]] = {
    "waiting": "排队中", "running": "起草中", "done": "已完成", "failed": "未完成", "cancelled": "已停止",
}  # fmt: skip
ACTIVE: Final = ("waiting", "running")


@dataclass(frozen=True)
class JobLine:
    """A job at one moment.

    Attributes:
        draft: id of the draft that it works on.
        name: of the draft's project.
        engine: as asked for, then as the engine says itself; None until then.
        arrived: how many rows are there.
        notices: what the engine said, one Chinese sentence each.
        message: how it ended, one Chinese sentence; "" where there is nothing to say.
        can_continue: whether 接着写 (`Worker.resume`) would go on from what is there.
        seconds: from its start to its end, or to now.
        ahead: how many jobs wait before it, of everybody; 0 unless it waits.
        spent: what the model has cost in this job.
    """

    id: str
    kind: JobKind
    draft: str
    batch: str | None
    name: str
    state: JobState
    engine: str | None
    examples: tuple[str, ...]
    notices: tuple[str, ...]
    message: str
    can_continue: bool
    arrived: int
    seconds: float
    ahead: int
    attempts: int
    spent: Spent
    created_at: datetime

    @property
    def is_over(self) -> bool:
        """Whether nothing more will come."""
        return self.state not in ACTIVE


@dataclass(frozen=True)
class Arrived:
    """What has come of a job so far, in the order of the table."""

    goals: tuple[Goal, ...] = ()
    rows: tuple[Indicator, ...] = ()


@dataclass(frozen=True)
class BatchLine:
    """Projects that were sent to be drafted together, in the order given."""

    id: str
    name: str
    created_at: datetime
    jobs: tuple[JobLine, ...]

    @property
    def is_over(self) -> bool:
        """Whether nothing more will come."""
        return all(job.is_over for job in self.jobs)

    def count(self, *states: JobState) -> int:
        """Return how many of its jobs are in one of these states."""
        return sum(job.state in states for job in self.jobs)


def job_line(row: Row[Any], arrived: int, now: datetime, ahead: int = 0) -> JobLine:
    """Return a row of `jobs`, with the draft's `name`, as pages see it."""
    told = row.told
    until = row.finished_at or now
    return JobLine(
        id=row.id, kind=row.kind, draft=row.draft, batch=row.batch, name=row.name, state=row.state,
        engine=told.get("engine") or row.payload.get("engine"), examples=tuple(told.get("examples", ())),
        notices=tuple(told.get("notices", ())), message=row.message, can_continue=row.can_continue, arrived=arrived,
        seconds=max(0.0, (until - row.started_at).total_seconds()) if row.started_at else 0.0, ahead=ahead,
        attempts=row.attempts, spent=Spent(**told.get("spent", {})), created_at=row.created_at,
    )  # fmt: skip
