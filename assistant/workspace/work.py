"""`Work`: the queue, as those see it who do the work. Taking a job up, saying that one is alive, handing results in.

A job is held by one worker at a time: `claim` writes the worker's name and counts the attempt, and everything written
for a job checks both in its transaction. A worker that slept for too long (a closed laptop) finds its job taken up by
another and writes nothing more.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final, Literal

from sqlalchemy import Connection, Row, func, or_, select, text, update

from assistant.model import Goal, Indicator
from assistant.workspace.arrivals import arrived_of, put
from assistant.workspace.job_lines import Arrived, JobKind
from assistant.workspace.jobs import forget, release
from assistant.workspace.records import Entry, Step, add_version
from assistant.workspace.store import Clock, Store
from assistant.workspace.tables import drafts, jobs

MOST_ATTEMPTS: Final = 3
"""A job during which the server died so often is not begun again: it may be what kills it."""
_LOCK: Final = 7_214_311


class LostJobError(Exception):
    """This worker does not hold the job any more; whatever it wanted to write was not written."""


@dataclass(frozen=True)
class Claim:
    """A job that a worker holds.

    Attributes:
        attempt: counts from 1; it and `worker` say whether the job is still held.
        told: what was said of it in earlier attempts.
    """

    id: str
    kind: JobKind
    owner: str
    draft: str
    payload: dict[str, Any]
    told: dict[str, Any]
    worker: str
    attempt: int


@dataclass(frozen=True)
class Ending:
    """How a job ends.

    Attributes:
        state: done, failed or cancelled.
        message: one Chinese sentence; "" where all is well.
        told: engine, examples, notices and what was spent, for the job's line.
        can_continue: whether it can go on from what had arrived, which is kept then.
    """

    state: Literal["done", "failed", "cancelled"]
    message: str = ""
    told: dict[str, Any] | None = None
    can_continue: bool = False


class Work:
    """The queue of one database. Raises WorkspaceError where it cannot be used."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._now = clock

    def claim(self, worker: str, at_once: int, stale_after: float) -> Claim | None:
        """Take a job up: one that its worker has left behind, else the next in turn; None where there is nothing to do.

        Turns go by owner: who has the fewest jobs at work, then who waited longest since one was begun. Within an
        owner's jobs single drafts go before batches, and older ones before newer.

        Args:
            worker: the name of who will do it.
            at_once: how many jobs may be at work in this database.
            stale_after: seconds without a sign of life after which a worker counts as gone.
        """
        with self._store.writing(lasting=False) as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
            self._give_up(connection, stale_after)
            alive = or_(jobs.c.heartbeat.is_(None), jobs.c.heartbeat >= self._before(stale_after))
            query = select(jobs.c.owner, func.count()).where(jobs.c.state == "running", alive).group_by(jobs.c.owner)
            at_work = {owner: count for owner, count in connection.execute(query)}
            if sum(at_work.values()) >= at_once:
                return None
            row = self._left_behind(connection, stale_after) or self._next(connection, at_work)
            return self._take(connection, row, worker) if row else None

    def anything(self, stale_after: float) -> bool:
        """Return whether there may be something to claim; costs no turn to write."""
        with self._store.reading() as connection:
            stale = (jobs.c.state == "running") & (jobs.c.heartbeat < self._before(stale_after))
            query = select(jobs.c.id).where(or_(jobs.c.state == "waiting", stale)).limit(1)
            return connection.execute(query).first() is not None

    def beat(self, worker: str, at_work: Collection[str]) -> dict[str, bool]:
        """Say that jobs are being worked at; return those that the worker still holds, each with whether it is to stop."""
        with self._store.writing(lasting=False) as connection:
            mine = (jobs.c.worker == worker, jobs.c.state == "running", jobs.c.id.in_(at_work))
            connection.execute(update(jobs).where(*mine).values(heartbeat=self._now()))
            rows = connection.execute(select(jobs.c.id, jobs.c.wants_stop).where(*mine))
            return {id: bool(stop) for id, stop in rows}

    def arrived(self, claim: Claim, position: int, item: Goal | Indicator) -> bool:
        """Write a goal or row that has come; return whether the job is asked to stop. Raises LostJobError."""
        with self._store.writing(lasting=False) as connection:
            row = self._held(connection, claim)
            put(connection, claim.id, "goal" if isinstance(item, Goal) else "row", position, item)
            return bool(row.wants_stop)

    def tell(self, claim: Claim, told: dict[str, Any]) -> bool:
        """Write what is to be said of a job; return whether it is asked to stop. Raises LostJobError."""
        with self._store.writing(lasting=False) as connection:
            row = self._held(connection, claim)
            connection.execute(update(jobs).where(jobs.c.id == claim.id).values(told=told))
            return bool(row.wants_stop)

    def so_far(self, claim: Claim) -> Arrived:
        """Return what earlier attempts have brought."""
        with self._store.reading() as connection:
            return arrived_of(connection, claim.id)

    def clear(self, claim: Claim) -> None:
        """Forget what earlier attempts have brought, before a new one begins from nothing. Raises LostJobError."""
        self.replace(claim, Arrived())

    def replace(self, claim: Claim, arrived: Arrived) -> None:
        """Let this be what has come. Raises LostJobError."""
        with self._store.writing(lasting=False) as connection:
            self._held(connection, claim)
            forget(connection, claim.id)
            for position, goal in enumerate(arrived.goals):
                put(connection, claim.id, "goal", position, goal)
            for position, row in enumerate(arrived.rows):
                put(connection, claim.id, "row", position, row)

    def hand_back(self, claim: Claim) -> None:
        """Put a job back into the queue unfinished, for whoever opens the database next. Raises LostJobError."""
        with self._store.writing() as connection:
            self._held(connection, claim)
            values = {"state": "waiting", "worker": None, "heartbeat": None, "attempts": claim.attempt - 1}
            connection.execute(update(jobs).where(jobs.c.id == claim.id).values(**values))

    def finish(self, claim: Claim, ending: Ending, entry: Entry | None = None, seen: int = 0, why: str = "") -> bool:
        """End a job, and make its result a version of the draft, both or neither.

        Args:
            claim: the job.
            ending: how it ended.
            entry: the draft's next state; None where nothing came.
            seen: the version that `entry` was made from.
            why: of the version.

        Returns:
            False where the draft has a newer version than `seen`: then nothing was written, and the result is to be
            joined with what a person did in the meantime.

        Raises:
            LostJobError: another worker has the job.
        """
        with self._store.writing() as connection:
            held = self._held(connection, claim)
            draft = connection.execute(select(drafts).where(drafts.c.id == claim.draft).with_for_update()).one()
            told, version = dict(ending.told or held.told), draft.version
            if entry is not None:
                if draft.version != seen:
                    return False
                # Undoing a first draft would leave an empty table.
                step = Step(why, draft.version if draft.row_count else None)
                who = _AUTHORS.get(str(told.get("engine")), "系统")
                version = add_version(connection, draft, entry, who, self._now(), step).version
            connection.execute(
                update(jobs)
                .where(jobs.c.id == claim.id)
                .values(state=ending.state, message=ending.message, told=told | {"version": version},
                        can_continue=ending.can_continue, wants_stop=False, finished_at=self._now(), worker=None)
            )  # fmt: skip
            release(connection, draft.id)
            if not ending.can_continue:
                forget(connection, claim.id)
            return True

    def _before(self, seconds: float) -> Any:
        return self._now() - timedelta(seconds=seconds)

    def _held(self, connection: Connection, claim: Claim) -> Row[Any]:
        mine = (jobs.c.id == claim.id, jobs.c.worker == claim.worker, jobs.c.attempts == claim.attempt)
        query = select(jobs).where(*mine, jobs.c.state == "running").with_for_update()
        row = connection.execute(query).one_or_none()
        if row is None:
            raise LostJobError(claim.id)
        return row

    def _give_up(self, connection: Connection, stale_after: float) -> None:
        """End jobs during which the server died again and again."""
        stale = (jobs.c.state == "running", jobs.c.heartbeat < self._before(stale_after))
        for row in connection.execute(select(jobs).where(*stale, jobs.c.attempts >= MOST_ATTEMPTS)).all():
            values = {"state": "failed", "message": f"起草时程序连续中断 {row.attempts} 次，已停下；可以接着写"}
            connection.execute(
                update(jobs)
                .where(jobs.c.id == row.id)
                .values(**values, can_continue=True, worker=None, finished_at=self._now())
            )
            release(connection, row.draft)

    def _left_behind(self, connection: Connection, stale_after: float) -> Row[Any] | None:
        stale = (jobs.c.state == "running", jobs.c.heartbeat < self._before(stale_after))
        return connection.execute(select(jobs).where(*stale).order_by(jobs.c.heartbeat).limit(1)).first()

    def _next(self, connection: Connection, at_work: dict[str, int]) -> Row[Any] | None:
        waiting = select(jobs.c.owner).where(jobs.c.state == "waiting").distinct()
        begun = (
            select(jobs.c.owner, func.max(jobs.c.started_at)).where(jobs.c.owner.in_(waiting)).group_by(jobs.c.owner)
        )
        owners = [
            (at_work.get(owner, 0), last.timestamp() if last else 0.0, owner)
            for owner, last in connection.execute(begun)
        ]
        if not owners:
            return None
        mine = (jobs.c.state == "waiting", jobs.c.owner == min(owners)[2])
        order = (jobs.c.batch.is_not(None), jobs.c.created_at, jobs.c.place)
        return connection.execute(select(jobs).where(*mine).order_by(*order).limit(1)).first()

    def _take(self, connection: Connection, row: Row[Any], worker: str) -> Claim:
        now, attempt = self._now(), row.attempts + 1
        connection.execute(
            update(jobs)
            .where(jobs.c.id == row.id)
            .values(state="running", worker=worker, attempts=attempt, heartbeat=now, started_at=row.started_at or now)
        )
        return Claim(row.id, row.kind, row.owner, row.draft, row.payload, row.told, worker, attempt)


_AUTHORS: Final = {"llm": "大模型", "offline": "离线引擎"}
