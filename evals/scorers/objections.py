"""What the checker objects to: errors and warnings.

Means: 100 without any; an error costs 15, a warning 4, a hint 1 (the reminder W108 that something is 待核实 costs nothing
here: `open_figures` counts it). A row of both 鄂州 tables that is objected to twice costs once.
Fails where the checker does: what no rule knows costs nothing, and an engine that is tuned on the rules looks better than
it is. Held against reviewers by the data set `labels`.
"""

from collections import Counter

from assistant.checking import Report
from assistant.drafting.events import Usage
from assistant.model import PerformanceTarget
from evals.cases import EvalCase
from evals.scorers.base import Score, Scorer

_COST = {"error": 15, "warning": 4, "hint": 1}
_REMINDER = "W108"


class Objections(Scorer):
    """The checker's findings by severity."""

    id = "objections"
    title = "问题少"

    def score(self, case: EvalCase, draft: PerformanceTarget, report: Report, usage: Usage) -> Score:
        """See the module."""
        found = {
            (each.rule, each.severity, each.row, each.message) for each in report.findings if each.rule != _REMINDER
        }
        counts = Counter(severity for _, severity, *_ in found)
        levels = Counter(
            draft.indicators[each.position].level1
            for each in report.findings
            if each.position is not None and each.rule != _REMINDER
        )
        cost = sum(_COST[severity] * count for severity, count in counts.items())
        rules = sorted({rule for rule, *_ in found})
        return Score.of(100 - cost, rules=rules, by_level=dict(levels), **dict(counts))
