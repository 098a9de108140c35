"""Figures of the purpose that no row holds: each is told, none falls under the table."""

import re
from collections.abc import Sequence
from decimal import Decimal

from assistant.drafting.brief import Brief
from assistant.drafting.facts import Facts
from assistant.drafting.facts.scan import Token, fold, scan
from assistant.drafting.facts.words import bare_unit
from assistant.model import Indicator, Money

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_QUOTED = re.compile(r"“[^”]*”")
_BREAK = "，,。；;、：:（）()\n"
_MOST = 4
_AROUND = 8


def unused_figures(brief: Brief, facts: Facts, rows: Sequence[Indicator]) -> list[str]:
    """Return a sentence on figures without a unit, and one on figures that no row holds; [] where there are none."""
    found = []
    if bare := _without_unit(brief.purpose, {f"{figure.number:f}" for figure in facts.figures if figure.sum}):
        found.append(f"资金用途里的“{'”“'.join(bare[:_MOST])}”看不出单位，没有写进指标，请补上单位")
    if left := _left_over(facts, rows):
        found.append(f"资金用途里的“{'”“'.join(left[:_MOST])}”没有写进指标，请核对是否需要增加指标")
    return found


def _without_unit(purpose: str, read: set[str]) -> list[str]:
    plain = fold(purpose)
    spans = [(token.start, token.end) for token in scan(plain)]
    found = []
    for number in _NUMBER.finditer(plain):
        if (
            number[0].rstrip(",") in read
            or any(start <= number.start() < end for start, end in spans)
            or _part_of_name(plain, number)
        ):
            continue
        found.append(_snippet(purpose, *number.span()))
    return list(dict.fromkeys(found))


def _part_of_name(plain: str, number: re.Match[str]) -> bool:
    """5G, P2, “12345”, 《年鉴（2026）》, 2.0: signs of a name, no figure."""
    if re.fullmatch(r"(?:19|20)\d\d", number[0]) and plain[: number.start()].endswith(("（", "(")):
        return True
    before, after = plain[: number.start()][-1:], plain[number.end() :][:1]
    return bool(re.match(r"[A-Za-z“\"〔\[第-]", before) or re.match(r"[A-Za-z”\"〕\]年月号-]", after))


def _snippet(purpose: str, start: int, end: int) -> str:
    before = re.split(f"[{_BREAK}]", purpose[max(0, start - _AROUND) : start])[-1]
    after = re.split(f"[{_BREAK}]", purpose[end : end + _AROUND])[0]
    return f"{before}{purpose[start:end]}{after}"


def _left_over(facts: Facts, rows: Sequence[Indicator]) -> list[str]:
    said = " ".join(
        f"{row.name} {row.value.text} {_QUOTED.sub('', row.source.detail if row.source else '')}" for row in rows
    )
    held = {Decimal(number.replace(",", "")) for number in _NUMBER.findall(fold(said))}
    budget, told = facts.brief.budget, "".join(facts.conflicts)
    summed = {figure.printed for figure in facts.figures if figure.sum}
    purpose = facts.brief.purpose
    plain = fold(purpose)
    found = []
    for token in scan(plain):
        if token.number is None:
            continue
        amount = token.number * bare_unit(token.unit)[0]
        printed = f"{token.number:f}{token.unit}"
        if token.number in held or amount in held or printed in told or printed in summed:
            continue
        if token.kind == "money" and _worth(token) in (None, budget.fen):
            continue
        found.append(_snippet(purpose, token.start, token.end))
    return list(dict.fromkeys(found))


def _worth(token: Token) -> int | None:
    try:
        return Money.parse(f"{token.number:f}{token.unit}").fen
    except ValueError:
        return None
