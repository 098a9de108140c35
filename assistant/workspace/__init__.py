"""Drafts and every version of them, in a database; long work on them.

    workspace = open_workspace()                       # SQLite in the user's folder, or ASSISTANT_DATABASE_URL
    draft = workspace.create("本机", DraftState.of(target, "file"), why="读自 申报表.docx")
    state = draft.state.with_target(edited, "person")  # uids, locks and ticks go with their rows
    try:
        draft = workspace.save(draft.id, "本机", state, seen=draft.version, why="修改指标值")
    except ConflictError as conflict:                  # another tab was first; nothing was written
        merged, clashes = merge(conflict.base, conflict.mine, conflict.theirs.state)

Without sign-in the owner is `LOCAL_OWNER`. Names are loaded on first use: SQLAlchemy is not loaded for `--help`.

What is shown as saved is safe: a commit of the user's work is on the disk when `save` returns (SQLite: WAL with
synchronous=FULL), so that neither a killed process nor a power cut takes it, as far as the disk keeps what it has
confirmed. Rows of a job under way are safe against a killed process at once, against a power cut a moment later. WAL needs
a local disk: for drafts on a network share use PostgreSQL.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from assistant.workspace.changes import Change, diff, summed_up
    from assistant.workspace.drafts import Workspace
    from assistant.workspace.errors import ConflictError, NoSuchDraftError, WorkspaceError
    from assistant.workspace.job_lines import JOB_STATES, Arrived, BatchLine, JobLine
    from assistant.workspace.lines import DraftLine, Saved, VersionLine
    from assistant.workspace.merging import Clash, merge
    from assistant.workspace.opening import close_workspaces, open_workspace
    from assistant.workspace.state import DraftState, Origin, RowMark, Spent, Tick

LOCAL_OWNER = "本机"
"""The owner of drafts where nobody signs in."""

_HOME = {
    **dict.fromkeys(("Change", "diff", "summed_up"), "changes"),
    "Workspace": "drafts",
    **dict.fromkeys(("ConflictError", "NoSuchDraftError", "WorkspaceError"), "errors"),
    **dict.fromkeys(("JOB_STATES", "Arrived", "BatchLine", "JobLine"), "job_lines"),
    **dict.fromkeys(("DraftLine", "Saved", "VersionLine"), "lines"),
    **dict.fromkeys(("Clash", "merge"), "merging"),
    **dict.fromkeys(("close_workspaces", "open_workspace"), "opening"),
    **dict.fromkeys(("DraftState", "Origin", "RowMark", "Spent", "Tick"), "state"),
}

__all__ = [
    "JOB_STATES", "LOCAL_OWNER", "Arrived", "BatchLine", "Change", "Clash", "ConflictError", "DraftLine", "DraftState",
    "JobLine", "NoSuchDraftError", "Origin", "RowMark", "Saved", "Spent", "Tick", "VersionLine", "Workspace",
    "WorkspaceError", "close_workspaces", "diff", "merge", "open_workspace", "summed_up",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    """Load a public name on first use."""
    if name not in _HOME:
        raise AttributeError(f"module 'assistant.workspace' has no attribute '{name}'")
    return getattr(import_module(f"assistant.workspace.{_HOME[name]}"), name)
