"""The 88号 score card, as the user sees it.

Means: 100 less what the checker's findings deduct, each point capped. Fails like `objections`, and saturates: a form with
many findings of one rule loses no more than the rule's cap.
"""

from assistant.checking import Report
from assistant.drafting.events import Usage
from assistant.model import PerformanceTarget
from evals.cases import EvalCase
from evals.scorers.base import Score, Scorer


class Review88(Scorer):
    """Total of the score card."""

    id = "review_88"
    title = "88号得分"

    def score(self, case: EvalCase, draft: PerformanceTarget, report: Report, usage: Usage) -> Score:
        """See the module."""
        return Score.of(report.score.total, points=report.score.points, grade=report.score.grade)
