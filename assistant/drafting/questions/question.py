"""One short question to the clerk."""

from dataclasses import dataclass
from typing import Literal

Sort = Literal["count", "price", "money", "date", "rate"]


@dataclass(frozen=True)
class Question:
    """A question whose answer makes a part of the draft firm.

    Attributes:
        id: stable for a brief: `count:监管人员培训人数`.
        text: one Chinese sentence with the brief's own words.
        fact: the label under which the answer is given as a known figure (`--fact 监管人员培训人数=300人`).
        unit: what an answer without a unit is counted in; "" for a date.
        example: how an answer is written: `如 300人`.
        why: what it is good for, in one short phrase.
        sort: a count, money for one unit, a sum of money, a date, or a share in %.
    """

    id: str
    text: str
    fact: str
    unit: str
    example: str
    why: str
    sort: Sort
