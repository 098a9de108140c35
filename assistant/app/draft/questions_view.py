"""Second step: up to three short questions whose answers make the draft firm; all may be skipped."""

import streamlit as st

from assistant.app.draft import draft_markup
from assistant.app.draft.typing import DraftDesk
from assistant.app.labels import literally
from assistant.app.services import owner, worker
from assistant.app.session import go, put
from assistant.drafting.brief import Brief
from assistant.drafting.questions import Question, answered
from assistant.model import AssistantError, InputError

_POLL_SECONDS = 0.4
_PATIENCE_SECONDS = 0.6
"""The offline engine's questions are there at once: a moment's patience saves a flash of an empty page."""


def show(desk: DraftDesk) -> None:
    """Draw the questions, or that they are being looked for."""
    brief, asking = desk.brief, desk.asking
    if brief is None or asking is None:
        desk.back()
        st.rerun()
    is_there = asking.wait(_PATIENCE_SECONDS)
    if is_there and not asking.found:
        _start(desk, brief)
    with st.container(key="questions_card"):
        put(draft_markup.brief_head(brief))
        if is_there:
            _questions(desk, brief, asking.found)
        else:
            _looking(desk, brief)


@st.fragment(run_every=_POLL_SECONDS)
def _looking(desk: DraftDesk, brief: Brief) -> None:
    if desk.asking is None or desk.asking.wait(0):
        st.rerun()
    put(draft_markup.looking())
    with st.container(horizontal=True):
        if st.button("跳过，直接起草", key="skip", type="primary"):
            _start(desk, brief)
        if st.button("返回修改", key="back", type="tertiary"):
            desk.back()
            st.rerun()


def _questions(desk: DraftDesk, brief: Brief, found: tuple[Question, ...]) -> None:
    st.html(
        f'<p class="jx-lead">先问 {len(found)} 个数字：写进去草稿就有出处，不必留待核实。知道几个写几个，不知道的空着。</p>'
    )
    refusal = st.container()
    with st.form("questions", border=False):
        typed: dict[Question, str] = {}
        for number, each in enumerate(found, 1):
            with st.container(key=f"question_{number}"):
                put(draft_markup.question(number, each))
                typed[each] = st.text_input(
                    literally(each.text),
                    key=f"answer_{each.id}",
                    placeholder=each.example,
                    label_visibility="collapsed",
                )
        with st.container(horizontal=True, gap="small"):
            goes = st.form_submit_button("按回答起草", type="primary", key="answer_go")
            skips = st.form_submit_button("跳过，直接起草", key="skip")
            returns = st.form_submit_button("返回修改", key="back", type="tertiary")
    if returns:
        desk.back()
        st.rerun()
    if skips:
        _start(desk, brief)
    if goes:
        try:
            firm = answered(brief, typed)
        except InputError as error:
            refusal.error(literally(str(error)))
            return
        _start(desk, firm)


def _start(desk: DraftDesk, brief: Brief) -> None:
    """Hand the brief to the worker and go where it can be watched."""
    try:
        draft, _ = worker().submit_draft(owner(), brief, desk.engine)
    except AssistantError as error:
        desk.refusal = str(error)
        desk.back()
        st.rerun()
    desk.back()
    desk.refusal = ""
    desk.typed, desk.is_submitted = {}, True
    go("draft", draft)
