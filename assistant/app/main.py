"""The script that Streamlit runs for each session: the page 起草 in its three views."""

import streamlit as st

from assistant.app import brief_view, drafting_view, editor_view
from assistant.app.engines import configured_model
from assistant.app.markup import topbar
from assistant.app.session import desk, put_style

_VIEWS = {"brief": brief_view.show, "drafting": drafting_view.show, "editor": editor_view.show}

st.set_page_config(page_title="起草 · 绩效目标助手", page_icon=None, layout="wide", initial_sidebar_state="collapsed")
put_style()
st.html(topbar(configured_model().label))
_VIEWS[desk().view](desk())
