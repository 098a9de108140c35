"""The 88号 score card: eight points, 100 in all, and what a finding deducts. The one place where that is said.

A finding deducts by its severity from the point that its rule names; the same objection to the 长期 and the 年度 table
counts once; what one rule may deduct is capped, so that thirty equal hints do not sink a form; no point falls below 0.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Literal, NamedTuple, get_args

from assistant.checking.findings import Finding, Grade, Score, Severity

Point = Literal[
    "规范完整性", "明确清晰性", "目标相关性", "指标科学性", "绩效合理性", "资金匹配性", "实现可能性", "条件充分性"
]
POINTS: Mapping[Point, int] = dict(zip(get_args(Point), (10, 10, 15, 15, 15, 15, 10, 10), strict=True))

DEDUCTION: Mapping[Severity, Decimal] = {"error": Decimal(8), "warning": Decimal(3), "hint": Decimal("0.5")}
"""Points for one finding."""
CAP: Mapping[Severity, Decimal] = {"error": Decimal(15), "warning": Decimal(9), "hint": Decimal(1)}
"""The most that one rule may deduct by findings of one severity."""


class Place(NamedTuple):
    """Where a rule deducts, and how many findings one of its findings counts for."""

    point: Point
    weight: int = 1


GRADES: tuple[tuple[int, Grade], ...] = ((90, "优"), (80, "良"), (60, "中"))


def score(findings: Iterable[Finding], places: Mapping[str, Place]) -> Score:
    """Return the score of a form's findings.

    Args:
        findings: all of them, in any order.
        places: where each rule's code deducts.
    """
    lost: dict[Point, Decimal] = dict.fromkeys(POINTS, Decimal(0))
    for (rule, severity), count in _distinct(findings).items():
        place = places[rule]
        lost[place.point] += min(DEDUCTION[severity] * count * place.weight, CAP[severity])
    left = {point: max(POINTS[point] - lost[point], Decimal(0)) for point in POINTS}
    total = sum(left.values(), Decimal(0))
    grade: Grade = next((grade for least, grade in GRADES if total >= least), "差")
    return Score(total=float(total), grade=grade, points={point: float(value) for point, value in left.items()})


def _distinct(findings: Iterable[Finding]) -> dict[tuple[str, Severity], int]:
    """Count findings by rule and severity; those that differ only in the period are one."""
    seen: set[tuple[str, str | None, str]] = set()
    counts: dict[tuple[str, Severity], int] = {}
    for finding in findings:
        key = (finding.rule, finding.row, finding.message)
        if key not in seen:
            seen.add(key)
            counts[finding.rule, finding.severity] = counts.get((finding.rule, finding.severity), 0) + 1
    return counts
