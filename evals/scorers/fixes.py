"""Repairs: known defects healed, findings removed, findings added, meaning kept.

Means: `known` – share of the defects that the form was written with of which nothing is left to say, counting as not healed
those that the checker never sees; `removed` – share of the errors and warnings gone; `added` – 100 less 25 for each finding
that was not there before (by rule and row; the reminder W108 is the price of a figure nobody gave); `kept` – share of the
form's names, purposes and given figures that are still there, figures that were themselves objected to left aside.
Fails where a defect may be healed in several ways: what is removed may be what mattered, which `kept` sees by figures only.
"""

from collections import Counter
from collections.abc import Iterable

from assistant.checking import Finding, Report, check
from assistant.drafting.events import Usage
from assistant.model import PerformanceTarget
from evals.cases import Defect, EvalCase
from evals.scorers.base import Score, Scorer
from evals.scorers.texts import numbers

_REMINDER = "W108"
_ADDED = 25
_WHOLE = ("目标", "表")


class _OfFixes(Scorer):
    kinds = ("fix",)

    def applies(self, case: EvalCase) -> bool:
        """Only where a form is to be fixed."""
        return case.target is not None


class FixKnown(_OfFixes):
    """Known defects healed."""

    id = "fix_known"
    title = "改掉已知"

    def score(self, case: EvalCase, draft: PerformanceTarget, report: Report, usage: Usage) -> Score:
        """See the module."""
        before, after = _found(case), report.findings
        left = [defect for defect in case.defects if not _of(defect, before) or _of(defect, after)]
        return Score.share(
            len(case.defects) - len(left), len(case.defects), left=[f"{each.where}：{each.what}" for each in left]
        )


def _of(defect: Defect, findings: Iterable[Finding]) -> bool:
    """Whether a finding names a defect: one of its rules, at its row, or anywhere where it is no row."""
    return any(
        each.rule in defect.rules and (defect.where in _WHOLE or each.row in (None, defect.where)) for each in findings
    )


class FixRemoved(_OfFixes):
    """Errors and warnings gone."""

    id = "fix_removed"
    title = "减少问题"

    def score(self, case: EvalCase, draft: PerformanceTarget, report: Report, usage: Usage) -> Score:
        """See the module."""
        before, after = (_grave(findings) for findings in (_found(case), report.findings))
        return Score.share(max(0, before - after), before) if before else Score.of(100)


class FixAdded(_OfFixes):
    """Findings that were not there before."""

    id = "fix_added"
    title = "不添问题"

    def score(self, case: EvalCase, draft: PerformanceTarget, report: Report, usage: Usage) -> Score:
        """See the module."""
        before = Counter(each.rule for each in _found(case))
        after = Counter(each.rule for each in report.findings if each.rule != _REMINDER)
        new = list((after - before).elements())
        return Score.of(100 - _ADDED * len(new), rules=new)


class FixKept(_OfFixes):
    """What the form said and still says."""

    id = "fix_kept"
    title = "原意保留"

    def score(self, case: EvalCase, draft: PerformanceTarget, report: Report, usage: Usage) -> Score:
        """See the module."""
        assert case.target
        doubtful = {each.where for each in case.defects}
        kept, said = _text(draft), [draft.project.name, str(draft.project.budget)]
        wanted = {(row.name, number) for row in case.target.indicators for number in numbers(row.value.text)}
        wanted = {(name, number) for name, number in wanted if name not in doubtful}
        left = numbers(kept)
        lost = [f"{name} {number:f}" for name, number in sorted(wanted) if number not in left]
        heads = [case.target.project.name, str(case.target.project.budget)]
        same = sum(one == other for one, other in zip(heads, said, strict=True))
        return Score.share(len(wanted) - len(lost) + same, len(wanted) + len(heads), lost=lost)


def _found(case: EvalCase) -> tuple[Finding, ...]:
    assert case.target
    return check(case.target).findings


def _grave(findings: Iterable[Finding]) -> int:
    return sum(each.severity != "hint" for each in findings)


def _text(target: PerformanceTarget) -> str:
    rows = [f"{row.name}；{row.value.text}；{row.description or ''}" for row in target.indicators]
    return "；".join([*rows, *(goal.text for goal in target.goals)])
