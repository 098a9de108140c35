"""States to rows of the database and back."""

import zlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from pydantic import ValidationError
from sqlalchemy import Connection, Row, insert, select, update

from assistant.workspace.changes import diff, summed_up
from assistant.workspace.errors import NoSuchDraftError, WorkspaceError
from assistant.workspace.lines import BUSY, PHASES, DraftPhase, Saved
from assistant.workspace.state import DraftState
from assistant.workspace.tables import drafts, versions

_LARGEST = 2**62
_LONGEST_OWNER = 255


@dataclass(frozen=True)
class Entry:
    """What is to become a version; made outside the transaction, because checking takes a moment.

    Attributes:
        columns: of `drafts`, for lists.
        summary: what changed since the version before, one Chinese line.
        content: of `versions`.
    """

    state: DraftState
    columns: dict[str, Any]
    summary: str
    content: bytes

    @classmethod
    def of(cls, state: DraftState, before: DraftState | None = None) -> "Entry":
        """Check the draft, compare it with the version before, and write it out."""
        from assistant.checking import check
        from assistant.checking.findings import objections

        target, report = state.target, check(state.target)
        budget = target.project.budget.fen if target.project.budget else None
        columns = {
            "name": plain(target.project.name),
            "unit": plain(target.project.unit) if target.project.unit else None,
            "year": target.project.year,
            "form": plain(target.form)[:64],
            "budget": budget if budget is not None and abs(budget) < _LARGEST else None,
            "total": report.score.total,
            "grade": report.score.grade,
            "errors": len(objections(report.errors)),
            "warnings": sum(group[0].severity == "warning" for group in objections(report.findings)),
            "unconfirmed": len(state.unconfirmed),
            "row_count": len(target.indicators),
        }
        return cls(state, columns, plain(summed_up(diff(before, state))) if before else "", packed(state))


def packed(state: DraftState) -> bytes:
    """Return a state as it is stored."""
    return zlib.compress(state.model_dump_json().encode())


def unpacked(content: bytes) -> DraftState:
    """Return a stored state. Raises WorkspaceError where it is damaged or of a later version."""
    try:
        return DraftState.model_validate_json(zlib.decompress(content))
    except (ValidationError, zlib.error) as error:
        message = "这个版本的内容读不出来，可能由更新版本的软件保存，请升级软件后再打开，或恢复更早的版本"
        raise WorkspaceError(message, "damaged") from error


def known(owner: str) -> str:
    """Return an owner that drafts can belong to. Raises NoSuchDraftError for one that nobody can be."""
    if not owner.strip() or len(owner) > _LONGEST_OWNER or "\x00" in owner:
        raise NoSuchDraftError("不知道这是谁的草稿，请重新登录后再试")
    return owner


def plain(text: str) -> str:
    """Return a text without the one sign that PostgreSQL takes in no text."""
    return text.replace("\x00", "")


def draft_row(connection: Connection, id: str, owner: str, lock: bool = False) -> Row[Any]:
    """Return a draft's row of `drafts`. Raises NoSuchDraftError, also where it is somebody else's."""
    query = select(drafts).where(drafts.c.id == plain(id), drafts.c.owner == known(owner))
    row = connection.execute(query.with_for_update() if lock else query).one_or_none()
    if row is None:
        raise NoSuchDraftError("找不到这份草稿，它可能已被彻底删除，请回到“我的项目”重新选择")
    return row


def version_row(connection: Connection, id: str, number: int) -> Row[Any]:
    """Return a row of `versions`. Raises NoSuchDraftError."""
    query = select(versions).where(versions.c.draft == id, versions.c.number == number)
    row = connection.execute(query).one_or_none()
    if row is None:
        raise NoSuchDraftError(f"这份草稿没有第 {number} 版，请刷新后再选")
    return row


def saved(draft: Row[Any], version: Row[Any], state: DraftState | None = None) -> Saved:
    """Return a draft's newest version as the callers know it."""
    return Saved(
        id=draft.id,
        version=version.number,
        state=state or unpacked(version.content),
        at=version.at,
        who=version.who,
        why=version.why,
        can_undo=version.undo is not None,
        can_redo=version.redo is not None,
        phase=phase_of(draft),
        archived=draft.archived,
        job=draft.job,
    )


def add_draft(
    connection: Connection,
    owner: str,
    entry: Entry,
    who: str,
    why: str,
    at: datetime,
    copied_from: str | None = None,
) -> Saved:
    """Write a new draft with its first version."""
    id = new_id()
    connection.execute(
        insert(drafts).values(
            id=id, owner=known(owner), state="draft", version=0, created_at=at, updated_at=at,
            updated_by=plain(who)[:255], archived=False, copied_from=copied_from, **entry.columns,
        )
    )  # fmt: skip
    return add_version(connection, draft_row(connection, id, owner), entry, who, at, Step(why, None))


def new_id() -> str:
    """Return a name for a draft, job or batch that nobody can guess."""
    return uuid4().hex[:16]


@dataclass(frozen=True)
class Step:
    """How a version comes about, and where undoing and redoing lead to from it.

    Attributes:
        undo: the version to go back to; None where there is nothing to undo.
        redo: the version that was undone; None where nothing was.
        same_as: the version that said first what this one says; None for itself.
    """

    why: str
    undo: int | None
    redo: int | None = None
    same_as: int | None = None


def phase_of(draft: Row[Any]) -> DraftPhase:
    """Return what a row of `drafts` is in the eyes of its user."""
    return BUSY if draft.busy else PHASES[draft.state]


def add_version(connection: Connection, draft: Row[Any], entry: Entry, who: str, at: datetime, step: Step) -> Saved:
    """Write the next version of a draft whose row is locked, and what lists say of it."""
    number, why, who = draft.version + 1, plain(step.why), plain(who)[:255]
    connection.execute(
        insert(versions).values(
            draft=draft.id, number=number, at=at, who=who, why=why, summary=entry.summary, undo=step.undo,
            redo=step.redo, same_as=step.same_as or number, content=entry.content,
        )
    )  # fmt: skip
    state = "done" if entry.state.done else "draft"
    connection.execute(
        update(drafts)
        .where(drafts.c.id == draft.id)
        .values(**entry.columns, state=state, version=number, updated_at=at, updated_by=who)
    )
    can = step.undo is not None, step.redo is not None
    phase = BUSY if draft.busy else PHASES[state]
    return Saved(draft.id, number, entry.state, at, who, why, *can, phase, draft.archived, draft.job)
