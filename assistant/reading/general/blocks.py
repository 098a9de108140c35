"""The tables that stand in one: 中期 beside 年度, as columns of values or as whole halves with names of their own."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.model import Period
from assistant.reading.layout.columns import SUB, Columns, Header, period_of
from assistant.reading.lexicon import key

_YEAR = re.compile(r"(?:19|20)\d\d")
_SHARED = ("level1", "goal_name", "number", "frame")


@dataclass(frozen=True)
class Block:
    """One table within the columns.

    Attributes:
        period: the period of its values; None where nothing says it.
        columns: its own columns, and those that it shares.
        shares: whether its names are those of the other blocks too, so that it may leave a row out.
    """

    period: Period | None
    columns: Columns
    shares: bool = False


def blocks(columns: Columns, has_long_goal: bool, year: int | None) -> list[Block]:
    """Return the tables in the printed order: mostly one.

    Args:
        columns: of the header.
        has_long_goal: whether the form has a long-term goal: then the left of two halves without a period is 中期.
        year: the form's year: of values of several years, those of this year count.
    """
    halves = _halves(columns.headers)
    if halves:
        periods = [_period(half) for half in halves]
        if periods[0] == periods[1] and len(halves) == 2 and has_long_goal:
            periods = ["long_term", "annual"]
        return [Block(period, Columns(half)) for period, half in zip(periods, halves, strict=True)]
    values = [header for header in columns.headers if header.role == "value"]
    if len(values) == 1:
        # A form may call the only value it asks for 总体目标值: it is that of the project's year.
        return [Block("long_term" if _says_long(values[0]) else None, columns)]
    return _by_period(columns, values, year)


def _says_long(header: Header) -> bool:
    return any(word in header.text for word in ("中期", "长期", "实施期"))


def _halves(headers: Sequence[Header]) -> list[tuple[Header, ...]]:
    """Return the headers of each half of a table that prints its columns twice beside each other; [] of any other."""
    names = [at for at, header in enumerate(headers) if header.role == "name"]
    values = [at for at, header in enumerate(headers) if header.role == "value"]
    if len(names) < 2 or len(values) < 2 or values[0] > names[1]:
        return []
    cut = next(at for at in range(values[0] + 1, names[1] + 1) if headers[at].role in ("level1", "level2", "name"))
    left, right = tuple(headers[:cut]), tuple(headers[cut:])
    own = {header.role for header in right}
    shared = tuple(header for header in left if header.role in _SHARED and header.role not in own)
    return [left, shared + right]


def _period(headers: Sequence[Header]) -> Period | None:
    return next((period_of(header.text) for header in headers if header.role == "value"), None)


def _by_period(columns: Columns, values: Sequence[Header], year: int | None) -> list[Block]:
    """Return a block a period; of values of one period the first counts, unless parts of it (分乡镇) stand beside it."""
    periods = {header: period_of(header.text) or "annual" for header in values}
    years = {header: int(found[0]) for header in values if (found := _YEAR.search(header.text))}
    parts: list[Block] = []
    order: list[Period] = ["long_term", "annual"]
    for period in [period for period in order if period in periods.values()]:
        own = [header for header in values if periods[header] == period]
        if len(years) > 1 and period == "annual":
            own = [next((header for header in own if years.get(header) == year), own[0])]
        elif not _are_parts(own):
            own = own[:1]
        others = {header for header in values if header not in own}
        kept = [
            replace(header, role="extra") if header in others and periods[header] == period else header
            for header in columns.headers
            if header not in others or periods[header] == period
        ]
        parts.append(Block(period, Columns(tuple(kept)), shares=True))
    return parts if len(parts) > 1 else [replace(block, period=None, shares=False) for block in parts]


def _are_parts(headers: Sequence[Header]) -> bool:
    """Whether value columns are parts of one value: they stand under one header, each with words of its own."""
    above = {key(header.text.partition(SUB)[0]) for header in headers}
    return len(above) == 1 and all(SUB in header.text for header in headers)
