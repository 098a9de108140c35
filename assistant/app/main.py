"""The script that Streamlit runs for each session: the pages, the bar above them, and the one that is open."""

import streamlit as st

from assistant.app import services, sign_in, topbar
from assistant.app.pages import HOME, PAGES
from assistant.app.session import desk, go, put_style, register, settle


def _home() -> None:
    go(HOME)


st.set_page_config(page_title="绩效目标助手", page_icon=None, layout="wide", initial_sidebar_state="collapsed")
put_style()
services.settings_problem()
pages = {info.id: st.Page(info.show, title=info.title, url_path=info.id) for info in PAGES}
register(pages)
# The default page has no path of its own, so that a bookmark of it would be "not found": `/` leads on to a page that has.
page = st.navigation([st.Page(_home, title="绩效目标助手", default=True), *pages.values()], position="hidden")
open_ = next((info for info in PAGES if info.id == page.url_path), None)
if not sign_in.may_enter():
    sign_in.door()
elif open_ is None:
    page.run()
else:
    wanted = topbar.show(open_, desk())
    if not wanted or desk().has_grid:
        page.run()
    if wanted:
        go(wanted)
    settle()
