"""What scorers read in texts: numbers with their scale, the words of a form, one spelling of several."""

import re
from collections.abc import Iterator
from decimal import Decimal

from assistant.model import Indicator, PerformanceTarget
from assistant.model.text import normalise_signs

_NUMBER = re.compile(r"(?<![\d.])(\d[\d,]*(?:\.\d+)?)\s*(千|百万|万|亿)?")
_SCALE = {"千": 1_000, "百万": 1_000_000, "万": 10_000, "亿": 100_000_000}


def plain(text: str) -> str:
    """Return a text without blanks, signs half-width, for looking things up in it."""
    return re.sub(r"\s", "", normalise_signs(text))


Reading = tuple[Decimal, ...]
"""A number as it stands (3), and where it has a scale with that (3万: 30000)."""


def readings(text: str) -> Iterator[Reading]:
    """Yield every number of a text in order, in each way in which it can be meant."""
    for found in _NUMBER.finditer(plain(text)):
        number = Decimal(found[1].replace(",", ""))
        yield (number, number * _SCALE[found[2]]) if found[2] else (number,)


def numbers(text: str) -> set[Decimal]:
    """Return every reading of every number of a text."""
    return {number for reading in readings(text) for number in reading}


def row_text(row: Indicator) -> str:
    """Return what a row says of its matter: name, description, value."""
    return plain(f"{row.name}。{row.description or ''}。{row.value.text}")


def whole_text(draft: PerformanceTarget) -> str:
    """Return all rows with their basis, and all goals."""
    rows = [f"{row_text(row)}。{plain(row.basis or '')}" for row in draft.indicators]
    return "\n".join([*rows, *(plain(goal.text) for goal in draft.goals)])


def stands_in(piece: str, text: str) -> bool:
    """Return whether a piece stands in a text, and not as the end of a longer number: 500人 does not stand in 1500人."""
    piece = plain(piece)
    before = r"(?<![\d.])" if piece[:1].isdigit() else ""
    return re.search(before + re.escape(piece), text) is not None
