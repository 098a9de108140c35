"""Yardsticks: a file each, one interface (`base`)."""

from evals.scorers.base import Score, Scorer, run_scorer

__all__ = ["Score", "Scorer", "run_scorer"]
