"""What a page shows of a job under way."""

from dataclasses import dataclass

from assistant.model import Goal, Indicator
from assistant.workspace import JobLine


@dataclass(frozen=True)
class Progress:
    """A job at one moment, with what has come.

    Attributes:
        goals: so far; empty once the job is done, for then they stand in the draft.
        rows: so far, in the table's order; as `goals`.
    """

    line: JobLine
    goals: tuple[Goal, ...]
    rows: tuple[Indicator, ...]

    @property
    def is_over(self) -> bool:
        """Whether nothing more will come."""
        return self.line.is_over
