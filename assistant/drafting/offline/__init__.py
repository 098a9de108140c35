"""The offline engine: no key, no network, no invented figure.

A draft comes from the brief's own figures (`facts`), the budget's arithmetic, named norms by kind of project
(`kinds.yaml`, `norms.yaml`), and rows of the library's nearest projects where they truly fit. What is left is 待核实.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.drafting.brief import Brief
from assistant.drafting.events import Draft, DraftEvent, Finished, GoalDrafted, Notice, RowDrafted, Started, Usage
from assistant.drafting.offline.draft import draft_rows
from assistant.drafting.offline.finish import indicators, place, project_of
from assistant.drafting.offline.goals import goals
from assistant.drafting.offline.kind import ProjectKind, kind_of
from assistant.drafting.offline.opened import asked_row
from assistant.drafting.offline.plan import Plan
from assistant.drafting.offline.row import Row
from assistant.drafting.offline.standards import satisfaction_row
from assistant.drafting.offline.unused import unused_figures
from assistant.forms import FormDefinition, get_form
from assistant.library import Match
from assistant.model import Indicator, PerformanceTarget

__all__ = ["ProjectKind", "draft_target", "kind_of", "rows_for", "stream_offline"]

_NOTICE = "本稿由离线引擎起草：数字只取自填写内容、预算计算、有名称的标准和相近样例，其余标为待核实"


def stream_offline(brief: Brief, form: FormDefinition, matches: Sequence[Match] = ()) -> Iterator[DraftEvent]:
    """Draft without a model; the last event is always `Finished`. Never raises on a valid brief."""
    from assistant.checking import check

    plan = Plan.of(brief, form, matches)
    target = _target(plan)
    used = _used(matches, target)
    yield Started("offline", used)
    notices = _notices(plan, target)
    for notice in notices:
        yield Notice(notice)
    for goal in target.goals:
        yield GoalDrafted(goal)
    for position, row in enumerate(target.indicators):
        yield RowDrafted(position, row)
    yield Finished(Draft(target, check(target), "offline", used, notices, Usage()))


def draft_target(brief: Brief, matches: Sequence[Match] = ()) -> PerformanceTarget:
    """Return the offline draft of a brief as a target. Raises InputError for an unknown form."""
    return _target(Plan.of(brief, get_form(brief.form), matches))


def rows_for(brief: Brief, level1: str, level2: str) -> list[Indicator]:
    """Return annual rows of one kind for a project, best first; [] where the form has no place for it.

    For the repair loop: what a draft misses is filled by rows that rest on the brief, the budget or a norm.

    Raises:
        InputError: the form is unknown.
    """
    plan = Plan.of(brief, get_form(brief.form))
    rows = [row for row in _candidates(plan) if place(plan.form, row.at) == (level1, level2)]
    return [row for row in indicators(plan, rows) if row.period == plan.form.tables[-1].period]


def _candidates(plan: Plan) -> list[Row]:
    from assistant.drafting.offline.data import kinds
    from assistant.drafting.offline.standards import kind_rows

    rows = draft_rows(plan)
    names = {row.name for row in rows}
    more = [*kind_rows(plan, plan.main), asked_row(plan), satisfaction_row(plan), *kind_rows(plan, kinds()["running"])]
    return [*rows, *(replace(row, weight=1) for row in more if row.name not in names)]


def _target(plan: Plan) -> PerformanceTarget:
    rows = draft_rows(plan)
    return PerformanceTarget(
        form=plan.form.id, project=project_of(plan), goals=goals(plan, rows), indicators=indicators(plan, rows)
    )


def _used(matches: Sequence[Match], target: PerformanceTarget) -> tuple[str, ...]:
    """Only examples that a row really rests on are named."""
    details = [row.source.detail for row in target.indicators if row.source and row.source.kind == "example"]
    return tuple(
        match.example.name for match in matches if any(f"《{match.example.name}》" in detail for detail in details)
    )


def _notices(plan: Plan, target: PerformanceTarget) -> tuple[str, ...]:
    annual = target.of_period(plan.form.tables[-1].period)
    open_rows = [row.name for row in annual if row.value.is_unconfirmed]
    found = [_NOTICE, *plan.facts.conflicts]
    if open_rows:
        found.append(f"有 {len(open_rows)} 项待核实：{'、'.join(open_rows)}；补上数字后再导出")
    used = {row.name for row in annual}
    found += unused_figures(plan.brief, plan.facts, annual)
    unused = [name for name, _ in plan.facts.given if name not in used]
    if unused:
        found.append(f"已知数据“{'、'.join(unused)}”没有用上，请写成带单位的数值，如“参训人数=300人”")
    return tuple(found)
