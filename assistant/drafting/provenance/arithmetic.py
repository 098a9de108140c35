"""Figures that follow from given ones: a formula that someone wrote is verified, else a plain one is looked for."""

import re
from collections.abc import Iterator
from decimal import ROUND_FLOOR, Decimal
from itertools import combinations

from assistant.drafting.provenance.given import Amount, Given, GivenFigures
from assistant.model import Money
from assistant.model.text import normalise_signs

_TERM = r"\d[\d,]*(?:\.\d+)?(?:[^\d×xX*÷+\-=≈/()（），,。；;]|/(?!\d)){0,10}"
_SIGN = r"[×xX*÷/+\-]"
_FORMULA = re.compile(rf"({_TERM}(?:{_SIGN}{_TERM})+)[=≈]({_TERM})")
_SPLIT = re.compile(rf"({_TERM})|({_SIGN})")
_NUMBER = re.compile(r"(\d[\d,]*(?:\.\d+)?)(.*)", re.DOTALL)
# What a calendar gives to anybody's sum.
_CALENDAR = {
    ("12", "月"),
    ("12", "个月"),
    ("4", "季度"),
    ("4", "个季度"),
    ("365", "天"),
    ("52", "周"),
    ("2", "学期"),
    ("2", "个学期"),
    ("100", "%"),
}
_MOST = 24
"""So many of the brief's figures are tried with each other; more would find sums by accident."""


def verified_formula(text: str, wanted: Amount, given: GivenFigures) -> str | None:
    """Return the formula in a text that gives the wanted amount, if its operands were given and its sum is right."""
    plain = normalise_signs(text).replace("−", "-")
    for found in _FORMULA.finditer(plain):
        result = _term(found[2])
        if result is None or result.number != wanted.number or result.is_money != wanted.is_money:
            continue
        value = _evaluate(found[1], given)
        if value is not None and abs(value - result.number) <= _half_a_digit(found[2], result):
            return found[0]
    return None


def derived(wanted: Amount, given: GivenFigures) -> str | None:
    """Return a formula of one step from given figures to the wanted amount, or None."""
    figures = given.all[:_MOST]
    for formula, result in _steps(wanted, figures, given.budget):
        if result == wanted.number:
            return formula
    return None


def _evaluate(expression: str, given: GivenFigures) -> Decimal | None:
    parts = _SPLIT.findall(expression)
    terms = [_term(term) for term, _ in parts if term]
    signs = [sign for _, sign in parts if sign]
    if len(terms) != len(signs) + 1 or any(term is None or not _is_given(term, given) for term in terms):
        return None
    numbers = [term.number for term in terms if term]
    total, product, pending = Decimal(0), numbers[0], 1
    for sign, number in zip(signs, numbers[1:], strict=True):
        if sign in "÷/":
            if not number:
                return None
            product /= number
        elif sign in "+-":
            total, product, pending = total + pending * product, number, 1 if sign == "+" else -1
        else:
            product *= number
    return total + pending * product


def _term(text: str) -> Amount | None:
    found = _NUMBER.match(text)
    return Amount.of(Decimal(found[1].replace(",", "")), found[2].strip()) if found else None


def _is_given(term: Amount, given: GivenFigures) -> bool:
    if (format(term.number.normalize(), "f"), term.unit) in _CALENDAR:
        return True
    if term.is_money and term.number * 100 == given.budget.fen:
        return True
    if any(figure.amount.number == term.number and figure.amount.is_money == term.is_money for figure in given.all):
        return True
    # What is left of the budget, or a sum of parts, may go on into a unit price.
    return term.is_money and not term.per and derived(term, given) is not None


def _half_a_digit(printed: str, result: Amount) -> Decimal:
    """How far rounding to the printed digits may have moved the result."""
    found = _NUMBER.match(printed)
    assert found
    number = Decimal(found[1].replace(",", ""))
    scale = result.number / number if number else Decimal(1)
    exponent = number.as_tuple().exponent
    return scale * Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0) / 2


def _steps(wanted: Amount, figures: tuple[Given, ...], budget: Money) -> Iterator[tuple[str, Decimal]]:
    if wanted.is_money and wanted.per:
        yield from _unit_prices(wanted, figures, budget)
    elif wanted.is_money:
        yield from _totals(wanted, figures, budget)
    elif wanted.unit != "%":
        yield from _counts(wanted, figures)


def _unit_prices(wanted: Amount, figures: tuple[Given, ...], budget: Money) -> Iterator[tuple[str, Decimal]]:
    """Budget, or a part of it, shared among what is counted, to whole 元 or to 分."""
    shared = [(str(budget), budget.amount("元"))]
    shared += [(each.printed, each.amount.number) for each in figures if each.amount.is_money and not each.amount.per]
    for counted in figures:
        if counted.amount.unit != wanted.per[0] or counted.amount.number <= 0:
            continue
        for printed, money in shared:
            exact = money / counted.amount.number
            # Cut off, and not rounded up, where the price times the number must not pass the budget.
            cut = exact.quantize(Decimal("0.01"), ROUND_FLOOR)
            for rounded in {Decimal(round(exact)), round(exact, 2), cut, round(exact / 10000, 2) * 10000}:
                yield f"{printed}÷{counted.printed}={_show(rounded, '元')}/{wanted.per[0]}", rounded


def _totals(wanted: Amount, figures: tuple[Given, ...], budget: Money) -> Iterator[tuple[str, Decimal]]:
    money = [each for each in figures if each.amount.is_money and not each.amount.per]
    for price in (each for each in figures if each.amount.is_money and each.amount.per):
        for counted in figures:
            if counted.amount.unit == price.amount.per[0]:
                total = price.amount.number * counted.amount.number
                yield f"{counted.printed}×{price.printed}={_show(total, '元')}", total
                if "月" in price.amount.per:
                    yield f"{counted.printed}×{price.printed}×12个月={_show(total * 12, '元')}", total * 12
    for part in money:
        rest = budget.amount("元") - part.amount.number
        yield f"{budget}-{part.printed}={_show(rest, '元')}", rest
    if len(money) > 2:
        rest = budget.amount("元") - sum(each.amount.number for each in money)
        yield f"{budget}-{'-'.join(each.printed for each in money)}={_show(rest, '元')}", rest
    yield from _sums(money, "元")


def _counts(wanted: Amount, figures: tuple[Given, ...]) -> Iterator[tuple[str, Decimal]]:
    """每期50人 × 10期, and sums of what is counted alike; a count cannot come from unlike things."""
    for ratio in (each for each in figures if each.amount.per and not each.amount.is_money):
        for counted in figures:
            if counted.amount.unit == ratio.amount.per[0] and _alike(ratio.amount.unit, wanted.unit):
                total = ratio.amount.number * counted.amount.number
                yield f"{counted.printed}×{ratio.printed}/{counted.amount.unit}={_show(total, wanted.unit)}", total
    alike = [each for each in figures if each.amount.unit == wanted.unit and not each.amount.per]
    yield from _sums(alike, wanted.unit)


def _alike(one: str, other: str) -> bool:
    return one == other or not other or {one, other} == {"人", "人次"}


def _sums(alike: list[Given], unit: str) -> Iterator[tuple[str, Decimal]]:
    groups = [alike] if len(alike) > 2 else []
    for group in [*groups, *(list(pair) for pair in combinations(alike, 2))]:
        total = sum((each.amount.number for each in group), Decimal(0))
        yield f"{'+'.join(each.printed for each in group)}={_show(total, unit)}", total


def _show(number: Decimal, unit: str) -> str:
    if unit == "元" and number >= 10_000 and (number / 10_000) == round(number / 10_000, 4):
        number, unit = number / 10_000, "万元"
    text = format(number, "f")
    return (text.rstrip("0").rstrip(".") if "." in text else text) + unit
