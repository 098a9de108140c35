"""Yardsticks: a file each, one interface (`base`); `SCORERS` is the list of all, in the order of tables."""

from evals.scorers.base import Score, Scorer, concerns, run_scorer
from evals.scorers.budget_fit import BudgetFit
from evals.scorers.checker import Precision as CheckerPrecision
from evals.scorers.checker import Recall as CheckerRecall
from evals.scorers.completeness import Completeness
from evals.scorers.coverage import Coverage, Precision
from evals.scorers.expected import Expected
from evals.scorers.figures import Figures
from evals.scorers.fixes import FixAdded, FixKept, FixKnown, FixRemoved
from evals.scorers.given_used import GivenUsed
from evals.scorers.goal_fit import GoalFit
from evals.scorers.objections import Objections
from evals.scorers.open_figures import OpenFigures
from evals.scorers.review_88 import Review88
from evals.scorers.rows import RowCount
from evals.scorers.style import Style

SCORERS: tuple[Scorer, ...] = (
    Review88(), Objections(), Completeness(), Expected(), GivenUsed(), Figures(), OpenFigures(), GoalFit(),
    BudgetFit(), Coverage(), Precision(), RowCount(), Style(), FixKnown(), FixRemoved(), FixAdded(), FixKept(),
    CheckerRecall(), CheckerPrecision(),
)  # fmt: skip

__all__ = ["SCORERS", "Score", "Scorer", "concerns", "run_scorer"]
