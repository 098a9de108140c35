"""Values that have one right form: the sign, the unit, the date. What is meant stays."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from assistant.checking.context import Row
from assistant.checking.lexicon import lexicon, unit_family
from assistant.fixing.case import Case
from assistant.fixing.fix import Fix
from assistant.fixing.words import sure_unit
from assistant.model import Operator, Value

_TURNED: dict[str, Operator] = {"≥": "≤", ">": "<", "≤": "≥", "<": ">"}
_ORIGIN, _FIRST, _LAST = date(1899, 12, 30), 36526, 54788
"""Day 0 of spreadsheets; the numbers of 2000-01-01 and 2049-12-31."""
_SERIAL = re.compile(r"=?(\d{5})(?:\.0+)?")
_ALL = Decimal(100)


def over_the_whole(case: Case) -> Iterator[Fix]:
    """`≥100%` → `=100%`: a share is at most the whole."""
    row = case.row
    if row and row.percent and row.number == _ALL and row.meaning.direction != "down":
        text = re.sub("[≥>]", "=", row.text)
        reason = f"“{row.text}”要求超过全部，改为“{text}”，数字不变"
        yield from case.fix(case.change(row, value=Value.parse(text)), "exact", reason)


def negative(case: Case) -> Iterator[Fix]:
    """`-5人` → `5人`: a dash before the number, and no debt of people."""
    row = case.row
    if row and row.number is not None and row.number < 0:
        text = row.text.replace("-", "", 1)
        yield from case.fix(case.change(row, value=Value.parse(text)), "exact", f"数量不能为负，“{row.text}”的横线去掉")


def turned_operator(case: Case) -> Iterator[Fix]:
    """The operator turned to the side on which the name says the good lies; the number stays."""
    row = case.row
    if row is None or row.value.operator is None:
        return
    direction, operator = row.meaning.direction, row.value.operator
    turned: Operator | None = _TURNED.get(operator)
    if operator == "=":
        turned = "≤" if direction == "down" else "≥"
    if direction == "down" and row.number == _ALL and row.meaning.kind in ("event", "rate"):
        # A hundred complaints, or all payments late, is no bound that anybody means: somebody must say the figure.
        return
    if direction == "down" and not row.number:
        turned = "="
    if turned and row.text.startswith(operator):
        text = turned + row.text[1:]
        better = "越少越好" if direction == "down" else "越多越好"
        yield from case.fix(
            case.change(row, value=Value.parse(text)),
            "exact",
            f"“{row.name}”{better}，符号由“{operator}”改为“{turned}”",
        )


def natural_unit(case: Case) -> Iterator[Fix]:
    """The unit that the name asks for, where it is exactly one; the number stays where it counts the same things."""
    row = case.row
    if row is None or row.number is None or not row.value.unit:
        return
    unit = _unit_for(row)
    if not unit or unit == row.value.unit:
        return
    scale = row.value.unit[0] if row.value.unit[0] in "万千亿" and len(row.value.unit) > 1 else ""
    if "元" in unit:
        scale = ""
    operator = row.value.operator
    if row.meaning.direction == "down" and "元" in unit and operator == "=":
        operator = "≤"
    value = Value.of(operator, _digits(row), scale + unit, row.value.bracketed)
    reason = f"“{row.name}”按“{unit}”计，单位由“{row.value.unit}”改为“{scale + unit}”，数字不变"
    yield from case.fix(case.change(row, value=value), "exact", reason)


def missing_unit(case: Case) -> Iterator[Fix]:
    """A number without a unit gets the one that its name asks for; 万 of a cost becomes 万元."""
    rows = [case.row] if case.row else [row for row in case.form.rows if _is_bare(row)]
    changes: list[Any] = []
    said: list[str] = []
    for row in rows:
        text = _with_unit(row, case.form.form.value_brackets) or _as_budget(case, row)
        if text:
            changes += case.change(row, value=Value.parse(text))
            said.append(f"“{row.text}”写全为“{text}”")
    yield from case.fix(tuple(changes), "exact", "补上名称所指的单位：" + "，".join(said[:3]))


def serial_date(case: Case) -> Iterator[Fix]:
    """44561 → 2021年12月31日前, in a row about time or a date field of the header."""
    row = case.row
    if row is not None and (day := _day(row.text)):
        value = Value.parse(f"{day}前")
        reason = f"{row.text} 是表格软件里{day}的序列号，换算成日期（{row.text} 天，自1899年12月30日起算）"
        yield from case.fix(case.change(row, value=value), "exact", reason)
    if row is not None:
        return
    from assistant.fixing.fix import Edit

    for key, text in case.target.project.fields.items():
        if day := _day(text):
            edit = Edit(part="field", column=key, before=text, after=day)
            yield from case.fix((edit,), "exact", f"{key}的 {text} 是日期的序列号，换算成{day}")


def missing_operators(case: Case) -> Iterator[Fix]:
    """≥, ≤ or = by the direction that each name gives; the numbers stay."""
    changes: list[Any] = []
    for row in case.form.rows:
        if row.value.kind == "quantity" and not row.value.operator and row.text[:1].isdigit() and _asks_operator(row):
            changes += case.change(row, source=row.indicator.source, value=Value.parse(_sign(row) + _plain(row)))
    reason = "按名称的方向补上比较符号：越多越好的“≥”，越少越好的“≤”，要求全部做到的“=”，数字不变"
    yield from case.fix(tuple(changes), "exact", reason)


def _plain(row: Row) -> str:
    """`100%完成` → `100%`: with an operator the words behind a share say nothing more; a bare share gets its %."""
    if not row.value.unit and row.meaning.kind in ("rate", "satisfaction") and row.number and row.number <= _ALL:
        return _with_unit(row, row.value.bracketed) or row.text
    found = re.match(r"\d[\d.,]*%", row.text)
    return found[0] if found else row.text


def _asks_operator(row: Row) -> bool:
    return row.meaning.kind in ("count", "event", "rate", "satisfaction")


def _sign(row: Row) -> Operator:
    if row.meaning.direction == "down":
        return "≤" if row.number else "="
    if row.meaning.kind == "satisfaction":
        return "≥" if row.number != _ALL else "="
    return "=" if row.meaning.kind == "rate" and row.number == _ALL else "≥"


def _unit_for(row: Row) -> str | None:
    meaning, families = row.meaning, row.families
    if meaning.kind in ("rate", "satisfaction"):
        return "%" if row.number == 0 else None
    if "percent" in families:
        return None
    unit = sure_unit(row.name)
    if meaning.kind == "unit_cost":
        return unit if unit and "元" in unit and families & unit_family(unit.partition("/")[2]) else None
    # 600人 of 申报案件数量 counts the same cases; a length is no area.
    return unit if unit and meaning.kind in ("count", "event") and families else None


def _digits(row: Row) -> str:
    found = re.search(r"\d[\d,]*(?:\.\d+)?", row.text)
    return found[0] if found else ""


def _is_bare(row: Row) -> bool:
    return row.value.kind == "quantity" and row.number is not None and not row.value.unit


def _with_unit(row: Row, bracketed: bool) -> str | None:
    unit = row.value.unit
    if unit in ("万", "亿") and (row.is_cost or row.meaning.kind in ("amount", "unit_cost")):
        return row.text.replace(unit, f"{unit}元", 1)
    if better := lexicon().spelled.get(unit or ""):
        return row.text.replace(unit or "", better, 1)
    if unit or row.number is None:
        return None
    wanted = "%" if row.meaning.kind in ("rate", "satisfaction") and 0 <= row.number <= _ALL else sure_unit(row.name)
    if not wanted or "元" in wanted:
        return None
    return row.text + (f"({wanted})" if bracketed else wanted)


def _as_budget(case: Case, row: Row) -> str | None:
    """A bare amount that is the budget's own number is in the budget's unit."""
    budget = case.target.project.budget
    if budget is None or row.meaning.kind != "amount" or row.value.unit or row.number != budget.amount():
        return None
    return f"{row.text}{budget.unit}"


def _day(text: str) -> str | None:
    found = _SERIAL.fullmatch(text.strip())
    if not found or not _FIRST <= int(found[1]) <= _LAST:
        return None
    day = _ORIGIN + timedelta(days=int(found[1]))
    return f"{day.year}年{day.month}月{day.day}日"
