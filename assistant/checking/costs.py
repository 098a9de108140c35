"""Amounts of money in values: what a cost indicator costs, and whether it is an amount or a unit price."""

from dataclasses import dataclass
from decimal import Decimal

from assistant.checking.lexicon import lexicon
from assistant.model import Value
from assistant.model.money import FEN

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


def is_total(name: str) -> bool:
    """Return whether a cost indicator names the whole of the project's cost and not a part of it."""
    return name in _BARE_TOTAL or lexicon().subjects["total_cost"].search(name) is not None


def print_yuan(yuan: Decimal, unit: str = "万元") -> str:
    """Return an amount as forms print it, exact and without trailing zeros: `68万元`."""
    amount = yuan * 100 / FEN[unit]
    text = format(amount, "f")
    return f"{text.rstrip('0').rstrip('.') if '.' in text else text}{unit}"
