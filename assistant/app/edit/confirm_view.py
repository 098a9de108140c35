"""待核实: every figure that rests on nothing yet, to be filled in or answered for with a note."""

from datetime import UTC, datetime

import streamlit as st

from assistant.app import markup
from assistant.app.edit import edit_markup
from assistant.app.edit.editing import Editing
from assistant.app.edit.operations import SetCell, apply
from assistant.app.labels import PERIODS
from assistant.app.session import put
from assistant.model import InputError
from assistant.workspace import DraftState

_NONE = '<div class="jx-clean"><b>没有待核实的数字</b>每个数字都有出处，或已由您核实。</div>'


def confirming(editing: Editing) -> None:
    """Draw the figures that are still open, then those that were answered for."""
    state = editing.state
    if not state.unconfirmed:
        put(_NONE)
    several = len(editing.form.tables) > 1
    for uid in state.unconfirmed:
        row = state.row(uid)
        with st.container(key=f"gap_{uid}"):
            put(edit_markup.gap(row, PERIODS[row.period] if several else ""))
            with st.container(horizontal=True, gap="xsmall"):
                is_open_here = editing.confirming == uid
                if st.button("收起" if is_open_here else "填写或核实", key=f"confirm_{uid}", type="tertiary"):
                    editing.confirming = None if is_open_here else uid
                    st.rerun()
                if st.button("定位", key=f"find_{uid}", type="tertiary"):
                    editing.go_to(uid)
                    st.rerun()
            if editing.confirming == uid:
                _form(editing, uid)
    for mark, row in zip(state.rows, state.target.indicators, strict=True):
        if mark.tick and row.is_open and mark.uid not in state.unconfirmed:
            with st.container(key=f"ticked_{mark.uid}", horizontal=True, vertical_alignment="center"):
                put(edit_markup.ticked(row, mark))
                if st.button("撤回", key=f"untick_{mark.uid}", type="tertiary"):
                    editing.change(state.without_tick(mark.uid), "撤回核实")
                    st.rerun()


def _form(editing: Editing, uid: str) -> None:
    row = editing.state.row(uid)
    start = "" if row.value.is_unconfirmed else str(row.value)
    with st.form(f"confirm_form_{uid}", border=False):
        value = st.text_input("指标值", value=start, key=f"confirm_value_{uid}", placeholder="如 ≥300人").strip()
        why = st.text_input(
            "怎么核实的", key=f"confirm_why_{uid}", placeholder="如：查2025年培训台账", max_chars=120
        ).strip()
        if not st.form_submit_button("确认", key=f"confirm_ok_{uid}", type="primary"):
            return
    try:
        changed = answered(editing.state, uid, value, why, editing.who)
    except InputError as error:
        put(markup.warning_line(str(error)))
        return
    editing.change(changed, "核实数字")
    editing.confirming = None
    st.rerun()


def answered(state: DraftState, uid: str, value: str, why: str, who: str) -> DraftState:
    """Return the state with a figure filled in or answered for.

    Args:
        state: of the draft.
        uid: of the row.
        value: the figure; the one that stands there already only needs a reason.
        why: how it was looked up.
        who: looked it up.

    Raises:
        InputError: neither a figure nor a reason, one sentence.
    """
    row = state.row(uid)
    if not value or "待核实" in value:
        raise InputError("请填写查实的数字，如 ≥300人")
    if value != str(row.value):
        filled = SetCell(id="-", seen=0, op="cell", uid=uid, column="value", text=value)
        state = apply(state, filled)
        return state.with_tick(uid, who, why, datetime.now(UTC)) if why else state
    return state.with_tick(uid, who, why, datetime.now(UTC))
