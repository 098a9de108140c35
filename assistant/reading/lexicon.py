"""The word lists of reading (`data/`), loaded once; comparisons go through `key`."""

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from assistant.model.data import parse_yaml

_NOISE = re.compile(r"[\s:：()（）【】\[\]*※●]+")


def key(text: str) -> str:
    """Return a printed label without spaces, colons and brackets, for comparing."""
    return _NOISE.sub("", text).replace("％", "%").replace("／", "/")


@dataclass(frozen=True)
class Labels:
    """Words around fields and columns; every word is a `key`."""

    fields: dict[str, str]
    """Label → `name`, `budget`, `purpose`, `unit`, `year`."""
    columns: dict[str, str]
    """Header → column key."""
    purpose_below: frozenset[str]
    structure: frozenset[str]
    money_unit: frozenset[str]
    basis_endings: tuple[str, ...]
    footers: tuple[str, ...]


@dataclass(frozen=True)
class Hints:
    """What names and units say about the place of a row, by 二级指标."""

    names: dict[str, re.Pattern[str]]
    values: dict[str, re.Pattern[str]]
    units: dict[str, re.Pattern[str]]
    units_against: dict[str, re.Pattern[str]]
    lookalikes: dict[str, str]
    """Mistaken sign → the signs that it may stand for."""


def _data(name: str) -> str:
    return resources.files("assistant.reading").joinpath("data", name).read_text(encoding="utf-8")


def _yaml(name: str) -> Any:
    return parse_yaml(_data(name))


@cache
def labels() -> Labels:
    """Return the labels that forms print."""
    raw = _yaml("labels.yaml")
    return Labels(
        fields={key(word): name for name, words in raw["fields"].items() for word in words},
        columns={key(word): name for name, words in raw["columns"].items() for word in words},
        purpose_below=frozenset(map(key, raw["purpose_below"])),
        structure=frozenset(map(key, raw["structure"])),
        money_unit=frozenset(map(key, raw["money_unit"])),
        basis_endings=tuple(raw["basis_endings"]),
        footers=tuple(raw["footers"]),
    )


@cache
def _terms() -> Any:
    return _yaml("terms.yaml")


@cache
def hints() -> Hints:
    """Return the hints on categories."""
    raw = _terms()
    lookalikes: dict[str, str] = {}
    for right, mistaken in raw["lookalikes"].items():
        for sign in mistaken:
            lookalikes[sign] = lookalikes.get(sign, "") + right

    def patterns(part: str) -> dict[str, re.Pattern[str]]:
        return {name: re.compile(pattern) for name, pattern in raw[part].items()}

    return Hints(
        names=patterns("hints"),
        values=patterns("values"),
        units=patterns("units"),
        units_against=patterns("units_against"),
        lookalikes=lookalikes,
    )


@cache
def words() -> frozenset[str]:
    """Return common words of indicator names."""
    lines = [line for line in _data("words.txt").splitlines() if not line.startswith("#")]
    return frozenset(" ".join(lines).split())


def halves() -> dict[str, str]:
    """Return what the right half of a sign is scanned as, by sign."""
    return dict(_terms()["halves"])
