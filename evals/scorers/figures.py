"""Figures by source: what supports each figure of the draft, held against the brief anew.

Means: every figure of a row, and every figure of a goal, rests on the brief's words, on arithmetic of given figures, on a norm
of our table, on an example that the engine was allowed to see, or is openly 待核实 (the value itself, or a proposed value whose
source asks for verification; `open_figures` counts both). What the draft says of itself is verified, not
believed: quoted words must stand in the brief, sums must be right and of given figures, norms and examples must exist. Each
figure that is *unsupported*, or *unmarked* (without a source), costs 35; both must be 0.
Fails where a norm of our table is itself wrong, where a given figure is used for something else (300 trained → 300 employed),
and where Chinese numerals hide a figure in a goal.
"""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from assistant.checking import Report
from assistant.drafting.events import Usage
from assistant.model import Indicator, PerformanceTarget
from evals.cases import EvalCase
from evals.scorers.base import Score, Scorer
from evals.scorers.evidence import Evidence
from evals.scorers.texts import numbers, readings

_COST = 35
BAD = ("unsupported", "unmarked")


class Figures(Scorer):
    """Figures that nothing supports."""

    id = "figures"
    title = "数字有据"

    def applies(self, case: EvalCase) -> bool:
        """Only drafts have a brief that figures could rest on."""
        return case.brief is not None

    def score(self, case: EvalCase, draft: PerformanceTarget, report: Report, usage: Usage) -> Score:
        """See the module."""
        evidence = Evidence.of(case)
        found = [(_of_row(row, evidence), f"{row.name} {row.value}") for row in draft.indicators]
        found += [("unsupported", f"目标：{number}") for number in _in_goals(draft, evidence)]
        counts = Counter(kind for kind, _ in dict.fromkeys(found))
        bad = list(dict.fromkeys(text for kind, text in found if kind in BAD))
        return Score.of(100 - _COST * len(bad), sources=dict(counts), bad=bad)


def _of_row(row: Indicator, evidence: Evidence) -> str:
    """Return what supports a row's figure: the source's kind, `words` (no figure), or why it is bad."""
    if row.value.is_unconfirmed:
        return "unconfirmed"
    if not any(sign.isdigit() for sign in row.value.text):
        return "words"
    if row.source is None:
        return "unmarked"
    return row.source.kind if evidence.supports(row, row.source) else "unsupported"


def _in_goals(draft: PerformanceTarget, evidence: Evidence) -> Iterator[str]:
    """Yield the figures of goals that stand neither in the brief nor in a row."""
    rows: set[Decimal] = set()
    for row in draft.indicators:
        said = f"{row.name}；{row.value.text}；{row.description or ''}；{row.source.detail if row.source else ''}"
        rows |= numbers(said)
    for goal in draft.goals:
        for reading in readings(goal.text):
            if not evidence.is_given(reading) and not rows & set(reading):
                yield f"{reading[0]:f}"
