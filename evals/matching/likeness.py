"""How alike two rows are: subject, aspect, measure.

A name says what it is about (设备), and what of it is measured (验收合格率). Both are read after words that mean the same are made one
(采购, 购置). Rows of another 一级指标, of another aspect, or counted in another measure (人, 期) are about different things. Fails
where only knowledge of the matter tells (an acronym and its full name), and where a name says nothing (完成情况).
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from assistant.checking.costs import is_total
from assistant.drafting.facts.words import bare_unit, words
from assistant.model import Indicator
from assistant.model.data import parse_yaml
from assistant.model.text import match_key

LEAST = 0.5
"""From this likeness on two rows are taken to measure the same."""
_WORDS = Path(__file__).parent / "words.yaml"
_RATES = ("%", "％")
_OTHER_ASPECT, _OTHER_MEASURE, _OTHER_LEVEL2, _UNSAID = 0.45, 0.45, 0.85, 0.6


@dataclass(frozen=True)
class _Words:
    same: tuple[tuple[re.Pattern[str], str], ...]
    drop: re.Pattern[str]
    aspects: tuple[tuple[str, re.Pattern[str]], ...]
    counted: re.Pattern[str]


@dataclass(frozen=True)
class Reading:
    """A name as the matcher reads it.

    Attributes:
        aspect: what is measured; "" where the name does not say.
        subject: what it is measured of; "" for the project as a whole.
    """

    aspect: str
    subject: str


@cache
def _words() -> _Words:
    raw = parse_yaml(_WORDS.read_text(encoding="utf-8"))
    spelled = [(variant, same[0]) for same in raw["same"] for variant in same[1:]]
    spelled.sort(key=lambda pair: -len(pair[0]))
    return _Words(
        same=tuple((re.compile(re.escape(variant)), word) for variant, word in spelled),
        drop=re.compile("|".join(sorted(map(re.escape, raw["drop"]), key=len, reverse=True))),
        aspects=tuple((name, re.compile(pattern)) for name, pattern in raw["aspects"]),
        counted=re.compile(raw["counted"]),
    )


@lru_cache(maxsize=4096)
def read_name(name: str) -> Reading:
    """Return what a name says."""
    known, plain = _words(), match_key(name)
    for pattern, word in known.same:
        plain = pattern.sub(word, plain)
    aspect = next((each for each, pattern in known.aspects if pattern.search(plain)), "")
    if aspect:
        plain = dict(known.aspects)[aspect].sub("", plain)
    return Reading(aspect, known.drop.sub("", known.counted.sub("", plain)))


def likeness(one: Indicator, other: Indicator) -> float:
    """Return how alike two rows are, 0 to 1; from `LEAST` on they measure the same."""
    if _level1(one) != _level1(other):
        return 0.0
    if is_total(one.name) and is_total(other.name):
        return 1.0
    mine, its = read_name(one.name), read_name(other.name)
    found = _of_subjects(mine.subject, its.subject)
    if mine.aspect != its.aspect:
        found *= _OTHER_ASPECT if mine.aspect and its.aspect else 1 - (1 - _UNSAID) / 2
    if _measures_differ(one, other):
        found *= _OTHER_MEASURE
    return found if one.level2 == other.level2 else found * _OTHER_LEVEL2


def _level1(row: Indicator) -> str:
    """Return the 一级指标; 成本指标 is one whether it stands under 产出 or by itself."""
    return "成本指标" if "成本" in row.level2 else row.level1


def _of_subjects(one: str, other: str) -> float:
    """Return the share of signs and pairs of signs that both hold; a subject that is not said fits any, a little."""
    if not one or not other:
        return 1.0 if one == other else _UNSAID
    pairs = [{text[at : at + 2] for at in range(len(text) - 1)} or {text} for text in (one, other)]
    signs = set(one) & set(other)
    dice = 2 * len(signs) / (len(set(one)) + len(set(other)))
    held = len(pairs[0] & pairs[1]) / min(map(len, pairs))
    return (dice + held) / 2


def _measures_differ(one: Indicator, other: Indicator) -> bool:
    mine, its = _measure(one), _measure(other)
    return bool(mine and its) and mine != its


def _measure(row: Indicator) -> str:
    """Return what the value counts: people, times, length …; "" where it does not say."""
    unit = (row.value.unit or "").strip("()（）")
    if unit in _RATES:
        return "rate"
    if unit.startswith(("元", "万元")):
        return unit.removeprefix("万").replace("·", "/")
    return words().measure.get(bare_unit(unit)[1], "") if unit else ""
