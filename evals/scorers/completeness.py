"""Completeness for the form: required goals, kinds of indicators, and the columns of each row.

Means: what the form and 101号 require is there, whatever its quality. A required thing counts one, a wanted one
(时效, 成本, 满意度) half, the columns of a row together one quarter.
Fails where a kind may rightly be left out (a project that serves nobody directly has no 满意度): it costs half a point there.
"""

from collections.abc import Iterator

from assistant.checking import Report
from assistant.drafting.events import Usage
from assistant.forms import FormDefinition, get_form
from assistant.model import Indicator, PerformanceTarget
from evals.cases import EvalCase
from evals.scorers.base import Score, Scorer

_NEED = {"required": 1.0, "wanted": 0.5}
_COLUMNS = 0.25


class Completeness(Scorer):
    """Share of what the form requires that the draft has."""

    id = "completeness"
    title = "完整"

    def score(self, case: EvalCase, draft: PerformanceTarget, report: Report, usage: Usage) -> Score:
        """See the module."""
        form = get_form(draft.form)
        parts = [*_goals(form, draft), *_kinds(form, draft), *_columns(form, draft)]
        missing = [name for name, there, _ in parts if not there]
        got = sum(worth for _, there, worth in parts if there)
        return Score.share(got, sum(worth for *_, worth in parts), missing=missing)


Part = tuple[str, bool, float]


def _goals(form: FormDefinition, draft: PerformanceTarget) -> Iterator[Part]:
    for slot in form.goals:
        if slot.required and not slot.optional:
            yield slot.label, bool(draft.goals_of(slot.period)), 1.0


def _kinds(form: FormDefinition, draft: PerformanceTarget) -> Iterator[Part]:
    for table in form.tables:
        rows = draft.of_period(table.period)
        present = {row.level2 for row in rows}
        for level in form.levels:
            for kind in level.level2:
                if kind.need in _NEED:
                    yield kind.name, kind.name in present, _NEED[kind.need]
        yield "效益指标", any(row.level1 == "效益指标" for row in rows), 1.0


def _columns(form: FormDefinition, draft: PerformanceTarget) -> Iterator[Part]:
    wanted = [column.key for column in form.columns if not column.varies and column.key not in ("goal_name", "extra")]
    for row in draft.indicators:
        yield f"{row.name}的各栏", all(_filled(row, key) for key in wanted), _COLUMNS


def _filled(row: Indicator, key: str) -> bool:
    return bool(str(getattr(row, key) or "").strip())
