"""Rows of two forms, paired."""

from collections.abc import Sequence
from typing import NamedTuple

from assistant.model import Indicator
from evals.matching.likeness import LEAST, likeness


class Pair(NamedTuple):
    """Two rows that measure the same."""

    reference: int
    """Index into the published rows."""
    draft: int
    """Index into the draft's rows."""
    likeness: float
    """0 to 1."""


def by_meaning(reference: Sequence[Indicator], draft: Sequence[Indicator]) -> list[Pair]:
    """Pair rows one to one, the most alike first; a row without a partner is in no pair. Order of rows decides among equals."""
    found = [
        Pair(at, to, alike)
        for at, row in enumerate(reference)
        for to, other in enumerate(draft)
        if (alike := likeness(row, other)) >= LEAST
    ]
    taken: tuple[set[int], set[int]] = set(), set()
    chosen = []
    for pair in sorted(found, key=lambda pair: -pair.likeness):
        if pair.reference not in taken[0] and pair.draft not in taken[1]:
            taken[0].add(pair.reference)
            taken[1].add(pair.draft)
            chosen.append(pair)
    return chosen
