"""Held-out forms: published ones of other regions, and what a reviewer who saw neither rules nor findings objects to.

No rule was tuned on them. The labels are `evals/datasets/review_labels/cases.yaml`, the forms `tests/checking/other_regions.json`;
`python -m evals.review_labels` prints the figures below those of the samples.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

from assistant.checking import Severity, check
from assistant.model import Goal, Indicator, Money, PerformanceTarget, Project, Value
from assistant.model.framework import canonical, canonical_level2

ROOT = Path(__file__).resolve().parents[1]
_FORMS = ROOT / "tests" / "checking" / "other_regions.json"
_LONG_TERM = "建立长效机制，持续改善服务条件和群众生活环境"


def as_target(case: dict[str, Any]) -> PerformanceTarget:
    """Make a target of a published form; its purpose serves as the goal, which these records do not hold."""
    rows = []
    for row in case["indicators"]:
        level1 = canonical(row["level1"])
        level2 = canonical_level2(row["level2"], level1)
        value = Value.parse(row["value"])
        rows.append(Indicator(period="annual", level1=level1, level2=level2, name=row["name"], value=value))
    return PerformanceTarget(
        form="central",
        project=Project(
            name=case["project"],
            budget=Money.parse(case["budget_wan"], "万元"),
            year=int(case["year"]),
            unit=case["unit"],
        ),
        goals=[Goal(period="long_term", text=_LONG_TERM), Goal(period="annual", text=case["purpose"])],
        indicators=rows,
    )


@cache
def published() -> dict[str, PerformanceTarget]:
    """Return the published forms by their id."""
    cases = json.loads(_FORMS.read_text(encoding="utf-8"))
    return {case["id"]: as_target(case) for case in cases}


def rows_flagged(least: tuple[Severity, ...]) -> set[tuple[str, int]]:
    """Return the rows, as form and position, that the checker flags with one of the severities."""
    return {
        (name, finding.position)
        for name, target in published().items()
        for finding in check(target).findings
        if finding.position is not None and finding.severity in least
    }


def held_out(labelled: set[tuple[str, int]]) -> str:
    """Return the line of the report: of the rows that the reviewer flags, which the checker flags, and the other way round.

    Args:
        labelled: the reviewer's rows, as form and position.
    """
    every, grave = rows_flagged(("error", "warning", "hint")), rows_flagged(("error", "warning"))
    rows = sum(len(target.indicators) for target in published().values())
    share = (
        len(every & labelled) / len(labelled),
        len(grave & labelled) / len(labelled),
        len(grave & labelled) / len(grave),
    )
    return (
        f"held out    one  {len(labelled):>4}  recall {share[0]:6.1%} (without hints {share[1]:6.1%})  "
        f"flagged {len(grave):>4}  precision {share[2]:6.1%}  of {rows} rows of {len(published())} other forms"
    )
