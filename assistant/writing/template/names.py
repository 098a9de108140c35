"""The names of marks, from `names.yaml`: the one list for code and document."""

from dataclasses import dataclass
from functools import cache
from importlib import resources

from assistant.model import Period
from assistant.model.data import parse_yaml
from assistant.model.text import normalise_signs


@dataclass(frozen=True)
class Entry:
    """One name, as the document explains it."""

    name: str
    part: str
    what: str
    example: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Names:
    """All names; the dictionaries go from a name in its normal form to what it means."""

    listed_fields: tuple[Entry, ...]
    listed_columns: tuple[Entry, ...]
    fields: dict[str, str]
    columns: dict[str, str]
    periods: dict[str, Period]


@cache
def names() -> Names:
    """Return the names that every template may use."""
    data = parse_yaml(resources.files(__package__).joinpath("names.yaml").read_text(encoding="utf-8"))
    fields, columns = ([Entry(**{**entry, "also": tuple(entry.get("also", ()))}) for entry in data[kind]]
                       for kind in ("fields", "columns"))  # fmt: skip
    periods: dict[str, Period] = {
        normalise_signs(word): period for period, words in data["periods"].items() for word in words
    }
    return Names(tuple(fields), tuple(columns), _by_name(fields), _by_name(columns), periods)


def _by_name(entries: list[Entry]) -> dict[str, str]:
    return {normalise_signs(name): entry.part for entry in entries for name in (entry.name, *entry.also)}
