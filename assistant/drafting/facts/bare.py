"""Numbers that a clerk wrote without a unit, where a sum shows what they are: parts of the budget, or of an area."""

import re
from dataclasses import replace
from decimal import Decimal

from assistant.drafting.facts.figure import Figure
from assistant.drafting.facts.scan import fold, scan
from assistant.model import Money

_NUMBER = re.compile(r"(?<![\dA-Za-z.《〔\[（(-])(?P<number>\d+(?:\.\d+)?)(?=[，,。；;、（()）]|$)")
_NAMED = re.compile(r"[\u4e00-\u9fff]{2}$")
_FEWEST = 2


def with_units(purpose: str, budget: Money) -> str:
    """Return the purpose with 万元 behind bare numbers that make up the budget together, else as it is.

    高标准农田400、示范建设295、畅通工程159 of 854万元: nobody writes the unit where a form's heading says it.
    """
    plain = fold(purpose)
    spans = [(token.start, token.end) for token in scan(plain)]
    bare = [
        found
        for found in _NUMBER.finditer(plain)
        if _NAMED.search(plain[: found.start()]) and not any(at <= found.start() < end for at, end in spans)
    ]
    if len(bare) < _FEWEST or sum(Decimal(found["number"]) for found in bare) != budget.amount("万元"):
        return purpose
    for found in reversed(bare):
        purpose = f"{purpose[: found.end()]}万元{purpose[found.end() :]}"
    return purpose


def as_typed(figure: Figure, purpose: str) -> Figure:
    """Return a figure with its quote in the user's own words, and the sum that shows its unit."""
    if figure.quote in purpose:
        return figure
    half = figure.quote.replace("（", "(").replace("）", ")")
    typed = figure.quote.replace("万元", "")
    if half in purpose:
        return replace(figure, quote=half)
    if typed not in purpose:
        return figure
    told = "各项合计等于项目预算，单位为万元" if figure.kind == "money" else ""
    return replace(figure, quote=typed, sum=figure.sum or told)


def shares(figures: list[Figure]) -> list[Figure]:
    """营造林8万亩（新造3万、抚育5万）: bare numbers in brackets that make up the figure before them have its unit."""
    found = list(figures)
    for at, head in enumerate(figures):
        if head.kind != "quantity" or head.detail:
            continue
        parts = _parts(figures, at + 1)
        if len(parts) >= _FEWEST and sum(figures[part].amount for part in parts) == head.amount:
            for part in parts:
                found[part] = _part(figures[part], head)
    return found


def _parts(figures: list[Figure], at: int) -> list[int]:
    parts = []
    while at < len(figures) and figures[at].detail and figures[at].bare:
        parts.append(at)
        at += 1
    return parts


def _part(figure: Figure, head: Figure) -> Figure:
    verb, phrase = head.phrase.verb, figure.phrase
    phrase = replace(phrase, verb=phrase.verb or verb) if phrase.object or phrase.verb else head.phrase
    return replace(figure, kind="quantity", unit=head.unit, phrase=phrase, bare=False, sum=f"各项合计{head.printed}")
