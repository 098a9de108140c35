"""What the workspace answers with: a draft that was saved, a line of a list, a line of the history."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

from assistant.workspace.state import DraftState

DraftPhase = Literal["草稿", "已完成", "起草中"]
Shelf = Literal["active", "archived", "deleted"]
PHASES: Final[dict[str, DraftPhase]] = {"draft": "草稿", "done": "已完成"}
"""What `drafts.state` holds, and what people read."""
BUSY: Final = "起草中"


@dataclass(frozen=True)
class Saved:
    """A draft as it is in the database.

    Attributes:
        version: give it back as `seen` when saving.
        at: when this version was made, UTC; `.astimezone()` for people.
        who: made it.
        why: in a few words.
        job: id of the last job of this draft; None where there was none.
        phase: 起草中 as long as a job is waiting or at work on it.
    """

    id: str
    version: int
    state: DraftState
    at: datetime
    who: str
    why: str
    can_undo: bool
    can_redo: bool
    phase: DraftPhase
    archived: bool = False
    job: str | None = None


@dataclass(frozen=True)
class DraftLine:
    """A draft in the list, from stored columns, as of its newest version.

    Attributes:
        total: of 88号's 100 points.
        errors: findings that make a reviewer send the form back.
        unconfirmed: figures that are 待核实.
        updated_at: UTC.
    """

    id: str
    name: str
    unit: str | None
    year: int | None
    form: str
    budget_fen: int | None
    state: DraftPhase
    total: float
    grade: str
    errors: int
    warnings: int
    unconfirmed: int
    rows: int
    version: int
    created_at: datetime
    updated_at: datetime
    updated_by: str
    shelf: Shelf
    job: str | None


@dataclass(frozen=True)
class VersionLine:
    """One version of a draft: when, who, why, and what changed in one Chinese line."""

    number: int
    at: datetime
    who: str
    why: str
    summary: str
