"""Lay the same target out for another form: its levels, value style, money unit, periods and fields."""

from collections.abc import Sequence

from assistant.forms.definition import FormDefinition
from assistant.forms.fields import converted_fields
from assistant.forms.loader import get_form
from assistant.model import Goal, Indicator, PerformanceTarget, Period
from assistant.model.text import match_key

_COST, _OUTPUT, _ECONOMIC_COST = "成本指标", "产出指标", "经济成本指标"


def convert(target: PerformanceTarget, form_id: str) -> PerformanceTarget:
    """Return the same target for another form; for its own form, an equal copy.

    What the new form prints elsewhere moves there:

    - 成本指标 stands under 产出指标 or is a level 1 of its own (经济成本指标), as the form has it; a form that has one
      kind of cost takes 社会成本 and 生态环境成本 into it. Rows are put into the form's order of levels.
    - Units of values get or lose their brackets, amounts are given in the form's unit.
    - A form with a 长期 and a 年度 table gets the annual rows as long-term rows too, when there are none. A form with one
      table keeps its rows of that period; rows of the other period go only where an equal row stays. Goals likewise, but
      no goal is made up: a missing 长期 goal stays missing.
    - Fields carry over by key and by what they mean (`FieldDef.role`); the year's funds are filled in only where they
      follow from the budget and the funds that are known.

    Nothing is dropped: what the new form has no cell for (资金用途, 绩效指标描述, other fields) stays in the target and in
    its JSON; `assistant.writing.left_out` names it, and converting back brings it back.

    Args:
        target: any target; an unknown form of its own is no obstacle.
        form_id: id, name or alias of the form.

    Raises:
        InputError: there is no such form.
    """
    form = get_form(form_id)
    if target.form == form.id:
        return target.model_copy(deep=True)
    project = target.project.model_copy(deep=True)
    if project.budget is not None:
        project.budget = project.budget.to(form.money_unit)
    project.fields = converted_fields(target, form)
    rows = _in_order([_converted_row(row, form) for row in target.indicators], form)
    return PerformanceTarget(
        form=form.id,
        project=project,
        goals=_converted_goals(target.goals, form),
        indicators=_for_tables(rows, form),
        waivers=list(target.waivers),
    )


def _converted_row(row: Indicator, form: FormDefinition) -> Indicator:
    level1, level2 = converted_levels(row.level1, row.level2, form)
    changes = {"level1": level1, "level2": level2, "value": row.value.styled(form.value_brackets)}
    return row.model_copy(update=changes, deep=True)


def converted_levels(level1: str, level2: str, form: FormDefinition) -> tuple[str, str]:
    """Return where a row of these levels stands in a form; terms that the form lacks stay as they are."""
    own_level = any(level.name == _COST for level in form.levels)
    if own_level and (level1, level2) == (_OUTPUT, _COST):
        return _COST, _ECONOMIC_COST
    if not own_level and level1 == _COST and any(child.name == _COST for child in form.level2_of(_OUTPUT)):
        return _OUTPUT, _COST
    return level1, level2


def _in_order(rows: Sequence[Indicator], form: FormDefinition) -> list[Indicator]:
    """Return rows in the form's order of levels, so that equal levels stand together; the rest comes last."""
    known = [(level.name, child.name) for level in form.levels for child in level.level2]
    firsts = [level.name for level in form.levels]

    def place(row: Indicator) -> tuple[int, int]:
        pair = (row.level1, row.level2)
        first = firsts.index(row.level1) if row.level1 in firsts else len(firsts)
        return first, known.index(pair) if pair in known else len(known)

    return sorted(rows, key=place)


def _for_tables(rows: Sequence[Indicator], form: FormDefinition) -> list[Indicator]:
    periods: list[Period] = [table.period for table in form.tables]
    by_period: dict[Period, list[Indicator]] = {"long_term": [], "annual": []}
    for row in rows:
        by_period[row.period].append(row)
    annual, long_term = by_period["annual"], by_period["long_term"]
    if "long_term" in periods and not long_term:
        by_period["long_term"] = [_moved(row, "long_term") for row in annual]
    if periods == ["annual"]:
        if not annual:
            by_period = {"long_term": [], "annual": [_moved(row, "annual") for row in long_term]}
        else:
            same = {_content(row) for row in annual}
            by_period["long_term"] = [row for row in long_term if _content(row) not in same]
    # The form's own tables first; rows without a table of their own come after them.
    order = [*periods, *(period for period in by_period if period not in periods)]
    return [row for period in order for row in by_period[period]]


def _moved(row: Indicator, period: Period) -> Indicator:
    return row.model_copy(update={"period": period}, deep=True)


def _content(row: Indicator) -> str:
    """Return what a reader compares two rows by: everything but the period, and where the figure comes from."""
    return row.model_dump_json(exclude={"period", "source"})


def _converted_goals(goals: Sequence[Goal], form: FormDefinition) -> list[Goal]:
    printed: set[Period] = {slot.period for slot in form.goals}
    kept = [goal for goal in goals if goal.period in printed]
    if not kept and printed:
        only = form.goals[0].period
        return [goal.model_copy(update={"period": only}) for goal in goals]
    said = {match_key(goal.text) for goal in kept}
    rest = [goal for goal in goals if goal.period not in printed and match_key(goal.text) not in said]
    return [goal.model_copy() for goal in (*kept, *rest)]
