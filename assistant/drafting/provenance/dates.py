"""Dates in values: given by the user, or the end of the budget year; nobody's date is left open."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.drafting.brief import Brief
from assistant.drafting.facts.scan import fold
from assistant.model import Source, Value

_DATE = re.compile(
    r"(?:(?P<year>\d{4})\s*(?:年度?|[-/.]))?\s*(?:(?P<month>\d{1,2})\s*(?:月份?|[-/.](?=\d)))?"
    r"(?:(?P<day>\d{1,2})日?)?(?P<edge>底|末|初|上旬|中旬|下旬)?"
)
# 2024.01 is a month where no day follows.
_DOTTED = re.compile(r"(?<!\d)((?:19|20)\d{2})[./](0?[1-9]|1[0-2])(?![\d./])")
_YEAR_END = "预算年度截至12月31日（《预算法》）"


_SPAN = re.compile(
    r"(?:(?P<year>\d{4})年)?(?P<from>\d{1,2})月(?:\d{1,2}日|份|初)?\s*(?:[-—~至到]{1,2})\s*(?:(?P<end>\d{4})年)?(?P<to>\d{1,2})月"
)


@dataclass(frozen=True)
class _Date:
    year: int | None
    month: int | None
    day: int | None
    edge: str

    def within(self, other: "_Date") -> bool:
        """Whether another date says at least this much."""
        return (
            self.year in (None, other.year) and self.month in (None, other.month) and self.day in (None, other.day)
        ) and not (
            self.day is None and self.edge and other.edge and self.edge[0] not in "底末" and self.edge != other.edge
        )


def settle_deadline(value: Value, brief: Brief) -> tuple[Value, Source]:
    """Return a deadline with its source; a year that nobody named is taken out of a year-end date."""
    date = next(_dates(value.text), None)
    for where, text in (
        *(("已知数据", fact) for fact in brief.facts),
        ("资金用途", brief.purpose),
        ("项目名称", brief.name),
    ):
        plain = _DOTTED.sub(r"\1年\2月", fold(text))
        for found in _DATE.finditer(plain):
            if (typed := _date(found)) and date and _fits(date, typed, brief.year):
                begin = max(plain.rfind(mark, 0, found.start()) for mark in "，,。；;：:") + 1
                quote = re.split(r"[，,。；;]", plain[begin:], maxsplit=1)[0].strip()[:40]
                return value, Source(kind="input", detail=f"{where}“{quote}”")
    if date and _is_year_end(date):
        if date.year in (None, brief.year):
            return value, Source(kind="standard", detail=_YEAR_END)
        if date.month:
            plain_value = Value.parse(re.sub(r"\d{4}\s*年度?", "", value.text))
            return plain_value, Source(kind="standard", detail=_YEAR_END)
    return Value.parse("【待核实】前完成"), Source(kind="unconfirmed", detail="请按实施方案或合同约定的时间填写")


def months_between(text: str) -> tuple[str, int] | None:
    """Return a span of months (2023.07-2024.01, 3月至10月) as typed, and how many it holds, both ends included."""
    plain = _DOTTED.sub(r"\1年\2月", fold(text))
    if not (found := _SPAN.search(plain)):
        return None
    first, last = int(found["from"]), int(found["to"])
    years = int(found["end"]) - int(found["year"]) if found["end"] and found["year"] else 0
    count = 12 * years + last - first + 1
    return (found[0], count) if 1 <= count <= 60 else None


def _dates(text: str) -> Iterator[_Date]:
    return (date for found in _DATE.finditer(text) if (date := _date(found)))


def _date(found: re.Match[str]) -> _Date | None:
    if not (found["month"] or (found["year"] and "年" in found[0])):
        return None
    year, month, day = (int(found[part]) if found[part] else None for part in ("year", "month", "day"))
    return _Date(year, month, day, found["edge"] or "")


def _fits(date: _Date, typed: _Date, year: int | None) -> bool:
    """The brief's own year may be added to a date that the user typed without one."""
    if typed.year is None and date.year is not None and date.year == year:
        typed = _Date(date.year, typed.month, typed.day, typed.edge)
    if typed.month is None and not typed.edge:
        return False
    return date.within(typed)


def _is_year_end(date: _Date) -> bool:
    return (date.month == 12 and date.day in (None, 31) and date.edge in ("", "底", "末")) or (
        date.month is None and date.edge in ("底", "末")
    )
