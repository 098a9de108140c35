"""What can go wrong with kept drafts, each one Chinese sentence (see `assistant.model.errors`).

InputError
├── NoSuchDraftError   there is no such draft, version or job, or it is somebody else's
└── ConflictError      somebody else saved first; both states are in it, nothing was written
SettingsError
└── WorkspaceError     the database cannot be used: locked, damaged, read-only, full, too new (`kind`)
"""

from typing import TYPE_CHECKING, Literal

from assistant.model import InputError, SettingsError

if TYPE_CHECKING:
    from assistant.workspace.lines import Saved
    from assistant.workspace.state import DraftState

DatabaseFault = Literal["locked", "damaged", "readonly", "full", "too_new", "unreachable", "driver", "other"]


class NoSuchDraftError(InputError):
    """There is no such draft, version or job for this owner; whether somebody else has one is not told."""


class ConflictError(InputError):
    """A save that was made from an older version than the one that is there; nothing was written.

    Attributes:
        base: the state that the user started from.
        mine: what they wanted to save.
        theirs: what is there now, with its version and who made it.
    """

    def __init__(self, message: str, base: "DraftState", mine: "DraftState", theirs: "Saved") -> None:
        super().__init__(message)
        self.base = base
        self.mine = mine
        self.theirs = theirs


class WorkspaceError(SettingsError):
    """The database cannot be used; what was shown as saved before is not touched by it."""

    def __init__(self, message: str, kind: DatabaseFault = "other") -> None:
        super().__init__(message)
        self.kind: DatabaseFault = kind
