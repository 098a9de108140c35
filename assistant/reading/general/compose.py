"""Put a target value together whose operator and unit stand in columns of their own: `≥`, `735`, `人次` → `≥735人次`."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.model import Value
from assistant.model.text import normalise_signs, tidy
from assistant.reading.lexicon import labels

_NUMBER = r"-?\d[\d,]*(?:\.\d+)?"
_FIGURE = re.compile(rf"^(?P<sign>[≥≤=><]?)(?P<number>{_NUMBER})(?P<unit>\D*)$")
_RANGE = re.compile(rf"^{_NUMBER}[~-]{_NUMBER}$")


@dataclass
class Composed:
    """A value, and what of its parts is not in it, by header.

    Attributes:
        conflict: what the value and its own columns say differently, as a Chinese phrase; "" where they agree.
    """

    value: str
    left: dict[str, str] = field(default_factory=dict)
    conflict: str = ""


def _figure(value: str) -> re.Match[str] | None:
    """Return sign, number and unit of a bare figure; a date is none."""
    plain = normalise_signs(value)
    return _FIGURE.match(plain) if Value.parse(plain).kind == "quantity" else None


def compose(value: str, operators: Sequence[tuple[str, str]], units: Sequence[tuple[str, str]]) -> Composed:
    """Return the value with its operator and unit, each given as header and cell.

    Only a bare figure takes an operator or a unit. What the value does not take up (定性, 正向, the unit of a
    statement) is left under its header, so that nothing is lost.
    """
    made = Composed(tidy(value))
    for header, text in operators:
        sign = labels().operators.get(normalise_signs(text))
        found = _figure(made.value)
        if sign and found and not found["sign"]:
            made.value = sign + made.value.strip()
        elif not (sign and found and found["sign"] == sign):
            made.left[header] = tidy(text)
            if sign and found:
                made.conflict = f"“{header}”是“{tidy(text)}”，指标值却写“{tidy(value)}”，请对照原件"
    for header, text in units:
        _take_unit(made, header, text, value)
    return made


def _take_unit(made: Composed, header: str, text: str, printed: str) -> None:
    unit = normalise_signs(text)
    found = _figure(made.value)
    if unit in labels().no_unit:
        return
    if _RANGE.match(normalise_signs(made.value)) and not unit[:1].isdigit():
        made.value += tidy(text)
    elif not found or unit[:1].isdigit():
        # A unit that begins with a digit (100/%) would make another figure of the value.
        made.left[header] = tidy(text)
    elif found["unit"] in ("", "万", "亿", "千", "百"):
        made.value += tidy(text)
    elif found["unit"].strip("()") != unit:
        made.left[header] = tidy(text)
        made.conflict = f"“{header}”是“{tidy(text)}”，指标值却写“{tidy(printed)}”，请对照原件"
