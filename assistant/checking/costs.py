"""Amounts of money in values: what a cost indicator costs, and whether it is an amount or a unit price."""

import re
from dataclasses import dataclass
from decimal import Decimal

from assistant.model import Value
from assistant.model.money import FEN

_PER = re.compile(r"每|/|人均|均")
_TOTAL = re.compile(
    r"总成本|总投入|总额|总费用|总投资|总经费|总支出|总金额|成本总|总预算|合计|项目成本|项目资金|补贴资金数|预算总|全部成本|^成本费用$|^成本$"
)


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
    if not stroke and _PER.search(value.text):
        return Cost(yuan, "", value.text)
    return Cost(yuan, per if stroke else None, value.text)


def is_total(name: str) -> bool:
    """Return whether a cost indicator names the whole of the project's cost and not a part of it."""
    return _TOTAL.search(name) is not None


def print_yuan(yuan: Decimal, unit: str = "万元") -> str:
    """Return an amount as forms print it, exact and without trailing zeros: `68万元`."""
    amount = yuan * 100 / FEN[unit]
    text = format(amount, "f")
    return f"{text.rstrip('0').rstrip('.') if '.' in text else text}{unit}"
