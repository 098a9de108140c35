"""The checker against reviewers: recall on the rows that every reviewer flags, precision of its errors and warnings.

Means: recall – of the rows that all reviewers of a form flag, the share that the checker says anything against; precision –
of the rows that it gives an error or a warning, the share that one reviewer flags too. Forms without such rows are left out.
Fails where reviewers do: they too overlook things, and the 20 other forms have one reviewer only (evals/datasets/review_labels).
The
rules were tuned on the 47 samples, so their figures say how well the tuning holds, not what to expect elsewhere. Means over forms
are not the shares of all rows together that `python -m evals.review_labels` prints.
"""

from assistant.checking import Report
from assistant.drafting.events import Usage
from assistant.model import PerformanceTarget
from evals.cases import EvalCase
from evals.scorers.base import Score, Scorer


class Recall(Scorer):
    """Rows that every reviewer flags and the checker too."""

    id = "recall"
    title = "查全"
    kinds = ("check",)

    def applies(self, case: EvalCase) -> bool:
        """Only forms with a row that every reviewer flags."""
        return case.label is not None and bool(case.label.agreed)

    def score(self, case: EvalCase, draft: PerformanceTarget, report: Report, usage: Usage) -> Score:
        """See the module."""
        assert case.label
        wanted = _alike(draft, set(case.label.agreed))
        found = _alike(draft, {each.position for each in report.findings if each.position is not None})
        missed = sorted(draft.indicators[position].name for position in wanted - found)
        return Score.share(len(wanted & found), len(wanted), missed=missed)


class Precision(Scorer):
    """Rows that the checker flags and a reviewer too."""

    id = "right"
    title = "查准"
    kinds = ("check",)

    def applies(self, case: EvalCase) -> bool:
        """Only labelled forms."""
        return case.label is not None

    def score(self, case: EvalCase, draft: PerformanceTarget, report: Report, usage: Usage) -> Score:
        """See the module; a form of which the checker flags nothing is right throughout."""
        assert case.label
        grave = [each for each in report.findings if each.severity != "hint" and each.position is not None]
        flagged = _alike(draft, {each.position for each in grave if each.position is not None})
        known = _alike(draft, set(case.label.any))
        wrong = sorted(draft.indicators[position].name for position in flagged - known)
        return Score.share(len(flagged & known), len(flagged), wrong=wrong) if flagged else Score.of(100, hit=0, of=0)


def _alike(draft: PerformanceTarget, positions: set[int]) -> set[int]:
    """Return each row's first twin: the row of both 鄂州 tables is one."""
    first: dict[tuple[str, ...], int] = {}
    keys = []
    for position, row in enumerate(draft.indicators):
        key = (row.level2, row.name, row.description or "", str(row.value))
        keys.append(first.setdefault(key, position))
    return {keys[position] for position in positions}
