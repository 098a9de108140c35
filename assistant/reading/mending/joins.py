"""Put names together again that a cell's border, a scan or a line wrap has cut in two."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.model.text import tidy
from assistant.reading.lexicon import halves, words

_NOISE = "·、.,;:,。；：|'’‘`~-—_*•"
_LONGEST = max(map(len, words()))


@dataclass(frozen=True)
class Name:
    """A name as read.

    Attributes:
        text: the name.
        whole: whether it stood in one cell.
        repaired: whether signs were dropped where its pieces meet.
    """

    text: str
    whole: bool = True
    repaired: bool = False


def join(pieces: Sequence[str]) -> Name:
    """Join the pieces of a name.

    A border that cuts through a sign shows it on both sides, whole or as a badly scanned half. So at a seam the
    right piece loses its first sign where that repeats the sign before, looks like half of it, is no sign of a
    name, or stands in the middle of a word that the two sides make together. Otherwise nothing is dropped.
    """
    texts = [text for piece in pieces if (text := tidy(piece))]
    if len(texts) < 2:
        return Name(texts[0] if texts else "")
    joined, repaired = texts[0], False
    for piece in texts[1:]:
        right = _seam(joined, piece)
        repaired = repaired or right != piece
        joined += right
    return Name(joined, whole=False, repaired=repaired)


def _seam(left: str, right: str) -> str:
    trimmed = right.lstrip(_NOISE + " ")
    if trimmed != right:
        return trimmed
    for size in range(min(4, len(left), len(right) - 1), 0, -1):
        if left.endswith(right[:size]) and _strays(left + right[size:]) <= _strays(left + right):
            return right[size:]
    if len(right) > 2 and (right[0] in halves().get(left[-1], "") or _splits_word(left, right)):
        return right[1:]
    return right


def _splits_word(left: str, right: str) -> bool:
    """Whether the first sign of `right` stands inside a word that begins in `left`, and is part of no word itself."""
    inside = any(left[-a:] + right[1 : 1 + b] in words() for a in range(1, 4) for b in range(1, 4) if a <= len(left))
    alone = not any(left[len(left) - a :] + right[:b] in words() for a in range(4) for b in range(1, 5) if a + b > 1)
    return inside and alone and _strays(left) > 0 and _strays(left + right[1:]) == 0


def _strays(text: str) -> int:
    """Return how many signs belong to no common word, cutting the text up as well as can be."""
    best = [0] * (len(text) + 1)
    for end in range(1, len(text) + 1):
        best[end] = best[end - 1] + 1
        for start in range(max(0, end - _LONGEST), end):
            if text[start:end] in words():
                best[end] = min(best[end], best[start])
    return best[-1]


def better(one: Name, other: Name) -> Name:
    """Return the sounder of two readings of the same name (two tables of one project)."""
    if one.text == other.text:
        return one if one.whole else other
    longer, shorter = (one, other) if len(one.text) >= len(other.text) else (other, one)
    if len(longer.text) > len(shorter.text) and longer.text.endswith((shorter.text, shorter.text[1:])):
        return longer
    if one.whole != other.whole:
        return one if one.whole else other
    strays = _strays(one.text), _strays(other.text)
    if strays[0] != strays[1]:
        return one if strays[0] < strays[1] else other
    return longer
