"""A judged draft as the `PerformanceTarget` that scorers see; columns that no judge saw stay empty for all arms alike."""

from assistant.model import Goal, Indicator, PerformanceTarget, Project, Source, Value
from assistant.model.framework import PARENT, canonical, canonical_level2
from evals.cases import EvalCase
from evals.judge.recorded import JudgedDraft, JudgedRow


def target_of(draft: JudgedDraft, case: EvalCase) -> PerformanceTarget:
    """Return a judged draft as a target of the case's form."""
    brief = case.brief
    assert brief is not None
    project = Project(
        name=brief.name, budget=brief.budget, purpose=brief.purpose, year=brief.year, unit=brief.unit or None
    )
    return PerformanceTarget(
        form=brief.form,
        project=project,
        goals=[Goal(period="annual", text=text) for text in draft.goals],
        indicators=[_row(row) for row in draft.rows],
    )


def _row(row: JudgedRow) -> Indicator:
    level1, level2 = _levels(row.kind)
    return Indicator(
        period="annual",
        level1=level1,
        level2=level2,
        name=row.name,
        description=row.description or None,
        value=Value.parse(row.value),
        basis=row.basis or None,
        data_source=row.data or None,
        source=Source.model_validate({"kind": row.source[0], "detail": row.source[1]}) if row.source else None,
    )


def _levels(kind: str) -> tuple[str, str]:
    """Return both levels of a printed kind; a bare 成本指标 is the 经济成本指标 of 101号."""
    level2 = canonical(kind)
    if level2 == "成本指标":
        return "成本指标", "经济成本指标"
    level1 = PARENT.get(level2, level2)
    return level1, canonical_level2(level2, level1)
