"""Amounts of money in values: what a cost indicator costs, and whether it is an amount or a unit price."""

import re
from dataclasses import dataclass
from decimal import Decimal

from assistant.checking.lexicon import lexicon
from assistant.model import Value
from assistant.model.money import FEN
from assistant.model.text import normalise_signs

_STANDARD = re.compile(
    r"每(?P<per>[人户名亩家台件])(?:每)?(?P<time>[年月])?(?P<number>\d{1,9}(?:\.\d{1,4})?)(?P<unit>万?元)"
)
_BARE_TOTAL = frozenset({"成本", "成本费用"})


@dataclass(frozen=True, slots=True)
class Cost:
    """A sum in 元, exact.

    Attributes:
        yuan: the amount, or the price of one unit.
        per: what a unit price is for (`家` of 625元/家, `人/天` of 500元/人/天); None for an amount.
        printed: as it stands in the form.
    """

    yuan: Decimal
    per: str | None
    printed: str


def cost_of(value: Value) -> Cost | None:
    """Read an amount of money; None where the value holds none. `万` alone is read as 万元, as forms mean it."""
    if value.kind != "quantity" or value.number is None or not value.unit:
        return None
    unit, stroke, per = value.unit.partition("/")
    unit = {"万": "万元", "亿": "亿元"}.get(unit, unit)
    if unit not in FEN:
        return None
    yuan = value.number * FEN[unit] / 100
    if not stroke and lexicon().subjects["per"].search(value.text):
        return Cost(yuan, "", value.text)
    return Cost(yuan, per if stroke else None, value.text)


@dataclass(frozen=True, slots=True)
class Standard:
    """What running text says each gets: 每人每月1900元.

    Attributes:
        per: what it is for (人, 户, 亩).
        yuan: a year's, or what is paid once, in 元.
        months: 12 where it is said by the month, else 1.
        printed: as it stands there.
    """

    per: str
    yuan: Decimal
    months: int
    printed: str


def standard_in(text: str) -> Standard | None:
    """Return the first standard that a text states, or None; what is paid by the month is reckoned for twelve."""
    if "每" not in text:
        return None
    found = _STANDARD.search(normalise_signs(text))
    if found is None:
        return None
    months = 12 if found["time"] == "月" else 1
    one = Decimal(found["number"]) * (10_000 if found["unit"] == "万元" else 1)
    return Standard(found["per"], one * months, months, found[0])


def is_total(name: str) -> bool:
    """Return whether a cost indicator names the whole of the project's cost and not a part of it."""
    return name in _BARE_TOTAL or lexicon().subjects["total_cost"].search(name) is not None


def print_yuan(yuan: Decimal, unit: str = "万元") -> str:
    """Return an amount as forms print it, exact and without trailing zeros: `68万元`."""
    amount = yuan * 100 / FEN[unit]
    text = format(amount, "f")
    return f"{text.rstrip('0').rstrip('.') if '.' in text else text}{unit}"
