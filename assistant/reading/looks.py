"""What a cell looks like: a target value, the basis of one, money."""

import re

from assistant.model import Money, MoneyUnit, Value
from assistant.reading.lexicon import key, labels

_LEADING_MONEY = re.compile(
    r"^(?:项目|年度|预算|资金|总额|总计|合计|共计|共|约|为|：|:)*(?P<amount>[\d,]+(?:\.\d+)?(?:亿元|万元|元))"
)
_BARE_NUMBER = re.compile(r"^-?[\d,]+(?:\.\d+)?$")


def is_basis(text: str, options: tuple[str, ...] = ()) -> bool:
    """Return whether a cell says what a value rests on (计划标准, 年初计划, 服务对象满意度调查)."""
    plain = key(text)
    return plain in options or (2 < len(plain) <= 30 and plain.endswith(labels().basis_endings))


def is_figure(text: str) -> bool:
    """Return whether a cell is a value with a figure or a date; a statement may be anything."""
    return bool(text) and len(text) <= 40 and Value.parse(text).kind in ("quantity", "deadline", "unconfirmed")


def has_operator(text: str) -> bool:
    """Return whether a cell is plainly a target value: it begins with ≥, ≤, =, > or <, and has a figure."""
    return is_figure(text) and Value.parse(text).text[:1] in ("≥", "≤", "=", ">", "<")


def money(text: str, unit: MoneyUnit | None) -> Money | None:
    """Return the amount that a cell holds; a bare number is in `unit`, or none at all; None where there is none."""
    try:
        return Money.parse(text, unit)
    except ValueError:
        return None


def leading_money(text: str) -> Money | None:
    """Return the amount that a sentence begins with, where its unit is printed: `250万元，其中财政拨款200万元`."""
    found = _LEADING_MONEY.match("".join(text.split()))
    return money(found["amount"], None) if found else None


def printed_amount(text: str, unit: MoneyUnit | None) -> str:
    """Return a money field as text: `77,677,700.00` under a heading in 元 → `77677700.00元`."""
    plain = "".join(text.split())
    if unit is None or not _BARE_NUMBER.match(plain):
        return text
    return plain.replace(",", "") + unit
