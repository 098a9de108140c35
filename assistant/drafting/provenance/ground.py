"""What a figure of a draft may rest on, and what is decided about it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.drafting.brief import Brief
from assistant.drafting.provenance.given import GivenFigures
from assistant.model import PerformanceTarget, Source, Value


@dataclass(frozen=True)
class Ground:
    """All that a figure of one draft may rest on."""

    brief: Brief
    examples: Sequence[PerformanceTarget] = ()
    """Those that were shown to the model."""
    given: GivenFigures = field(init=False)

    def __post_init__(self) -> None:
        """Read the brief's figures once."""
        object.__setattr__(self, "given", GivenFigures(self.brief))

    @property
    def context(self) -> str:
        """Name and purpose, by which named standards are chosen."""
        return f"{self.brief.name}。{self.brief.purpose}"


@dataclass(frozen=True)
class Settled:
    """A value and where it comes from; the value is changed only when nothing supports its figure."""

    value: Value
    source: Source
    basis: str = ""
    """The kind of standard (行业标准, 计划标准), where a norm says it."""
