"""Figures in running text: the number, its unit, and the words that say what is counted.

Only things and shares are read (488人, 5万次, 90%); years, dates, document numbers and amounts of money are not, since
they mean something else in a goal and have rules of their own.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from assistant.checking.lexicon import lexicon, unit_family
from assistant.model.text import normalise_signs

SCALE = {"": Decimal(1), "千": Decimal(1000), "万": Decimal(10_000), "亿": Decimal(100_000_000)}
_CLAUSE = re.compile(r"[,。;:!?、()\[\]〔〕【】“”\"]|其中")
_LINK = re.compile(
    r"(?:均|都|各|要|能|率先)?(?:达到了?|达|为|是|不少于|不低于|不超过|大于等于|小于等于|超过|突破|约|共计?|预计|计划|合计|至少|控制在|保持在|[≥≤=><的在到于])+$"
)
_DIGIT = re.compile(r"\d")
_AROUND = 14
LONGEST = 20_000
"""Signs of one text that are looked at; a goal is never longer, and the cost stays bounded."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure and what it counts.

    Attributes:
        number: exact, scaled (5万次 is 50,000).
        families: the unit's families.
        quoted: as printed: `488人`.
        before: the words of its clause before it, without linking words; `after`: those behind it.
        words: the figure with the words around it as printed, for quoting.
    """

    number: Decimal
    families: frozenset[str]
    quoted: str
    before: str
    after: str
    words: str


def has_digit(text: str) -> bool:
    """Return whether a digit stands in a text, of any script."""
    return _DIGIT.search(text) is not None


def figures(text: str) -> Iterator[Figure]:
    """Yield the figures of a text in order; clauses about other years are left out. Cost is linear in the text."""
    plain = normalise_signs(text[:LONGEST])
    for clause in _CLAUSE.split(plain):
        if has_digit(clause) and not lexicon().history.search(clause):
            yield from _of_clause(clause)


def _of_clause(clause: str) -> Iterator[Figure]:
    start = 0
    for found in _pattern().finditer(clause):
        number = Decimal(found["number"].replace(",", "")) * SCALE[found["scale"]]
        before, after = clause[start : found.start()], clause[found.end() : found.end() + _AROUND]
        words = f"{before[-_AROUND:]}{found[0]}" + ("" if len(before) > 3 else after)
        yield Figure(number, unit_family(found["unit"]), found[0], _LINK.sub("", before), after, words)
        start = found.end()


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(
        r"(?<![\d.第.-])(?P<number>\d[\d,]{0,17}(?:\.\d{1,6})?)[多余来几]?(?P<scale>[千万亿]?)[多余]?"
        rf"(?P<unit>%|‰|{lexicon().counted})(?![月]|方面|环节|阶段|原则|百分)"
    )


def bigrams(text: str) -> frozenset[str]:
    """Return the pairs of neighbouring signs of a text; one sign alone is its own pair."""
    return frozenset([text[at : at + 2] for at in range(len(text) - 1)]) if len(text) > 1 else frozenset(text)


def subject(text: str) -> str:
    """Return what a name or a clause is about: without the verb before it and the measure behind it.

    `开展职业技能培训` → `职业技能培训`; `参训人数` → `参训`; `设备合格率` → `设备`.
    """
    words = lexicon()
    return words.measure.sub("", words.verb.sub("", text))


def same_subject(left: str, right: str) -> bool:
    """Return whether two subjects are plainly the same thing.

    Short ones (under four signs) must be equal; of longer ones the last four signs, which hold the noun, must return
    in the other.
    """
    if not left or not right:
        return False
    if len(left) < 4 or len(right) < 4:
        return left == right
    return _tail_in(left, right) or _tail_in(right, left)


def _tail_in(left: str, right: str) -> bool:
    tail = bigrams(left[-4:])
    return len(tail & bigrams(right)) * 3 >= len(tail) * 2
