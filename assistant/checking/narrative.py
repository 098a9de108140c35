"""The narrative part of a department's book, ready to be asked for what it says of a project."""

from collections import Counter

from assistant.checking.figures import bigrams
from assistant.model import Narrative, NarrativeItem
from assistant.model.text import match_key

_LIKENESS = 0.7
_COMMON = 50
"""A pair of signs that stands in more names than this (经费, 项目) tells none of them; the cost stays linear."""


class NarrativeIndex:
    """Paragraphs by project, by the same name or nearly so: 文字部分 often shortens it."""

    def __init__(self, narrative: Narrative | None) -> None:
        self.items = narrative.items if narrative else []
        self._keys: dict[str, NarrativeItem] = {}
        self._pairs: list[frozenset[str]] = []
        self._where: dict[str, list[int]] = {}
        for at, item in enumerate(self.items):
            key = match_key(item.name)
            self._keys.setdefault(key, item)
            self._pairs.append(bigrams(key))
            for pair in self._pairs[-1]:
                self._where.setdefault(pair, []).append(at)

    def item_of(self, name: str) -> NarrativeItem | None:
        """Return the paragraph on a project, or None."""
        if not self.items:
            return None
        key = match_key(name)
        if key in self._keys:
            return self._keys[key]
        pairs = bigrams(key)
        places = [self._where.get(pair, ()) for pair in pairs]
        shared = Counter(at for found in places if len(found) <= _COMMON for at in found)
        likeness = {at: len(pairs & self._pairs[at]) / len(pairs | self._pairs[at]) for at in shared}
        best = max(likeness, key=lambda at: (likeness[at], -at), default=None)
        return self.items[best] if best is not None and likeness[best] >= _LIKENESS else None
