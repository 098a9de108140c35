"""待核实: figures that are left to the clerk.

Means: 100 without any, 12 less for each different annual row or goal that waits for a figure, 4 less for each proposed figure
that is still to be verified; more than eight open ones are no draft, and a table without a row leaves everything open.
Fails where a brief gives no figure at all: leaving it open is then right, and asking is better. That is why it stands beside
`figures`: an invented figure costs the total twice what an open one does.
"""

from assistant.checking import Report
from assistant.drafting.events import Usage
from assistant.model import UNCONFIRMED, PerformanceTarget
from evals.cases import EvalCase
from evals.scorers.base import Score, Scorer

_COST, _PROPOSED = 12, 4


class OpenFigures(Scorer):
    """How many figures are 待核实."""

    id = "open_figures"
    title = "待核实少"

    def score(self, case: EvalCase, draft: PerformanceTarget, report: Report, usage: Usage) -> Score:
        """See the module."""
        if not draft.of_period("annual"):
            return Score.of(0)
        rows = [row.name for row in draft.of_period("annual") if row.value.is_unconfirmed]
        goals = sum(UNCONFIRMED in goal.text for goal in draft.goals)
        proposed = [
            row.name
            for row in draft.of_period("annual")
            if row.source and row.source.kind == "unconfirmed" and row.name not in rows
        ]
        cost = _COST * (len(rows) + goals) + _PROPOSED * len(proposed)
        return Score.of(100 - cost, open=len(rows) + goals, rows=rows, proposed=proposed)
