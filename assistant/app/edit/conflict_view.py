"""Two hands changed the same values: both are shown, and somebody chooses; nothing is overwritten before."""

import streamlit as st

from assistant.app.edit import edit_markup
from assistant.app.edit.editing import Editing
from assistant.app.labels import literally
from assistant.app.session import put

_NOTHING = "（删去）"


def conflict(editing: Editing) -> None:
    """Draw the choices, if there is a conflict."""
    found = editing.conflict
    if found is None:
        return
    with st.container(key="conflict_card"):
        put(edit_markup.conflict_head(found.theirs, len(found.clashes)))
        theirs_at = []
        for number, each in enumerate(found.clashes):
            with st.container(key=f"clash_{number}", horizontal=True, vertical_alignment="center"):
                put(edit_markup.clash(each))
                sides = {"mine": f"本窗口：{each.mine or _NOTHING}", "theirs": f"另一处：{each.theirs or _NOTHING}"}
                labels = {side: literally(text) for side, text in sides.items()}
                side = st.radio(
                    "保留哪一个",
                    list(labels),
                    format_func=labels.__getitem__,
                    key=f"side_{found.theirs.version}_{number}",
                    horizontal=True,
                    label_visibility="collapsed",
                )
                if side == "theirs":
                    theirs_at.append(each.key)
        with st.container(horizontal=True):
            if st.button("按所选保存", key="settle", type="primary"):
                _settle(editing, theirs_at)
            if st.button("全部保留本窗口的", key="settle_mine"):
                _settle(editing, [])
            if st.button("全部保留另一处的", key="settle_theirs"):
                _settle(editing, [each.key for each in found.clashes])


def _settle(editing: Editing, theirs_at: list[tuple[str, ...]]) -> None:
    editing.settle(theirs_at)
    st.rerun()
