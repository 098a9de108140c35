"""Where a clerk finds a figure that nobody gave: the table of `lookup.yaml`."""

import re
from functools import cache
from importlib import resources

from assistant.model.data import parse_yaml


def where_to_look(name: str, unit: str = "") -> str:
    """Return where the figure of an indicator is found, as one Chinese clause; a share in % is looked up as a rate."""
    asked = f"{name}率" if unit == "%" and "率" not in name else name
    return next(say for pattern, say in _lookup() if pattern.search(asked))


@cache
def _lookup() -> tuple[tuple[re.Pattern[str], str], ...]:
    text = resources.files("assistant.library").joinpath("lookup.yaml").read_text(encoding="utf-8")
    return tuple((re.compile(entry["names"]), entry["say"]) for entry in parse_yaml(text)["lookup"])
