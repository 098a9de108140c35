"""A list to choose one entry from: a button for its name, and its facts in columns beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st

from assistant.app.labels import literally
from assistant.app.session import settled_button


@dataclass(frozen=True)
class Column:
    """A column of facts: its header and its width in pixels."""

    label: str
    width: int


@dataclass(frozen=True)
class Entry:
    """One line.

    Attributes:
        id: what the choice is told by; fit for a widget's key.
        name: what the button says.
        facts: one a column, as text and tone (`error`, `warning`, `hint`, `soft` or none).
    """

    id: str
    name: str
    facts: Sequence[tuple[str, str]]


def head(label: str, columns: Sequence[Column]) -> None:
    """Draw the list's header."""
    cells = "".join(f'<span style="width:{column.width}px">{escape(column.label)}</span>' for column in columns)
    st.html(f'<div class="jx-pick-head"><b>{escape(label)}</b>{cells}</div>')


def lines(entries: Sequence[Entry], columns: Sequence[Column], chosen: str | None, key: str) -> str | None:
    """Draw the entries; return the id of the one that was clicked in this run."""
    clicked = None
    for entry in entries:
        state = "on" if entry.id == chosen else "off"
        with st.container(key=f"pick_{state}_{key}_{entry.id}", horizontal=True, gap=None, vertical_alignment="center"):
            if settled_button(literally(entry.name), f"{key}_{entry.id}", type="tertiary", width="stretch"):
                clicked = entry.id
            st.html(_facts(entry, columns), width="content")
    return clicked


def _facts(entry: Entry, columns: Sequence[Column]) -> str:
    cells = "".join(
        f'<span style="width:{column.width}px" title="{escape(text)}">{_toned(text, tone)}</span>'
        for (text, tone), column in zip(entry.facts, columns, strict=True)
    )
    return f'<div class="jx-pick">{cells}</div>'


def _toned(text: str, tone: str) -> str:
    return f'<b class="{tone}">{escape(text)}</b>' if tone else escape(text)
