"""What drafting rows again gives: the rows as they were and as they are now, and the table with them."""

from dataclasses import dataclass, field

from assistant.checking.findings import Report
from assistant.drafting.events import EngineName, Usage
from assistant.model import Indicator, PerformanceTarget


@dataclass(frozen=True)
class RowAgain:
    """One row that was drafted again.

    Attributes:
        position: its index in the indicators of the new target.
        before: as it was; None for a row that was added.
        after: as it is now, with the source of its figure.
    """

    position: int
    before: Indicator | None
    after: Indicator


@dataclass(frozen=True)
class Redrafted:
    """The outcome of `redraft`.

    Attributes:
        target: the table with the new rows; every other row, goal and part is what it was.
        rows: what is new, in the order of the table; empty where nothing better was found.
        report: the check of `target`.
        engine: which engine wrote them.
        notices: what the user should know, one Chinese sentence each: rows that stayed as they were, and why.
        usage: what it cost.
    """

    target: PerformanceTarget
    rows: tuple[RowAgain, ...]
    report: Report
    engine: EngineName
    notices: tuple[str, ...] = ()
    usage: Usage = field(default_factory=Usage)
