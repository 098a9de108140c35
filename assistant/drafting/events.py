"""What a running draft tells: the page, the terminal and the evals all follow the same stream of events."""

from dataclasses import dataclass, field
from typing import Literal

from assistant.checking.findings import Report
from assistant.model import Goal, Indicator, PerformanceTarget

EngineName = Literal["offline", "llm"]


@dataclass(frozen=True)
class Started:
    """Drafting began."""

    engine: EngineName
    examples: tuple[str, ...]
    """Names of the library's projects that it draws on."""


@dataclass(frozen=True)
class GoalDrafted:
    """A goal text is complete."""

    goal: Goal


@dataclass(frozen=True)
class RowDrafted:
    """A row is complete; `position` counts from 0 in the order of arrival."""

    position: int
    row: Indicator


@dataclass(frozen=True)
class RowReplaced:
    """A row that had arrived was put right by the repair loop."""

    position: int
    row: Indicator


@dataclass(frozen=True)
class Notice:
    """Something the user should know, in one Chinese sentence."""

    message: str


@dataclass(frozen=True)
class Usage:
    """What a draft cost."""

    requests: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    seconds: float = 0.0


@dataclass(frozen=True)
class Draft:
    """A finished draft: the target, the checker's report, and how it came about."""

    target: PerformanceTarget
    report: Report
    engine: EngineName
    examples: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    usage: Usage = field(default_factory=Usage)
    complete: bool = True
    """False when the endpoint failed half-way and only the rows that had arrived are here."""


@dataclass(frozen=True)
class Finished:
    """The last event, always sent."""

    draft: Draft


DraftEvent = Started | GoalDrafted | RowDrafted | RowReplaced | Notice | Finished
