"""`Value`: the target value of an indicator (指标值), quantitative where it can be, a statement where not.

The printed text is the truth and is kept whole; operator, number and unit are what a reader sees in it.
Shapes come from DOMAIN section 4 (`≥1550(人次)`, `500元/人/天`, `12月底前完成`, `每人每月1900元`, `有效保障`).
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, Self

from assistant.model.printed import Printed
from assistant.model.text import normalise_signs

Operator = Literal["≥", "≤", "=", ">", "<"]
ValueKind = Literal["quantity", "deadline", "statement", "unconfirmed"]

UNCONFIRMED = "待核实"
_MARK = "【待核实】"
# Words that carry a direction as an operator does, before or after the number.
_BEFORE: dict[str, Operator] = {
    "大于等于": "≥", "小于等于": "≤", "不少于": "≥", "不低于": "≥", "不小于": "≥", "至少": "≥", "不超过": "≤",
    "不高于": "≤", "不多于": "≤", "不大于": "≤", "控制在": "≤", "大于": ">", "超过": ">", "小于": "<", "低于": "<", "等于": "=",
}  # fmt: skip
_AFTER: dict[str, Operator] = {
    "及以上": "≥", "以上": "≥", "及以下": "≤", "以下": "≤", "以内": "≤", "之内": "≤", "内": "≤", "内完成": "≤", "以内完成": "≤",
}  # fmt: skip
_NUMBER = r"\d[\d,]*(?:\.\d+)?"
_QUANTITY = re.compile(
    rf"(?P<op>[≥≤=><])?(?P<before>[^\d≥≤=><]*?)(?P<number>-?{_NUMBER})"
    r"(?:\((?P<bracketed>[^()\d]+)\)|(?P<rest>[^\d≥≤=><]*))$"
)
_DEADLINE = re.compile(
    r"(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日|底|末|初|中旬|上旬|下旬)?(?:之?前)?(?:[^\d]*)$|\d{4}年(?:底|末|内)?(?:之?前)?(?:[^\d]*)$"
    r"|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:日?之?前)?(?:[^\d]*)$"
)
_TAIL = re.compile(r"(?:及以上|及以下|以内完成|内完成|以上|以下|以内|之内|内|左右|完成|满意|影响|达标|合格)+$")
_UNIT = re.compile(r"%|‰|[^\d%‰]+")


@dataclass(frozen=True)
class Value(Printed):
    """A target value as printed, and what it says.

    Attributes:
        text: the normalised text (half-width signs, no stray space); `str(value)` is this.
        kind: `quantity` has a number; `deadline` a date; `statement` words; `unconfirmed` holds 待核实.
        operator: `≥ ≤ = > <`, also read from 以内, 不低于 and their like; None where nothing says it.
        number: exact; None unless kind is `quantity`.
        unit: `人`, `万人`, `元/人/天`, `%` …; None where there is none.
        bracketed: whether the unit stands in brackets, as 上海 prints it.
    """

    schema_description = "Target value as printed, normalised: ≥1550(人次), =48万元, 12月底前完成, 有效保障"

    text: str
    kind: ValueKind
    operator: Operator | None = None
    number: Decimal | None = None
    unit: str | None = None
    bracketed: bool = False

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read any value; what cannot be read as a quantity is a statement, never an error."""
        plain = normalise_signs(text)
        if UNCONFIRMED in plain or "待核" in plain:
            return cls._unconfirmed(plain)
        if _DEADLINE.match(plain):
            return cls(plain, "deadline")
        found = _QUANTITY.match(plain)
        if not found:
            return cls(plain, "statement", operator=_leading_operator(plain))
        return cls._quantity(plain, found)

    @classmethod
    def of(
        cls, operator: Operator | None, number: Decimal | int | str, unit: str = "", bracketed: bool = False
    ) -> Self:
        """Make a quantity: `Value.of("≥", 1550, "人次", bracketed=True)` prints `≥1550(人次)`."""
        printed = format(number, "f") if isinstance(number, Decimal) else str(number)
        return cls.parse(f"{operator or ''}{printed}{f'({unit})' if bracketed and unit else unit}")

    @classmethod
    def to_confirm(cls, operator: Operator | None = None, unit: str = "", bracketed: bool = False) -> Self:
        """Make a value whose figure nobody gave: `≥【待核实】人`."""
        return cls.parse(f"{operator or ''}{_MARK}{f'({unit})' if bracketed and unit else unit}")

    @property
    def is_unconfirmed(self) -> bool:
        """Whether a figure is still to be looked up."""
        return self.kind == "unconfirmed"

    @property
    def is_percent(self) -> bool:
        """Whether the number is a share in per cent."""
        return self.unit == "%"

    def styled(self, bracketed: bool) -> Self:
        """Return the same quantity with its unit in brackets or bare; anything else unchanged."""
        plain = f"{self.operator or ''}{self._digits()}"
        if self.kind not in ("quantity", "unconfirmed") or not self.unit or self.bracketed == bracketed:
            return self
        if self.text not in (f"{plain}{self.unit}", f"{plain}({self.unit})"):
            return self
        return type(self).parse(f"{plain}({self.unit})" if bracketed else f"{plain}{self.unit}")

    def _digits(self) -> str:
        found = re.search(_MARK if self.is_unconfirmed else rf"-?{_NUMBER}", self.text)
        return found[0] if found else ""

    def __str__(self) -> str:
        return self.text

    @classmethod
    def _unconfirmed(cls, plain: str) -> Self:
        around = re.match(
            r"(?P<op>[≥≤=><])?[【\[(]?待核实?[】\])]?(?:\((?P<bracketed>[^()]+)\)|(?P<unit>[^\d()【】]*))$", plain
        )
        if not around:
            return cls(plain, "unconfirmed", operator=_leading_operator(plain))
        unit = around["bracketed"] or around["unit"] or None
        return cls(plain, "unconfirmed", around["op"], unit=unit, bracketed=bool(around["bracketed"]))  # type: ignore[arg-type]

    @classmethod
    def _quantity(cls, plain: str, found: re.Match[str]) -> Self:
        unit, tail = found["bracketed"], ""
        if unit is None:
            unit, tail = _split_unit(found["rest"])
        operator = found["op"] or _worded_operator(found["before"], tail)
        return cls(
            plain,
            "quantity",
            operator,  # type: ignore[arg-type]
            Decimal(found["number"].replace(",", "")),
            unit or None,
            bracketed=found["bracketed"] is not None,
        )


def _leading_operator(plain: str) -> Operator | None:
    return plain[0] if plain[:1] in ("≥", "≤", "=", ">", "<") else None  # type: ignore[return-value]


def _split_unit(rest: str) -> tuple[str, str]:
    """Split what follows the number into unit and tail: `%满意` → `%`, `满意`; `元以内` → `元`, `以内`."""
    if rest[:1] in ("%", "‰"):
        return rest[0], rest[1:]
    tail = _TAIL.search(rest)
    return (rest[: tail.start()], tail[0]) if tail else (rest, "")


def _worded_operator(before: str, tail: str) -> Operator | None:
    for word, operator in _BEFORE.items():
        if before.endswith(word):
            return operator
    return next((operator for word, operator in _AFTER.items() if tail.startswith(word)), None)
