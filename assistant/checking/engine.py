"""`check`: every rule over one target, and the score that follows."""

from typing import Final

from assistant.checking.context import Context
from assistant.checking.findings import Finding, Report
from assistant.checking.rules import RULES
from assistant.checking.scorecard import Place, score
from assistant.model import Narrative, PerformanceTarget

_PLACES: Final[dict[str, Place]] = {rule.code: Place(rule.point, rule.weight) for rule in RULES}


def check(target: PerformanceTarget, narrative: Narrative | None = None) -> Report:
    """Check one target as the finance bureau's reviewer would.

    A pure function of its arguments and the form's definition; never raises on a valid target, and its cost is linear
    in the rows. A form that we do not know is judged by the central one.

    Args:
        target: the form; it is not changed.
        narrative: the narrative part of the department's book, where there is one.

    Returns:
        The findings in the order of the rules, and the 88号 score card.
    """
    form = Context(target, narrative)
    findings: list[Finding] = []
    for rule in RULES:
        findings.extend(rule.check(form))
    return Report(project=target.project.name, score=score(findings, _PLACES), findings=tuple(findings))
