"""What a figure of a draft may rest on, read from the case and not from the draft."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from assistant.drafting.provenance.given import GivenFigures
from assistant.library.norms import norm_of, norms
from assistant.model import Indicator, PerformanceTarget, Source
from evals.cases import EvalCase
from evals.loading.examples import all_examples
from evals.scorers.sums import right_sums
from evals.scorers.texts import Reading, numbers, plain, readings

_QUOTE = re.compile(r"“([^”]+)”|《([^》]+)》")
# What a calendar, or counting what is named, gives to anybody's figure; the words that say so must be quoted.
_IMPLIED = frozenset(map(Decimal, (*range(13), 24, 36, 48, 52, 60, 365)))
_OFTEN = re.compile(r"[每按逐][年季月周旬天日]|季度|半年|每")
_WHOLE = Decimal(100)
_LEAST_SAID, _LEAST_BARE = Decimal(80), Decimal(90)
"""Shares from which on a norm that says why, and a bare 行业惯例, may ask them."""
# Sources of values that hold a date of the budget year, or no figure of their own; of no less than last year: 0%.
_BY_RULE = ("定性要求", "长期指标不写当年日期", "预算年度")
_LAST_YEAR = "历史标准"
_ORDINARY = "行业惯例"
_VERIFY = re.compile(r"[请待][^。；]{0,20}核")
"""Says openly that a proposed figure, or the text that it is said to stand in, is still to be verified."""
_DATE = re.compile(r"((?:19|20)\d\d)[.\-/](\d{1,2})(?!\d)")


@dataclass(frozen=True)
class Evidence:
    """A case's given figures, its words, and the examples that could be seen."""

    given: frozenset[Decimal]
    words: str
    context: str
    examples: tuple[PerformanceTarget, ...]

    @classmethod
    def of(cls, case: EvalCase) -> "Evidence":
        """Read a case that has a brief."""
        brief = case.brief
        assert brief is not None
        text = "。".join([brief.name, brief.purpose, *brief.facts, brief.unit or ""])
        # 2023.07-2024.01 gives 2023, 7, 2024 and 1.
        given = (
            numbers(text)
            | numbers(_DATE.sub(r"\1；\2；", text))
            | {each.amount.number for each in GivenFigures(brief).all}
        )
        given |= {brief.budget.amount("元"), brief.budget.amount("万元")}
        given |= {Decimal(brief.year)} if brief.year else set()
        examples = tuple(each.target for each in all_examples() if each.id not in case.leave_out)
        return cls(frozenset(given), plain(text), f"{brief.name}。{brief.purpose}", examples)

    def is_given(self, reading: Reading) -> bool:
        """Whether the brief says this number, whatever it counts."""
        return any(number in self.given for number in reading)

    def supports(self, row: Indicator, source: Source) -> bool:
        """Whether a row's figures rest on what its source names."""
        wanted = list(readings(row.value.text))
        if source.kind == "unconfirmed":
            return _VERIFY.search(source.detail) is not None
        if all(self.is_given(reading) for reading in wanted):
            return True
        if source.kind in ("input", "budget"):
            return self._follows(wanted, source.detail)
        if source.kind == "standard":
            return _is_norm(row, source.detail, self.context)
        return source.kind == "example" and any(_has(target, row) for target in self._named(source.detail))

    def _follows(self, wanted: Sequence[Reading], detail: str) -> bool:
        """Whether a right sum of given figures gives it, or quoted words imply it (按季度: 4次)."""
        results = right_sums(detail, self.given)
        if all(_among(results, reading) or self.is_given(reading) for reading in wanted):
            return True
        quotes = [quoted for pair in _QUOTE.findall(detail) if (quoted := plain(pair[0] or pair[1])) in self.words]
        # What says a number of its own implies no other, but for how often: 每季度巡检1次 is 4次.
        quotes = [quoted for quoted in quotes if _OFTEN.search(quoted) or not any(sign.isdigit() for sign in quoted)]
        # 全覆盖 is 100%.
        implied = _IMPLIED | {_WHOLE} if any("全" in quoted for quoted in quotes) else _IMPLIED
        return bool(quotes) and all(reading[0] in implied for reading in wanted)

    def _named(self, detail: str) -> list[PerformanceTarget]:
        names = {title for _, title in _QUOTE.findall(detail)}
        return [target for target in self.examples if target.project.name in names]


def _among(results: set[Decimal], reading: Reading) -> bool:
    """Whether a number is one of the results, rounded as it is printed: 7.4074 as 7.4."""
    return any(number == result or _rounded(result, number) for result in results for number in reading)


def _rounded(result: Decimal, number: Decimal) -> bool:
    return result != result.to_integral_value() and result.quantize(number) == number


def _is_norm(row: Indicator, detail: str, context: str) -> bool:
    """Whether a named norm bears a figure out: the norm is one of ours, or an ordinary one, and can hold such a figure."""
    if row.value.number is None:
        return detail.startswith(_BY_RULE) or _is_named(detail)
    if norm_of(row.name, row.value, context) or (detail.startswith(_LAST_YEAR) and row.value.number == 0):
        return True
    return _is_named(detail) and _can_be_norm(row, detail)


def _is_named(detail: str) -> bool:
    named = any(say in detail for say in _norm_names())
    return named or detail.startswith((_ORDINARY, *_BY_RULE)) or _VERIFY.search(detail) is not None


def _can_be_norm(row: Indicator, detail: str) -> bool:
    """Whether a figure is of the sort that norms ask: none of a bad thing, most of a good one, or what the norm itself says."""
    number = row.value.number
    if number is None or number == 0:
        return True
    least = _LEAST_SAID if not detail.startswith(_ORDINARY) or len(detail) > len(_ORDINARY) else _LEAST_BARE
    return (row.value.is_percent and least <= number <= _WHOLE) or number in numbers(detail)


@cache
def _norm_names() -> tuple[str, ...]:
    return tuple(norm.say for norm in norms().values() if norm.say != _ORDINARY)


def _has(target: PerformanceTarget, row: Indicator) -> bool:
    """Whether an example has a row of this figure."""
    return any(
        other.value.number == row.value.number and (other.value.unit or "") == (row.value.unit or "")
        for other in target.indicators
    )
