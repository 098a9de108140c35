"""The fields of a form that can be edited: goals, head, and a grid for each table; the same wherever one is edited."""

from dataclasses import dataclass
from typing import Any

import streamlit as st

from assistant.app import markup
from assistant.app.desk import Work
from assistant.app.labels import column_label, table_label
from assistant.app.session import put
from assistant.app.sheet.frames import (
    Sheet,
    assemble,
    editable_columns,
    goal_texts,
    grid_key,
    read_frame,
    tables_of,
    to_frame,
)
from assistant.app.sheet.header_view import header_fields
from assistant.app.sheet.levels import level1_options, level2_options
from assistant.forms import Column, FormDefinition, IndicatorTable
from assistant.model import PerformanceTarget

ROW_HEIGHT = 40
"""Of grid and live columns alike; `style.css` has the same number."""
_WIDTHS = {"level1": 92, "level2": 130, "name": 238, "value": 134, "basis": 98, "weight": 64}
# A form that describes each indicator as well must still show its values without scrolling at 1366 pixels.
_NARROW = {"level1": 92, "level2": 124, "name": 156, "description": 126, "value": 118, "basis": 92, "weight": 64}
_HELP = "双击单元格修改；表末空行可添加指标；勾选行首后点右上角的删除图标可删除。"


@dataclass(frozen=True)
class Fields:
    """What the fields hold now.

    Attributes:
        target: the target that they make.
        sheets: the grids' content, in the order of the target's rows.
    """

    target: PerformanceTarget
    sheets: tuple[Sheet, ...]


def fields(work: Work) -> Fields:
    """Draw every field that can be edited."""
    form, base = work.form, work.base
    with st.container(key="goals_card"):
        texts = _goals(work, form)
        project = header_fields(work, form)
    with st.container(key="table_card"):
        sheets = _tables(work, form)
        put(markup.hint_line(_HELP))
        for problem in (problem for sheet in sheets for problem in sheet.problems):
            put(markup.warning_line(problem))
    target = assemble(base, form, texts, sheets).model_copy(update={"project": project})
    return Fields(target, tuple(sheets))


def _goals(work: Work, form: FormDefinition) -> list[str]:
    texts = goal_texts(work.base, form)
    return [
        column.text_area(slot.label, value=text, key=f"goal_{work.stem}_{number}", height=112)
        for number, (column, slot, text) in enumerate(zip(st.columns(len(texts)), form.goals, texts, strict=True))
    ]


def _tables(work: Work, form: FormDefinition) -> list[Sheet]:
    printed = tables_of(work.base, form)
    # 年度 first: it is the one that is worked on most.
    tables = sorted(printed, key=lambda table: table.period != "annual")
    if len(tables) == 1:
        return [_table(work, form, tables[0])]
    # Tabs, not a choice: a grid that is not drawn loses its edits.
    drawn = {}
    for tab, table in zip(st.tabs([table_label(table, len(tables) > 1) for table in tables]), tables, strict=True):
        with tab:
            drawn[table.period] = _table(work, form, table)
    return [drawn[table.period] for table in printed]


def _table(work: Work, form: FormDefinition, table: IndicatorTable) -> Sheet:
    rows = work.base.of_period(table.period)
    columns = editable_columns(form, rows)
    with st.container(horizontal=True, gap=None, key=f"grid_{table.period}"), st.container(width="stretch"):
        edited = st.data_editor(
            to_frame(rows, form),
            key=f"ed_{work.stem}_{table.period}",
            num_rows="dynamic",
            hide_index=True,
            column_order=[grid_key(column) for column in columns],
            column_config={grid_key(column): _column(column, form) for column in columns},
            height="content",
            row_height=ROW_HEIGHT,
            placeholder="待填",
            alt=table.title or "绩效指标表",
        )
    return read_frame(edited, rows, table.period, form)


def _column(column: Column, form: FormDefinition) -> Any:
    # Never `required`: the grid would hide an added row from us until the cell is filled.
    label = column_label(column)
    widths = _NARROW if form.has_column("description") else _WIDTHS
    width: Any = widths.get(column.key, 150)
    if column.key == "level1":
        return st.column_config.SelectboxColumn(label, options=level1_options(form), width=width)
    if column.key == "level2":
        return st.column_config.SelectboxColumn(label, options=level2_options(form), width=width)
    return st.column_config.TextColumn(label, width=width)
