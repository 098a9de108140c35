"""What stands in a header cell: the project's own parts, tick boxes, and amounts as the form prints them."""

import re

from assistant.forms import FieldDef, FormDefinition
from assistant.model import Goal, Money, PerformanceTarget, Period

GOAL_LABEL: dict[Period, str] = {"long_term": "长期绩效目标", "annual": "年度绩效目标"}
PART_LABEL = {"purpose": "资金用途", "unit": "申报单位", "year": "年度", "budget": "项目预算"}
OWN = ("name", *PART_LABEL)
_TICKED, _OPEN = "☑", "□"
_SEVERAL = re.compile(r"[、，,;；/\s]+")


def goals_without_slot(target: PerformanceTarget, form: FormDefinition) -> list[Goal]:
    """Return the goals of a period that the form prints no goal of."""
    periods = {slot.period for slot in form.goals}
    return [goal for goal in target.goals if goal.period not in periods]


def shown_parts(form: FormDefinition) -> set[str]:
    """Return the keys of what a form has a place for: parts of the project (`OWN`) and fields."""
    printed = {cell.field for row in form.layout.header for cell in row if cell.field}
    lines = "".join(part or "" for line in form.layout.above for part in (line.left, line.center, line.right))
    lines += form.title
    repeated = {field.same_as for field in form.fields if field.key in printed and field.same_as}
    return printed | repeated | {part for part in OWN if f"{{{part}}}" in lines}


def remaining(target: PerformanceTarget, form: FormDefinition) -> list[list[tuple[str, str]]]:
    """Return label and text of everything in the project's head that the form has no place of its own for.

    First what the form knows, then the fields that it does not: a reader who meets both on one row could not tell
    where the one ends and the other begins.
    """
    shown = shown_parts(form)
    parts = [(label, cell_text(target, form, part)) for part, label in PART_LABEL.items() if part not in shown]
    fields = [(key, cell_text(target, form, key)) for key in target.project.fields if key not in shown]
    known = [*parts, *((key, text) for key, text in fields if form.field(key))]
    unknown = [(key, text) for key, text in fields if not form.field(key)]
    return [[(label, text) for label, text in group if text] for group in (known, unknown)]


def cell_text(target: PerformanceTarget, form: FormDefinition, key: str) -> str:
    """Return the text of a header cell: a part of the project (`OWN`), or one of its fields."""
    project = target.project
    if key == "budget":
        return amount_text(project.budget, form) if project.budget else ""
    if key in OWN:
        found = getattr(project, key)
        return "" if found is None else str(found)
    definition = form.field(key)
    if definition is not None and definition.same_as and getattr(project, definition.same_as) is not None:
        return cell_text(target, form, definition.same_as)
    return field_text(project.fields.get(key, ""), definition, form)


def field_text(text: str, definition: FieldDef | None, form: FormDefinition) -> str:
    """Return a field as the form prints it: ticked, as an amount, or as it is written."""
    if definition is None:
        return text
    if definition.options:
        return ticked(text, definition.options)
    if definition.money and form.layout.money not in ("text", "own"):
        try:
            return amount_text(Money.parse(text, form.money_unit), form)
        except ValueError:
            return text
    return text


def amount_text(amount: Money, form: FormDefinition) -> str:
    """Return an amount as the form prints it: `620`, `6,200,000.00`, `620万元`."""
    if form.layout.money == "own":
        return str(amount)
    if form.layout.money == "text":
        return str(amount.to(form.money_unit))
    if form.layout.money == "accounting":
        return format(amount.amount(form.money_unit), ",.2f" if form.money_unit == "元" else ",f")
    return amount.number(form.money_unit)


def ticked(text: str, options: tuple[str, ...]) -> str:
    """Return the form's boxes with the chosen ones ticked; a choice that it does not offer is added, ticked."""
    chosen = [text] if text in options else [part for part in _SEVERAL.split(text) if part]
    if not all(part in options for part in chosen):
        chosen = [text]
    offered = [*options, *(part for part in chosen if part not in options)]
    return "  ".join(f"{_TICKED if option in chosen else _OPEN} {option}" for option in offered)
