"""The word lists of `words.yaml`, read once, and what follows from them."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from assistant.model.data import parse_yaml

_FILE = Path(__file__).with_name("words.yaml")


@dataclass(frozen=True)
class Verb:
    """A verb of the lists: its sort of activity, its nominal form, and where it stands in an indicator's name."""

    word: str
    kind: str
    nominal: str
    before: bool
    light: bool
    nounlike: bool


@dataclass(frozen=True)
class Words:
    """All lists; alternatives in a pattern stand longest first."""

    measure: dict[str, str]
    suffix: dict[str, str]
    canonical: dict[str, str]
    verbs: dict[str, Verb]
    middle: frozenset[str]
    leading: tuple[str, ...]
    trailing: tuple[str, ...]
    results: tuple[str, ...]
    stops: tuple[str, ...]
    protected_front: tuple[str, ...]
    protected_back: tuple[str, ...]
    adverbs: tuple[str, ...]
    heads: tuple[str, ...]
    spoken: tuple[str, ...]
    groups: tuple[tuple[str, str], ...]


@cache
def words() -> Words:
    """Return the lists (one reading a process)."""
    raw: dict[str, Any] = parse_yaml(_FILE.read_text(encoding="utf-8"))
    verbs = [
        Verb(
            word,
            entry["kind"],
            entry.get("as", word),
            entry["place"] == "before",
            entry.get("light", False),
            entry.get("noun", False),
        )
        for entry in raw["verbs"]
        for word in entry["verbs"]
    ]
    return Words(
        measure={unit: entry["measure"] for entry in raw["units"] for unit in entry["units"]},
        suffix={unit: entry["suffix"] for entry in raw["units"] for unit in entry["units"]},
        canonical=raw["canonical_units"],
        verbs={verb.word: verb for verb in sorted(verbs, key=lambda verb: -len(verb.word))},
        middle=frozenset(raw["middle_verbs"]),
        leading=_longest_first(raw["leading"]),
        trailing=_longest_first(raw["trailing"]),
        results=_longest_first(raw["results"]),
        stops=_longest_first(raw["stops"]),
        protected_front=tuple(raw["protected_front"]),
        protected_back=tuple(raw["protected_back"]),
        adverbs=_longest_first(raw["adverbs"]),
        heads=tuple(raw["heads"]),
        spoken=tuple(raw["spoken_units"]),
        groups=tuple(
            sorted(
                ((word, entry["say"]) for entry in raw["groups"] for word in entry["words"]),
                key=lambda pair: -len(pair[0]),
            )
        ),
    )


@cache
def unit_pattern() -> str:
    """Return an alternation of all units, longest first."""
    return "|".join(re.escape(unit) for unit in sorted(words().measure, key=len, reverse=True))


def bare_unit(unit: str) -> tuple[int, str]:
    """Split a unit into its factor and its canonical form: `万名` → (10000, 人)."""
    factor = 1
    for sign, size in (("亿", 100_000_000), ("万", 10_000), ("千", 1_000), ("百", 100)):
        if unit.startswith(sign) and unit not in words().measure and len(unit) > 1:
            factor, unit = size, unit[1:]
            break
    return factor, words().canonical.get(unit, unit)


def _longest_first(items: list[str]) -> tuple[str, ...]:
    return tuple(sorted(items, key=len, reverse=True))
