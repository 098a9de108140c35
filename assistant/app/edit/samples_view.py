"""样例: rows of similar projects, of the kind that is being worked on, to be taken over with their source."""

import streamlit as st

from assistant.app import markup
from assistant.app.edit import edit_markup
from assistant.app.edit.editing import Editing
from assistant.app.edit.operations import with_new_row
from assistant.app.session import put
from assistant.model import Indicator, Source
from assistant.workspace import RowMark
from assistant.workspace.state import new_uid

_PROJECTS, _ROWS = 6, 12


def samples(editing: Editing) -> None:
    """Draw the rows that could be taken over, those of the chosen row's kind first."""
    kinds = list(dict.fromkeys(row.level2 for row in editing.target.indicators))
    chosen = _kind_of_row(editing)
    wanted = st.selectbox(
        "二级指标",
        ["", *kinds],
        index=kinds.index(chosen) + 1 if chosen in kinds else 0,
        format_func=lambda kind: kind or "全部类别",
        key=f"sample_kind_{chosen}",
        label_visibility="collapsed",
    )
    found = similar_rows(editing, wanted)
    if not found:
        put(markup.hint_line("样例库里没有相近的项目；可以在“样例库”里添加本单位的样例。"))
    for number, (row, project) in enumerate(found):
        with st.container(key=f"sample_{number}", horizontal=True, vertical_alignment="center", gap="xsmall"):
            put(edit_markup.example_row(row, project))
            if st.button("取用", key=f"use_{number}_{row.name}", type="tertiary"):
                take(editing, row, project)
                st.rerun()


def _kind_of_row(editing: Editing) -> str:
    marks = [mark.uid for mark in editing.state.rows]
    return editing.state.row(editing.row).level2 if editing.row in marks and editing.row else ""


def similar_rows(editing: Editing, kind: str) -> list[tuple[Indicator, str]]:
    """Return rows of similar examples that the draft does not have, each name once, the nearest project's first.

    Args:
        editing: whose draft is to have them.
        kind: a 二级指标; empty for all.
    """
    from assistant.library import Library

    target = editing.target
    have = {row.name for row in target.indicators}
    found: dict[str, tuple[Indicator, str]] = {}
    for match in Library.load().search(target.project.name, target.project.purpose or "", _PROJECTS, target.form):
        for row in match.example.target.of_period("annual"):
            if row.name and row.name not in have and (not kind or row.level2 == kind):
                found.setdefault(row.name, (row, match.example.name))
    return list(found.values())[:_ROWS]


def take(editing: Editing, row: Indicator, project: str) -> None:
    """Save the draft with an example's row; its figure is the example's until somebody changes it."""
    period = editing.form.tables[0].period if len(editing.form.tables) == 1 else "annual"
    source = Source(kind="example", detail=f"样例“{project}”的“{row.name}”")
    copied = row.model_copy(update={"period": period, "source": source, "weight": None})
    mark = RowMark(uid=new_uid(), origin="example")
    editing.change(with_new_row(editing.state, copied, mark, None), "取用样例")
    editing.row = mark.uid
    editing.go_to(mark.uid)
