"""Values that lie outside of what the field takes as ordinary, brought back to it, the norm named."""

from collections.abc import Iterator
from decimal import Decimal

from assistant.fixing.case import Case
from assistant.fixing.fix import Fix
from assistant.fixing.words import norm_value, words
from assistant.model import Operator, Source, Value

_MIDDLE, _ALL = Decimal(90), Decimal(100)


def satisfaction(case: Case) -> Iterator[Fix]:
    """A satisfaction of 100% becomes ≥95%, one under 80% becomes ≥85%."""
    row = case.row
    if row is None or row.number is None or not row.percent or row.meaning.kind != "satisfaction":
        return
    usual = words()["satisfaction"]
    text = usual["high"] if row.number >= _MIDDLE else usual["low"]
    value = case.styled(Value.parse(text))
    source = Source(kind="standard", detail=usual["say"])
    reason = f"“{row.text}”改为“{value.text}”（{usual['say']}）"
    yield from case.fix(case.change(row, source, value=value), "offline", reason)


def ordinary(case: Case) -> Iterator[Fix]:
    """A share out of range becomes what a norm gives such a row, else 待核实."""
    row = case.row
    if row is None or not row.percent or row.meaning.kind == "satisfaction":
        return
    if row.number == _ALL and row.value.operator in ("≥", ">"):
        # ≥100% has one right form.
        return
    if found := norm_value(row.name, case.context):
        value = case.styled(found[0])
        reason = f"“{row.name} {row.text}”改为“{value.text}”（{found[1].detail}）"
        yield from case.fix(case.change(row, found[1], value=value), "offline", reason, choice=True)
    opened, source = case.open_value(row.name, "%")
    reason = f"“{row.name} {row.text}”难以做到或没有约束力，按上年实际核定，先标待核实"
    yield from case.fix(case.change(row, source, value=opened), "offline", reason, choice=True)


def open_value(case: Case) -> Iterator[Fix]:
    """A value that is empty, or whose unit answers another question: 待核实 in the unit that the name asks for."""
    from assistant.fixing.words import likely_unit, sure_unit

    row = case.row
    if row is None or not row.name:
        return
    kind = row.meaning.kind
    if kind == "rate" and row.meaning.direction == "down" and not row.is_empty:
        value, source = case.open_value(row.name, "%", "≤")
        reason = f"“{row.name}”越少越好，“{row.text}”不能当上限，数字没有人给出，先标待核实"
        yield from case.fix(case.change(row, source, value=value), "offline", reason)
        return
    if kind in ("rate", "satisfaction"):
        value, source = case.usual(row.name)
        ground = source.detail if source.kind == "standard" else "先标待核实"
        reason = f"“{row.name}”没有填指标值，写“{value.text}”（{ground}）" if row.is_empty else ""
        if reason:
            yield from case.fix(case.change(row, source, value=value), "offline", reason)
        return
    unit = "" if kind in ("statement", "time") else likely_unit(row.name)
    if kind in ("amount", "unit_cost"):
        unit = sure_unit(row.name) or case.form.form.money_unit
    operator: Operator = "≤" if row.meaning.direction == "down" else "≥"
    if kind == "statement" or (kind == "time" and row.is_empty):
        value, source = Value.to_confirm(), case.open_value(row.name, "")[1]
    else:
        value, source = case.open_value(row.name, unit, operator)
    said = "没有填指标值" if row.is_empty else f"的“{row.text}”答不了“{unit}”数"
    if not row.is_empty and row.number == 100 and row.meaning.direction == "down":
        said = f"越少越好，“{row.text}”不能当上限"
    yield from case.fix(
        case.change(row, source, value=value), "offline", f"“{row.name}”{said}，数字没有人给出，先标待核实"
    )


def basis(case: Case) -> Iterator[Fix]:
    """A basis that the form offers and that goes with the kind of row."""
    rows = [case.row] if case.row else [row for row in case.form.rows if not row.indicator.basis]
    edits = []
    for row in rows:
        edits += list(case.change(row, basis=case.basis_for(row.level1)))
    yield from case.fix(tuple(edits), "offline", "按指标的性质选表式里的一类依据，请核对", choice=True)
