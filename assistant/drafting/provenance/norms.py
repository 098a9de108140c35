"""Norms that a value may rest on without being given: `norms.yaml`, read once."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Any

import yaml

from assistant.model import Value

_RANGE = re.compile(r"(?P<op>[≥≤=><]*)(?P<low>\d+(?:\.\d+)?)(?:\.\.(?P<high>\d+(?:\.\d+)?))?(?P<unit>.*)$")


@dataclass(frozen=True)
class _Allowed:
    operator: str
    low: Decimal
    high: Decimal
    unit: str

    def holds(self, value: Value) -> bool:
        """A value without an operator says the same as `=`; a norm of zero has no unit of its own."""
        assert value.number is not None
        return (
            (value.operator or "=") == self.operator
            and self.low <= value.number <= self.high
            and (value.unit == self.unit if self.unit else value.unit != "%")
        )


@dataclass(frozen=True)
class Norm:
    """One norm.

    Attributes:
        say: what it is, as shown to the user.
        basis: 行业标准 or 计划标准.
    """

    say: str
    basis: str
    names: re.Pattern[str]
    without: re.Pattern[str] | None
    context: re.Pattern[str] | None
    values: tuple[_Allowed, ...]

    def fits(self, name: str, value: Value, context: str) -> bool:
        """Whether an indicator of this name may have this value by the norm, in a project of this context."""
        return (
            bool(self.names.search(name))
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
    if value.number is None:
        return None
    return next((norm for norm in _norms() if norm.fits(name, value, context)), None)


def named_norms(context: str) -> list[str]:
    """Return what the named standards say that fit a project of this context."""
    found = (norm.say for norm in _norms() if norm.context and norm.context.search(context))
    return list(dict.fromkeys(found))


@cache
def _norms() -> tuple[Norm, ...]:
    text = resources.files("assistant.drafting.provenance").joinpath("norms.yaml").read_text(encoding="utf-8")
    return tuple(_norm(entry) for entry in yaml.safe_load(text)["norms"])


def _norm(entry: dict[str, Any]) -> Norm:
    return Norm(
        say=entry["say"],
        basis=entry["basis"],
        names=re.compile(entry["names"]),
        without=re.compile(entry["without"]) if "without" in entry else None,
        context=re.compile(entry["context"]) if "context" in entry else None,
        values=tuple(_allowed(value) for value in entry["values"]),
    )


def _allowed(text: str) -> _Allowed:
    found = _RANGE.match(text)
    if not found:
        raise ValueError(f"norms.yaml: {text}")
    low = Decimal(found["low"])
    return _Allowed(found["op"] or "=", low, Decimal(found["high"]) if found["high"] else low, found["unit"])
