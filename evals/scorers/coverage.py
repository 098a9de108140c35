"""Coverage of the published indicators, and precision against them.

Means: the share of the published annual rows that the draft has too (coverage), and the share of the draft's annual rows
that are published (precision), paired by level and meaning (`evals/matching`). Rows that only repeat the budget (项目总成本)
count like others.
Fails because published forms are no models: a row that is missing may be missed rightly, a better row counts as wrong. So
both are weighed low, and precision lower. How well rows are paired is measured on hand-made pairs, see docs/evals.md.
"""

from collections.abc import Sequence

from assistant.checking import Report
from assistant.drafting.events import Usage
from assistant.model import Indicator, PerformanceTarget
from evals.cases import EvalCase
from evals.matching import by_meaning
from evals.scorers.base import Score, Scorer


class _Compared(Scorer):
    def applies(self, case: EvalCase) -> bool:
        """Only where a published form is known."""
        return case.reference is not None and bool(_annual(case.reference))


class Coverage(_Compared):
    """Share of the published rows that the draft has."""

    id = "coverage"
    title = "覆盖"

    def score(self, case: EvalCase, draft: PerformanceTarget, report: Report, usage: Usage) -> Score:
        """See the module."""
        assert case.reference
        wanted = _annual(case.reference)
        covered = {pair.reference for pair in by_meaning(wanted, _annual(draft))}
        missing = [row.name for at, row in enumerate(wanted) if at not in covered]
        return Score.share(len(covered), len(wanted), missing=missing, by_level=_by_level(wanted, covered))


class Precision(_Compared):
    """Share of the draft's rows that are published."""

    id = "precision"
    title = "精确"

    def score(self, case: EvalCase, draft: PerformanceTarget, report: Report, usage: Usage) -> Score:
        """See the module."""
        assert case.reference
        rows = _annual(draft)
        if not rows:
            return Score.of(0)
        known = {pair.draft for pair in by_meaning(_annual(case.reference), rows)}
        return Score.share(len(known), len(rows), by_level=_by_level(rows, known))


def _annual(target: PerformanceTarget) -> list[Indicator]:
    return target.of_period("annual") or list(target.indicators)


def _by_level(rows: Sequence[Indicator], paired: set[int]) -> dict[str, list[int]]:
    """Return how many of how many rows of each 一级指标 are paired."""
    found: dict[str, list[int]] = {}
    for at, row in enumerate(rows):
        count = found.setdefault(row.level1, [0, 0])
        count[0] += at in paired
        count[1] += 1
    return found
