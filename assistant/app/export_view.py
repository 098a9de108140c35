"""Downloads: Word, Excel, JSON, in the form's own layout."""

from collections.abc import Callable

import streamlit as st

from assistant import api
from assistant.api import FileKind
from assistant.app.desk import Work
from assistant.app.labels import file_name

_KINDS: dict[FileKind, tuple[str, str]] = {
    "docx": ("导出 Word", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "xlsx": ("导出 Excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "json": ("JSON", "application/json"),
}


def exports(work: Work) -> None:
    """Draw the download buttons."""
    for kind, (label, mime) in _KINDS.items():
        st.download_button(
            label,
            data=file_maker(work, kind),
            file_name=file_name(work.current.project.name, kind),
            mime=mime,
            key=f"download_{kind}",
            type="primary" if kind == "docx" else "secondary",
            on_click="ignore",
        )


def file_maker(work: Work, kind: FileKind) -> Callable[[], bytes]:
    """Return what makes the file when the button is clicked, from the edits that there are by then."""
    return lambda: api.to_bytes(work.settled(), kind)
