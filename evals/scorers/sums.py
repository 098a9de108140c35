"""Sums that a source states (`300人×1000元=30万元`): are they right, and of given figures?"""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import product
from math import prod

from evals.scorers.texts import Reading, plain, readings

_SIDE = r"[^=≈,，;；。:：]*\d[^=≈,，;；。:：]*"
_FORMULA = re.compile(rf"({_SIDE}[×xX*÷+−\-]{_SIDE})[=≈]({_SIDE})")
_TIMES = re.compile(r"[×xX*]")
_SIGNS = re.compile(r"[×xX*÷+−\-]")
_CALENDAR = frozenset(map(Decimal, (2, 4, 12, 52, 100, 365)))
# A result may be printed in another unit than its terms (元 as 万元, shares as per cent), and rounded.
_SCALES = tuple(map(Decimal, ("1", "10000", "0.0001", "100", "0.01")))
_ROUNDED = Decimal("0.001")
_TERMS = 6


def right_sums(text: str, given: frozenset[Decimal]) -> set[Decimal]:
    """Return the readings of the results of those sums in a text that are right and of given figures only."""
    found: set[Decimal] = set()
    for formula in _FORMULA.finditer(plain(text)):
        for result in readings(formula[2]):
            if any(_equal(value, result) for value in _values(formula[1], given | _CALENDAR)):
                found |= set(result)
    return found


def _equal(value: Decimal, result: Reading) -> bool:
    return any(
        abs(value * scale - number) <= abs(number) * _ROUNDED for scale in _SCALES for number in result if number
    )


def _values(expression: str, known: frozenset[Decimal]) -> Iterator[Decimal]:
    """Yield what an expression may come to, each number in each of its readings; nothing where one is not known."""
    terms = list(readings(expression))
    if not 2 <= len(terms) <= _TERMS or not all(set(term) & known for term in terms):
        return
    for chosen in product(*terms):
        yield from _come_to(expression, chosen)


def _come_to(expression: str, chosen: tuple[Decimal, ...]) -> Iterator[Decimal]:
    rest = prod(chosen[1:], start=Decimal(1))
    if "÷" in expression:
        if rest:
            yield chosen[0] / rest
    elif "+" in expression:
        yield _products(expression, chosen)
    elif _TIMES.search(expression):
        yield chosen[0] * rest
    else:
        yield chosen[0] - sum(chosen[1:], Decimal(0))


def _products(expression: str, chosen: tuple[Decimal, ...]) -> Decimal:
    """Add up products: 1.8万×1200+2400×2400."""
    left, total = list(chosen), Decimal(0)
    for part in expression.split("+"):
        count = sum(1 for term in _SIGNS.split(part) for _ in readings(term))
        total += prod(left[:count], start=Decimal(1)) if count else Decimal(0)
        left = left[count:]
    return total
