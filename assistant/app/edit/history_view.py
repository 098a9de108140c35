"""版本: who changed what, when and why; any version can be looked at and brought back."""

import streamlit as st

from assistant.app.edit import edit_markup
from assistant.app.edit.editing import Editing
from assistant.app.session import put

_SHOWN = 30


def history(editing: Editing) -> None:
    """Draw the versions, the newest first, and what the chosen one changed."""
    st.dialog("版本记录", width="large", on_dismiss=editing.close_dialog)(_versions)(editing)


def _versions(editing: Editing) -> None:
    newest = editing.saved.version
    before = st.session_state.get("versions_before")
    lines = editing.workspace.versions(editing.id, editing.owner, _SHOWN, before)
    left, right = st.columns([5, 6], gap="medium")
    with left, st.container(key="versions_list", height=430):
        for line in lines:
            with st.container(key=f"version_{line.number}"):
                put(edit_markup.version_line(line))
                if st.button("查看", key=f"see_{line.number}", type="tertiary"):
                    st.session_state["version_seen"] = line.number
        if lines and lines[-1].number > 1 and st.button("更早的版本", key="versions_earlier"):
            st.session_state["versions_before"] = lines[-1].number
            st.rerun(scope="fragment")
    with right:
        seen = min(st.session_state.get("version_seen", newest), newest)
        _one(editing, seen, newest)


def _one(editing: Editing, number: int, newest: int) -> None:
    against = (
        "上一版"
        if number == 1 or number == newest
        else st.radio(
            "对照", ("上一版", "当前版"), key=f"against_{number}", horizontal=True, label_visibility="collapsed"
        )
    )
    put(f'<h3 class="jx-sub">第 {number} 版与{against}相比</h3>' if number > 1 else '<h3 class="jx-sub">第 1 版</h3>')
    with st.container(key="version_diff", height=340, border=False):
        if against == "当前版":
            put(edit_markup.changes(editing.workspace.diff(editing.id, editing.owner, number, newest)))
        elif number > 1:
            put(edit_markup.changes(editing.workspace.diff(editing.id, editing.owner, number - 1, number)))
    if number != newest and st.button(f"恢复到第 {number} 版", key=f"restore_{number}", type="primary"):
        editing.restore(number)
        st.session_state.pop("version_seen", None)
        editing.close_dialog()
        st.rerun()
