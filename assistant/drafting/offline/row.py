"""A row before the form has its say: level in short, value, source, and the words that a goal uses for it."""

from dataclasses import dataclass
from typing import Literal

from assistant.drafting.norms import Norm
from assistant.model import Source, Value

Basis = Literal["计划标准", "行业标准", "预算支出标准", "其他标准"]


@dataclass(frozen=True)
class Row:
    """An indicator of a draft.

    Attributes:
        at: level 2 in short (data.LEVELS).
        say: what a goal says of it; "" where a goal says nothing of it.
        weight: which row stays when there is no room (higher stays).
    """

    at: str
    name: str
    value: Value
    source: Source
    basis: str
    about: str = ""
    how: str = "情况统计法"
    origin: str = "部门业务统计"
    say: str = ""
    weight: int = 5


def by_norm(norm: Norm, note: str = "") -> Source:
    """Return the source of a figure that rests on a norm; a note says more exactly what an ordinary norm asks here."""
    said = norm.say.partition("：")[0] if norm.say.startswith(("行业惯例", "历史标准")) else norm.say
    return Source(kind="standard", detail=f"{said}：{note}" if note and "：" not in said else norm.say)


def given(quote: str, where: str = "资金用途", sum_: str = "") -> Source:
    """Return the source of a figure that the user gave, with the quoted words."""
    return Source(kind="input", detail=f"{where}“{quote}”" + (f"；{sum_}" if sum_ else ""))


def to_look_up(where: str) -> Source:
    """Return the source of a figure that nobody gave."""
    return Source(kind="unconfirmed", detail=f"用途中没有给出，请查{where}后填写")
