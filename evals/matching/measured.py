"""What the matcher is worth: `python -m evals.matching.measured`, on the hand-made pairs of `evals/datasets/matching.yaml`.

Its words were written with every second pair in sight; what is published is precision and recall on the others.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.model import Indicator, InputError, Value
from assistant.model.data import parse_yaml
from assistant.model.framework import PARENT
from evals.matching.likeness import LEAST, likeness

FILE = Path(__file__).resolve().parents[1] / "datasets" / "matching.yaml"


@dataclass(frozen=True)
class HandMade:
    """Two rows, and whether a person says that they measure the same."""

    one: Indicator
    other: Indicator
    same: bool

    @property
    def found(self) -> bool:
        """Whether the matcher says so."""
        return likeness(self.one, self.other) >= LEAST


@dataclass(frozen=True)
class Worth:
    """Precision and recall, 0 to 1, over so many pairs."""

    pairs: int
    precision: float
    recall: float


def hand_made() -> list[HandMade]:
    """Return the pairs in the file's order.

    Raises:
        InputError: the file is not of its shape.
    """
    raw = parse_yaml(FILE.read_text(encoding="utf-8"))
    try:
        return [_pair(each, kind == "same") for kind in ("same", "other") for each in raw[kind]]
    except (KeyError, TypeError, ValueError) as error:
        raise InputError("matching.yaml 的每一对应为“二级指标、名称、指标值、名称、指标值”五格，请改正") from error


def _pair(cells: Sequence[str], same: bool) -> HandMade:
    level2, name, value, other_name, other_value, *elsewhere = map(str, cells)
    return HandMade(
        _row(level2, name, value), _row(elsewhere[0] if elsewhere else level2, other_name, other_value), same
    )


def _row(level2: str, name: str, value: str) -> Indicator:
    return Indicator(period="annual", level1=PARENT[level2], level2=level2, name=name, value=Value.parse(value))


def halves() -> tuple[list[HandMade], list[HandMade]]:
    """Return the pairs that the words were written with, and the others."""
    pairs = hand_made()
    return pairs[::2], pairs[1::2]


def worth(pairs: Sequence[HandMade]) -> Worth:
    """Return precision and recall of the matcher on these pairs."""
    hits = sum(pair.same and pair.found for pair in pairs)
    said, wanted = sum(pair.found for pair in pairs), sum(pair.same for pair in pairs)
    return Worth(len(pairs), hits / said if said else 0.0, hits / wanted if wanted else 0.0)


def main() -> None:
    """Print what the matcher is worth, and the pairs that it gets wrong."""
    for title, pairs in zip(("写词表时看过的一半", "没有看过的一半"), halves(), strict=True):
        found = worth(pairs)
        print(f"{title}：{found.pairs} 对，查准 {found.precision:.2f}，查全 {found.recall:.2f}")
        for pair in pairs:
            if pair.same != pair.found:
                alike = likeness(pair.one, pair.other)
                print(f"  {'漏' if pair.same else '误'} {alike:.2f} {pair.one.name} | {pair.other.name}")


if __name__ == "__main__":
    main()
