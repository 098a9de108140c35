"""The session's desk, and the only module that knows where Streamlit keeps it."""

import logging
import os
import time
from collections.abc import Mapping
from functools import cache
from html import escape
from pathlib import Path
from typing import Any, NoReturn, cast

import streamlit as st

from assistant.app.desk import SETTLE_SECONDS, Desk
from assistant.app.pages import PageId
from assistant.model import AssistantError

_DRAFT = "draft"
_log = logging.getLogger(__name__)
_HERE = Path(__file__).parent


def desk() -> Desk:
    """Return this session's desk, a new one at its first run."""
    if "desk" not in st.session_state:
        st.session_state["desk"] = Desk()
    return cast(Desk, st.session_state["desk"])


def settled_button(label: str, key: str, **options: Any) -> bool:
    """Draw a button that acts once the edits on their way have come in; return whether it is to act now.

    A click leaves the cell that is being typed in, but the grid sends that cell only a moment later: whoever acted at
    once would throw the edit away. Where no grid is drawn this is an ordinary button.

    Args:
        label: Markdown, as for every button.
        key: must name the same action in the run that follows, whatever that edit changes.
        options: of `st.button`.
    """
    here = desk()
    if not here.has_grid:
        return bool(st.button(label, key=key, **options))
    st.button(label, key=key, on_click=_ask, args=(here, key), **options)
    if (here.asked, here.is_settled) != (key, True):
        return False
    here.asked, here.is_settled = None, False
    return True


def _ask(desk: Desk, key: str) -> None:
    desk.asked, desk.is_settled = key, False


def settle() -> None:
    """After the page was drawn: give edits on their way time to come in, then let the button that was clicked act."""
    here = desk()
    if here.asked is None:
        return
    if here.is_settled:
        # With the edit its button has gone, and so has what it was to do.
        here.asked, here.is_settled = None, False
        return
    time.sleep(SETTLE_SECONDS)
    here.is_settled = True
    st.rerun()


def register(pages: Mapping[PageId, Any]) -> None:
    """Keep this run's pages, so that a view can send its user to another one."""
    st.session_state["pages"] = pages


def go(page: PageId, draft: str | None = None) -> NoReturn:
    """Open another page, where it is about one draft with `?draft=…`, which a reload or a bookmark keeps."""
    st.switch_page(st.session_state["pages"][page], query_params={_DRAFT: draft} if draft else None)


def draft_id() -> str | None:
    """Return the id of the draft that the page's address names."""
    return st.query_params.get(_DRAFT)


@cache
def _style() -> str:
    """Return all style sheets, the common one first: each room may bring one of its own."""
    own = sorted(path for path in _HERE.glob("*/*.css"))
    return "\n".join(path.read_text(encoding="utf-8") for path in [_HERE / "style.css", *own])


def put_style() -> None:
    """Add the pages' style sheets."""
    st.html(f"<style>{_style()}</style>")


def put(html: str) -> None:
    """Show our own HTML; nothing where there is nothing to show."""
    if html:
        st.html(html)


def fault(error: Exception) -> None:
    """Say in one sentence what a page could not be drawn for; never its data, which may be a user's, nor a trace.

    Raises:
        Exception: the same again where `ASSISTANT_DEBUG` is set and it is a defect of ours.
    """
    if isinstance(error, AssistantError):
        sentence = str(error)
    elif os.environ.get("ASSISTANT_DEBUG"):
        raise error
    else:
        _log.error("a page failed", exc_info=error)
        sentence = f"页面内部出错（{type(error).__name__}），已保存的内容都在。请刷新重试，仍不行请把这句话告诉维护者。"
    st.html(f'<div class="jx-fault" role="alert">{escape(sentence)}</div>')


def guard_leaving(wanted: bool) -> None:
    """Let the browser ask before a tab with a draft in it is closed or reloaded: a session ends with its tab."""
    handler = "event => { event.preventDefault(); }" if wanted else "null"
    st.html(f"<script>window.onbeforeunload = {handler};</script>", unsafe_allow_javascript=True)
