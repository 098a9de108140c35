"""Rank correlation: Spearman's rho and Kendall's tau-b, ties counted as ties."""

from collections.abc import Sequence
from itertools import combinations
from math import sqrt
from statistics import StatisticsError, correlation


def spearman(one: Sequence[float], other: Sequence[float]) -> float | None:
    """Return rho, -1 to 1; None where there are fewer than three pairs, or one side is all the same."""
    try:
        return correlation(ranks(one), ranks(other)) if len(one) > 2 else None
    except StatisticsError:
        return None


def ranks(values: Sequence[float]) -> list[float]:
    """Return each value's rank from 1; equal values share the mean of their ranks."""
    order = sorted(values)
    return [(order.index(value) + 1 + len(order) - order[::-1].index(value)) / 2 for value in values]


def kendall(one: Sequence[float], other: Sequence[float]) -> float | None:
    """Return tau-b, -1 to 1; None as for `spearman`."""
    agreeing = tied_one = tied_other = 0
    pairs = list(combinations(range(len(one)), 2))
    for at, to in pairs:
        x, y = _sign(one[at] - one[to]), _sign(other[at] - other[to])
        agreeing += x * y
        tied_one += x == 0
        tied_other += y == 0
    whole = sqrt((len(pairs) - tied_one) * (len(pairs) - tied_other))
    return agreeing / whole if whole and len(one) > 2 else None


def _sign(number: float) -> int:
    return (number > 0) - (number < 0)
