"""How fixing words things: `words.yaml`, read once, and the small questions that are asked of it."""

import re
from functools import cache
from importlib import resources
from typing import Any

from assistant.library.norms import norm_of
from assistant.model import Source, Value
from assistant.model.data import parse_yaml


@cache
def words() -> dict[str, Any]:
    """Return all of `words.yaml`."""
    text = resources.files("assistant.fixing").joinpath("words.yaml").read_text(encoding="utf-8")
    found: dict[str, Any] = parse_yaml(text)
    return found


@cache
def pattern(text: str) -> re.Pattern[str]:
    """Return a pattern of the file, compiled once."""
    return re.compile(text)


def sure_unit(name: str) -> str | None:
    """Return the one unit that a name asks for (`发放次数` → 次), or None where it leaves a choice."""
    return next((entry["unit"] for entry in words()["units"] if pattern(entry["ends"]).search(name)), None)


def likely_unit(name: str) -> str:
    """Return the unit in which such a thing is usually counted, for a person to confirm."""
    return sure_unit(name) or next(
        entry["unit"] for entry in words()["counted"] if pattern(entry["names"]).search(name)
    )


def norm_value(name: str, context: str) -> tuple[Value, Source] | None:
    """Return the value that a norm gives an indicator of this name, and the norm; None where none does.

    Args:
        name: of the indicator.
        context: the project's name and purpose, for the named standards.
    """
    modest = words()["modest"]
    values = modest["values"] if pattern(modest["names"]).search(name) else words()["by_norm"]
    for text in values:
        value = Value.parse(text)
        norm = norm_of(name, value, context)
        if norm and (norm.whole or value.operator == "≥"):
            return value, Source(kind="standard", detail=norm.say)
    return None


def short_name(name: str, most: int | None = None) -> str:
    """Return what a project is about, short enough for an indicator's name (or for `most` signs); "" where it is not.

    `驻村工作经费` → 驻村, `离休干部书报费` stays.
    """
    cut, longest = pattern(words()["short"]["cut"]), words()["short"]["longest"]
    short, before = name.strip(), ""
    while short != before:
        before, short = short, cut.sub("", short).strip()
    return short if 2 <= len(short) <= (longest if most is None else most) else ""
