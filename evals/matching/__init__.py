"""Which rows of two forms measure the same thing, by level and meaning; deterministic, no model."""

from evals.matching.likeness import LEAST, likeness
from evals.matching.pairs import Pair, by_meaning

__all__ = ["LEAST", "Pair", "by_meaning", "likeness"]
