"""The questions' wording, as data read once."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from assistant.model.data import parse_yaml

_FILE = Path(__file__).with_name("asks.yaml")


@dataclass(frozen=True)
class Ask:
    """How one thing is asked; texts with {title}, {thing}, {label}, {aid}, {group}, {unit}."""

    fact: str
    ask: str
    unit: str = ""
    example: str = ""
    cheap: str = ""
    when: str = ""

    def fits(self, text: str) -> bool:
        """Whether it is asked of a project with this name and purpose."""
        return not self.when or re.search(self.when, text) is not None


@dataclass(frozen=True)
class Asks:
    """All wordings, by kind of project."""

    price: dict[str, Ask]
    part: dict[str, tuple[Ask, ...]]
    date: dict[str, Ask]
    rate: dict[str, Ask]
    served: dict[str, tuple[Ask, ...]]
    whys: dict[str, str]
    examples: dict[str, str]
    no_works: str
    nobody: str


@cache
def asks() -> Asks:
    """Return the wordings (one reading a process)."""
    raw: dict[str, Any] = parse_yaml(_FILE.read_text(encoding="utf-8"))
    one = {part: {kind: Ask(**entry) for kind, entry in raw[part].items()} for part in ("price", "date", "rate")}
    many = {
        part: {kind: tuple(Ask(**entry) for entry in entries) for kind, entries in raw[part].items()}
        for part in ("part", "served")
    }
    return Asks(
        price=one["price"], part=many["part"], date=one["date"], rate=one["rate"], served=many["served"],
        whys=raw["whys"], examples=raw["examples"], no_works=raw["no_works"], nobody=raw["nobody"],
    )  # fmt: skip


def fitting(found: tuple[Ask, ...], text: str) -> Ask | None:
    """Return the first wording that fits a project's name and purpose."""
    return next((ask for ask in found if ask.fits(text)), None)


def example_of(unit: str) -> str:
    """Return how an answer counted in a unit is written: `如 300人`."""
    return f"如 {asks().examples.get(unit, f'20{unit}')}"
