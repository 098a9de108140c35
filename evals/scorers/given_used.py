"""Does the draft use what the clerk gave?

Means: of the brief's own figures (things and shares, as the checker reads running text, of the purpose and of what the clerk
told besides; money and dates have scorers of their own), the share that returns in the annual table; at most ten are asked
for, since more would make a form too long.
Fails where a brief holds figures that are no targets: last year's, a withdrawn one, a size of the unit. `expected` says of the
briefs of our own which those are.
"""

from assistant.checking import Report
from assistant.checking.context import Context
from assistant.checking.figures import Figure, figures
from assistant.drafting.brief import Brief
from assistant.drafting.events import Usage
from assistant.model import PerformanceTarget
from evals.cases import EvalCase
from evals.scorers.base import Score, Scorer

_MOST = 10


class GivenUsed(Scorer):
    """Share of the given figures that return in the table."""

    id = "given"
    title = "用上所给"

    def applies(self, case: EvalCase) -> bool:
        """Only where the brief gives figures."""
        return case.brief is not None and bool(_given(case.brief))

    def score(self, case: EvalCase, draft: PerformanceTarget, report: Report, usage: Usage) -> Score:
        """See the module."""
        assert case.brief
        found = {(each.number, each.families): each for each in _given(case.brief)}
        table = Context(draft).figures_of("annual")
        unused = [each.quoted for each in found.values() if not table.holds(each)]
        asked = min(len(found), _MOST)
        return Score.share(min(asked, len(found) - len(unused)), asked, unused=unused)


def _given(brief: Brief) -> list[Figure]:
    told = "；".join(fact.replace("=", "") for fact in brief.facts)
    return [*figures(brief.purpose), *figures(told)]
