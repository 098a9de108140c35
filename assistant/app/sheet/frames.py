"""Indicators ⇄ the frame of the editing grid, and a whole target from what the grids and text areas hold.

The grid is given strings only and gives back strings, NaN and None; its own limits are the browser's, so everything
is judged again here. Nothing a user typed is refused: what a column cannot hold is reported as a problem.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

import pandas as pd  # type: ignore[import-untyped]

from assistant.app.sheet.levels import framework_terms, order_key
from assistant.forms import Column, FormDefinition, IndicatorTable
from assistant.model import Goal, Indicator, PerformanceTarget, Period, Source, Value
from assistant.model.text import tidy

ROW_ID = "_row"
"""Hidden column: the position of a line's row among the rows that the grid started from; empty for added lines."""
USER_FILLED = "用户填写"
_EXTRA = "extra:"


@dataclass(frozen=True)
class Sheet:
    """What one grid holds now.

    Attributes:
        period: of all its rows.
        lines: one entry a grid line, in the grid's order; None for a line that is still empty.
        problems: one Chinese sentence for each entry that its column cannot hold.
    """

    period: Period
    lines: tuple[Indicator | None, ...]
    problems: tuple[str, ...] = ()

    @property
    def rows(self) -> list[Indicator]:
        """The lines that say something."""
        return [line for line in self.lines if line is not None]


def editable_columns(form: FormDefinition, rows: Sequence[Indicator]) -> list[Column]:
    """Return the columns that a user fills in; 目标名称 follows from the table.

    Of the columns that a form prints only where they are needed, those that some row fills, and 依据, which every
    reviewer asks for. Each further column of a form that we do not know becomes one of its own, with its header.
    """
    columns: list[Column] = []
    for column in form.columns:
        if column.key == "extra":
            headers = dict.fromkeys(header for row in rows for header in row.extra)
            columns += [column.model_copy(update={"label": header, "labels": ()}) for header in headers]
        elif column.key != "goal_name" and (column.key == "basis" or is_filled(column, rows)):
            columns.append(column)
    return columns


def is_filled(column: Column, rows: Sequence[Indicator]) -> bool:
    """Return whether a column is printed anyway, or some row fills it."""
    return not column.optional or any(getattr(row, column.key) for row in rows)


def grid_key(column: Column) -> str:
    """Return the name of a column in the grid's frame."""
    return _EXTRA + column.label if column.key == "extra" else column.key


def to_frame(rows: Sequence[Indicator], form: FormDefinition) -> pd.DataFrame:
    """Return the grid's start: a string column for each editable column and the hidden row id."""
    keys = _keys(form, rows)
    data = [{ROW_ID: str(position), **cells(row, form, keys)} for position, row in enumerate(rows)]
    return pd.DataFrame(data, columns=[ROW_ID, *keys]).astype("str")


def read_frame(frame: pd.DataFrame, base: Sequence[Indicator], period: Period, form: FormDefinition) -> Sheet:
    """Return what an edited frame says.

    Args:
        frame: the grid's output; added cells may be NaN or None, deleted lines leave gaps in the index.
        base: the rows that `to_frame` was given; a line that nobody touched gives its row back as it was.
        period: of the rows.
        form: whose columns and printed terms the frame uses.
    """
    keys = _keys(form, base)
    lines: list[Indicator | None] = []
    problems: list[str] = []
    for record in _records(frame, [ROW_ID, *keys]):
        known = record.pop(ROW_ID)
        original = base[int(known)] if known.isdigit() and int(known) < len(base) else None
        row, problem = row_of(record, original, period, form)
        lines.append(row)
        if problem:
            problems.append(f"第 {sum(line is not None for line in lines)} 行的{problem}")
    return Sheet(period, tuple(lines), tuple(problems))


def _records(frame: pd.DataFrame, columns: Sequence[str]) -> list[dict[str, str]]:
    plain = frame.reindex(columns=list(columns)).astype(object).where(lambda data: data.notna(), "")
    return [{key: str(cell).strip() for key, cell in record.items()} for record in plain.to_dict("records")]


def _keys(form: FormDefinition, rows: Sequence[Indicator]) -> list[str]:
    return [grid_key(column) for column in editable_columns(form, rows)]


def cells(row: Indicator, form: FormDefinition, keys: Sequence[str]) -> dict[str, str]:
    """Return a row's cells as the form prints them, by the grid's names of the columns."""
    printed = {
        "level1": form.printed_level1(row.level1),
        "level2": form.printed_level2(row.level1, row.level2),
        "weight": "" if row.weight is None else format(row.weight, "f"),
        **{_EXTRA + header: text for header, text in row.extra.items()},
    }
    return {key: printed[key] if key in printed else str(getattr(row, key, None) or "") for key in keys}


def row_of(
    typed: dict[str, str], original: Indicator | None, period: Period, form: FormDefinition
) -> tuple[Indicator | None, str | None]:
    """Return what a line's cells make: its row (None for an empty line), and a problem where a cell cannot be held.

    Args:
        typed: the cells by the grid's names of their columns, as `cells` gives them.
        original: the row that stood there; None for a new line. What nobody changed stays as it was.
        period: of a new line.
        form: whose columns and printed terms the cells use.
    """
    shown = cells(original, form, list(typed)) if original else dict.fromkeys(typed, "")
    changed = {key for key, cell in typed.items() if cell != shown[key].strip()}
    if original and not changed:
        return original, None
    if not any(typed.values()):
        return None, None
    weight, problem = _weight(typed.get("weight", ""))
    data: dict[str, Any] = dict(original) if original else {"period": period, "level1": "", "level2": "", "name": ""}
    further = {key for key in changed if key.startswith(_EXTRA)}
    data |= {key: tidy(typed[key]) for key in changed - further - {"level1", "level2", "value", "weight"}}
    if further:
        data["extra"] = data.get("extra", {}) | {key.removeprefix(_EXTRA): tidy(typed[key]) for key in further}
    if {"level1", "level2"} & changed:
        data["level1"], data["level2"] = framework_terms(form, typed["level1"], typed["level2"])
    if "weight" in changed:
        data["weight"] = weight
    if "value" in changed or not original:
        data["value"] = Value.parse(typed.get("value", ""))
    data["source"] = _source(original, changed, data["value"])
    return Indicator.model_validate(data), problem


def _source(original: Indicator | None, changed: set[str], value: Value) -> Source | None:
    """The figure is the user's once its value or its meaning (the name) is; a marked gap stays marked."""
    if original and not changed & {"name", "value"}:
        return original.source
    if value.is_unconfirmed:
        kept = original.source if original else None
        return kept if kept and kept.kind == "unconfirmed" else Source(kind="unconfirmed")
    return Source(kind="input", detail=USER_FILLED)


def _weight(text: str) -> tuple[Decimal | None, str | None]:
    plain = text.strip("%％分 ")
    if not plain:
        return None, None
    try:
        weight = Decimal(plain)
    except InvalidOperation:
        weight = Decimal(-1)
    if weight.is_finite() and 0 <= weight <= 100:
        return weight, None
    return None, f"权重“{text[:12]}”不是 0 到 100 的数，暂按未填处理"


def goal_texts(target: PerformanceTarget, form: FormDefinition) -> list[str]:
    """Return one text for each goal that the form prints, in its order; empty where the target has none."""
    left = {period: target.goals_of(period) for period in ("long_term", "annual")}
    return [left[slot.period].pop(0) if left[slot.period] else "" for slot in form.goals]


def with_goals(target: PerformanceTarget, form: FormDefinition, texts: Sequence[str]) -> list[Goal]:
    """Return the target's goals with the form's slots filled by `texts`; goals beyond the slots are kept."""
    goals: list[Goal] = []
    for period in dict.fromkeys(["long_term", "annual", *(slot.period for slot in form.goals)]):
        typed = [tidy(text) for slot, text in zip(form.goals, texts, strict=True) if slot.period == period]
        typed += target.goals_of(period)[len(typed) :]
        # An empty first goal keeps its place before a filled second one.
        while typed and not typed[-1]:
            typed.pop()
        goals += [Goal(period=period, text=text) for text in typed]
    return goals


def tables_of(target: PerformanceTarget, form: FormDefinition) -> list[IndicatorTable]:
    """Return the form's tables, and one for each further period that the target has rows of."""
    known = {table.period for table in form.tables}
    periods = dict.fromkeys(row.period for row in target.indicators if row.period not in known)
    return [*form.tables, *(IndicatorTable(period=period) for period in periods)]


def assemble(
    target: PerformanceTarget, form: FormDefinition, goals: Sequence[str], sheets: Sequence[Sheet]
) -> PerformanceTarget:
    """Return the target with edited goals and rows; rows of periods that the form does not print are kept."""
    edited = {sheet.period for sheet in sheets}
    rows = [row for sheet in sheets for row in sheet.rows]
    rows += [row for row in target.indicators if row.period not in edited]
    return target.model_copy(update={"goals": with_goals(target, form, goals), "indicators": rows})


def in_form_order(target: PerformanceTarget, form: FormDefinition) -> PerformanceTarget:
    """Return the target with each table's rows grouped as the form prints them; order within a group is kept."""
    tables = [table.period for table in form.tables]

    def key(row: Indicator) -> tuple[int, int, int]:
        table = tables.index(row.period) if row.period in tables else len(tables)
        return (table, *order_key(form, row.level1, row.level2))

    return target.model_copy(update={"indicators": sorted(target.indicators, key=key)})
