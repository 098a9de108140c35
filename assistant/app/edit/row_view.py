"""The row that was clicked: where its figure comes from, what is said of it, and drafting it again with a wish."""

import streamlit as st

from assistant.app.edit import edit_markup
from assistant.app.edit.editing import Editing
from assistant.app.edit.redraft_view import redraft_form
from assistant.app.labels import SEVERITIES
from assistant.app.session import put


def row_details(editing: Editing) -> None:
    """Draw the card of the chosen row, if one is chosen."""
    state = editing.state
    marks = {mark.uid: (at, mark) for at, mark in enumerate(state.rows)}
    if editing.row is None or editing.row not in marks:
        return
    at, mark = marks[editing.row]
    row = state.target.indicators[at]
    number = sum(other.period == row.period for other in state.target.indicators[: at + 1])
    with st.container(key="row_card"):
        put(edit_markup.row_facts(row, mark, number))
        order = list(SEVERITIES)
        found = sorted(editing.report.of_row(at), key=lambda finding: order.index(finding.severity))
        put(edit_markup.row_findings(found))
        with st.container(horizontal=True, gap="xsmall"):
            if st.button("解锁" if mark.locked else "锁定", key="row_lock"):
                editing.change(state.with_locks([mark.uid], not mark.locked), "锁定或解锁")
                st.rerun()
            if st.button("收起", key="row_close", type="tertiary"):
                editing.row, editing.wants_redraft = None, False
                st.rerun()
        redraft_form(editing, [mark.uid], f"row_{mark.uid}", "重新起草这一行", expanded=editing.wants_redraft)
