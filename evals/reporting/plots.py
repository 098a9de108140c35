"""What the plots of a report show, as places on a drawing; the template draws them as SVG."""

from collections.abc import Mapping
from dataclasses import dataclass

from evals.results import CaseResult, Mean

_WIDTH, _HEIGHT = 560, 260


@dataclass(frozen=True)
class Bar:
    """One bar: label, length as a share of the longest possible, what is printed behind it."""

    label: str
    share: float
    text: str


def bars(values: Mapping[str, Mean]) -> list[Bar]:
    """Return a bar for every mean of 0 to 100."""
    return [
        Bar(name, mean.value / 100, f"{mean.value:.1f}（{mean.scored} 个）")
        for name, mean in values.items()
        if mean.value is not None
    ]


def share_bars(values: Mapping[str, tuple[int, int]]) -> list[Bar]:
    """Return a bar for every hit-of-all."""
    return [Bar(name, hit / of, f"{hit}/{of}") for name, (hit, of) in values.items() if of]


def count_bars(values: Mapping[str, int]) -> list[Bar]:
    """Return a bar for every count, the longest full."""
    most = max(values.values(), default=0)
    return [Bar(name, count / most, str(count)) for name, count in values.items()] if most else []


@dataclass(frozen=True)
class Dot:
    """One case in a scatter plot."""

    x: float
    y: float
    title: str


@dataclass(frozen=True)
class Scatter:
    """Cost to the right, quality upwards."""

    dots: tuple[Dot, ...]
    unit: str
    most: str
    width: int = _WIDTH
    height: int = _HEIGHT


def cost_against_quality(results: tuple[CaseResult, ...]) -> Scatter | None:
    """Return the plot by yuan where prices are known, else by tokens, else by seconds; None without a case."""
    for unit, cost in (("元", _yuan), ("token", _tokens), ("秒", _seconds)):
        points = [(cost(each), each) for each in results if each.total.value is not None and not each.failed]
        if points and any(spent > 0 for spent, _ in points):
            return _scatter(points, unit)
    return None


def _scatter(points: list[tuple[float, CaseResult]], unit: str) -> Scatter:
    most = max(spent for spent, _ in points)
    dots = [
        Dot(
            round(spent / most * _WIDTH, 1),
            round((1 - (each.total.value or 0) / 100) * _HEIGHT, 1),
            f"{each.name} {each.total.value:.1f} 分，{spent:g} {unit}",
        )
        for spent, each in points
    ]
    return Scatter(tuple(dots), unit, f"{most:g}")


def _yuan(result: CaseResult) -> float:
    return float(result.usage.get("cost") or 0)


def _tokens(result: CaseResult) -> float:
    return float(result.usage.get("prompt_tokens", 0) + result.usage.get("completion_tokens", 0))


def _seconds(result: CaseResult) -> float:
    return result.seconds
