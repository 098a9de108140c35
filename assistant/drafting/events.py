"""What a running draft tells: the page, the terminal and the evals all follow the same stream of events."""

from dataclasses import dataclass, field
from decimal import Decimal
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
    cost: Decimal | None = None
    """Yuan, by the user's price table; None where that does not know the model."""
    estimated: bool = False
    """Whether the endpoint reported no tokens for a part, so that they are our estimate."""
    model: str = ""
    """The model's name; "" where none was asked."""
    prompt_version: str = ""
    """Id and version of the prompt that it was asked with: `draft.zh@5`."""

    def as_data(self) -> dict[str, int | float | bool | str | None]:
        """Return it as JSON data; the cost as text, exact to 0.0001 yuan."""
        cost = None if self.cost is None else f"{self.cost:.4f}"
        return {
            "requests": self.requests, "prompt_tokens": self.prompt_tokens, "completion_tokens": self.completion_tokens,
            "seconds": self.seconds, "cost": cost, "estimated": self.estimated, "model": self.model or None,
            "prompt_version": self.prompt_version or None,
        }  # fmt: skip

    def text(self) -> str:
        """Return it in one line, or "" where no model was asked: `请求模型 1 次，用时 12 秒，用量 3,120 token，约 0.02 元`."""
        if not self.requests:
            return ""
        tokens = self.prompt_tokens + self.completion_tokens
        parts = [f"请求模型 {self.requests} 次，用时 {self.seconds:.0f} 秒"]
        if tokens:
            parts.append(f"用量{'约' if self.estimated else ''} {tokens:,} token")
        if self.cost is not None:
            parts.append(f"约 {self.cost:.2f} 元" if self.cost >= Decimal("0.01") else "不到 0.01 元")
        return "，".join(parts)


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
    """False when the endpoint failed half-way (or the user stopped it) and rule-made rows stand for what did not arrive."""
    arrived: PerformanceTarget | None = None
    """Of a draft that is not complete: what had arrived, as it arrived; `stream(so_far=draft)` goes on from it."""

    @property
    def can_continue(self) -> bool:
        """Whether the rest can be asked for (接着写): some of it had arrived when the endpoint failed."""
        return not self.complete and self.arrived is not None


@dataclass(frozen=True)
class Finished:
    """The last event, always sent."""

    draft: Draft


DraftEvent = Started | GoalDrafted | RowDrafted | RowReplaced | Notice | Finished
