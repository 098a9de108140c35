"""The lexicon ready for use: read once, its word lists compiled."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from assistant.checking.lexicon.loading import load_yaml
from assistant.checking.lexicon.meaning import Meaning

# The scale of a unit (万人次) says nothing of what is counted.
_SCALES = ("", "万", "千", "百", "十", "亿")
_UNSCALED = ("percent", "money", "time", "score")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of `kinds`: a meaning and the words that say it; an empty `starts` or `ends` fits any name."""

    meaning: Meaning
    starts: tuple[str, ...]
    contains: re.Pattern[str] | None
    ends: tuple[str, ...]
    without: re.Pattern[str] | None

    def matches(self, name: str) -> bool:
        """Return whether a name (without trailing bracket) has this meaning."""
        return (
            name.endswith(self.ends)
            and name.startswith(self.starts)
            and (self.contains is None or self.contains.search(name) is not None)
            and (self.without is None or self.without.search(name) is None)
        )


@dataclass(frozen=True, slots=True)
class Group:
    """People whom a project serves: the words that name them, and those by which a project shows that it serves them."""

    named: re.Pattern[str]
    covered: re.Pattern[str]


@dataclass(frozen=True)
class Lexicon:
    """All of `lexicon.yaml`, ready for use; word lists that are only searched for are patterns."""

    entries: tuple[Entry, ...]
    by_last: dict[str, tuple[Entry, ...]]
    """The entries that a name with this last sign may fit, in order; for any other sign those of the key ``""``."""
    families: dict[str, frozenset[str]]
    """Unit → families that hold it."""
    subjects: dict[str, re.Pattern[str]]
    """Words by which a text shows what it is about; the keys are lexicon.yaml's."""
    openings: dict[str, tuple[str, ...]]
    """Words by which a name begins, for `str.startswith`."""
    endings: dict[str, tuple[str, ...]]
    """Words by which a name ends, for `str.endswith`."""
    exact: dict[str, frozenset[str]]
    """Words that count only where nothing else stands beside them."""
    people: tuple[Group, ...]
    anybody: re.Pattern[str]
    """Any of the people that `people` names."""
    related: tuple[re.Pattern[str], ...]
    opposites: tuple[tuple[str, str], ...]
    spelled: dict[str, str]
    """Units as they should not be written → as they should."""
    grades: frozenset[str]
    done: frozenset[str]
    absolutes: re.Pattern[str]
    praise: re.Pattern[str]
    """A short value that only praises: 效果显著."""
    improvement: re.Pattern[str]
    """A degree and a change, or a change alone, and nothing else: 显著提高, 全面提高, 增强."""
    filler: re.Pattern[str]
    generic: re.Pattern[str]
    """Words of a name that fit any project; a name that consists of them says nothing of its own."""
    measure: re.Pattern[str]
    verb: re.Pattern[str]
    history: re.Pattern[str]
    works: re.Pattern[str]
    counted: str
    """An alternation of all units that count things, longest first, for use inside other patterns."""


@cache
def lexicon() -> Lexicon:
    """Return the lexicon, read at first use. Raises SettingsError for a bad file of the user's."""
    return build(load_yaml("lexicon.yaml"))


def build(data: dict[str, Any]) -> Lexicon:
    """Compile what lexicon.yaml says."""
    vague = data["vague"]
    changes, degrees = any_of(vague["changes"]), any_of(vague["degrees"])
    entries = tuple(_entry(entry) for entry in data["kinds"])
    return Lexicon(
        entries=entries,
        by_last=_by_last(entries),
        families=_families(data["units"]),
        subjects={key: words(value) for key, value in data["subjects"].items()},
        openings={key: tuple(value) for key, value in data["openings"].items()},
        endings={key: tuple(value) for key, value in data["endings"].items()},
        exact={key: frozenset(value) for key, value in data["exact"].items()},
        people=tuple(
            Group(words(group["who"]), words([*group["who"], *group.get("also", ())])) for group in data["people"]
        ),
        anybody=words(who for group in data["people"] for who in group["who"]),
        related=tuple(words(group) for group in data["related"]),
        opposites=tuple((one, other) for one, other in data["opposites"]),
        spelled={str(wrong): str(right) for wrong, right in data["spelled"].items()},
        grades=frozenset(vague["grades"]),
        done=frozenset(vague["done"]),
        absolutes=words(vague["absolutes"]),
        praise=re.compile(rf"[^\d。；，]{{0,6}}(?:{any_of(vague['praise'])})"),
        improvement=re.compile(rf"(?:{degrees})*(?:{changes})+(?:{degrees})?"),
        filler=words(data["fillers"]),
        generic=words(data["generic"]),
        measure=re.compile(rf"(?:{any_of(data['measures'])})+$"),
        verb=re.compile(rf"^(?:{any_of(data['verbs'])})+"),
        history=words(data["history"]),
        works=words(data["works"]),
        counted=any_of(_countable(data["units"])),
    )


def words(listed: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern that finds any of the words, the longest first."""
    return re.compile(any_of(listed))


def any_of(listed: Iterable[str]) -> str:
    """Return an alternation of the words, the longest first, for use inside other patterns."""
    return "|".join(re.escape(str(word)) for word in sorted(listed, key=lambda word: -len(str(word))))


def _entry(data: dict[str, Any]) -> Entry:
    meaning = Meaning(
        data["kind"], data.get("aspect", ""), data.get("direction"), tuple(data.get("units", ())), data.get("level2")
    )
    return Entry(
        meaning,
        tuple(data.get("starts", ("",))),
        words(data["contains"]) if "contains" in data else None,
        tuple(data.get("ends", ("",))),
        words(data["without"]) if "without" in data else None,
    )


def _by_last(entries: tuple[Entry, ...]) -> dict[str, tuple[Entry, ...]]:
    lasts = {end[-1:] for entry in entries for end in entry.ends}
    return {last: tuple(entry for entry in entries if {"", last} & {end[-1:] for end in entry.ends}) for last in lasts}


def _families(units: dict[str, list[str]]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for family, listed in units.items():
        for unit in listed:
            for scale in _SCALES if family not in _UNSCALED else ("",):
                found.setdefault(scale + unit, set()).add(family)
    return {unit: frozenset(families) for unit, families in found.items()}


def _countable(units: dict[str, list[str]]) -> list[str]:
    return [unit for family, listed in units.items() if family not in _UNSCALED for unit in listed]
