"""Kinds of project and fields of work, as data read once."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from assistant.model import UNCONFIRMED
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
    term: Literal["", "long"] = ""
    """`long` where it stands in a long-term table alone."""

    def fits(self, text: str) -> bool:
        """Whether it holds for a project with this name and purpose."""
        return not (self.when and not re.search(self.when, text)) and not (self.unless and re.search(self.unless, text))


@dataclass(frozen=True)
class Trade:
    """A row of a trade, for the projects whose name or purpose tells of that trade.

    Attributes:
        sign: what the name or the purpose must hold.
        kinds: ids of the kinds that it is for; () for all.
        row: the row itself; its value is 待核实 where nobody can know it beforehand.
        since: first year in which its standard holds; until: the last one; None without such a bound.
        unit: what an open value is counted in; where: what to look it up in.
    """

    sign: re.Pattern[str]
    row: Template
    kinds: tuple[str, ...] = ()
    since: int | None = None
    until: int | None = None
    unit: str = ""
    where: str = ""

    @property
    def is_open(self) -> bool:
        """Whether its figure is to be looked up."""
        return self.row.value == UNCONFIRMED

    def holds_in(self, year: int | None) -> bool:
        """Whether its standard holds in a year; where none is named, the latest standard does."""
        if year is None:
            return self.until is None
        return (self.since or year) <= year <= (self.until or year)


@dataclass(frozen=True)
class Ask:
    """What to look up where the brief gives no quantity."""

    unit: str
    where: str
    name: str = ""
    bare: str = ""


@dataclass(frozen=True)
class Scale:
    """What tells the size of a project whose activities are not counted: 保障师生人数, 服务车辆数量.

    Attributes:
        ask: the question that makes it firm, with {title}.
        when: pattern that name or purpose must hold; "" for the kind's last resort.
    """

    name: str
    unit: str
    where: str
    ask: str
    when: str = ""

    def fits(self, text: str) -> bool:
        """Whether it tells the size of a project with this name and purpose."""
        return not self.when or re.search(self.when, text) is not None


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
    say: str = ""
    """What people call it: 货物购置."""
    scales: tuple[Scale, ...] = ()
    task: str = ""
    """What such a project does, for a goal where the purpose names no deed; with {title}, {stem} and {aid}."""
    sure: str = ""
    """Pattern of the purpose that decides for this kind."""
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
        rows=tuple(_template(row) for row in entry["rows"]),
        ask=Ask(**entry["ask"]),
        final=entry["final"],
        effect=entry["effect"],
        finals=tuple((other["when"], other["final"]) for other in entry.get("finals", ())),
        group=entry.get("group", ""),
        say=entry.get("say", ""),
        scales=tuple(Scale(**scale) for scale in entry.get("scales", ())),
        task=entry.get("task", ""),
        sure=entry.get("sure", ""),
        wordy=entry.get("wordy", False),
    )


def _template(row: dict[str, Any]) -> Template:
    return Template(**{("origin" if key == "from" else key): value for key, value in row.items()})


@cache
def trades() -> tuple[Trade, ...]:
    """Return the rows of the trades in their order."""
    return tuple(_trade(dict(entry)) for entry in _read("trades.yaml"))


def _trade(entry: dict[str, Any]) -> Trade:
    own = {key: entry.pop(key) for key in ("since", "until", "unit", "where") if key in entry}
    sign, only = re.compile(entry.pop("for")), tuple(entry.pop("kinds", ()))
    return Trade(sign, _template({"norm": "practice", **entry}), only, **own)


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
