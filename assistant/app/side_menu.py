"""The list of a page's parts at its left side; which part is open is kept in the session."""

from collections.abc import Mapping

import streamlit as st

from assistant.app.desk import Desk


def side_menu(desk: Desk, page: str, parts: Mapping[str, str]) -> str:
    """Draw the list and return the id of the part that is open.

    Args:
        desk: keeps the choice.
        page: names the page.
        parts: titles by id; the first is open at first.
    """
    open_ = desk.parts.get(page, "")
    if open_ not in parts:
        open_ = next(iter(parts))
    with st.container(key=f"menu_{page}", gap=None):
        for part, title in parts.items():
            with st.container(key=f"menu_{'on' if part == open_ else 'off'}_{page}_{part}"):
                if st.button(title, key=f"part_{page}_{part}", type="tertiary", width="stretch") and part != open_:
                    desk.parts[page] = part
                    st.rerun()
    return open_
