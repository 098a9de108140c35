"""Text as a bag of Chinese character 1- and 2-grams, weighted by rarity: no word segmenter, no numpy, no start-up cost."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping

from assistant.model.text import match_key

Bag = Mapping[str, float]
# A single sign says little of the field; two say much.
_UNIGRAM = 0.25


def grams(text: str) -> Counter[str]:
    """Return the 1- and 2-grams of a text with their counts, digits and punctuation left out."""
    plain = "".join(" " if sign.isdigit() or not sign.isalnum() else sign for sign in match_key(text))
    found: Counter[str] = Counter()
    for run in plain.split():
        found.update(run)
        found.update(run[at : at + 2] for at in range(len(run) - 1))
    return found


class Rarity:
    """Inverse document frequency over the library, smoothed so that a tiny library still ranks."""

    def __init__(self, documents: Iterable[Iterable[str]]) -> None:
        seen: Counter[str] = Counter()
        count = 0
        for document in documents:
            count += 1
            seen.update(set(document))
        self._unseen = math.log(1 + count + 0.5)
        self._weight = {gram: math.log(1 + (count - times + 0.5) / (times + 0.5)) for gram, times in seen.items()}

    def bag(self, parts: Iterable[tuple[str, float]]) -> dict[str, float]:
        """Return the unit vector of weighted texts, e.g. `[(name, 3), (purpose, 1)]`; empty text gives {}."""
        total: dict[str, float] = {}
        for text, weight in parts:
            for gram, count in grams(text).items():
                rare = self._weight.get(gram, self._unseen) * (_UNIGRAM if len(gram) == 1 else 1)
                total[gram] = total.get(gram, 0.0) + weight * rare * (1 + math.log(count))
        length = math.sqrt(sum(value * value for value in total.values()))
        return {gram: value / length for gram, value in total.items()} if length else {}


def cosine(one: Bag, other: Bag) -> float:
    """Return how alike two unit vectors are, 0 to 1."""
    if len(other) < len(one):
        one, other = other, one
    return sum(value * other[gram] for gram, value in one.items() if gram in other)
