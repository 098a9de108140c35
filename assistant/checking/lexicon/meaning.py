"""What a name measures: the lexicon's answer."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["satisfaction", "rate", "event", "count", "amount", "unit_cost", "time", "statement"]
Direction = Literal["up", "down", "fixed"]


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a name measures.

    Attributes:
        kind: `event` is something that must not happen (投诉, 事故); `statement` measures nothing by itself.
        aspect: a finer word of the lexicon: `defect`, `time`, `completion`, `quality`, `person`, `spending`, …
        direction: where a good result lies; None where the name does not say.
        units: families of units that fit (`percent`, `money`, `person`, …); empty where any fits.
        level2: the 二级指标 it stands under; None where several do.
    """

    kind: Kind
    aspect: str = ""
    direction: Direction | None = None
    units: tuple[str, ...] = ()
    level2: str | None = None
