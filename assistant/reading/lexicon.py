"""The word lists of reading (`data/`), loaded once; comparisons go through `key`."""

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from assistant.model.data import parse_yaml
from assistant.model.text import normalise_signs

_NUMBERED = re.compile(
    r"^\s*(?:[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）]|(?:\d{1,2}|[一二三四五六七八九十]{1,3})[.．、])\s*"
)
_NOISE = re.compile(r"[\s:：()（）【】\[\]*※●]+")


def key(text: str) -> str:
    """Return a printed label without spaces, colons and brackets, in simplified signs, for comparing."""
    return simplified(_NOISE.sub("", text).replace("％", "%").replace("／", "/"))


def label_key(text: str) -> str:
    """Return a printed label as `key` does, without its number: `1.项目名称`, `（二）申报单位`."""
    return key(_NUMBERED.sub("", text))


def simplified(text: str) -> str:
    """Return a label with the traditional signs that occur in labels and level names as simplified ones."""
    return text.translate(_traditional())


@dataclass(frozen=True)
class Labels:
    """Words around fields and columns; every word is a `key`."""

    fields: dict[str, str]
    """Label → `name`, `budget`, `purpose`, `unit`, `year`."""
    short_fields: dict[str, str]
    """Label that is a field's name only in a head in which nothing else is → field."""
    names: frozenset[str]
    """The labels of a project's name."""
    project_columns: frozenset[str]
    """Headers, beside those of `fields`, of columns that describe the project of a row."""
    further: frozenset[str]
    """Labels of fields that no form of ours has; they are kept under what is printed."""
    columns: dict[str, str]
    """Header → column key, `operator`, `value_unit` or `number`."""
    columns_else: dict[str, tuple[str, ...]]
    """Column key → headers that mean it only where no other header does, the likeliest first."""
    value_header: re.Pattern[str]
    reached: re.Pattern[str]
    long_term: re.Pattern[str]
    annual: re.Pattern[str]
    operators: dict[str, str]
    """Word or sign in a column of operators → the sign."""
    no_unit: frozenset[str]
    marks: frozenset[str]
    marks_header: str
    fund_columns: dict[str, str]
    """Header of a table of funds → `budget`, or the words under which its amounts are kept."""
    fund_rows: frozenset[str]
    other_tables: frozenset[str]
    """Headers of tables that stand in a budget's book beside the forms."""
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


@cache
def _yaml(name: str) -> Any:
    return parse_yaml(_data(name))


@cache
def _traditional() -> dict[int, str]:
    pairs = _yaml("labels.yaml")["traditional"]
    return {ord(pair[0]): pair[1] for pair in pairs.split()}


@cache
def labels() -> Labels:
    """Return the labels that forms print."""
    raw = _yaml("labels.yaml")
    return Labels(
        fields={key(word): name for name, words in raw["fields"].items() for word in words},
        short_fields={key(word): name for name, words in raw["short_fields"].items() for word in words},
        names=frozenset(map(key, raw["fields"]["name"])),
        project_columns=frozenset(map(key, raw["project_columns"])),
        further=frozenset(map(key, raw["further"])),
        columns={key(word): name for name, words in raw["columns"].items() for word in words},
        columns_else={name: tuple(map(key, words)) for name, words in raw["columns_else"].items()},
        value_header=re.compile(raw["value_header"]),
        reached=re.compile(raw["reached"]),
        long_term=re.compile(raw["long_term"]),
        annual=re.compile(raw["annual"]),
        operators={normalise_signs(word): sign for sign, words in raw["operators"].items() for word in (sign, *words)},
        no_unit=frozenset(normalise_signs(word) for word in raw["no_unit"]),
        marks=frozenset(map(key, raw["marks"])),
        marks_header=raw["marks_header"],
        fund_columns={key(word): name for name, words in raw["fund_columns"].items() for word in words},
        fund_rows=frozenset(map(key, raw["fund_rows"])),
        other_tables=frozenset(map(key, raw["other_tables"])),
        purpose_below=frozenset(map(key, raw["purpose_below"])),
        structure=frozenset(map(key, raw["structure"])),
        money_unit=frozenset(map(key, raw["money_unit"])),
        basis_endings=tuple(raw["basis_endings"]),
        footers=tuple(raw["footers"]),
    )


@cache
def hints() -> Hints:
    """Return the hints on categories."""
    raw = _yaml("terms.yaml")
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
    return dict(_yaml("terms.yaml")["halves"])
