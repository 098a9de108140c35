"""The script that Streamlit runs for each session: the pages, the bar above them, and the one that is open."""

import streamlit as st

from assistant.app import topbar
from assistant.app.draft import brief_view, drafting_view, editor_view
from assistant.app.examples import library_view
from assistant.app.review import review_view
from assistant.app.session import desk, go, put_style, register, settle

_VIEWS = {"brief": brief_view.show, "drafting": drafting_view.show, "editor": editor_view.show}


def _draft() -> None:
    _VIEWS[desk().view](desk())


def _review() -> None:
    review_view.show(desk())


def _library() -> None:
    library_view.show(desk())


st.set_page_config(page_title="绩效目标助手", page_icon=None, layout="wide", initial_sidebar_state="collapsed")
put_style()
pages = {
    "draft": st.Page(_draft, title="起草", url_path="draft", default=True),
    "review": st.Page(_review, title="审核已有表", url_path="review"),
    "library": st.Page(_library, title="样例库", url_path="library"),
}
register(pages)
page = st.navigation(list(pages.values()), position="hidden")
wanted = topbar.show(pages, page, desk())
if not wanted or desk().has_grid:
    page.run()
if wanted:
    go(wanted)
settle()
