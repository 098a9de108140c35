"""The lexicon's shapes, and its loading: YAML beside this file, read once and compiled to regular expressions."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Literal

from assistant.model.data import parse_yaml

Kind = Literal["satisfaction", "rate", "event", "count", "amount", "unit_cost", "time", "statement"]
Direction = Literal["up", "down", "fixed"]

# The scale of a unit (万人次) says nothing of what is counted.
_SCALES = ("", "万", "千", "百", "十", "亿")
_UNSCALED = ("percent", "money", "time", "score")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a name measures.

    Attributes:
        kind: `event` is something that must not happen (投诉, 事故); `statement` measures nothing by itself.
        aspect: a finer word of the lexicon: `defect`, `time`, `completion`, `quality`, `person`, `spending`, …
        direction: where a good result lies; None where the name does not say.
        units: families of units that fit (`percent`, `money`, `person`, …); empty where any fits.
        level2: the 二级指标 it stands under; None where several do.
    """

    kind: Kind
    aspect: str = ""
    direction: Direction | None = None
    units: tuple[str, ...] = ()
    level2: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of `kinds`: a meaning and the words that say it."""

    meaning: Meaning
    fits: re.Pattern[str]
    without: re.Pattern[str] | None

    def matches(self, name: str) -> bool:
        """Return whether a name (without trailing bracket) has this meaning."""
        return bool(self.fits.search(name)) and not (self.without and self.without.search(name))


@dataclass(frozen=True, slots=True)
class Group:
    """People whom a project serves: the words that name them, and those by which a project shows that it serves them."""

    named: re.Pattern[str]
    covered: re.Pattern[str]


@dataclass(frozen=True)
class Lexicon:
    """All of `lexicon.yaml`, ready for use; word lists that are only searched for are patterns."""

    entries: tuple[Entry, ...]
    families: dict[str, frozenset[str]]
    """Unit → families that hold it."""
    subjects: dict[str, re.Pattern[str]]
    people: tuple[Group, ...]
    related: tuple[re.Pattern[str], ...]
    opposites: tuple[tuple[str, str], ...]
    grades: frozenset[str]
    done: frozenset[str]
    absolutes: re.Pattern[str]
    improvement: re.Pattern[str]
    """A degree and a change, or a change alone, and nothing else: 显著提高, 全面提高, 增强."""
    filler: re.Pattern[str]
    measure: re.Pattern[str]
    verb: re.Pattern[str]
    history: re.Pattern[str]
    works: re.Pattern[str]
    counted: str
    """An alternation of all units that count things, longest first, for use inside other patterns."""


def load_yaml(name: str) -> Any:
    """Read one of the lexicon's files."""
    return parse_yaml(resources.files(__package__).joinpath(name).read_text(encoding="utf-8"))


@cache
def lexicon() -> Lexicon:
    """Return the lexicon, read at first use."""
    data = load_yaml("lexicon.yaml")
    vague = data["vague"]
    changes = _any(vague["changes"])
    return Lexicon(
        entries=tuple(_entry(entry) for entry in data["kinds"]),
        families=_families(data["units"]),
        subjects={key: words(value) for key, value in data["subjects"].items()},
        people=tuple(
            Group(words(group["who"]), words([*group["who"], *group.get("also", ())])) for group in data["people"]
        ),
        related=tuple(words(group) for group in data["related"]),
        opposites=tuple((one, other) for one, other in data["opposites"]),
        grades=frozenset(vague["grades"]),
        done=frozenset(vague["done"]),
        absolutes=words(vague["absolutes"]),
        improvement=re.compile(rf"(?:{_any(vague['degrees'])})*(?:{changes})+(?:{_any(vague['degrees'])})?"),
        filler=words(data["fillers"]),
        measure=re.compile(rf"(?:{_any(data['measures'])})+$"),
        verb=re.compile(rf"^(?:{_any(data['verbs'])})+"),
        history=words(data["history"]),
        works=words(data["works"]),
        counted=_any(_countable(data["units"])),
    )


def words(listed: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern that finds any of the words, the longest first."""
    return re.compile(_any(listed))


def _any(listed: Iterable[str]) -> str:
    return "|".join(re.escape(str(word)) for word in sorted(listed, key=lambda word: -len(str(word))))


def _entry(data: dict[str, Any]) -> Entry:
    starts = f"^(?={_any(data['starts'])})" if "starts" in data else "^"
    contains = f"(?=.*(?:{_any(data['contains'])}))" if "contains" in data else ""
    ends = f".*(?:{_any(data['ends'])})$" if "ends" in data else ""
    meaning = Meaning(
        data["kind"], data.get("aspect", ""), data.get("direction"), tuple(data.get("units", ())), data.get("level2")
    )
    return Entry(
        meaning, re.compile(starts + contains + ends, re.DOTALL), words(data["without"]) if "without" in data else None
    )


def _families(units: dict[str, list[str]]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for family, listed in units.items():
        for unit in listed:
            for scale in _SCALES if family not in _UNSCALED else ("",):
                found.setdefault(scale + unit, set()).add(family)
    return {unit: frozenset(families) for unit, families in found.items()}


def _countable(units: dict[str, list[str]]) -> list[str]:
    return [unit for family, listed in units.items() if family not in _UNSCALED for unit in listed]
