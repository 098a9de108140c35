"""`suggest`: repairs for the findings of a form, each tried before it is offered."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from assistant.checking import Finding, Report, check
from assistant.checking.context import Context
from assistant.fixing.applying import build
from assistant.fixing.case import Case
from assistant.fixing.fix import Engine, Fix
from assistant.fixing.goals import composed
from assistant.fixing.guard import invents, known, loses
from assistant.fixing.registry import FIGURE_RULES, FIXERS, GOAL_RULES
from assistant.fixing.trial import Trial
from assistant.fixing.twins import mirrored
from assistant.llm import LanguageModel
from assistant.model import InputError, Narrative, PerformanceTarget

NO_MODEL = "没有可用的模型，请先设置模型接口，或改用离线方式修改"
_EACH = 3
"""So many repairs are offered for one finding, the best first."""


def suggest(
    target: PerformanceTarget,
    report: Report | None = None,
    narrative: Narrative | None = None,
    *,
    engine: Engine = "offline",
    model: LanguageModel | None = None,
) -> list[Fix]:
    """Suggest repairs for a form's findings; the target is not changed.

    Each has been tried: with it alone its finding is gone, no new one has come, and no figure is invented (what nobody
    gave is 【待核实】, which the fix's `asks` says where to look up). `apply` takes any of them together.

    Args:
        target: the form.
        report: its report, or a part of one (one finding to mend); checked here where it is not given.
        narrative: the narrative part of the department's book, where there is one.
        engine: `exact` for the mechanical repairs alone; `offline` also those from the form's words, norms and
            examples; `model` also those that a model writes, before the offline ones.
        model: needed by the engine `model`.

    Returns:
        At most three fixes a finding, in the findings' order, the best first.

    Raises:
        InputError: the engine `model` without a model.
        ModelServiceError: the model's endpoint; nothing is lost, the other engines still work.
        SettingsError: the endpoint, the lexicon, the rules or the folder of examples is set up wrongly.
    """
    trial = Trial(target, check(target, narrative), narrative)
    findings = trial.report.findings if report is None else _present(report.findings, trial.report)
    written: dict[Finding, list[Fix]] = {}
    if engine == "model":
        if model is None:
            raise InputError(NO_MODEL)
        from assistant.fixing.model import written_fixes

        written = written_fixes(trial, findings, model)
    found: list[Fix] = []
    for finding in findings:
        found += list(first(offered(trial, finding, engine, written.get(finding, ())), _EACH))
    return found


def offered(trial: Trial, finding: Finding, engine: Engine, written: Sequence[Fix] = ()) -> Iterator[Fix]:
    """Yield the repairs of one finding that heal it, the best first: exact, the model's, offline, and choices last."""
    form = Context(trial.target)
    case = Case(form, finding, trial.narrative)
    given = known(trial.target, trial.narrative)
    drafts = [fix for fixer in FIXERS.get(finding.rule, ()) for fix in fixer(case)]
    if engine == "exact":
        drafts = [fix for fix in drafts if fix.how == "exact"]
    order = {"exact": 0, "model": 1, "offline": 2}
    ranked = sorted([*drafts, *written], key=lambda fix: (fix.choice, order[fix.how]))
    for fix in distinct(_both(trial.target, fix) for fix in ranked):
        if invents(fix, given):
            continue
        if not trial.heals(finding, fix.edits, fix.how == "exact"):
            whole = _with_goal(trial, fix)
            if whole is None or not trial.heals(finding, whole.edits):
                continue
            fix = whole
        if fix.choice or finding.rule in FIGURE_RULES or not loses(trial.target, build(trial.target, fix.edits).target):
            yield fix


def _with_goal(trial: Trial, fix: Fix) -> Fix | None:
    """Return a fix that also writes the new figures into the goal, where their absence there is all that it brings."""
    for finding in trial.brings_only(GOAL_RULES, fix.edits):
        form = Context(build(trial.target, fix.edits).target)
        for goal in composed(Case(form, finding, trial.narrative)):
            reason = f"{fix.reason}；数量同时写进目标"
            return fix.model_copy(update={"edits": (*fix.edits, *goal.edits), "reason": reason})
    return None


def _both(target: PerformanceTarget, fix: Fix) -> Fix:
    return fix.model_copy(update={"edits": mirrored(target, fix.edits)})


def distinct(fixes: Iterable[Fix]) -> Iterator[Fix]:
    """Yield the fixes whose edits did not come before."""
    seen: list[tuple[object, ...]] = []
    for fix in fixes:
        if fix.edits not in seen:
            seen.append(fix.edits)
            yield fix


def first(fixes: Iterator[Fix], most: int) -> Iterator[Fix]:
    """Yield the first few; of rewordings of one row one is enough, choices come in pairs."""
    seen = False
    for fix in islice(fixes, most):
        if seen and fix.how == "offline" and not fix.choice:
            return
        seen = True
        yield fix


def _present(findings: Sequence[Finding], report: Report) -> tuple[Finding, ...]:
    """The findings of a given report that still stand; positions are not part of a stored finding, so they are found."""
    return tuple(
        here
        for here in report.findings
        if any(
            (given.rule, given.period, given.row, given.message) == (here.rule, here.period, here.row, here.message)
            and given.position in (None, here.position)
            for given in findings
        )
    )
