"""Downloads: Word, Excel and PDF in the form's own layout; CSV and JSON as data."""

from collections.abc import Callable
from typing import Literal

import streamlit as st

from assistant import api
from assistant.api import FileKind
from assistant.app.desk import Work
from assistant.app.labels import file_name
from assistant.app.markup import hint_line

MIMES: dict[FileKind, str] = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
    "csv": "text/csv",
    "json": "application/json",
}
_MAIN: dict[FileKind, str] = {"docx": "导出 Word", "xlsx": "导出 Excel", "pdf": "导出 PDF"}
_FURTHER: dict[FileKind, str] = {"csv": "导出 CSV 表格", "json": "导出 JSON 数据"}
NO_PDF = "本机没有 LibreOffice，不能直接导出 PDF：可先导出 Word，再用 Word 或 WPS 另存为 PDF；安装 LibreOffice 后重新打开本页即可直接导出。"


def exports(work: Work) -> None:
    """Draw the download buttons of the files that are handed in."""
    for kind, label in _MAIN.items():
        if kind != "pdf" or api.pdf_available():
            _button(work, kind, label)


def further_exports(work: Work) -> None:
    """Draw the download buttons of data files, and how to come by a PDF where none can be made here."""
    for kind, label in _FURTHER.items():
        _button(work, kind, label, "stretch")
    if not api.pdf_available():
        st.html(hint_line(NO_PDF))


def _button(work: Work, kind: FileKind, label: str, width: Literal["content", "stretch"] = "content") -> None:
    st.download_button(
        label,
        data=file_maker(work, kind),
        file_name=file_name(work.current.project.name, kind),
        mime=MIMES[kind],
        key=f"download_{kind}",
        type="primary" if kind == "docx" else "secondary",
        on_click="ignore",
        width=width,
    )


def file_maker(work: Work, kind: FileKind) -> Callable[[], bytes]:
    """Return what makes the file when the button is clicked, from the edits that there are by then."""
    return lambda: api.to_bytes(work.settled(), kind)
