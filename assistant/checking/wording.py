"""Small helpers for messages: quoting the form's own words, short and safe to read."""

from decimal import Decimal

_LONGEST = 30


def quote(text: str) -> str:
    """Return text in Chinese quotation marks, cut to a readable length."""
    return f"“{text if len(text) <= _LONGEST else text[:_LONGEST] + '…'}”"


def join(parts: list[str], most: int = 4) -> str:
    """Return parts joined by 、, the rest counted."""
    shown = "、".join(parts[:most])
    return shown if len(parts) <= most else f"{shown}等 {len(parts)} 处"


def plain(number: Decimal) -> str:
    """Return a number without exponent or trailing zeros."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
