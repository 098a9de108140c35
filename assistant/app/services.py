"""What all sessions of this server share: settings laid out once, the workspace, the worker."""

from functools import cache
from typing import TYPE_CHECKING

from assistant import preferences
from assistant.app import sign_in
from assistant.model import SettingsError

if TYPE_CHECKING:
    from assistant.worker import Worker
    from assistant.workspace import Workspace


@cache
def settings_problem() -> str:
    """Lay the user's settings out, once; return why that could not be done, empty where it could."""
    try:
        preferences.apply()
    except SettingsError as error:
        return str(error)
    return ""


def workspace() -> "Workspace":
    """Return the drafts' database.

    Raises:
        WorkspaceError: it cannot be opened; one Chinese sentence on why and what to do.
    """
    from assistant.workspace import open_workspace

    settings_problem()
    return open_workspace()


def worker() -> "Worker":
    """Return what does the long work; it takes up what a killed server left. Raises as `workspace` does."""
    from assistant.worker import open_worker

    settings_problem()
    return open_worker()


owner, person = sign_in.owner, sign_in.person
