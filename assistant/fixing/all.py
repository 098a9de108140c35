"""`fix_all`: repair after repair, each tried on the form as it then stands, until nothing more helps."""

from collections.abc import Collection

from assistant.checking import Finding, Severity, check
from assistant.fixing.applying import build
from assistant.fixing.fix import Edit, Engine, Fix, Fixed
from assistant.fixing.guard import loses
from assistant.fixing.ledger import Ledger
from assistant.fixing.registry import GOAL_RULES
from assistant.fixing.suggest import NO_MODEL, offered
from assistant.fixing.trial import Trial
from assistant.llm import LanguageModel
from assistant.model import InputError, Narrative, PerformanceTarget

_GRAVEST: dict[Severity, int] = {"error": 0, "warning": 1, "hint": 2}


def fix_all(
    target: PerformanceTarget,
    narrative: Narrative | None = None,
    *,
    severities: Collection[Severity] | None = None,
    rules: Collection[str] | None = None,
    engine: Engine = "offline",
    model: LanguageModel | None = None,
) -> Fixed:
    """Apply the best repair of every finding that has one until nothing more applies.

    Repairs that need a person's choice (which of two figures is right) are left alone. Each repair takes a finding
    away and brings none, so it ends, with no new finding and never more than before; a second run changes nothing.

    Args:
        target: the form; it is not changed.
        narrative: the narrative part of the department's book, where there is one.
        severities: only findings of these are mended; None for all.
        rules: only findings of these rules (codes); None for all.
        engine: see `suggest`; the model is asked once.
        model: needed by the engine `model`.

    Raises:
        InputError: the engine `model` without a model.
        ModelServiceError: the model's endpoint.
        SettingsError: as `suggest`.
    """
    run = _Run(target, narrative, severities, rules)
    if engine == "model" and model is None:
        raise InputError(NO_MODEL)
    run.take_all("exact")
    if engine == "model" and model is not None:
        run.take_written(model)
    if engine != "exact":
        run.take_all("offline")
    return Fixed(
        target=run.trial.target,
        applied=tuple(run.applied),
        changes=tuple(run.ledger.changes()),
        left=run.trial.report.findings,
    )


class _Run:
    """The form as it stands, what was applied to it, and which findings are to be mended."""

    def __init__(
        self,
        target: PerformanceTarget,
        narrative: Narrative | None,
        severities: Collection[Severity] | None,
        rules: Collection[str] | None,
    ) -> None:
        self.trial = Trial(target, check(target, narrative), narrative)
        self.ledger = Ledger(target)
        self.applied: list[Fix] = []
        self._severities = severities
        self._rules = rules

    def take_all(self, engine: Engine) -> None:
        """Take repair after repair; what could not be mended is tried again after every other repair."""
        while fix := self._next(engine):
            self._take(fix)

    def take_written(self, model: LanguageModel) -> None:
        """Ask the model once, and take of its repairs what still fits and heals."""
        from assistant.fixing.model import written_fixes

        for fixes in written_fixes(self.trial, self._wanted(), model).values():
            for fix in fixes:
                # A model neither adds nor removes rows, so positions stay true from one repair to the next.
                if fix.choice or not self.trial.fits(fix.edits) or not self.trial.heals(fix.finding, fix.edits):
                    continue
                if not loses(self.trial.target, build(self.trial.target, fix.edits).target):
                    self._take(fix)

    def _next(self, engine: Engine) -> Fix | None:
        """The next repair. Among rows those that add one come last: what is lacking shows when all rows are in place."""
        adding: Fix | None = None
        for finding in self._wanted():
            if finding.position is None and adding:
                break
            for fix in offered(self.trial, finding, engine):
                if fix.choice:
                    continue
                added = [edit for edit in fix.edits if edit.part == "add" and _is_new(edit)]
                if finding.position is None or not added:
                    return fix
                if adding is None or len(adding.edits) == len(added) < len(fix.edits):
                    # What also moves a row may give the kind that the other one would add.
                    adding = fix
        return adding

    def _take(self, fix: Fix) -> None:
        target = self.ledger.apply(fix)
        self.applied.append(fix)
        self.trial = Trial(target, check(target, self.trial.narrative), self.trial.narrative)

    def _wanted(self) -> list[Finding]:
        """The findings to mend: rows, the gravest first; then what the form lacks; goals last, being made of rows."""
        chosen = [
            finding
            for finding in self.trial.report.findings
            if (self._severities is None or finding.severity in self._severities)
            and (self._rules is None or finding.rule in self._rules)
        ]
        return sorted(
            chosen,
            key=lambda each: (each.rule in GOAL_RULES, each.position is None, _GRAVEST[each.severity]),
        )


def _is_new(edit: Edit) -> bool:
    """Whether an added row says something of its own, and is no part of a row that stands there."""
    return edit.row is not None and edit.row.source is not None and edit.row.source.kind != "input"
