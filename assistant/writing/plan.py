"""Lay a target out in its form: one way for all forms, driven by `Layout`."""

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate

from assistant.forms import Column, FormDefinition, IndicatorTable, Line, get_form
from assistant.forms.layout import place
from assistant.model import Indicator, PerformanceTarget, Period
from assistant.writing.cleaning import one_line
from assistant.writing.columns import column_texts
from assistant.writing.fields import GOAL_LABEL, cell_text, goals_without_slot, remaining
from assistant.writing.fitting import fitted
from assistant.writing.measuring import lines_of
from assistant.writing.page import Align, Block, Page, TextLine, runs

_REST_LINES = 2
# For rows of a period that the form has no table for: they are printed all the same, under these names.
_TABLE_TITLE: dict[Period, str] = {"long_term": "长期绩效目标表", "annual": "年度绩效目标表"}


def plan(target: PerformanceTarget) -> Page:
    """Lay a target out in its own form.

    Every row is printed: rows of a period for which the form has no table (a 长期 row in a form with one table) get one
    of their own below the form's. A goal that the form has no slot for (汉沽: the long-term goal of a draft) stays out
    of a bureau's form, and `left_out` names it.

    Raises:
        InputError: the target's form is unknown.
    """
    form = fitted(get_form(target.form), target)
    year = target.project.year
    title = form.title if year or "{year}" not in form.title else (form.title_without_year or form.title)
    head = Block()
    _header(head, target, form)
    _rest(head, target, form)
    _goals(head, target, form)
    tables = [_table(target, form, table) for table in _tables(target, form)]
    return Page(
        target=target,
        form=form,
        title=one_line(title.replace("{year}", str(year or "")).replace("{name}", target.project.name)),
        lines=tuple(_lines(target, form)),
        blocks=(head, *tables),
    )


def _lines(target: PerformanceTarget, form: FormDefinition) -> Iterator[TextLine]:
    known = {"year": str(target.project.year or ""), "unit": target.project.unit or "", "money_unit": form.money_unit}
    for line in form.layout.above:
        parts = [_filled(part, known, line) for part in (line.left, line.center, line.right)]
        if any(parts):
            yield TextLine(*map(one_line, parts))


def _filled(part: str | None, known: dict[str, str], line: Line) -> str:
    names = re.findall(r"{(\w+)}", part or "")
    unknown = any(not known.get(name) for name in names)
    if not part or (unknown and (line.drop_blank or not part.endswith("}"))):
        return ""
    return re.sub(r"{(\w+)}", lambda found: known.get(found[1], ""), part)


def _header(block: Block, target: PerformanceTarget, form: FormDefinition) -> None:
    for row, column, cell in place(form.layout.header, len(form.layout.widths_mm)):
        text = cell.text if cell.field is None else cell_text(target, form, cell.field)
        block.add(row, column, text or "", rows=cell.rows, columns=cell.span, align=cell.align, head=cell.head)
    block.rows = len(form.layout.header)


def _rest(block: Block, target: PerformanceTarget, form: FormDefinition) -> None:
    """Add label and text of what has no cell of its own, as many a row as fit; a long text has its row to itself."""
    if form.layout.rest is None:
        return
    spans, ends = form.layout.rest.spans, [*accumulate(form.layout.rest.spans)]
    narrow = min(sum(form.layout.widths_mm[ends[at - 1] : ends[at]]) for at in range(1, len(spans), 2))
    for group in remaining(target, form):
        row: list[tuple[str, str]] = []
        for label, text in group:
            long = "\n" in text or lines_of(text, narrow, form.layout.font_pt) > _REST_LINES
            if long or len(row) == len(spans) // 2:
                _rest_row(block, row, spans)
                row = []
            if long:
                _rest_row(block, [(label, text)], spans, align="left")
            else:
                row.append((label, text))
        _rest_row(block, row, spans)


def _rest_row(block: Block, cells: Sequence[tuple[str, str]], spans: Sequence[int], align: Align = "center") -> None:
    """Add one row, if there is anything for it; the last text takes what is left of it."""
    column = 0
    for number, (label, text) in enumerate(cells):
        wide = spans[2 * number]
        block.add(block.rows, column, label, columns=wide)
        column += wide
        wide = spans[2 * number + 1] if number + 1 < len(cells) else sum(spans) - column
        block.add(block.rows, column, text, columns=wide, align=align)
        column += wide
    block.rows += bool(cells)


def _goals(block: Block, target: PerformanceTarget, form: FormDefinition) -> None:
    goals, start = form.layout.goals, block.rows
    left = goals.label_span if goals.label else 0
    for row, column, cell in place(goals.header, len(form.layout.widths_mm) - left):
        block.add(start + row, left + column, cell.text or "", rows=cell.rows, columns=cell.span, head=cell.head)
    block.rows += len(goals.header)
    wide = sum(goals.spans)
    if goals.side_by_side:
        _goals_side_by_side(block, target, form, left)
        label, rest = max(1, wide // 6), _unplaced_goals(target, form)
    else:
        label, rest = goals.spans[0], [*_goal_rows(target, form), *_unplaced_goals(target, form)]
    for name, text in rest:
        block.add(block.rows, left, name, columns=label)
        block.add(block.rows, left + label, text, columns=wide - label, align="left")
        block.tall.add(block.rows)
        block.rows += 1
    if goals.label and block.rows > start:
        block.add(start, 0, goals.label, rows=block.rows - start, columns=left, head=True)


def _goals_side_by_side(block: Block, target: PerformanceTarget, form: FormDefinition, left: int) -> None:
    for slot, span in zip(form.goals, form.layout.goals.spans, strict=True):
        block.add(block.rows, left, slot.label, columns=span, head=True)
        text = "\n".join(target.goals_of(slot.period))
        block.add(block.rows + 1, left, text, columns=span, align="left")
        left += span
    block.tall.add(block.rows + 1)
    block.rows += 2


def _goal_rows(target: PerformanceTarget, form: FormDefinition) -> Iterator[tuple[str, str]]:
    """Yield label and text of each goal row: the form's slots, and further ones where there are more goals."""
    for period in dict.fromkeys(slot.period for slot in form.goals):
        labels = [slot.label for slot in form.goals if slot.period == period]
        texts = target.goals_of(period)
        if not texts and all(slot.optional for slot in form.goals if slot.period == period):
            continue
        while len(labels) < len(texts):
            labels.append(f"{labels[0].rstrip('0123456789')}{len(labels) + 1}")
        for place_, label in enumerate(labels):
            yield label, texts[place_] if place_ < len(texts) else ""


def _unplaced_goals(target: PerformanceTarget, form: FormDefinition) -> list[tuple[str, str]]:
    """Goals that the form has no slot for are printed only where it would otherwise show no goal at all."""
    without = goals_without_slot(target, form)
    return [(GOAL_LABEL[goal.period], goal.text) for goal in without] if len(without) == len(target.goals) else []


def _tables(target: PerformanceTarget, form: FormDefinition) -> list[IndicatorTable]:
    printed = [table.period for table in form.tables]
    missing = dict.fromkeys(row.period for row in target.indicators if row.period not in printed)
    return [*form.tables, *(IndicatorTable(period=period, title=_TABLE_TITLE[period]) for period in missing)]


def _table(target: PerformanceTarget, form: FormDefinition, table: IndicatorTable) -> Block:
    block, beside = Block(), form.layout.table
    left = beside.label_span if beside.label else 0
    if table.title:
        block.add(0, 0, table.title, columns=len(form.layout.widths_mm), head=True)
    top = int(bool(table.title))
    rows = target.of_period(table.period)
    block.columns_row, block.heading = top, range(top + 1)
    block.rows = top + 1 + max(1, len(rows))
    if beside.label:
        block.add(top, 0, beside.label, rows=block.rows - top, columns=left, head=True)
    for column in form.columns:
        block.add(top, left, column.label, columns=column.span, head=True)
        _column(block, top + 1, left, column, rows, _printed(rows, form, table, column))
        left += column.span
    return block


def _column(block: Block, top: int, left: int, column: Column, rows: Sequence[Indicator], texts: Sequence[str]) -> None:
    """Add a column's cells; 目标名称, 一级 and 二级指标 are merged over the rows that share them."""
    if not rows:
        block.add(top, left, texts[0] if texts else "", columns=column.span)
        return
    keys: list[object] = list(range(len(rows)))
    if column.key == "goal_name":
        keys = [0] * len(rows)
    elif column.key == "level1":
        keys = [row.level1 for row in rows]
    elif column.key == "level2":
        keys = [(row.level1, row.level2) for row in rows]
    for start, length in runs(keys):
        block.add(top + start, left, texts[start], rows=length, columns=column.span, align=column.align)


def _printed(rows: Sequence[Indicator], form: FormDefinition, table: IndicatorTable, column: Column) -> list[str]:
    if column.key == "goal_name":
        return [table.row_label or GOAL_LABEL[table.period]] * max(1, len(rows))
    return column_texts(rows, form, column)
