"""Suggested repairs as the page shows them: to which objection they belong, and what stands there before and after."""

import hashlib
import logging
from collections.abc import Sequence
from dataclasses import dataclass

from assistant import api
from assistant.checking.findings import Finding, Report
from assistant.fixing import Change, Fix, diff
from assistant.model import Narrative, PerformanceTarget

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Offer:
    """One repair, and what it changes; what it does to both tables alike is said once."""

    fix: Fix
    changes: tuple[Change, ...]

    @property
    def digest(self) -> str:
        """Names the repair in keys, wherever in the list it stands."""
        finding = self.fix.finding
        said = [finding.rule, finding.row or "", finding.message, *(str(change) for change in self.changes)]
        return hashlib.sha256("\0".join(said).encode()).hexdigest()[:12]

    @property
    def is_direct(self) -> bool:
        """Whether it changes the writing only, so that nobody needs to think it over."""
        return self.fix.how == "exact" and not self.fix.choice


@dataclass(eq=False)
class Repairs:
    """The repairs of one form; looked for again only when the form has changed."""

    _target: PerformanceTarget | None = None
    _offers: tuple[Offer, ...] = ()

    def of(self, target: PerformanceTarget, report: Report, narrative: Narrative | None = None) -> tuple[Offer, ...]:
        """Return the repairs for a form's findings, in their order."""
        if self._target != target:
            self._offers = tuple(_offers(target, report, narrative))
            self._target = target
        return self._offers


def _offers(target: PerformanceTarget, report: Report, narrative: Narrative | None) -> list[Offer]:
    try:
        fixes = api.suggest_fixes(target, report, narrative)
        return [Offer(fix, _changes(target, fix)) for fix in fixes]
    except Exception:
        # Findings are shown without repairs rather than not at all: a defect here must not cost anyone their draft.
        _log.exception("suggesting repairs failed")
        return []


def _changes(target: PerformanceTarget, fix: Fix) -> tuple[Change, ...]:
    found = diff(target, api.apply_fixes(target, [fix]).target, [fix])
    return tuple({(change.column, change.old, change.new): change for change in found}.values())


def for_objection(offers: Sequence[Offer], findings: Sequence[Finding]) -> list[Offer]:
    """Return the repairs of one objection (its findings in both tables), those that change the same once."""
    found: dict[object, Offer] = {}
    for offer in offers:
        if offer.fix.finding in findings:
            found.setdefault(tuple((change.column, change.old, change.new) for change in offer.changes), offer)
    return list(found.values())
