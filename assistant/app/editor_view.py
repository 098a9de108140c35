"""Third view: the draft on the table; every edit is checked at once, and everything can be taken home as a file."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from assistant import api
from assistant.app import markup
from assistant.app.desk import Desk, Work
from assistant.app.export_view import exports
from assistant.app.former_view import former_drafts
from assistant.app.frames import Sheet, assemble, editable_columns, goal_texts, in_form_order, read_frame, to_frame
from assistant.app.header_view import header_fields
from assistant.app.labels import ENGINES, column_label, export_warning, left_out_line, table_label
from assistant.app.levels import level1_options, level2_options
from assistant.app.session import guard_leaving, put
from assistant.checking.findings import Finding, Report
from assistant.forms import Column, FormDefinition, IndicatorTable, all_forms
from assistant.model import PerformanceTarget

ROW_HEIGHT = 40
"""Of grid and live columns alike; `style.css` has the same number."""
_WIDTHS = {"level1": 92, "level2": 130, "name": 238, "value": 134, "basis": 98, "weight": 64}
# A form that describes each indicator as well must still show its values without scrolling at 1366 pixels.
_NARROW = {"level1": 92, "level2": 124, "name": 156, "description": 126, "value": 118, "basis": 92, "weight": 64}
_HELP = "双击单元格修改；表末空行可添加指标；勾选行首后点右上角的删除图标可删除。"


def show(desk: Desk) -> None:
    """Draw the editor. Buttons are drawn where they stand but act only after all edits have been taken in."""
    work = desk.work
    if work is None:
        desk.view = "brief"
        st.rerun()
    with work.being_drawn():
        head, score = st.container(key="head"), st.container(key="score")
        left, right = st.columns([37, 10], gap="medium")
        with left:
            target, sheets, slots = _widgets(work)
        work.current = target
        report = api.check(target)
        _fill_live_columns(sheets, slots, report)
        score.html(markup.score_card(report))
        with right, st.container(key="findings"):
            _findings(work, report)
    with head:
        _head(desk, work, report)
    guard_leaving(True)


def _widgets(work: Work) -> tuple[PerformanceTarget, list[Sheet], list[Any]]:
    """Draw every field that can be edited; return the target they make, the grids' content, and where 校验 goes."""
    form, base = work.form, work.base
    with st.container(key="goals_card"):
        texts = _goals(work, form)
        project = header_fields(work, form)
    with st.container(key="table_card"):
        sheets, slots = _tables(work, form)
        put(markup.hint_line(_HELP))
        for problem in (problem for sheet in sheets for problem in sheet.problems):
            put(markup.warning_line(problem))
    target = assemble(base, form, texts, sheets).model_copy(update={"project": project})
    return target, sheets, slots


def _goals(work: Work, form: FormDefinition) -> list[str]:
    texts = goal_texts(work.base, form)
    return [
        column.text_area(slot.label, value=text, key=f"goal_{work.stem}_{number}", height=112)
        for number, (column, slot, text) in enumerate(zip(st.columns(len(texts)), form.goals, texts, strict=True))
    ]


def _tables(work: Work, form: FormDefinition) -> tuple[list[Sheet], list[Any]]:
    # 年度 first: it is the one that is worked on most.
    tables = sorted(form.tables, key=lambda table: table.period != "annual")
    if len(tables) == 1:
        sheet, slot = _table(work, form, tables[0])
        return [sheet], [slot]
    # Tabs, not a choice: a grid that is not drawn loses its edits.
    drawn = {}
    for tab, table in zip(st.tabs([table_label(table, form) for table in tables]), tables, strict=True):
        with tab:
            drawn[table.period] = _table(work, form, table)
    ordered = [drawn[table.period] for table in form.tables]
    return [sheet for sheet, _ in ordered], [slot for _, slot in ordered]


def _table(work: Work, form: FormDefinition, table: IndicatorTable) -> tuple[Sheet, Any]:
    rows = work.base.of_period(table.period)
    with st.container(horizontal=True, gap=None, key=f"grid_{table.period}"):
        with st.container(width="stretch"):
            edited = st.data_editor(
                to_frame(rows, form),
                key=f"ed_{work.stem}_{table.period}",
                num_rows="dynamic",
                hide_index=True,
                column_order=[column.key for column in editable_columns(form)],
                column_config={column.key: _column(column, form) for column in editable_columns(form)},
                height="content",
                row_height=ROW_HEIGHT,
                placeholder="待填",
                alt=table.title or "绩效指标表",
            )
        with st.container(width=242):
            slot = st.empty()
    return read_frame(edited, rows, table.period, form), slot


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


def _fill_live_columns(sheets: Sequence[Sheet], slots: Sequence[Any], report: Report) -> None:
    first = 0
    for sheet, slot in zip(sheets, slots, strict=True):
        found: list[tuple[Finding, ...]] = []
        position = first
        for line in sheet.lines:
            found.append(() if line is None else report.of_row(position))
            position += line is not None
        slot.html(markup.live_columns(sheet.lines, found))
        first = position


def _findings(work: Work, report: Report) -> None:
    put(markup.tally(report) + markup.findings_panel(report, work.current, work.form))
    put(markup.to_confirm(work.current, work.form))
    put(markup.provenance(ENGINES[work.engine], work.examples) + markup.notes(work.notices))


def _head(desk: Desk, work: Work, report: Report) -> None:
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        put(markup.project_head(work.current, work.form))
        with st.container(width="content", gap="xxsmall", horizontal_alignment="right"):
            with st.container(horizontal=True, width="content", gap="xsmall"):
                exports(work)
                _more(desk, work)
            put(markup.warning_line(export_warning(report, work.current) or ""))
            if unprinted := left_out_line(work.current):
                put(markup.hint_line(unprinted))


def _more(desk: Desk, work: Work) -> None:
    with st.popover("更多", key=f"more_{work.stem}"):
        forms = {id_: form.name for id_, form in all_forms().items() if id_ != work.base.form}
        wanted = st.selectbox("换成其他表式", list(forms), format_func=forms.__getitem__, key="convert_to")
        if st.button("换成这种表式", key="convert", width="stretch"):
            _convert(desk, work, wanted)
        if st.button("按表式整理行序", key="arrange", width="stretch"):
            work.rebase(in_form_order(work.current, work.form))
            st.rerun()
        if st.button("修改项目信息，重新起草", key="redraft", width="stretch"):
            work.rebase(work.current)
            desk.view = "brief"
            st.rerun()
        former_drafts(desk)


def _convert(desk: Desk, work: Work, form: str) -> None:
    """Lay the converted draft on the table; the one it came from is kept among the former drafts."""
    work.rebase(work.current)
    desk.put(Work(api.convert(work.current, form), work.engine, work.examples, work.notices))
    st.rerun()
