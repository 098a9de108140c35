"""Header fields in another form: carried by key or by meaning, and the year's funds where they follow."""

from assistant.forms.definition import FieldDef, FormDefinition
from assistant.forms.loader import all_forms
from assistant.model import Money, PerformanceTarget

_PARTS = ("fiscal", "other", "carried_over")


def converted_fields(target: PerformanceTarget, form: FormDefinition) -> dict[str, str]:
    """Return the fields of a target as another form knows them, in that form's order.

    Fields that the form does not know stay under their own key, after the others.
    """
    source = all_forms().get(target.form)
    left = dict(target.project.fields)
    for definition in source.fields if source else ():
        # What only repeats the unit or the budget is said by them.
        if definition.same_as and getattr(target.project, definition.same_as) is not None:
            left.pop(definition.key, None)
    found: dict[str, str] = {}
    for definition in form.fields:
        text = _repeated(target, definition, form) or _carried(left, definition, source, form)
        if text:
            found[definition.key] = text
    if not _funds_left(left, source, form):
        _fill_funds(found, target, form)
    return found | left


def _repeated(target: PerformanceTarget, definition: FieldDef, form: FormDefinition) -> str:
    if definition.same_as == "unit":
        return target.project.unit or ""
    if definition.same_as == "budget" and target.project.budget is not None:
        return _amount(target.project.budget, form)
    return ""


def _carried(
    left: dict[str, str], definition: FieldDef, source: FormDefinition | None, form: FormDefinition
) -> str | None:
    """Take a field out of `left`: the one that means the same, or else the one of the same key."""
    for own in source.fields if source else ():
        if definition.role and own.role == definition.role and own.key in left:
            return _in_unit(left.pop(own.key), own, source, form)
    own_key = source.field(definition.key) if source else None
    if own_key is not None and own_key.role != definition.role:
        return None
    if definition.key not in left:
        return None
    return _in_unit(left.pop(definition.key), definition, source, form)


def _in_unit(text: str, definition: FieldDef, source: FormDefinition | None, form: FormDefinition) -> str:
    if not definition.money or not text:
        return text
    try:
        return _amount(Money.parse(text, source.money_unit if source else form.money_unit), form)
    except ValueError:
        return text


def _amount(amount: Money, form: FormDefinition) -> str:
    """Return an amount as reading the form gives it: `77677700.00元` where the form prints the 分, else `620万元`."""
    if form.layout.money == "accounting":
        return f"{amount.amount(form.money_unit):.2f}{form.money_unit}"
    return str(amount.to(form.money_unit))


def _funds_left(left: dict[str, str], source: FormDefinition | None, form: FormDefinition) -> bool:
    """Return whether a part of the year's funds (结转) has no place in the new form, so that its sum is not the budget."""
    parts = [field.key for field in source.fields if field.role in _PARTS] if source else []
    amounts = [_money(left.get(key), form) for key in parts]
    return any(amount is not None and amount.fen for amount in amounts)


def _fill_funds(found: dict[str, str], target: PerformanceTarget, form: FormDefinition) -> None:
    """Fill in the one part of the year's funds that is missing, where the budget and the others tell it.

    Nothing is taken for granted: with no part known none is filled in, and a difference below zero is left for the
    user to see.
    """
    parts = {field.role: field.key for field in form.fields if field.role in _PARTS}
    known = {role: _money(found.get(key), form) for role, key in parts.items()}
    missing = [role for role, amount in known.items() if amount is None]
    budget = target.project.budget
    if budget is None or len(missing) != 1 or len(parts) == 1:
        return
    rest = budget.fen - sum(amount.fen for amount in known.values() if amount is not None)
    if rest >= 0:
        found[parts[missing[0]]] = _amount(Money(rest, form.money_unit), form)


def _money(text: str | None, form: FormDefinition) -> Money | None:
    if not text:
        return None
    try:
        return Money.parse(text, form.money_unit)
    except ValueError:
        return None
