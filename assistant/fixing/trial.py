"""Trying a fix: it is applied and the form is checked again. Only what heals and hurts nothing is offered."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.checking import Finding, Report, check
from assistant.fixing.applying import build, fits
from assistant.fixing.fix import Edit
from assistant.fixing.registry import PERSON_RULES
from assistant.model import Narrative, PerformanceTarget

Place = tuple[str, object, str]
"""A rule's code and where it objects: the row (its index before the edits), or the period of the form."""
REMINDER = "W108"
"""待核实 is no defect: it is the question that a fix asks where nobody gave the figure."""


@dataclass(frozen=True)
class Trial:
    """A target as it stands, against which edits are tried."""

    target: PerformanceTarget
    report: Report
    narrative: Narrative | None = None

    @cached_property
    def before(self) -> Counter[Place]:
        """The findings of the target, without reminders, by rule and place."""
        return places(self.report, tuple(range(len(self.target.indicators))))

    def heals(self, finding: Finding, edits: Sequence[Edit], exact: bool = False) -> bool:
        """Return whether the edits take the finding away, bring no new one, and leave no more in all.

        Args:
            finding: what is to be cured.
            edits: the repair.
            exact: whether it is mechanical. Only then may a contradiction of given figures disappear by the way: 300件
                that should read 300人 contradicts a goal of 300人 by its unit alone.
        """
        built = build(self.target, edits)
        report = check(built.target, self.narrative)
        after = places(report, built.origins)
        key = _place(finding, tuple(range(len(self.target.indicators))))
        return (
            after[key] < self.before[key]
            and (exact or self._same_contradictions(finding, after))
            and not self._new(after, exact)
            and len(report.findings) <= len(self.report.findings)
            and len(report.errors) <= len(self.report.errors)
        )

    def _new(self, after: Counter[Place], exact: bool) -> bool:
        """Whether findings came; a contradiction of given figures that a mechanical repair moves to its row is none."""
        rules = Counter(key[0] for key in after.elements()) - Counter(key[0] for key in self.before.elements())
        return any(not exact or key[0] not in PERSON_RULES or rules[key[0]] for key in after - self.before)

    def brings_only(self, rules: Collection[str], edits: Sequence[Edit]) -> list[Finding]:
        """Return the new findings of the edits where all are of these rules; else nothing."""
        built = build(self.target, edits)
        report = check(built.target, self.narrative)
        new = places(report, built.origins) - self.before
        if not new or any(key[0] not in rules for key in new):
            return []
        return [finding for finding in report.findings if finding.rule in {key[0] for key in new}]

    def _same_contradictions(self, finding: Finding, after: Counter[Place]) -> bool:
        """Whether no contradiction of given figures disappears by the way, unanswered."""
        return all(
            after[key] == count
            for key, count in self.before.items()
            if key[0] in PERSON_RULES and key[0] != finding.rule
        )

    def fits(self, edits: Sequence[Edit]) -> bool:
        """Return whether the edits find what they expect."""
        return all(fits(edit, self.target) for edit in edits)


def places(report: Report, origins: tuple[int | None, ...]) -> Counter[Place]:
    """Count the findings by rule and place; a row is known by its index before the edits.

    Args:
        report: of the target after edits.
        origins: for each of its rows the index before them; see `Built`.
    """
    return Counter(_place(finding, origins) for finding in report.findings if finding.rule != REMINDER)


def _place(finding: Finding, origins: tuple[int | None, ...]) -> Place:
    if finding.position is None:
        return finding.rule, finding.period, "form"
    origin = origins[finding.position]
    return finding.rule, origin, "row" if origin is not None else "new"
