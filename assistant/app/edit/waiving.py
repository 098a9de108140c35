"""Findings left as they are, with a reason: what a waiver takes along, and a form with one more or one less."""

from collections.abc import Sequence

from assistant.checking.findings import Finding, Report
from assistant.model import PerformanceTarget, Waiver

Entry = tuple[str, list[Finding]]
"""A reason, and the findings that it lets stand."""


def waiver_of(group: Sequence[Finding], reason: str) -> Waiver:
    """Return the waiver of one objection.

    Args:
        group: its findings, which differ in the period at most.
        reason: the user's words, not empty.
    """
    periods = {finding.period for finding in group}
    period = group[0].period if len(periods) == 1 else None
    return Waiver(rule=group[0].rule, row=group[0].row, period=period, reason=reason)


def taken_along(group: Sequence[Finding], report: Report) -> list[Finding]:
    """Return the other findings that a waiver of this objection lets stand: those of its rule about its row."""
    waiver = waiver_of(group, "—")
    return [finding for finding in report.findings if finding not in group and _covers(waiver, finding)]


def _covers(waiver: Waiver, finding: Finding) -> bool:
    return (waiver.rule, waiver.row) == (finding.rule, finding.row) and waiver.period in (None, finding.period)


def with_waiver(target: PerformanceTarget, group: Sequence[Finding], reason: str) -> PerformanceTarget:
    """Return the form with an objection waived."""
    return target.model_copy(update={"waivers": [*target.waivers, waiver_of(group, reason)]})


def without_waiver(target: PerformanceTarget, group: Sequence[Finding]) -> PerformanceTarget:
    """Return the form without the waivers of some findings."""
    left = [waiver for waiver in target.waivers if not any(_covers(waiver, finding) for finding in group)]
    return target.model_copy(update={"waivers": left})


def waived(report: Report) -> list[Entry]:
    """Return what was waived, one entry a rule, row and reason; both tables' findings stand together."""
    found: dict[tuple[str, str | None, str], list[Finding]] = {}
    for finding, reason in report.waived:
        found.setdefault((finding.rule, finding.row, reason), []).append(finding)
    return [(reason, findings) for (_, _, reason), findings in found.items()]
