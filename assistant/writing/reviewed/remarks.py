"""Findings by where they are to stand: one remark a row, a goal or a form's head."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.checking.findings import Dimension, Finding, Report, Severity
from assistant.model import Document, PerformanceTarget, Place, Places

AUTHOR, INITIALS = "绩效目标助手", "绩效"
SEVERITIES: dict[Severity, str] = {"error": "错误", "warning": "警告", "hint": "提示"}
_ORDER: tuple[Severity, ...] = ("error", "warning", "hint")
_OF_VALUES: tuple[Dimension, ...] = ("适当性", "可行性")
PARTS = ("head", "goal", "row")
_QUOTED = re.compile(r"“([^”]+)”")


@dataclass(frozen=True)
class Line:
    """A paragraph of a remark."""

    text: str
    strong: bool = False


@dataclass(frozen=True)
class Remark:
    """What is to be said at one place of the file.

    Attributes:
        places: where, best first; empty where nothing of its form could be placed.
        cues: texts of the cell that is meant, best first.
        project: the project's name, for files in which no place is known.
        findings: what is wrong there.
        by_name: whether it is about the form's head, and no row is known that names the project.
    """

    places: tuple[Place, ...]
    cues: tuple[str, ...]
    project: str
    findings: tuple[Finding, ...]
    by_name: bool = False


def lines(findings: Sequence[Finding]) -> list[Line]:
    """Return what a comment says: errors first, each with what to do and why."""
    found: list[Line] = []
    ranked = sorted(findings, key=lambda finding: _ORDER.index(finding.severity))
    for number, finding in enumerate(ranked, 1):
        mark = f"{number}. " if len(ranked) > 1 else ""
        found.append(Line(f"{mark}【{SEVERITIES[finding.severity]}】{finding.message}", strong=True))
        found.append(Line(f"建议：{finding.suggestion}"))
        found.append(Line(f"依据：{finding.clause}（{finding.rule}）"))
    return found


def remarks(document: Document, reports: Sequence[Report]) -> list[Remark]:
    """Return the remarks of all forms in the document's order.

    Raises:
        ValueError: there is not one report for each target.
    """
    found: list[Remark] = []
    for target, places, report in zip(document.targets, document.places, reports, strict=True):
        found.extend(_of_target(target, places, report))
    return found


def _of_target(target: PerformanceTarget, places: Places, report: Report) -> Iterator[Remark]:
    cues: tuple[str, ...]
    groups: dict[tuple[str, int], list[Finding]] = {}
    for finding in report.findings:
        groups.setdefault(subject(target, finding), []).append(finding)
    known = [place for place in (places.head, *places.goals, *places.rows) if place is not None][:1]
    for (part, number), findings in sorted(groups.items(), key=lambda group: (PARTS.index(group[0][0]), group[0][1])):
        own: tuple[Place | None, ...]
        if part == "row":
            row = target.indicators[number]
            own, cues = places.rows[number : number + 1], (str(row.value), row.name)
            if min(findings, key=lambda finding: _ORDER.index(finding.severity)).dimension not in _OF_VALUES:
                cues = cues[::-1]
        elif part == "goal":
            own, cues = places.goals[number : number + 1], (target.goals[number].text,)
        else:
            own, cues = (), (target.project.name,)
        # Where the row itself could not be placed, the remark goes to the form's head, else to anything of the form.
        at = tuple(place for place in (*own[:1], *known) if place is not None)
        by_name = part == "head" and places.head is None
        yield Remark(at, cues, target.project.name, tuple(findings), by_name)


def subject(target: PerformanceTarget, finding: Finding) -> tuple[str, int]:
    """Return what a finding is about: a row, a goal (the one that its message quotes, else the period's first), the head."""
    if finding.position is not None and finding.position < len(target.indicators):
        return "row", finding.position
    goals = [at for at, goal in enumerate(target.goals) if finding.period in (None, goal.period) and goal.text]
    if goals and "目标" in finding.message.replace("目标表", ""):
        for quoted in _QUOTED.findall(finding.message):
            for at in goals:
                if quoted.rstrip("…") in target.goals[at].text:
                    return "goal", at
        if finding.period is not None:
            return "goal", goals[0]
    return "head", 0
