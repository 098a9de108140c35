"""`Jobs`: long work on drafts, as those see it who ask for it. Who does it has `assistant.workspace.work`."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from assistant.model import InputError
from assistant.workspace.arrivals import arrived_of
from assistant.workspace.errors import NoSuchDraftError
from assistant.workspace.job_lines import ACTIVE, Arrived, BatchLine, JobKind, JobLine, job_line
from assistant.workspace.lines import Saved
from assistant.workspace.records import Entry, add_draft, draft_row, known, new_id, plain
from assistant.workspace.state import DraftState
from assistant.workspace.store import Clock, Store
from assistant.workspace.tables import arrivals, batches, drafts, jobs

Payload = Mapping[str, Any]


class Jobs:
    """Jobs of one database. Every method takes the owner; somebody else's job is as good as none."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._now = clock

    def submit(self, owner: str, draft: str, kind: JobKind, payload: Payload) -> str:
        """Queue work on a draft; return the job's id.

        Raises:
            NoSuchDraftError: there is no such draft.
            InputError: another job of this draft waits or is at work.
        """
        with self._store.writing() as connection:
            row = draft_row(connection, draft, owner, lock=True)
            if row.busy:
                raise InputError("这份草稿正在起草，请等它完成，或先停止再试")
            return self._add(connection, owner, row.id, kind, payload)

    def submit_new(
        self, owner: str, work: Sequence[tuple[DraftState, Payload]], batch: str | None = None
    ) -> tuple[list[tuple[Saved, str]], str | None]:
        """Keep new drafts and queue the drafting of each, all or nothing.

        Args:
            owner: whose.
            work: a first state and the job's payload, for each.
            batch: makes a batch of this name of them.

        Returns:
            Each draft with its job's id, and the batch's id.
        """
        entries = [(Entry.of(state), payload) for state, payload in work]
        made: list[tuple[Saved, str]] = []
        with self._store.writing() as connection:
            id = self._add_batch(connection, owner, batch) if batch is not None else None
            for place, (entry, payload) in enumerate(entries):
                saved = add_draft(connection, owner, entry, owner, "新建，准备起草", self._now())
                made.append((saved, self._add(connection, owner, saved.id, "draft", payload, id, place)))
        return made, id

    def line(self, id: str, owner: str) -> JobLine:
        """Return a job at this moment. Raises NoSuchDraftError."""
        with self._store.reading() as connection:
            return self._line(connection, _job_row(connection, id, owner))

    def progress(self, id: str, owner: str) -> tuple[JobLine, Arrived]:
        """Return a job at this moment, and what has come of it as long as it is not done. Raises NoSuchDraftError."""
        with self._store.reading() as connection:
            row = _job_row(connection, id, owner)
            return self._line(connection, row), arrived_of(connection, row.id)

    def active(self, owner: str) -> list[JobLine]:
        """Return the jobs that wait or are at work, the oldest first."""
        with self._store.reading() as connection:
            return self._lines(connection, jobs.c.owner == known(owner), jobs.c.state.in_(ACTIVE))

    def batch(self, id: str, owner: str) -> BatchLine:
        """Return a batch with all its jobs. Raises NoSuchDraftError."""
        with self._store.reading() as connection:
            row = _batch_row(connection, id, owner)
            return BatchLine(row.id, row.name, row.created_at, tuple(self._lines(connection, jobs.c.batch == row.id)))

    def batches(self, owner: str, limit: int = 50) -> list[BatchLine]:
        """Return an owner's batches, the newest first."""
        with self._store.reading() as connection:
            query = select(batches).where(batches.c.owner == known(owner)).order_by(batches.c.created_at.desc())
            return [
                BatchLine(row.id, row.name, row.created_at, tuple(self._lines(connection, jobs.c.batch == row.id)))
                for row in connection.execute(query.limit(limit)).all()
            ]

    def ask_stop(self, id: str, owner: str) -> None:
        """Ask a job to stop; one that waits is over at once, one at work ends with what has come. Raises NoSuchDraftError."""
        with self._store.writing() as connection:
            self._ask_stop(connection, _job_row(connection, id, owner, lock=True))

    def ask_stop_batch(self, id: str, owner: str) -> None:
        """Ask every job of a batch to stop. Raises NoSuchDraftError."""
        with self._store.writing() as connection:
            batch = _batch_row(connection, id, owner).id
            for row in connection.execute(select(jobs).where(jobs.c.batch == batch).with_for_update()).all():
                self._ask_stop(connection, row)

    def resume(self, id: str, owner: str) -> None:
        """Queue a job again that failed or was stopped; it goes on from what is there.

        Raises:
            NoSuchDraftError: there is no such job.
            InputError: it is done or under way, or another job of its draft is.
        """
        with self._store.writing() as connection:
            row = _job_row(connection, id, owner, lock=True)
            if not row.can_continue:
                raise InputError("这次起草没有可以接着写的内容，请重新起草")
            self._resume(connection, row)

    def resume_batch(self, id: str, owner: str) -> int:
        """Queue every job of a batch again that failed or was stopped; return how many. Raises NoSuchDraftError."""
        with self._store.writing() as connection:
            batch = _batch_row(connection, id, owner).id
            query = select(jobs).where(jobs.c.batch == batch, jobs.c.can_continue).with_for_update()
            rows = connection.execute(query).all()
            return sum(self._resume(connection, row, is_strict=False) for row in rows)

    def _add(
        self,
        connection: Connection,
        owner: str,
        draft: str,
        kind: JobKind,
        payload: Payload,
        batch: str | None = None,
        place: int = 0,
    ) -> str:
        id = new_id()
        connection.execute(
            insert(jobs).values(
                id=id, kind=kind, owner=known(owner), draft=draft, batch=batch, place=place,
                payload=dict(payload), state="waiting", message="", told={}, wants_stop=False, can_continue=False,
                attempts=0, created_at=self._now(),
            )
        )  # fmt: skip
        connection.execute(update(drafts).where(drafts.c.id == draft).values(busy=True, job=id))
        return id

    def _add_batch(self, connection: Connection, owner: str, name: str) -> str:
        id = new_id()
        values = {"id": id, "owner": known(owner), "name": plain(name), "created_at": self._now()}
        connection.execute(insert(batches).values(**values))
        return id

    def _ask_stop(self, connection: Connection, row: Row[Any]) -> None:
        if row.state == "running":
            connection.execute(update(jobs).where(jobs.c.id == row.id).values(wants_stop=True))
        elif row.state == "waiting":
            values = {"state": "cancelled", "message": "已停止，还没有开始起草", "can_continue": True}
            connection.execute(
                update(jobs).where(jobs.c.id == row.id).values(**values, wants_stop=False, finished_at=self._now())
            )
            release(connection, row.draft)

    def _resume(self, connection: Connection, row: Row[Any], is_strict: bool = True) -> bool:
        draft = connection.execute(select(drafts).where(drafts.c.id == row.draft).with_for_update()).one()
        if draft.busy or draft.deleted_at is not None:
            if is_strict:
                raise InputError("这份草稿正在起草或已删除，不能接着写")
            return False
        values = {"state": "waiting", "message": "", "wants_stop": False, "can_continue": False, "attempts": 0}
        connection.execute(
            update(jobs)
            .where(jobs.c.id == row.id)
            .values(**values, worker=None, heartbeat=None, started_at=None, finished_at=None)
        )
        connection.execute(update(drafts).where(drafts.c.id == row.draft).values(busy=True, job=row.id))
        return True

    def _line(self, connection: Connection, row: Row[Any]) -> JobLine:
        return self._told(connection, [row], self._now())[0]

    def _lines(self, connection: Connection, *where: Any) -> list[JobLine]:
        query = _with_name().where(*where).order_by(jobs.c.created_at, jobs.c.place)
        return self._told(connection, connection.execute(query).all(), self._now())

    def _told(self, connection: Connection, rows: Sequence[Row[Any]], now: datetime) -> list[JobLine]:
        counted = (
            select(arrivals.c.job, func.count())
            .where(arrivals.c.job.in_([row.id for row in rows]), arrivals.c.kind == "row")
            .group_by(arrivals.c.job)
        )
        arrived = {job: count for job, count in connection.execute(counted)}
        queue = self._queue(connection) if any(row.state == "waiting" for row in rows) else []
        ahead = [bisect_left(queue, row.created_at) if row.state == "waiting" else 0 for row in rows]
        return [job_line(row, arrived.get(row.id, 0), now, count) for row, count in zip(rows, ahead, strict=True)]

    def _queue(self, connection: Connection) -> list[datetime]:
        """When each job that waits was submitted, everybody's."""
        query = select(jobs.c.created_at).where(jobs.c.state == "waiting").order_by(jobs.c.created_at)
        return list(connection.execute(query).scalars())


def release(connection: Connection, draft: str) -> None:
    """Take a draft out of 起草中."""
    connection.execute(update(drafts).where(drafts.c.id == draft).values(busy=False))


def forget(connection: Connection, job: str) -> None:
    """Remove what had arrived of a job: it stands in the draft now."""
    connection.execute(delete(arrivals).where(arrivals.c.job == job))


def _with_name() -> Any:
    return select(jobs, drafts.c.name).join(drafts, jobs.c.draft == drafts.c.id)


def _job_row(connection: Connection, id: str, owner: str, lock: bool = False) -> Row[Any]:
    query = _with_name().where(jobs.c.id == plain(id), jobs.c.owner == known(owner))
    row = connection.execute(query.with_for_update(of=jobs) if lock else query).one_or_none()
    if row is None:
        raise NoSuchDraftError("找不到这次起草任务，请回到“我的项目”查看")
    return row


def _batch_row(connection: Connection, id: str, owner: str) -> Row[Any]:
    query = select(batches).where(batches.c.id == plain(id), batches.c.owner == known(owner))
    row = connection.execute(query).one_or_none()
    if row is None:
        raise NoSuchDraftError("找不到这次批量起草，请回到“批量起草”查看")
    return row
