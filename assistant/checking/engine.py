"""`check` and `check_all`: every rule over one target or a department's book, and the scores that follow."""

from collections.abc import Iterable, Sequence
from typing import Final

from assistant.checking.context import Context
from assistant.checking.findings import Finding, Report, Waived
from assistant.checking.narrative import NarrativeIndex
from assistant.checking.rules import BOOK_RULES, RULES
from assistant.checking.rules.personal_names import PersonalNames, mask_names, personal_names
from assistant.checking.scorecard import Place, score
from assistant.checking.settings import RuleSettings, settings_of
from assistant.model import Narrative, PerformanceTarget

_PLACES: Final[dict[str, Place]] = {rule.code: Place(rule.point, rule.weight) for rule in (*RULES, *BOOK_RULES)}
_CODES: Final = frozenset(_PLACES)


def check(target: PerformanceTarget, narrative: Narrative | None = None) -> Report:
    """Check one target as the finance bureau's reviewer would.

    A pure function of its arguments, the form's definition and the settings; never raises on a valid target, and its
    cost is linear in the rows. A form that we do not know is judged by the central one.

    Args:
        target: the form; it is not changed.
        narrative: the narrative part of the department's book, where there is one.

    Returns:
        The findings in the order of the rules, and the 88号 score card. Waived findings stand apart and cost nothing.

    Raises:
        SettingsError: the user's rules or lexicon file, or the form's `review`, is wrong.
    """
    form = Context(target, NarrativeIndex(narrative) if narrative else None)
    settings = settings_of(form.form, _CODES)
    return _report(form, _findings(form, settings), settings)


def check_all(targets: Sequence[PerformanceTarget], narrative: Narrative | None = None) -> list[Report]:
    """Check the targets of one department's book, each alone and against the others.

    Cost is linear in all their rows. Raises as `check` does.

    Args:
        targets: the book's forms; one alone is checked as by `check`.
        narrative: the book's narrative part.

    Returns:
        A report each, in the same order; what the forms have in common is said in the reports of those concerned,
        after their own findings.
    """
    index = NarrativeIndex(narrative) if narrative else None
    forms = [Context(target, index) for target in targets]
    settings = [settings_of(form.form, _CODES) for form in forms]
    found = [_findings(form, each) for form, each in zip(forms, settings, strict=True)]
    if len(forms) > 1:
        for rule in BOOK_RULES:
            for at, finding in rule.check(forms):
                if rule.code not in settings[at].off:
                    found[at].append(_graded(finding, settings[at]))
    return [_report(form, each, how) for form, each, how in zip(forms, found, settings, strict=True)]


def _findings(form: Context, settings: RuleSettings) -> list[Finding]:
    found: list[Finding] = []
    for rule in RULES:
        if rule.code not in settings.off:
            found.extend(rule.check(form))
    return [_graded(finding, settings) for finding in found] if settings.severity else found


def _without_names(form: Context, found: list[Finding]) -> list[Finding]:
    """Mask the personal names that a form holds in what all rules quote of it: findings are printed and passed on."""
    if not any(finding.rule == PersonalNames.code for finding in found):
        return found
    names = list(dict.fromkeys(name for _, text, _ in form.texts for name in personal_names(text)))
    return [
        finding.model_copy(
            update={
                "message": mask_names(finding.message, names),
                "suggestion": mask_names(finding.suggestion, names),
                "row": mask_names(finding.row, names) if finding.row else finding.row,
            }
        )
        for finding in found
    ]


def _graded(finding: Finding, settings: RuleSettings) -> Finding:
    severity = settings.severity.get(finding.rule, finding.severity)
    return finding if severity == finding.severity else finding.model_copy(update={"severity": severity})


def _report(form: Context, found: list[Finding], settings: RuleSettings) -> Report:
    found = _without_names(form, found)
    waived = _waived(form.target, found)
    gone = {each.finding for each in waived}
    left = [finding for finding in found if finding not in gone]
    card, deductions = score(left, _PLACES, settings.scheme)
    return Report(
        project=form.project.name, score=card, findings=tuple(left), waived=tuple(waived), deductions=deductions
    )


def _waived(target: PerformanceTarget, findings: Iterable[Finding]) -> list[Waived]:
    reasons = {(waiver.rule, waiver.row, waiver.period): waiver.reason for waiver in target.waivers}
    if not reasons:
        return []
    pairs = [
        (finding, reasons.get((finding.rule, finding.row, finding.period)) or reasons.get((finding.rule, finding.row, None)))
        for finding in findings
    ]  # fmt: skip
    return [Waived(finding, reason) for finding, reason in pairs if reason]
