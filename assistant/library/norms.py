"""Norms that a figure may rest on without being given: `norms.yaml`, one table for drafting and fixing, read once."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Any

from assistant.model import Value
from assistant.model.data import parse_yaml

_RANGE = re.compile(r"(?P<op>[≥≤=><]*)(?P<low>\d+(?:\.\d+)?)(?:\.\.(?P<high>\d+(?:\.\d+)?))?(?P<unit>.*)$")


@dataclass(frozen=True)
class Allowed:
    """Values that a norm supports: an operator, a range (inclusive) and a unit."""

    operator: str
    low: Decimal
    high: Decimal
    unit: str

    def holds(self, value: Value) -> bool:
        """A value without an operator says the same as `=`; a norm of zero has no unit of its own."""
        return (
            value.number is not None
            and (value.operator or "=") == self.operator
            and self.low <= value.number <= self.high
            and (value.unit == self.unit if self.unit else value.unit != "%")
        )


@dataclass(frozen=True)
class Norm:
    """One norm.

    Attributes:
        id: by which the offline engine's rows name it.
        say: what it is, as shown to the user.
        basis: 行业标准, 计划标准 or 其他标准.
        whole: whether =100% is what the norm itself asks.
    """

    id: str
    say: str
    basis: str
    names: re.Pattern[str] | None = None
    without: re.Pattern[str] | None = None
    context: re.Pattern[str] | None = None
    values: tuple[Allowed, ...] = ()
    whole: bool = False

    def fits(self, name: str, value: Value, context: str) -> bool:
        """Whether an indicator of this name may have this value by the norm, in a project of this context."""
        return (
            self.names is not None
            and self.names.search(name) is not None
            and not (self.without and self.without.search(name))
            and not (self.context and not self.context.search(context))
            and any(allowed.holds(value) for allowed in self.values)
        )


def norm_of(name: str, value: Value, context: str = "") -> Norm | None:
    """Return the first norm that gives an indicator this value, or None.

    Args:
        name: the indicator's name.
        value: only quantities rest on norms; anything else gives None.
        context: the project's name and purpose, for named standards.
    """
    return next((norm for norm in norms().values() if norm.fits(name, value, context)), None)


def named_norms(context: str) -> list[str]:
    """Return what the named standards say that fit a project of this context."""
    found = (norm.say for norm in norms().values() if norm.context and norm.context.search(context))
    return list(dict.fromkeys(found))


@cache
def norms() -> dict[str, Norm]:
    """Return all norms by id, in their order.

    Raises:
        ValueError: an entry's values cannot be read, or an id stands twice.
    """
    entries = parse_yaml(resources.files("assistant.library").joinpath("norms.yaml").read_text(encoding="utf-8"))
    found = {entry["id"]: _norm(**entry) for entry in entries}
    if len(found) != len(entries):
        raise ValueError("norms.yaml: an id stands twice")
    return found


def _norm(id: str, say: str, basis: str, values: tuple[str, ...] = (), whole: bool = False, **patterns: Any) -> Norm:
    compiled = {key: re.compile(pattern) for key, pattern in patterns.items()}
    return Norm(id, say, basis, **compiled, values=tuple(_allowed(value) for value in values), whole=whole)


def _allowed(text: str) -> Allowed:
    found = _RANGE.match(text)
    if not found:
        raise ValueError(f"norms.yaml: {text}")
    low = Decimal(found["low"])
    return Allowed(found["op"] or "=", low, Decimal(found["high"]) if found["high"] else low, found["unit"])
