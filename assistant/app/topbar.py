"""The bar at the head of every page: the pages, a draft that is being written meanwhile, and which engine runs."""

import streamlit as st

from assistant.app import markup, sign_in
from assistant.app.desk import Desk
from assistant.app.engines import configured_model
from assistant.app.pages import PAGES, PageId, PageInfo
from assistant.app.services import owner, worker
from assistant.app.session import settled_button
from assistant.model import AssistantError
from assistant.workspace import JobLine

_POLL_SECONDS = 2.0


def show(open_: PageInfo, desk: Desk) -> PageId | None:
    """Draw the bar, and keep what the page that was left had on it; return the page that the user goes to."""
    if desk.page != open_.id:
        desk.step_aside()
        desk.page = open_.id
    with st.container(key="topbar", horizontal=True, vertical_alignment="center", gap=None):
        st.html(markup.brand(), width="content")
        wanted = _tabs("main", open_)
        with st.container(key="engine", width="stretch"):
            if _active():
                _running()
            else:
                st.html(markup.engine_label(configured_model().label))
        wanted = _tabs("side", open_) or wanted
        sign_in.badge()
        return wanted


def _tabs(place: str, open_: PageInfo) -> PageId | None:
    wanted: PageId | None = None
    for info in PAGES:
        # A page without a place of its own is shown while it is open, so that its user sees where he is.
        if info.place != place and not (info.place is None and info == open_ and place == "main"):
            continue
        # A link would be followed at once, and take the cell that is being typed in with it.
        with st.container(key=f"tab_{'on' if info == open_ else 'off'}_{info.id}", width="content"):
            if settled_button(info.title, f"nav_{info.id}", type="tertiary") and info != open_:
                wanted = info.id
    return wanted


def _active() -> list[JobLine]:
    """The user's jobs under way; none where the database cannot be asked, which the page itself says."""
    try:
        return worker().active(owner())
    except AssistantError:
        return []


@st.fragment(run_every=_POLL_SECONDS)
def _running() -> None:
    """Say how far drafts are, whatever page is open."""
    jobs = _active()
    if not jobs:
        st.html(markup.engine_label(configured_model().label))
        return
    said = f"{jobs[0].name}：正在写，已有指标 {jobs[0].arrived} 条" if len(jobs) == 1 else f"{len(jobs)} 个项目正在起草"
    st.html(markup.engine_label(said))
