"""Numbers of a spreadsheet as its cells show them: 0.95 with `0%` is 95%, 46022 with `yyyy"年"` is 2025年.

One way for all spreadsheet files; Excel's number formats in so far as forms use them.
"""

import datetime as dt
import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation
from functools import cache

# The formats that files name by number alone, as a Chinese Excel shows them (ECMA-376, 18.8.30).
BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
    14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm",
    21: "h:mm:ss", 22: "yyyy/m/d h:mm", 27: 'yyyy"年"m"月"', 28: 'm"月"d"日"', 29: 'm"月"d"日"', 30: "m-d-yy",
    31: 'yyyy"年"m"月"d"日"', 32: 'h"时"mm"分"', 33: 'h"时"mm"分"ss"秒"', 34: '上午/下午h"时"mm"分"',
    35: '上午/下午h"时"mm"分"ss"秒"', 36: 'yyyy"年"m"月"', 37: "#,##0;-#,##0", 38: "#,##0;-#,##0",
    39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0",
    49: "@", 50: 'yyyy"年"m"月"', 51: 'm"月"d"日"', 52: 'yyyy"年"m"月"', 53: 'm"月"d"日"', 54: 'm"月"d"日"',
    55: '上午/下午h"时"mm"分"', 56: '上午/下午h"时"mm"分"ss"秒"', 57: 'yyyy"年"m"月"', 58: 'm"月"d"日"',
}  # fmt: skip

_TOKEN = re.compile(
    r"""(?P<literal>"[^"]*"?|\\.)
      | (?P<drop>_.|\*.)
      | (?P<bracket>\[[^\]]*\])
      | (?P<half>AM/PM|A/P|上午/下午)
      | (?P<date>y+|m+|d+|h+|s+(?:\.0+)?|aaaa?|b+)
      | (?P<general>General|G/通用格式)
      | (?P<exponent>E[+-]0+)
      | (?P<number>[0\#?][0\#?,]*(?:\.[0\#?]*)?,*|\.[0\#?]+)
      | (?P<other>.)""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"^\[(<=|>=|<>|<|>|=)(-?\d+(?:\.\d+)?)\]$")
_CURRENCY = re.compile(r"^\[\$([^-\]]*)(?:-[^\]]*)?\]$")
_ELAPSED = re.compile(r"^\[(h+|m+|s+)\]$", re.IGNORECASE)
_COMPARE = {
    "<": lambda left, right: left < right, "<=": lambda left, right: left <= right, "=": lambda left, right: left == right,
    ">": lambda left, right: left > right, ">=": lambda left, right: left >= right, "<>": lambda left, right: left != right,
}  # fmt: skip
_EXACT = Context(prec=400)
_DAYS = "一二三四五六日"
_LAST_DAY = 2_958_466


@dataclass(frozen=True)
class _Section:
    """One of the up to four parts of a number format, as tokens (kind, text)."""

    tokens: tuple[tuple[str, str], ...]
    condition: tuple[str, Decimal] | None

    @property
    def of_dates(self) -> bool:
        return any(kind in ("date", "elapsed") for kind, _ in self.tokens)


def shown(value: float | Decimal, code: str, from_1904: bool = False) -> str:
    """Return a number as a cell with this number format shows it.

    Args:
        value: the stored number; dates are days since 1900 or 1904.
        code: the number format; "" or `General` show the number itself.
        from_1904: whether the file counts days from 1904.
    """
    number = _decimal(value)
    if number is None:
        return ""
    sections = _sections(code)
    section, magnitude = _choose(sections, number)
    if section is None or not section.tokens:
        return "" if section is not None and len(sections) > 1 else plain(number)
    if section.of_dates:
        return _date(section, number, from_1904) or plain(number)
    return _number(section, magnitude)


def plain(number: Decimal) -> str:
    """Return a number without an exponent or needless zeros."""
    text = format(number, "f")
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"


def _decimal(value: float | Decimal) -> Decimal | None:
    try:
        # A spreadsheet keeps 15 digits of a number.
        number = value if isinstance(value, Decimal) else Decimal(format(value, ".15g"))
    except (InvalidOperation, ValueError):
        return None
    return number if number.is_finite() and abs(number.adjusted()) < 308 else None


@cache
def _sections(code: str) -> tuple[_Section, ...]:
    parts: list[list[tuple[str, str]]] = [[]]
    conditions: list[tuple[str, Decimal] | None] = [None]
    for found in _TOKEN.finditer(code[:255]):
        kind, text = str(found.lastgroup), found[0]
        if kind == "other" and text == ";":
            parts.append([])
            conditions.append(None)
        elif kind == "bracket":
            if condition := _CONDITION.match(text):
                conditions[-1] = (condition[1], Decimal(condition[2]))
            elif currency := _CURRENCY.match(text):
                parts[-1].append(("literal", currency[1]))
            elif _ELAPSED.match(text):
                parts[-1].append(("elapsed", text[1:-1].lower()))
        elif kind == "literal":
            parts[-1].append((kind, text[1:].removesuffix('"') if text[0] == '"' else text[1:]))
        elif kind != "drop":
            parts[-1].append((kind, text))
    return tuple(_Section(tuple(tokens), condition) for tokens, condition in zip(parts, conditions, strict=True))


def _choose(sections: tuple[_Section, ...], number: Decimal) -> tuple[_Section | None, Decimal]:
    """Return the section for a number, and the number with the sign that is left to print."""
    if any(section.condition for section in sections):
        for section in sections[:3]:
            if section.condition is None or _COMPARE[section.condition[0]](number, section.condition[1]):
                return section, number
        return None, number
    if number < 0 and len(sections) > 1:
        return sections[1], -number
    if number == 0 and len(sections) > 2:
        return sections[2], number
    return sections[0], number


def _number(section: _Section, number: Decimal) -> str:
    percent = sum(text == "%" for kind, text in section.tokens if kind == "other")
    number = number.scaleb(2 * percent, _EXACT)
    pattern = next((text for kind, text in section.tokens if kind in ("number", "general")), None)
    if any(kind == "exponent" for kind, _ in section.tokens) or any(text == "/" for _, text in section.tokens):
        return plain(number)  # fractions and exponents: the number says the same
    sign = "-" if number < 0 and pattern is not None else ""
    pieces: list[str] = []
    for kind, text in section.tokens:
        if kind in ("number", "general"):
            if pattern is not None:
                pieces.append(plain(abs(number)) if kind == "general" else _digits(abs(number), text))
                pattern = None
        elif text == "@":
            pieces.append(plain(number))
        else:
            pieces.append(text)
    return (sign + "".join(pieces)).strip()


def _digits(number: Decimal, pattern: str) -> str:
    """Return a number by a pattern of digits: `#,##0.00`; commas at its end divide by a thousand each."""
    bare = pattern.rstrip(",")
    number = number.scaleb(-3 * (len(pattern) - len(bare)), _EXACT)
    whole, _, decimals = bare.partition(".")
    rounded = number.quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP, _EXACT)
    left, _, right = format(rounded, ",f" if "," in whole else "f").partition(".")
    least = decimals.rstrip("#?")
    right = right.rstrip("0").ljust(len(least), "0") if right else ""
    if left == "0" and "0" not in whole:
        left = ""
    left = left.rjust(whole.count("0"), "0") if "," not in whole else left
    return f"{left}.{right}" if right else left


def _date(section: _Section, number: Decimal, from_1904: bool) -> str:
    """Return a date or time; "" where the number is none."""
    if not 0 <= number < _LAST_DAY:
        return ""
    # Excel counts a 29th of February 1900 that never was.
    first = dt.datetime(1904, 1, 1) if from_1904 else dt.datetime(1899, 12, 31 if number < 60 else 30)  # noqa: DTZ001
    try:
        moment = first + dt.timedelta(seconds=round(float(number) * 86_400))
    except OverflowError:
        return ""
    halves = any(kind == "half" for kind, _ in section.tokens)
    pieces: list[str] = []
    previous = ""
    for at, (kind, text) in enumerate(section.tokens):
        if kind == "date":
            following = next((other.lower() for name, other in section.tokens[at + 1 :] if name == "date"), "")
            minutes = text[0] in "mM" and (previous.startswith("h") or following.startswith("s"))
            pieces.append(_minutes(moment, text) if minutes else _part(moment, text.lower(), halves))
        elif kind == "elapsed":
            pieces.append(_elapsed(number, text))
        elif kind == "half":
            pieces.append(_half(moment, text))
        elif not (kind == "other" and text == "@"):
            pieces.append(text)
        previous = text.lower() if kind in ("date", "elapsed") else previous
    return "".join(pieces).strip()


def _minutes(moment: dt.datetime, text: str) -> str:
    return f"{moment.minute:02}" if len(text) > 1 else str(moment.minute)


def _half(moment: dt.datetime, text: str) -> str:
    before, _, after = text.partition("/")
    return before if moment.hour < 12 else after


def _elapsed(number: Decimal, text: str) -> str:
    return str(int(number * {"h": 24, "m": 1440, "s": 86_400}[text[0]])).rjust(len(text), "0")


def _part(moment: dt.datetime, text: str, halves: bool) -> str:
    """Return one part of a date by its letters."""
    letter, length = text[0], len(text)
    if letter in "yb":
        return f"{moment.year:04}" if length > 2 else f"{moment.year % 100:02}"
    if letter == "a" or (letter == "d" and length > 2):
        return ("星期" if length > 3 else "") + _DAYS[moment.weekday()]
    hour = (moment.hour - 1) % 12 + 1 if halves else moment.hour
    number = {"m": moment.month, "d": moment.day, "h": hour, "s": moment.second}[letter]
    if letter == "m" and length > 2:
        return f"{number}月"
    return f"{number:02}" if length > 1 else str(number)
