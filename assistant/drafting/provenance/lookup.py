"""Small tables of `lookup.yaml`: where a clerk finds a figure, and how often a year words mean."""

import re
from functools import cache
from importlib import resources
from typing import Any

import yaml


def where_to_look(name: str) -> str:
    """Return where the figure of an indicator is found, as one Chinese clause."""
    return next(say for pattern, say in _lookup() if pattern.search(name))


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
    found: dict[str, list[dict[str, Any]]] = yaml.safe_load(text)
    return found
