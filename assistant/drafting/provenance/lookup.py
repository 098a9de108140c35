"""Small tables of `lookup.yaml`: where a clerk finds a figure, and how often a year words mean."""

import re
from functools import cache
from importlib import resources
from typing import Any

from assistant.model.data import parse_yaml


def where_to_look(name: str, unit: str = "") -> str:
    """Return where the figure of an indicator is found, as one Chinese clause; a share in % is looked up as a rate."""
    asked = f"{name}率" if unit == "%" and "率" not in name else name
    return next(say for pattern, say in _lookup() if pattern.search(asked))


@cache
def _lookup() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(entry["names"]), entry["say"]) for entry in _data()["lookup"])


@cache
def frequencies() -> tuple[tuple[re.Pattern[str], int], ...]:
    """Return the words for how often, with the times a year."""
    return tuple((re.compile(entry["words"]), entry["times"]) for entry in _data()["frequencies"])


@cache
def _data() -> dict[str, list[dict[str, Any]]]:
    text = resources.files("assistant.drafting.provenance").joinpath("lookup.yaml").read_text(encoding="utf-8")
    found: dict[str, list[dict[str, Any]]] = parse_yaml(text)
    return found
