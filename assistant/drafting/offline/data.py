"""Kinds of project and fields of work, as data read once."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from assistant.model.data import parse_yaml

_HERE = Path(__file__).parent
# Short names of level 2 in the data files.
LEVELS = {
    "成本": ("成本指标", "经济成本指标"),
    "数量": ("产出指标", "数量指标"),
    "质量": ("产出指标", "质量指标"),
    "时效": ("产出指标", "时效指标"),
    "经济": ("效益指标", "经济效益指标"),
    "社会": ("效益指标", "社会效益指标"),
    "生态": ("效益指标", "生态效益指标"),
    "持续": ("效益指标", "可持续影响指标"),
    "满意": ("满意度指标", "服务对象满意度指标"),
}


@dataclass(frozen=True)
class Template:
    """An indicator that every project of a kind can be held to."""

    at: str
    name: str
    value: str
    norm: str
    about: str
    how: str
    origin: str
    bare: str = ""
    note: str = ""
    say: str = ""
    when: str = ""
    unless: str = ""

    def fits(self, text: str) -> bool:
        """Whether it holds for a project with this name and purpose."""
        return not (self.when and not re.search(self.when, text)) and not (self.unless and re.search(self.unless, text))


@dataclass(frozen=True)
class Ask:
    """What to look up where the brief gives no quantity."""

    unit: str
    where: str
    name: str = ""
    bare: str = ""


@dataclass(frozen=True)
class Kind:
    """A kind of project."""

    id: str
    words: tuple[str, ...]
    verbs: tuple[str, ...]
    rows: tuple[Template, ...]
    ask: Ask
    final: str
    effect: str
    finals: tuple[tuple[str, str], ...] = ()
    """(pattern of the things, final): where the things want other words."""
    group: str = ""
    wordy: bool = False
    """Whether it is recognised by its words alone, never by a verb (系统运维 against 绿地养护)."""


@dataclass(frozen=True)
class Field:
    """A field of work."""

    id: str
    words: tuple[str, ...]
    group: str
    works: str
    effect: str
    users: str = ""
    """Whom works and purchases there serve, where that is not `group`."""
    users_when: str = ""
    """Only in projects of which this pattern is found."""


@cache
def kinds() -> dict[str, Kind]:
    """Return the kinds of project by id."""
    return {name: _kind(name, entry) for name, entry in _read("kinds.yaml").items()}


def _kind(name: str, entry: dict[str, Any]) -> Kind:
    return Kind(
        id=name,
        words=tuple(entry["words"]),
        verbs=tuple(entry["verbs"]),
        rows=tuple(
            Template(**{("origin" if key == "from" else key): value for key, value in row.items()})
            for row in entry["rows"]
        ),
        ask=Ask(**entry["ask"]),
        final=entry["final"],
        effect=entry["effect"],
        finals=tuple((other["when"], other["final"]) for other in entry.get("finals", ())),
        group=entry.get("group", ""),
        wordy=entry.get("wordy", False),
    )


@cache
def fields() -> tuple[Field, ...]:
    """Return the fields of work in their order."""
    return tuple(Field(**{**entry, "words": tuple(entry["words"])}) for entry in _read("fields.yaml"))


@cache
def unit_endings() -> tuple[tuple[str, str], ...]:
    """Return (ending of a thing's name, its unit), in order."""
    return tuple((ending, entry["unit"]) for entry in _read("units.yaml") for ending in entry["ends"])


def _read(name: str) -> Any:
    return parse_yaml((_HERE / name).read_text(encoding="utf-8"))
