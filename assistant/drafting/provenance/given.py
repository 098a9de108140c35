"""The figures that the user gave, each with the words it stands in."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from assistant.drafting.brief import Brief
from assistant.drafting.facts.bare import with_units
from assistant.drafting.facts.scan import Token, fold, scan
from assistant.drafting.facts.words import bare_unit, words
from assistant.drafting.provenance.dates import months_between
from assistant.model import Money, Value

_CLAUSE_END = re.compile(r"[，,。；;：:\n！!？?]")
_QUOTE_LIMIT = 40
_MONEY = ("元", "万元", "亿元", "千元", "百万元")
_PEOPLE = ("people", "times_people")
# Things that are counted one by one, in whatever measure word; people, lengths, areas and times are not among them.
_COUNTED = ("goods", "places", "items", "firms", "households", "thing")
_TELLING = 20
"""From here on a number is hardly the same by accident."""


@dataclass(frozen=True)
class Amount:
    """A figure without its scale: 3万人 is 30000 人, 62万元 is 620000 元.

    Attributes:
        number: exact.
        unit: canonical; 元 for money, "" where there is none.
        per: what it is per: 元/人/天 has (人, 天).
    """

    number: Decimal
    unit: str
    per: tuple[str, ...] = ()

    @classmethod
    def of(cls, number: Decimal, unit: str, per: tuple[str, ...] = ()) -> "Amount":
        """Make one from a number and a printed unit, `万元/人` included."""
        head, *rest = [part for part in re.split(r"[/／每·*]", unit) if part] or [""]
        if head in _MONEY or head.endswith("元"):
            scale, plain = (
                {"元": 1, "千元": 1_000, "万元": 10_000, "百万元": 1_000_000, "亿元": 10**8}.get(head, 1),
                "元",
            )
        else:
            scale, plain = bare_unit(head)
        return cls(number * scale, plain, per or tuple(bare_unit(part)[1] for part in rest))

    @classmethod
    def printed(cls, number: str, unit: str) -> "Amount":
        """Make one from a printed number, thousands parted by commas or not, and its unit."""
        return cls.of(Decimal(number.replace(",", "")), unit)

    @classmethod
    def of_value(cls, value: Value) -> "Amount | None":
        """Return the amount of a quantity; None for any other value."""
        return None if value.number is None else cls.of(value.number, value.unit or "")

    @property
    def is_money(self) -> bool:
        """Whether it counts money (prices too)."""
        return self.unit == "元"

    def same_as(self, other: "Amount") -> bool:
        """Whether both say the same figure of the same sort of thing.

        Units must measure the same; 300 台 and 300 套 are the same figure in other words, and so are 人 and 人次.
        """
        if self.number != other.number or self.is_money != other.is_money or (self.unit == "%") != (other.unit == "%"):
            return False
        if self.is_money:
            return not self.per or not other.per or set(self.per) <= set(other.per) or set(other.per) <= set(self.per)
        if self.unit == other.unit or not self.unit or not other.unit:
            return True
        mine, its = words().measure.get(self.unit, "thing"), words().measure.get(other.unit, "thing")
        if mine == its != "thing" or (mine in _PEOPLE and its in _PEOPLE):
            return True
        return self.number >= _TELLING and mine in _COUNTED and its in _COUNTED


@dataclass(frozen=True)
class Given:
    """A figure of the brief, and the clause it stands in."""

    amount: Amount
    printed: str
    where: str
    """资金用途, 项目名称 or 已知数据."""
    quote: str


@dataclass(frozen=True)
class GivenFigures:
    """All figures that the user gave."""

    brief: Brief

    @property
    def budget(self) -> Money:
        """The project's budget."""
        return self.brief.budget

    @property
    def texts(self) -> tuple[tuple[str, str], ...]:
        """The user's words, by where they stand."""
        facts = [("已知数据", fact) for fact in self.brief.facts]
        return (*facts, ("资金用途", self.brief.purpose), ("项目名称", self.brief.name))

    @cached_property
    def all(self) -> tuple[Given, ...]:
        """The counted figures, known figures first; bare numbers that make up the budget together are 万元."""
        purpose = self.brief.purpose
        texts = ((where, with_units(text, self.budget) if text == purpose else text) for where, text in self.texts)
        read = [_as_typed(given, purpose) for where, text in texts for given in _read(where, fold(text))]
        spans = ((where, months_between(text)) for where, text in self.texts)
        lasting = (
            Given(Amount(Decimal(span[1]), "个月"), f"{span[1]}个月", where, f"{span[0]}，共{span[1]}个月")
            for where, span in spans
            if span
        )
        return (*read, *lasting)

    @cached_property
    def digits(self) -> frozenset[Decimal]:
        """Every number that the user typed, whatever it counts."""
        text = " ".join(fold(text) for _, text in self.texts)
        return frozenset(Decimal(found.replace(",", "")) for found in re.findall(r"\d[\d,]*(?:\.\d+)?", text))

    def find(self, amount: Amount) -> Given | None:
        """Return the figure that says this amount, the one in the nearest unit first."""
        same = [given for given in self.all if given.amount.same_as(amount)]
        return min(same, key=lambda given: given.amount.unit != amount.unit, default=None)

    def quote_around(self, piece: str) -> tuple[str, str] | None:
        """Return where the user typed this very piece of text, and the clause it stands in."""
        for where, text in self.texts:
            plain = re.sub(r"\s", "", fold(text))
            if (at := plain.find(piece)) >= 0 and not (piece[0].isdigit() and plain[max(0, at - 1)].isdigit() and at):
                return where, clause_of(plain, at, at + len(piece))
        return None


def clause_of(text: str, start: int, end: int) -> str:
    """Return the clause around a place, cut to what can be shown."""
    begin = max((found.end() for found in _CLAUSE_END.finditer(text, 0, start)), default=0)
    stop = _CLAUSE_END.search(text, end)
    begin, finish = max(begin, end - _QUOTE_LIMIT), stop.start() if stop else len(text)
    return text[begin : min(finish, begin + _QUOTE_LIMIT)].strip()


def _read(where: str, text: str) -> Iterator[Given]:
    for token in scan(text):
        if token.number is not None:
            quote = text if where == "已知数据" else clause_of(text, token.start, token.end)
            yield Given(_amount(token), text[token.start : token.end].strip(), where, quote)


def _as_typed(given: Given, purpose: str) -> Given:
    """A quote says what the user typed, without the 万元 that a sum has shown."""
    typed = given.quote.replace("万元", "")
    return replace(given, quote=typed) if given.quote not in fold(purpose) and typed in fold(purpose) else given


def _amount(token: Token) -> Amount:
    assert token.number is not None
    return Amount.of(token.number, token.unit, token.per)
