"""What is typed on the page 起草 outlives a reload: the tab keeps it, and hands it to the new session."""

from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from assistant.app.draft.typing import TEXTS, DraftDesk

_KEY = "brief_keeper"


@cache
def _component() -> Any:
    script = Path(__file__).with_name("keeper.js").read_text(encoding="utf-8")
    return st.components.v2.component("jixiao.keeper", html="", js=script, isolate_styles=False)


def keep(desk: DraftDesk) -> None:
    """Have the browser keep what is typed; take over what it kept before this session."""
    texts = {key: str(desk.typed[key]) for key in TEXTS if desk.typed.get(key)}
    _component()(
        key=_KEY,
        data={"fresh": not texts and not desk.is_submitted, "forget": desk.is_submitted, "texts": texts},
        on_kept_change=_restore,
        height=1,
    )
    desk.is_submitted = False


def _restore() -> None:
    held = st.session_state.get(_KEY)
    kept = held.get("kept") if held else None
    texts = kept.get("texts") if isinstance(kept, dict) else None
    for key, text in texts.items() if isinstance(texts, dict) else ():
        if key in TEXTS and isinstance(text, str) and not st.session_state.get(f"in_{key}"):
            st.session_state[f"in_{key}"] = text[:6000]
