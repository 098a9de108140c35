"""Figures inside running text: what nothing supports becomes 【待核实】, or leaves a goal that reads well without it."""

import re
from collections.abc import Collection, Iterator

from assistant.drafting.facts.scan import fold
from assistant.drafting.facts.words import unit_pattern
from assistant.drafting.norms import norm_of
from assistant.drafting.provenance.arithmetic import derived
from assistant.drafting.provenance.dates import settle_deadline
from assistant.drafting.provenance.given import Amount
from assistant.drafting.provenance.ground import Ground
from assistant.drafting.provenance.phrases import without
from assistant.model import Operator, Value

_MARK = "【待核实】"
_DATE = re.compile(
    r"\d{4}\s*年\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日|底|末|初)?|\d{1,2}\s*月(?:\s*\d{1,2}\s*日|底|末|初|份)"
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?=\s*(?:年|[-—~至]))")
_FIGURE = re.compile(r"(?<![\d.])(\d[\d,]*(?:\.\d+)?)(?!\d)")
# Numbers that name and count nothing.
_NAMES = re.compile(
    r"第\s*\d+|[〔\[(（]\s*\d{4}\s*[〕\])）]\s*\d*\s*号?|\d+\s*号|[A-Za-z][A-Za-z/ ]*\d[\d.\-—]*|7\s*[×x*]\s*24\s*小时|24\s*小时"
    r"|\d{3}×{4,}"  # A masked number of a person's.
)
_UNIT = re.compile(
    r"\s*((?:亿|百万|万|千)?元(?:\s*/\s*[\u4e00-\u9fff]{1,2})*|%|(?:万|千)?(?:个)?(?:UNITS))".replace(
        "UNITS", unit_pattern()
    )
)
_OPERATORS: tuple[tuple[str, Operator], ...] = (
    ("不低于", "≥"), ("不少于", "≥"), ("≥", "≥"), ("超过", ">"), ("达到", "="), ("不超过", "≤"), ("不高于", "≤"), ("≤", "≤"),
)  # fmt: skip


def supported_text(text: str, ground: Ground) -> str:
    """Return a name, description or statement with every unsupported figure replaced; the unit stays."""
    for start, end in reversed(list(_unsupported(text, ground, ()))):
        text = text[:start] + _MARK + text[end:]
    return text


def supported_goal(text: str, ground: Ground, also: Collection[Amount] = ()) -> str:
    """Return a goal without its unsupported figures; one that its sentence cannot spare is, or stays, 【待核实】.

    Args:
        text: the goal as the model wrote it.
        ground: what figures may rest on.
        also: figures of accepted rows of the same draft, on which a goal may rest too.
    """
    open_ones = [found.span() for found in re.finditer(_MARK, text)]
    for start, end in sorted([*_unsupported(text, ground, also), *open_ones], reverse=True):
        unit = _UNIT.match(fold(text), end)
        stop = unit.end() if unit else end
        shorter = without(text, start, stop, unit[1] if unit else "")
        text = text[:start] + _MARK + text[end:] if shorter is None else shorter
    return text


def _unsupported(text: str, ground: Ground, also: Collection[Amount]) -> Iterator[tuple[int, int]]:
    """Yield the places of dates and numbers that nothing supports, in order."""
    plain = fold(text)
    dates = list(_DATE.finditer(plain))
    kept = [found.span() for found in (*_NAMES.finditer(plain), *dates)]
    kept += [found.span() for found in _YEAR.finditer(plain) if _year_stands(found[0], ground)]
    spans = [found.span() for found in dates if not _date_stands(found[0], ground)]
    for found in _FIGURE.finditer(plain):
        inside = any(start <= found.start() < stop for start, stop in kept)
        if not inside and not _stands(found, plain, ground, also):
            spans.append(found.span())
    yield from sorted(spans)


def _date_stands(date: str, ground: Ground) -> bool:
    value, source = settle_deadline(Value.parse(re.sub(r"\s", "", date) + "完成"), ground.brief)
    return source.kind != "unconfirmed" and value.text.startswith(re.sub(r"\s", "", date))


def _year_stands(year: str, ground: Ground) -> bool:
    return int(year) == ground.brief.year or any(int(year) == number for number in ground.given.digits)


def _stands(found: re.Match[str], plain: str, ground: Ground, also: Collection[Amount]) -> bool:
    unit = _UNIT.match(plain, found.end())
    amount = Amount.printed(found[1], unit[1].replace(" ", "") if unit else "")
    if unit is None and amount.number in ground.given.digits:
        return True
    if any(other.same_as(amount) for other in also):
        return True
    if amount.is_money and amount.number * 100 == ground.brief.budget.fen:
        return True
    if ground.given.find(amount) or (unit and derived(amount, ground.given)):
        return True
    if unit and ground.given.quote_around(f"{found[1]}{unit[1]}"):
        return True
    before = re.split(r"[，,。；;]", plain[: found.start()])[-1]
    printed = f"{_operator(before, plain[(unit or found).end() :])}{found[1]}{unit[1] if unit else ''}"
    return norm_of(before, Value.parse(printed), ground.context) is not None


def _operator(before: str, after: str) -> str:
    if after.startswith(("以上", "及以上")):
        return "≥"
    if after.startswith(("以内", "以下", "之内")):
        return "≤"
    return next((sign for word, sign in _OPERATORS if before.rstrip().endswith(word)), "=")
