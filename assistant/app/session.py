"""The session's desk, and the only module that knows where Streamlit keeps it."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NoReturn, cast

import streamlit as st

from assistant.app.desk import Desk

_HERE = Path(__file__).parent


def desk() -> Desk:
    """Return this session's desk, a new one at its first run."""
    if "desk" not in st.session_state:
        st.session_state["desk"] = Desk()
    return cast(Desk, st.session_state["desk"])


def register(pages: Mapping[str, Any]) -> None:
    """Keep this run's pages, so that a view can send its user to another one."""
    st.session_state["pages"] = pages


def go(page: str) -> NoReturn:
    """Open another page: `draft`, `review` or `library`."""
    st.switch_page(st.session_state["pages"][page])


def put_style() -> None:
    """Add the page's style sheet."""
    st.html(_HERE / "style.css")


def put(html: str) -> None:
    """Show our own HTML; nothing where there is nothing to show."""
    if html:
        st.html(html)


def guard_leaving(wanted: bool) -> None:
    """Let the browser ask before a tab with a draft in it is closed or reloaded: a session ends with its tab."""
    handler = "event => { event.preventDefault(); }" if wanted else "null"
    st.html(f"<script>window.onbeforeunload = {handler};</script>", unsafe_allow_javascript=True)
