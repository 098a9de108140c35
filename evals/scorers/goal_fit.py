"""Do goal and indicators say the same?

Means: the share of the figures in the annual goal that return in the annual table, and of the table's quantities that rest
on the brief the share that the goal names (at most four are asked for); the mean of both. A goal without a figure, where
the brief gives some, gets zero for the first half.
Fails where a goal rightly sums up several rows, and where a figure returns by chance in a row about something else.
"""

from assistant.checking import Report
from assistant.checking.context import Context
from assistant.checking.figures import Figure, figures
from assistant.drafting.events import Usage
from assistant.model import PerformanceTarget
from evals.cases import EvalCase
from evals.scorers.base import Score, Scorer

_ASKED = 4


class GoalFit(Scorer):
    """Goal ↔ indicator consistency."""

    id = "goal_fit"
    title = "目标一致"

    def applies(self, case: EvalCase) -> bool:
        """Only where the brief gives figures that a goal could state."""
        return case.brief is not None and bool(list(figures(case.brief.purpose)))

    def score(self, case: EvalCase, draft: PerformanceTarget, report: Report, usage: Usage) -> Score:
        """See the module."""
        form = Context(draft)
        said = [figure for text in draft.goals_of("annual") for figure in figures(text)]
        table = form.figures_of("annual")
        lost = [figure.quoted for figure in said if not table.holds(figure)]
        returned = 1 - len(lost) / len(said) if said else 0.0
        unnamed, asked = _unnamed(draft, said)
        named = 1 - len(unnamed) / asked if asked else returned
        return Score.of(50 * (returned + named), without_row=lost, not_in_goal=unnamed[:_ASKED])


def _unnamed(draft: PerformanceTarget, said: list[Figure]) -> tuple[list[str], int]:
    """Return the given quantities that the goal does not name, as far as it should name them, and how many it should."""
    told = {figure.number for figure in said}
    given = [
        row
        for row in Context(draft).rows_of("annual")
        if row.level2 == "数量指标" and row.number is not None and row.indicator.source
        if row.indicator.source.kind in ("input", "budget")
    ]
    lacking = [row.name for row in given if row.scaled not in told]
    asked = min(_ASKED, len(given))
    named = min(asked, len(given) - len(lacking))
    return lacking[: asked - named], asked
