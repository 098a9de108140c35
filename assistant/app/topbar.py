"""The bar at the head of every page: the pages, a draft that is being written meanwhile, and which engine runs."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from assistant.app import markup
from assistant.app.desk import Desk
from assistant.app.engines import configured_model
from assistant.app.session import desk as session_desk
from assistant.app.session import settled_button

_POLL_SECONDS = 2.0


def show(pages: Mapping[str, Any], page: Any, desk: Desk) -> str | None:
    """Draw the bar, and keep what the page that was left had on it; return the page that the user goes to."""
    wanted = None
    open_ = next(name for name, each in pages.items() if each.url_path == page.url_path)
    if desk.page != open_:
        desk.step_aside()
        desk.page = open_
    with st.container(key="topbar", horizontal=True, vertical_alignment="center", gap=None):
        st.html(markup.brand(), width="content")
        for name, each in pages.items():
            # A link would be followed at once, and take the cell that is being typed in with it.
            with st.container(key=f"tab_{'on' if name == open_ else 'off'}_{name}", width="content"):
                if settled_button(each.title, f"nav_{name}", type="tertiary") and name != open_:
                    wanted = name
        with st.container(key="engine", width="stretch"):
            if desk.job and open_ != "draft":
                _running()
            else:
                st.html(markup.engine_label(configured_model().label))
    return wanted


@st.fragment(run_every=_POLL_SECONDS)
def _running() -> None:
    """Say how far a draft is while another page is open; asking also tells the job that somebody still waits."""
    job = session_desk().job
    if job is None:
        return
    progress = job.snapshot()
    state = "已写完，点“起草”查看" if progress.is_over else f"正在写，已有指标 {len(progress.rows)} 条"
    st.html(markup.engine_label(f"{job.brief.name}：{state}"))
