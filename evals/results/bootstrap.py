"""Confidence intervals by resampling projects."""

from collections.abc import Sequence

DRAWS = 4_000
_SEED = 2015_88  # Any: the same runs must give the same interval.


def interval(groups: Sequence[Sequence[float]], draws: int = DRAWS) -> tuple[float, float]:
    """Return the 95 % interval of the mean over all values, whole groups drawn with replacement.

    Args:
        groups: the values of each project; none empty.
        draws: how many resamples.

    Returns:
        Low and high, to a hundredth.
    """
    import numpy

    sums = numpy.array([sum(group) for group in groups])
    counts = numpy.array([len(group) for group in groups])
    chosen = numpy.random.default_rng(_SEED).integers(0, len(groups), size=(draws, len(groups)))
    found = sums[chosen].sum(axis=1) / counts[chosen].sum(axis=1)
    low, high = numpy.quantile(found, [0.025, 0.975])
    # `+ 0.0` makes of a rounded -0.0 a plain nothing.
    return round(float(low), 2) + 0.0, round(float(high), 2) + 0.0
