"""Suggested repairs as the page shows them: to which objection they belong, and what stands there before and after."""

import hashlib
import logging
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant import api
from assistant.checking.findings import Finding, Report, Severity
from assistant.fixing import Edit, Fix
from assistant.model import Narrative, PerformanceTarget

_BUDGET_SECONDS = 0.4
"""Each repair is tried on the whole form, so a long form with many findings takes long; an edit must not wait for it."""
_AT_ONCE = 2
_GRAVEST: dict[Severity, int] = {"error": 0, "warning": 1, "hint": 2}
_COLUMNS = {
    "level1": "一级指标", "level2": "二级指标", "name": "三级指标", "description": "指标描述", "value": "指标值",
    "basis": "依据",
}  # fmt: skip
_PARTS = {"name": "项目名称", "budget": "项目预算", "purpose": "资金用途", "unit": "申报单位"}
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Change:
    """One cell or text that a repair changes.

    Attributes:
        where: the indicator's name; empty where the column says it all.
        what: which cell, by the label that people know.
        old: what stands there; None where something is added.
        new: what would stand there; None where something is taken away.
    """

    where: str
    what: str
    old: str | None
    new: str | None


@dataclass(frozen=True)
class Offer:
    """One repair, and what it changes; what it does to both tables alike is said once."""

    fix: Fix
    changes: tuple[Change, ...]

    @property
    def digest(self) -> str:
        """Names the repair in keys, wherever in the list it stands."""
        finding = self.fix.finding
        said = [finding.rule, finding.row or "", finding.message, *map(str, self.changes)]
        return hashlib.sha256("\0".join(said).encode()).hexdigest()[:12]

    @property
    def is_direct(self) -> bool:
        """Whether it changes the writing only, so that nobody needs to think it over."""
        return self.fix.how == "exact" and not self.fix.choice


@dataclass(eq=False)
class Repairs:
    """The repairs of one form, the gravest findings' first; looked for anew only when the form has changed."""

    offers: list[Offer] = field(default_factory=list)
    left: int = 0
    """Findings for which nobody has looked yet."""
    _target: PerformanceTarget | None = None
    _looked: set[Finding] = field(default_factory=set)

    def look(
        self,
        target: PerformanceTarget,
        report: Report,
        narrative: Narrative | None = None,
        seconds: float | None = None,
    ) -> "Repairs":
        """Look for repairs for some seconds; a further call with the same form goes on from there. Returns itself."""
        # What is waived changes no cell: repairs that were found stay good, and only what is taken up again is looked for.
        plain = target.model_copy(update={"waivers": []})
        if self._target != plain:
            self._target, self.offers, self._looked = plain, [], set()
        waiting = [finding for finding in report.findings if finding not in self._looked]
        waiting.sort(key=lambda finding: _GRAVEST[finding.severity])
        deadline = time.monotonic() + (_BUDGET_SECONDS if seconds is None else seconds)
        while waiting and time.monotonic() < deadline:
            some, waiting = waiting[:_AT_ONCE], waiting[_AT_ONCE:]
            self._looked.update(some)
            self.offers += _offers(target, report.model_copy(update={"findings": tuple(some)}), narrative)
        self.left = len(waiting)
        return self


def _offers(target: PerformanceTarget, report: Report, narrative: Narrative | None) -> list[Offer]:
    try:
        return [Offer(fix, _changes(target, fix)) for fix in api.suggest_fixes(target, report, narrative)]
    except Exception:
        # Findings are shown without repairs rather than not at all: a defect here must not cost anyone their draft.
        _log.exception("suggesting repairs failed")
        return []


def _changes(target: PerformanceTarget, fix: Fix) -> tuple[Change, ...]:
    return tuple(dict.fromkeys(_change(target, edit) for edit in fix.edits))


def _change(target: PerformanceTarget, edit: Edit) -> Change:
    at = edit.position or 0
    if edit.part == "add" and edit.row:
        parts = (edit.row.name, edit.row.value.text, edit.row.basis or "")
        return Change("", "指标", None, " ".join(part for part in parts if part))
    if edit.part == "remove":
        return Change("", "指标", edit.before or target.indicators[at].name, None)
    if edit.part == "cell":
        return Change(target.indicators[at].name, _COLUMNS.get(edit.column or "", ""), edit.before, edit.after)
    labels = {"goal": "目标", "project": _PARTS.get(edit.column or "", ""), "field": edit.column or ""}
    return Change("", labels.get(edit.part, ""), edit.before, edit.after)


def for_objection(offers: Sequence[Offer], findings: Sequence[Finding]) -> list[Offer]:
    """Return the repairs of one objection (its findings in both tables), those that change the same once."""
    found: dict[object, Offer] = {}
    for offer in offers:
        if offer.fix.finding in findings:
            found.setdefault(offer.changes, offer)
    return list(found.values())
