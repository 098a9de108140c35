"""The form in the browser: the component's parts, and the one place where the page meets it."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from assistant.app.edit.editing import Editing
from assistant.app.edit.grid_data import data_of

_PARTS = Path(__file__).with_name("grid")


@cache
def _component() -> Any:
    scripts = [path.read_text(encoding="utf-8") for path in sorted(_PARTS.glob("*.js"))]
    style = (_PARTS / "grid.css").read_text(encoding="utf-8")
    return st.components.v2.component("jixiao.form", html="", css=style, js="\n".join(scripts))


def grid(editing: Editing) -> dict[str, Any]:
    """Draw the form; return what the browser has sent: `outbox`, `row`, `ask`.

    What was typed is saved before the page is drawn again, in the component's callback.
    """
    key = f"form_{editing.id}"

    def sent(name: str, act: Callable[[Any], object]) -> Callable[[], None]:
        return lambda: _pass_on(st.session_state.get(key), name, act)

    return dict(
        _component()(
            key=key,
            data=data_of(editing),
            on_outbox_change=sent("outbox", editing.take),
            on_row_change=sent("row", lambda row: choose_row(editing, row)),
            on_ask_change=sent(
                "ask", lambda ask: editing.step(str(ask.get("what"))) if isinstance(ask, dict) else None
            ),
        )
    )


def _pass_on(held: Any, name: str, act: Callable[[Any], object]) -> None:
    value = held.get(name) if held else None
    if value is not None:
        act(value)


def choose_row(editing: Editing, row: Any) -> None:
    """Show the details of the row that was clicked."""
    if isinstance(row, dict) and any(mark.uid == row.get("uid") for mark in editing.state.rows):
        editing.row = row["uid"]
        editing.wants_redraft = bool(row.get("redraft"))
