"""The 88号 score card: eight points, 100 in all, and what a finding deducts. The one place where that is said.

A finding deducts by its severity from the point that its rule names; the same objection to the 长期 and the 年度 table
counts once; what one rule may deduct is capped, so that thirty equal hints do not sink a form; no point falls below 0.
A region may give the points and deductions other sizes (`review` of its form.yaml).
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Literal, NamedTuple, get_args

from assistant.checking.findings import Deduction, Finding, Grade, Score, Severity

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


class Scheme(NamedTuple):
    """The sizes of a score card: the most of each point, what a finding costs, what a rule may cost."""

    points: Mapping[Point, int]
    deduction: Mapping[Severity, Decimal]
    cap: Mapping[Severity, Decimal]


STANDARD = Scheme(POINTS, DEDUCTION, CAP)
GRADES: tuple[tuple[int, Grade], ...] = ((90, "优"), (80, "良"), (60, "中"))


def score(
    findings: Iterable[Finding], places: Mapping[str, Place], scheme: Scheme = STANDARD
) -> tuple[Score, tuple[Deduction, ...]]:
    """Return the score of a form's findings, and every deduction with the findings that it comes from.

    The deductions' points add up to 100 less the total, exactly.

    Args:
        findings: all of them, in any order.
        places: where each rule's code deducts.
        scheme: the region's sizes.
    """
    left = {point: Decimal(most) for point, most in scheme.points.items()}
    made: list[Deduction] = []
    for (rule, severity), group in _grouped(findings).items():
        place = places[rule]
        count = len({(finding.row, finding.message) for finding in group})
        asked = min(scheme.deduction[severity] * count * place.weight, scheme.cap[severity])
        taken = min(asked, left[place.point])
        if taken:
            left[place.point] -= taken
            made.append(Deduction(place.point, rule, severity, taken, tuple(group)))
    total = sum(left.values(), Decimal(0))
    grade: Grade = next((grade for least, grade in GRADES if total >= least), "差")
    points = {str(point): float(value) for point, value in left.items()}
    return Score(total=float(total), grade=grade, points=points), tuple(made)


def _grouped(findings: Iterable[Finding]) -> dict[tuple[str, Severity], list[Finding]]:
    groups: dict[tuple[str, Severity], list[Finding]] = {}
    for finding in findings:
        groups.setdefault((finding.rule, finding.severity), []).append(finding)
    return groups
