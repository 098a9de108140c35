"""Which rows of two forms speak of the same thing: the signature that coverage asks a matcher by, and a plain one."""

from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import NamedTuple, Protocol

from assistant.model import Indicator
from assistant.model.text import match_key

LEAST = 0.5


class Pair(NamedTuple):
    """Two rows that mean the same."""

    reference: int
    """Index into the published rows."""
    draft: int
    """Index into the draft's rows."""
    likeness: float
    """0 to 1."""


class Matcher(Protocol):
    """Pairs rows one to one, best first; a row without a partner is in no pair."""

    def __call__(self, reference: Sequence[Indicator], draft: Sequence[Indicator]) -> list[Pair]:
        """Return the pairs."""
        ...


def plain_pairs(reference: Sequence[Indicator], draft: Sequence[Indicator]) -> list[Pair]:
    """Pair rows of one 一级指标 by how much of their names is the same, greedily; knows no synonyms."""
    found = [
        Pair(at, to, likeness)
        for at, row in enumerate(reference)
        for to, other in enumerate(draft)
        if row.level1 == other.level1 and (likeness := _likeness(row.name, other.name)) >= LEAST
    ]
    taken: tuple[set[int], set[int]] = set(), set()
    chosen = []
    for pair in sorted(found, key=lambda pair: -pair.likeness):
        if pair.reference not in taken[0] and pair.draft not in taken[1]:
            taken[0].add(pair.reference)
            taken[1].add(pair.draft)
            chosen.append(pair)
    return chosen


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, match_key(one), match_key(other), autojunk=False).ratio()
