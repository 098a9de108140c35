"""How often a year something is done, by its words (`lookup.yaml`); where a figure is found, from the library."""

import re
from functools import cache
from importlib import resources

from assistant.library.lookup import where_to_look
from assistant.model.data import parse_yaml

__all__ = ["frequencies", "where_to_look"]


@cache
def frequencies() -> tuple[tuple[re.Pattern[str], int, tuple[str, ...]], ...]:
    """Return the words for how often, the times a year, and the units that are meant (none: any occasion)."""
    text = resources.files("assistant.drafting.provenance").joinpath("lookup.yaml").read_text(encoding="utf-8")
    found = parse_yaml(text)["frequencies"]
    return tuple((re.compile(entry["words"]), entry["times"], tuple(entry.get("units", ()))) for entry in found)
