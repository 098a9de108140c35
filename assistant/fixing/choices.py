"""Where two figures contradict each other, only a person knows which is right: both ways are offered, none is taken."""

import re
from collections.abc import Iterator

from assistant.checking.context import Row
from assistant.checking.costs import print_yuan
from assistant.checking.figures import Figure, figures
from assistant.fixing.case import Case
from assistant.fixing.fix import Edit, Fix
from assistant.model import Money, Value
from assistant.model.text import match_key

_SUM = re.compile(r"[^=]+= (?P<sum>[\d.,]+(?:万元|元))")
_MONEY = re.compile(r"\d[\d.,]*(?:万元|元)")


def goal_or_row(case: Case) -> Iterator[Fix]:
    """The row takes the goal's figure, or the goal (or purpose) takes the row's."""
    row = case.row
    if row is None or row.number is None:
        return
    for place, text in _texts(case, row):
        for figure in figures(text):
            if figure.words in case.finding.message:
                yield from _row_takes(case, row, figure, "目标" if place.part == "goal" else "资金用途")
                said = text.replace(figure.quoted, _amount(row), 1)
                edit = place.model_copy(update={"after": said})
                if said != text:
                    reason = f"以指标为准，“{figure.words}”改为{_amount(row)}；请先核实哪个数是对的"
                    yield from case.fix((edit,), "exact", reason, choice=True)


def narrative_or_row(case: Case) -> Iterator[Fix]:
    """The row takes the narrative's figure; the other way is to be done in the narrative part itself."""
    row = case.row
    if row is None or case.narrative is None:
        return
    name = match_key(case.target.project.name)
    for item in case.narrative.items:
        if match_key(item.name) not in name and name not in match_key(item.name):
            continue
        for figure in [*figures(item.goal), *figures(item.indicators)]:
            if figure.words in case.finding.message:
                yield from _row_takes(case, row, figure, "文字部分")


def fund_parts(case: Case) -> Iterator[Fix]:
    """A part that is missing is the difference; of one part and a budget that differ either may be wrong."""
    budget = case.target.project.budget
    keys = [field.key for field in case.form.form.fields if field.part_of_budget]
    parts = {key: part for key in keys if (part := _money(case, key))}
    if budget is None or not parts:
        return
    total = sum(part.fen for part in parts.values())
    left = [key for key in keys if not case.target.project.fields.get(key)]
    if total < budget.fen and len(left) == 1:
        rest = Money(budget.fen - total, budget.unit)
        edit = Edit(part="field", column=left[0], before=case.target.project.fields.get(left[0]), after=str(rest))
        given = " - ".join([str(budget), *(str(part) for part in parts.values())])
        yield from case.fix((edit,), "offline", f"{left[0]}没有填，按 {given} = {rest} 补上")
        return
    summed = Money(total, budget.unit)
    edit = Edit(part="project", column="budget", before=str(budget), after=str(summed))
    listed = " + ".join(f"{key} {part}" for key, part in parts.items())
    reason = f"以资金构成为准，预算改为 {listed} = {summed}；请先核实哪个数是对的"
    yield from case.fix((edit,), "exact", reason, choice=True)
    filled = [key for key, part in parts.items() if part.fen]
    if len(filled) == 1:
        key = filled[0]
        rest = Money(parts[key].fen + budget.fen - total, parts[key].unit)
        edit = Edit(part="field", column=key, before=case.target.project.fields[key], after=str(rest))
        reason = f"以预算 {budget} 为准，{key}改为 {rest}；请先核实哪个数是对的"
        yield from case.fix((edit,), "exact", reason, choice=True)


def cost_to_confirm(case: Case) -> Iterator[Fix]:
    """A cost above the budget, or costs that together are: the figure is to be looked up again."""
    rows = [case.row] if case.row else [row for row in case.rows if row.is_cost and row.cost]
    rows.sort(key=lambda row: -(row.cost.yuan if row and row.cost else 0))
    edits: tuple[Edit, ...] = ()
    for row in rows:
        if row is None or row.cost is None:
            continue
        unit = case.form.form.money_unit
        edits += case.change(row, case.open_value(row.name, unit)[1], value=case.open_value(row.name, unit, "≤")[0])
        budget = case.target.project.budget
        reason = f"成本超过预算 {budget}，“{row.name} {row.text}”等核对预算明细后重填"
        yield from case.fix(edits, "offline", reason, choice=True)


def cost_as_budget(case: Case) -> Iterator[Fix]:
    """A total cost that is not the budget, or differs from it by the unit alone, becomes `≤` the budget."""
    row, budget = case.row, case.form.budget_yuan
    if row is None or budget is None:
        return
    unit = case.form.form.money_unit
    value = Value.of("≤", print_yuan(budget, unit).removesuffix(unit), unit, row.value.bracketed)
    edits = case.change(row, value=value)
    reason = f"按预算 {case.target.project.budget} 写成“{value.text}”；请先核实总成本"
    yield from case.fix(edits, "offline", reason, choice=True)


def reckoned(case: Case) -> Iterator[Fix]:
    """People times standard is another sum than the row states: the sum as reckoned, if people and standard are right."""
    row, found = case.row, _SUM.match(case.finding.message)
    if row is None or found is None:
        return
    text = _MONEY.sub(found["sum"], row.text, count=1)
    reason = f"按 {found[0]} 改为“{text}”；人数或标准有误的，请改那两个数"
    yield from case.fix(case.change(row, value=Value.parse(text)), "exact", reason, choice=True)


def own_year(case: Case) -> Iterator[Fix]:
    """Another year than the form's becomes the form's; paying for a former year may be right, so a person decides."""
    year, project = case.target.project.year, case.target.project
    said = [other for other in range(2000, 2051) if other != year and f"{other}年，申报年度" in case.finding.message]
    if year is None or not said:
        return
    wrong, right = f"{said[0]}", f"{year}"
    reason = f"“{wrong}年”改为申报年度“{right}年”；确属补发或跨年支付的不要改，请在用途里说明"
    if case.row is not None:
        kept = case.row.indicator
        texts = {"name": kept.name.replace(wrong, right), "value": Value.parse(kept.value.text.replace(wrong, right))}
        if kept.description:
            texts["description"] = kept.description.replace(wrong, right)
        yield from case.fix(case.change(case.row, kept.source, **texts), "exact", reason, choice=True)
        return
    edits = [
        Edit(part="project", column=part, before=old, after=old.replace(wrong, right))
        for part, old in (("name", project.name), ("purpose", project.purpose))
        if old and wrong in old
    ]
    edits += [
        Edit(part="goal", position=at, period=goal.period, before=goal.text, after=goal.text.replace(wrong, right))
        for at, goal in enumerate(case.target.goals)
        if wrong in goal.text
    ]
    for edit in edits:
        yield from case.fix((edit,), "exact", reason, choice=True)


def _row_takes(case: Case, row: Row, figure: Figure, place: str) -> Iterator[Fix]:
    value = case.styled(Value.parse((row.value.operator or "") + figure.quoted))
    reason = f"以{place}为准，“{row.name}”由“{row.text}”改为“{value.text}”；请先核实哪个数是对的"
    yield from case.fix(case.change(row, value=value), "exact", reason, choice=True)


def _texts(case: Case, row: Row) -> Iterator[tuple[Edit, str]]:
    for at, goal in enumerate(case.target.goals):
        if goal.period == row.period:
            yield Edit(part="goal", position=at, period=goal.period, before=goal.text), goal.text
    if purpose := case.target.project.purpose:
        yield Edit(part="project", column="purpose", before=purpose), purpose


def _amount(row: Row) -> str:
    return row.value.styled(bracketed=False).text.lstrip("≥≤=><")


def _money(case: Case, key: str) -> Money | None:
    text = case.target.project.fields.get(key)
    try:
        return Money.parse(text, case.form.form.money_unit) if text else None
    except ValueError:
        return None
