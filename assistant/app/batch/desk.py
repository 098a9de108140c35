"""What the page 批量起草 remembers in one session: the list that was given, and the batch that is looked at."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.app.batch.project_list import ProjectList


@dataclass(eq=False)
class BatchDesk:
    """The page 批量起草 in one session."""

    given: tuple[str, bytes] | None = None
    """Name and content of the list, so that it can be read again for another form or year."""
    listed: "ProjectList | None" = None
    fault: str = ""
    """Why the list could not be read, one Chinese sentence."""
    version: int = 0
    """In the uploader's key: a new one is an empty one."""
    form: str = ""
    year: str = ""

    def clear(self) -> None:
        """Put the list away."""
        self.given, self.listed, self.fault = None, None, ""
        self.version += 1
