"""Money, exact to the 分: forms print 元 or 万元, and the two convert without a rounding."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from typing import Literal, Self

from assistant.model.printed import Printed
from assistant.model.text import normalise_signs

MoneyUnit = Literal["元", "万元"]
FEN = {"元": 100, "千元": 100_000, "万元": 1_000_000, "百万元": 100_000_000, "亿元": 10_000_000_000}
_DIGIT = {"千": 1_000, "百": 100, "十": 10}
_AMOUNT = re.compile(
    r"(?:人民币|约|¥|￥)?(?P<whole>[-+]?\d[\d,]*(?:\.\d+)?)(?P<unit>亿元?|百万元?|万元?|千元|元|圆)?"
    r"(?:(?P<tail>\d(?:\.\d+)?)(?P<tail_unit>千|百|十)?元?)?(?:人民币|整)?$"
)


@dataclass(frozen=True, eq=False)
class Money(Printed):
    """An exact amount.

    Attributes:
        fen: the amount in 分 (0.01 元), a whole number.
        unit: the unit it is printed in. Two amounts are equal when their `fen` are.
    """

    schema_description = "Exact amount as printed: 620万元, 77677700元"

    fen: int
    unit: MoneyUnit = "万元"

    @classmethod
    def parse(cls, text: str, default_unit: MoneyUnit | None = "万元") -> Self:
        """Read `620万元`, `62万`, `１２万５千`, `6,200,000元`, `10亿元`, or a bare number in `default_unit`.

        Raises:
            ValueError: with one Chinese sentence, if no amount can be read or it is finer than 分.
        """
        plain = normalise_signs(str(text))
        found = _AMOUNT.match(plain)
        if not found or (found["unit"] is None and default_unit is None):
            raise ValueError(f"“{str(text).strip()[:30]}”读不出金额，请写成“620万元”或“6200000元”这样的形式")
        unit = _full_unit(found["unit"]) or default_unit or "万元"
        fen = _decimal(found["whole"]) * FEN[unit]
        if found["tail"]:
            fen += _tail_fen(found["tail"], found["tail_unit"], unit, plain)
        if fen != fen.to_integral_value():
            raise ValueError(f"“{plain[:30]}”比“分”还细，金额最多精确到 0.01 元")
        return cls(fen=int(fen), unit="元" if unit in ("元", "千元") else "万元")

    @classmethod
    def yuan(cls, amount: Decimal | int | str, unit: MoneyUnit = "元") -> Self:
        """Return an amount given in 元. Raises ValueError when it is finer than 分."""
        fen = Decimal(amount) * 100
        if fen != fen.to_integral_value():
            raise ValueError(f"金额 {amount} 元比“分”还细")
        return cls(fen=int(fen), unit=unit)

    def amount(self, unit: MoneyUnit | None = None) -> Decimal:
        """Return the exact number in `unit` (its own unit by default)."""
        return Decimal(self.fen) / FEN[unit or self.unit]

    def number(self, unit: MoneyUnit | None = None) -> str:
        """Return the number alone, without exponent or trailing zeros: `0.33`."""
        text = format(self.amount(unit), "f")
        return text.rstrip("0").rstrip(".") if "." in text else text

    def to(self, unit: MoneyUnit) -> Self:
        """Return the same amount printed in another unit."""
        return replace(self, unit=unit)

    def __str__(self) -> str:
        return f"{self.number()}{self.unit}"

    def __eq__(self, other: object) -> bool:
        return self.fen == other.fen if isinstance(other, Money) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.fen)


def _full_unit(unit: str | None) -> str | None:
    if unit is None:
        return None
    unit = unit.replace("圆", "元")
    return unit if unit.endswith("元") else unit + "元"


def _decimal(text: str) -> Decimal:
    try:
        return Decimal(text.replace(",", ""))
    except InvalidOperation as error:
        raise ValueError(f"“{text}”不是数字") from error


def _tail_fen(tail: str, tail_unit: str | None, unit: str, whole: str) -> Decimal:
    """`12万5千` is 12.5万; `12万5` is read the same way, as it is spoken; after 元 a tail is an error."""
    if unit in ("元", "千元"):
        raise ValueError(f"“{whole[:30]}”读不出金额，请写成“620万元”或“6200000元”这样的形式")
    place = _DIGIT[tail_unit] * 100 if tail_unit else FEN[unit] // 10
    if unit == "亿元" and tail_unit:
        place *= 10_000
    return _decimal(tail) * place
