"""Number of annual rows: 8 to 15 for an ordinary project.

Means: 100 within, 12 less for each row too few or too many. Fails on projects that are rightly smaller (a subscription of
0.15万元) or larger (an office with ten tasks).
"""

from assistant.checking import Report
from assistant.drafting.events import Usage
from assistant.model import PerformanceTarget
from evals.cases import EvalCase
from evals.scorers.base import Score, Scorer

LEAST, MOST, _COST = 8, 15, 12


class RowCount(Scorer):
    """How far the number of rows is from 8 to 15."""

    id = "rows"
    title = "条数"

    def score(self, case: EvalCase, draft: PerformanceTarget, report: Report, usage: Usage) -> Score:
        """See the module."""
        count = len(draft.of_period("annual"))
        return Score.of(100 - _COST * max(LEAST - count, count - MOST, 0), rows=count)
