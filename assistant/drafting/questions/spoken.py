"""Answers as people say them: 三百二十人, 大约300人, 300-350人, 还没定."""

import re
from decimal import Decimal
from typing import Literal

_DIGITS = {sign: at for at, sign in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_SIZES = {"十": 10, "百": 100, "千": 1_000}
_LARGE = {"万": 10_000, "亿": 100_000_000}
_SPOKEN = re.compile(r"[零〇一二两三四五六七八九十百千万亿点]+")
_UNDECIDED = re.compile(
    r"(?:我|暂时|目前|现在|还|都|也)*(?:未定|待定|没有?定|没确定|未确定|不确定|不清楚|不知道|不详|不明|说不准|说不好|跳过|略过?|暂无|暂缺|没有|无|待核实|空|未知"
    r"|以后再说|再说|不填)(?:了|的|吧)?|[-—/\\?？xX×]+|(?:n/?a|none|skip|todo|unknown)",
    re.IGNORECASE,
)
_RANGE = re.compile(
    r"(?P<low>\d[\d,]*(?:\.\d+)?)(?P<low_unit>[万千百亿]?[\u4e00-\u9fff]{0,4}?)\s*(?:[-—~～至到]|—+)+\s*(?P<high>\d[\d,]*(?:\.\d+)?)(?P<unit>[^\d]*)$"
)


def is_undecided(text: str) -> bool:
    """Whether an answer says that there is none: 未定, 不清楚, 跳过, —."""
    return _UNDECIDED.fullmatch(re.sub(r"[\s，。,.、！!]", "", text)) is not None


def in_digits(text: str) -> str:
    """Return a text with its spoken numerals in digits: 三百二十人 → 320人, 十月底 → 10月底; others stay."""
    return _SPOKEN.sub(lambda found: _number(found[0]), text)


def one_of_range(text: str, take: Literal["low", "high"]) -> str:
    """Return a range as the end that a target is held to, with its sign: 300-350人 → ≥300人 (low) or ≤350人 (high)."""
    found = _RANGE.fullmatch(text)
    if not found or not Decimal(found["low"].replace(",", "")) < Decimal(found["high"].replace(",", "")):
        return text
    return f"≥{found['low']}{found['unit']}" if take == "low" else f"≤{found['high']}{found['unit']}"


def _number(said: str) -> str:
    """Read one numeral; what is none (千 of 千米, 百 of 百姓) stays as it is."""
    whole, point, tail = said.partition("点")
    if not any(sign in _DIGITS or sign == "十" for sign in said) or (point and not (whole and tail)):
        return said
    number = _whole(whole)
    decimals = "".join(str(_DIGITS.get(sign, "")) for sign in tail)
    return f"{number}.{decimals}" if decimals else str(number)


def _whole(said: str) -> int:
    """一千二百 is 1200, 一百二 is 120, 三万五 is 35000, 二〇二六 is 2026."""
    if not any(sign in _SIZES or sign in _LARGE for sign in said):
        return int("".join(str(_DIGITS[sign]) for sign in said))
    total = section = digit = 0
    last = 1
    for sign in said:
        if sign in _DIGITS:
            digit, last = _DIGITS[sign], 1 if not _DIGITS[sign] else last
        elif sign in _SIZES:
            section, digit, last = section + (digit or 1) * _SIZES[sign], 0, _SIZES[sign]
        else:
            size, section = _LARGE[sign], section + digit
            total = (total + section) * size if sign == "亿" else total + section * size
            section, digit, last = 0, 0, size
    return total + section + digit * (last // 10 if last > 10 else 1)
