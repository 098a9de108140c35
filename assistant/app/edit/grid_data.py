"""What the form in the browser is given: fields, rows and their marks, as plain data."""

from collections.abc import Sequence
from typing import Any

from assistant.app.edit.editing import Editing
from assistant.app.labels import (
    PERIODS,
    SEVERITIES,
    column_label,
    counts,
    grouped_yuan,
    source_sentence,
    table_label,
)
from assistant.app.sheet.frames import cells, editable_columns, goal_texts, grid_key, tables_of
from assistant.app.sheet.levels import order_key
from assistant.checking.findings import Finding
from assistant.forms import FormDefinition
from assistant.model import Indicator, PerformanceTarget, Period
from assistant.workspace import DraftState, RowMark
from assistant.workspace.carrying import match

Data = dict[str, Any]
_SHORT = {"error": "错", "warning": "警", "hint": "提"}
_WIDE = ("purpose",)


def data_of(editing: Editing) -> Data:
    """Return all that the form shows, as JSON data."""
    saved, target, form = editing.saved, editing.target, editing.form
    return {
        "draft": saved.id,
        "version": saved.version,
        "saved": f"已保存 {saved.at.astimezone():%H:%M:%S} · 第 {saved.version} 版",
        "held": editing.conflict is not None,
        "done": list(editing.done),
        "refused": {key: {"text": each.text, "why": each.why} for key, each in editing.refused.items()},
        "canUndo": saved.can_undo,
        "canRedo": saved.can_redo,
        "selected": editing.row,
        "focus": {"place": editing.focus[0], "number": editing.focus[1]} if editing.focus else None,
        "goals": _goals(target, form),
        "head": _head(target, form),
        "headLine": _head_line(target, form),
        "levels": [
            {
                "name": level.name,
                "printed": level.printed or level.name,
                "level2": [{"name": child.name, "printed": child.printed or child.name} for child in level.level2],
            }
            for level in form.levels
        ],
        "basis": list(form.basis_options),
        "views": _views(saved.state, form),
        "rows": _rows(editing),
    }


def _goals(target: PerformanceTarget, form: FormDefinition) -> list[Data]:
    texts = goal_texts(target, form)
    return [{"label": slot.label, "text": text} for slot, text in zip(form.goals, texts, strict=True)]


def _head(target: PerformanceTarget, form: FormDefinition) -> list[Data]:
    project = target.project
    texts = {
        "name": ("项目名称", project.name),
        "budget": ("项目预算", str(project.budget or "")),
        "year": ("年度", str(project.year or "")),
        "unit": ("申报单位", project.unit or ""),
        "purpose": ("资金用途", project.purpose or ""),
    }
    plain = [_field(key, label, text, (), key in _WIDE + ("name",)) for key, (label, text) in texts.items()]
    known = {field.key: field for field in form.fields}
    further = [
        _field(f"field:{key}", key, project.fields.get(key, ""), known[key].options if key in known else (), False)
        for key in dict.fromkeys([*known, *project.fields])
    ]
    return plain + further


def _field(key: str, label: str, text: str, options: Sequence[str], wide: bool) -> Data:
    return {"key": key, "label": label, "text": text, "options": list(options), "wide": wide}


def _head_line(target: PerformanceTarget, form: FormDefinition) -> str:
    project = target.project
    filled = [
        f"{key}：{text}" for key, text in project.fields.items() if text and any(f.key == key for f in form.fields)
    ]
    budget = [f"预算 {grouped_yuan(project.budget)}"] if project.budget else ["预算未填"]
    return " · ".join([*budget, *filled])


def _views(state: DraftState, form: FormDefinition) -> list[Data]:
    tables = tables_of(state.target, form)
    several = len(tables) > 1
    views = [
        _view(state, form, table.period, table_label(table, several))
        for table in sorted(tables, key=lambda table: table.period != "annual")
    ]
    return views + ([_side_by_side(state, form)] if several else [])


def _marked(state: DraftState, period: Period) -> list[tuple[RowMark, Indicator]]:
    pairs = zip(state.rows, state.target.indicators, strict=True)
    return [(mark, row) for mark, row in pairs if row.period == period]


def _view(state: DraftState, form: FormDefinition, period: Period, label: str) -> Data:
    rows = _marked(state, period)
    columns = editable_columns(form, [row for _, row in rows])
    return {
        "key": period,
        "label": label,
        "count": len(rows),
        "slots": 1,
        "columns": [
            {"key": grid_key(column), "label": column_label(column)}
            for column in columns
            if column.key not in ("level1", "level2")
        ],
        "lines": [{"level1": form.printed_level1(row.level1), "level2": "", "uids": [mark.uid]} for mark, row in rows],
    }


def _side_by_side(state: DraftState, form: FormDefinition) -> Data:
    """Each annual row beside the long-term row that belongs to it, in the form's order."""
    annual, long_term = _marked(state, "annual"), _marked(state, "long_term")
    found = match([row.model_copy(update={"period": "annual"}) for _, row in long_term], [row for _, row in annual])
    lines: list[tuple[Indicator, list[str | None]]] = [
        (row, [mark.uid, None if at is None else long_term[at][0].uid])
        for (mark, row), at in zip(annual, found, strict=True)
    ]
    lines += [(row, [None, mark.uid]) for at, (mark, row) in enumerate(long_term) if at not in found]
    lines.sort(key=lambda line: order_key(form, line[0].level1, line[0].level2))
    return {
        "key": "both",
        "label": "两期对照",
        "count": "",
        "slots": 2,
        "titles": [f"{PERIODS[period]}指标" for period in ("annual", "long_term")],
        "columns": [{"key": "name", "label": "三级指标"}, {"key": "value", "label": "指标值"}],
        "lines": [
            {
                "level1": short(form.printed_level1(row.level1)),
                "level2": short(form.printed_level2(row.level1, row.level2)),
                "uids": uids,
            }
            for row, uids in lines
        ],
    }


def short(term: str) -> str:
    """Return a level without the word that all of them end with: 产出, 数量, 经济效益."""
    return next((term.removesuffix(end) for end in ("成本指标", "指标") if term.endswith(end) and term != end), term)


def _rows(editing: Editing) -> Data:
    state, form = editing.state, editing.form
    keys = {
        period: [grid_key(column) for column in editable_columns(form, state.target.of_period(period))]
        for period in ("annual", "long_term")
    }
    numbers = {"annual": 0, "long_term": 0}
    found: dict[int, list[Finding]] = {}
    for finding in editing.report.findings:
        if finding.position is not None:
            found.setdefault(finding.position, []).append(finding)
    data: Data = {}
    for at, (mark, row) in enumerate(zip(state.rows, state.target.indicators, strict=True)):
        numbers[row.period] += 1
        data[mark.uid] = _row(mark, row, form, keys[row.period], numbers[row.period], found.get(at, []))
    return data


def _row(
    mark: RowMark, row: Indicator, form: FormDefinition, keys: Sequence[str], number: int, found: Sequence[Finding]
) -> Data:
    gap = row.is_open
    ticked = gap and mark.tick is not None and not row.value.is_unconfirmed
    kind = "confirmed" if ticked else "unconfirmed" if gap else row.source.kind if row.source else "none"
    return {
        "number": number,
        "level1": row.level1,
        "level2": row.level2,
        "printed2": form.printed_level2(row.level1, row.level2),
        "cells": cells(row, form, keys),
        "tags": [{"kind": kind, "text": f"{_SHORT[kind]} {many}"} for kind, many in counts(found).items() if many],
        "tip": "；".join(f"{SEVERITIES[finding.severity]}：{finding.message}" for finding in found),
        "source": f"已核实：{mark.tick.why}" if ticked and mark.tick else source_sentence(row.source),
        "kind": kind,
        "gap": gap and not ticked,
        "locked": mark.locked,
    }


__all__ = ["Data", "data_of"]
