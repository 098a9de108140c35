"""以前的草稿: what lay on the table before, to be taken back."""

import streamlit as st

from assistant.app.desk import Desk
from assistant.app.labels import literally


def former_drafts(desk: Desk) -> None:
    """Draw the list of former drafts, if there are any."""
    if not desk.former:
        return
    with st.container(key="former_card"):
        st.html('<h3 class="jx-sub">以前的草稿</h3>')
        for number, work in enumerate(desk.former):
            target = work.current
            form = work.form.aliases[0] if work.form.aliases else work.form.name
            label = f"{work.made_at:%H:%M}　{target.project.name}　{form}　{len(target.indicators)} 条"
            if st.button(literally(label), key=f"former_{number}_{work.stem}", width="stretch", help="取回继续编辑"):
                desk.take_back(work)
                desk.view = "editor"
                st.rerun()
