"""Where files are dropped, and what is said while they are read."""

import time

import streamlit as st

from assistant.app import markup
from assistant.app.review.uploads import Shelf, Upload
from assistant.app.session import put

_PATIENCE_SECONDS = 0.6
"""Most files are read in less: patience saves a flash of an empty list."""
_POLL_SECONDS = 0.5


def upload_box(shelf: Shelf, key: str) -> None:
    """Draw the drop zone; files that are given go to the shelf, and the zone is empty again."""
    with st.container(key=f"{key}_zone"):
        given = st.file_uploader(
            "选择文件", accept_multiple_files=True, key=f"{key}_{shelf.version}", label_visibility="collapsed"
        )
    if given:
        shelf.take((file.name, file.getvalue()) for file in given)
        st.rerun()


def wait_for(shelf: Shelf) -> None:
    """Wait a moment for files that are being read; those that take longer are waited for without holding the page."""
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while shelf.is_reading and time.monotonic() < deadline:
        time.sleep(0.02)


def remarks(shelf: Shelf) -> None:
    """Say why files were not taken."""
    for remark in shelf.remarks:
        put(markup.warning_line(remark))


def keep_looking(shelf: Shelf) -> None:
    """Draw the page again as soon as another file has been read; does nothing when all are."""
    if shelf.is_reading:
        _look(shelf, sum(upload.is_read for upload in shelf.uploads))


@st.fragment(run_every=_POLL_SECONDS)
def _look(shelf: Shelf, known: int) -> None:
    if sum(upload.is_read for upload in shelf.uploads) != known:
        st.rerun()


def state_line(upload: Upload) -> str:
    """Return how reading a file went, in a few words."""
    if upload.failure:
        return upload.failure.sentence
    if upload.content is None:
        return "正在请大模型辨认，可能要几十秒……" if upload.asking else "正在读……"
    parts = [f"读出 {len(upload.forms)} 张表" if upload.forms else "没有读出表"]
    parts += ["含文字部分"] if upload.content.document.narrative else []
    parts += ["由大模型辨认，每格都与原文核对过"] if upload.content.by_model else []
    unsure = sum(note.kind == "unsure" for note in upload.content.document.notes)
    parts += [f"{unsure} 处请核对"] if unsure else []
    return "，".join(parts)
