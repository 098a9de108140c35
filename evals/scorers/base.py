"""The one interface of all scorers, and what they return.

A scorer is one file with one class: `id`, `title` (Chinese, for tables), `kinds` (of cases that it looks at) and

    def applies(self, case) -> bool: ...                     # whether such a case holds anything to measure
    def score(self, case, draft, report, usage) -> Score: ...

`applies` sees the case and never the draft, or else an engine could choose its own yardstick. A score is in one of three
states, and they are never mixed up:

* `Score.of(value)` – measured, 0 (worst) to 100 (best);
* `Score.unscored(reason)` – it should have been measured and could not be: neither a zero nor a pass. Totals that rest
  on it are unscored too, comparisons leave the project out and say so, the gate fails where the baseline had a value;
* no score at all – the scorer does not apply to the case (no published form to compare with).

A failed case has no draft for a scorer to see: it counts zero in every scorer that applies to it.
A new scorer is added to the tuple in `evals/scorers/__init__.py`, its weight (0: shown, not counted) to `weights.yaml`.
"""

from abc import ABC, abstractmethod
from typing import Annotated, Any, ClassVar, Self

from pydantic import Field, model_validator

from assistant.checking import Report
from assistant.drafting.events import Usage
from assistant.model import PerformanceTarget
from evals.cases import CaseKind, EvalCase, Shape


class Score(Shape):
    """What a scorer says of one draft."""

    value: Annotated[float | None, Field(ge=0, le=100)]
    """0 to 100; None where it could not be scored."""
    reason: str = ""
    """Why it could not be scored, in one Chinese sentence; else empty."""
    details: dict[str, Any] = {}
    """What the value rests on, JSON-ready, for reports: names of what is missing, counts."""

    @model_validator(mode="after")
    def _says_why(self) -> Self:
        if (self.value is None) != bool(self.reason):
            raise ValueError("a score has a value, or a reason why not")
        return self

    @classmethod
    def of(cls, value: float, **details: Any) -> Self:
        """Return a measured score, cut to 0..100 and rounded to a hundredth."""
        return cls(value=round(min(100.0, max(0.0, value)), 2), details=details)

    @classmethod
    def share(cls, hit: float, of: float, **details: Any) -> Self:
        """Return a share as a score, with both counts in the details."""
        return cls.of(100 * hit / of, hit=hit, of=of, **details)

    @classmethod
    def unscored(cls, reason: str, **details: Any) -> Self:
        """Return the third state."""
        return cls(value=None, reason=reason, details=details)


class Scorer(ABC):
    """One yardstick. Stateless, deterministic unless it says otherwise, and fast (≤ 5 ms) unless it asks a model."""

    id: ClassVar[str]
    """In results, weights and baselines; never reused for something else."""
    title: ClassVar[str]
    """In tables, Chinese, at most six signs."""
    kinds: ClassVar[tuple[CaseKind, ...]] = ("draft",)

    def applies(self, case: EvalCase) -> bool:
        """Return whether a case of the right kind holds what this scorer measures."""
        return True

    @abstractmethod
    def score(self, case: EvalCase, draft: PerformanceTarget, report: Report, usage: Usage) -> Score:
        """Score one result of a case that it applies to.

        Args:
            case: what was asked for.
            draft: the draft (`draft`), the mended form (`fix`), or the form itself (`check`).
            report: the checker's on `draft`.
            usage: what it cost.
        """


def concerns(scorer: Scorer, case: EvalCase) -> bool:
    """Return whether a scorer looks at a case at all."""
    return case.kind in scorer.kinds and scorer.applies(case)


def run_scorer(scorer: Scorer, case: EvalCase, draft: PerformanceTarget, report: Report, usage: Usage) -> Score:
    """Score, and turn a scorer's own failure into the third state, so that it costs nobody else's result."""
    try:
        return scorer.score(case, draft, report, usage)
    except Exception as error:  # A broken yardstick is a fact about the yardstick; the run goes on.
        return Score.unscored(f"评分项“{scorer.title}”出错（{type(error).__name__}），未能评分", error=str(error)[:300])
