"""Waiting for a database that is away for a moment: a draft that is half written must not be thrown away for it."""

import time
from collections.abc import Callable
from typing import Final, TypeVar

from assistant.workspace import WorkspaceError

PASSING: Final = ("locked", "unreachable", "full")
"""Faults that go away by themselves, or that somebody is seeing to: a backup, a restart, a full disk."""
SECONDS: Final = 60.0
_PAUSES: Final = (0.1, 0.5, 1.0, 2.0, 5.0)
Result = TypeVar("Result")


def patiently(write: Callable[[], Result], seconds: float = SECONDS) -> Result:
    """Write, and again for so long as the database is away. What is written must bear being written twice.

    Raises:
        WorkspaceError: it did not come back, or will not.
    """
    until, tries = time.monotonic() + seconds, 0
    while True:
        try:
            return write()
        except WorkspaceError as error:
            pause = _PAUSES[min(tries, len(_PAUSES) - 1)]
            if error.kind not in PASSING or time.monotonic() + pause > until:
                raise
        time.sleep(pause)
        tries += 1
