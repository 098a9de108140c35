"""A batch that was started: how far each project is, stop, go on, and the package of all forms."""

from functools import partial
from html import escape
from typing import Literal

import streamlit as st

from assistant.app import markup, services
from assistant.app.batch import batch_markup
from assistant.app.batch.package import package
from assistant.app.desk import Desk
from assistant.app.labels import MIMES, file_name, literally
from assistant.app.session import go, put
from assistant.workspace import BatchLine, DraftLine

_POLL_SECONDS = 1.0
_NEWEST = 1000
"""Drafts among which a batch's are looked for; older ones show no score here."""


def show(desk: Desk, batch: BatchLine) -> None:
    """Draw the batch; while it is at work it is drawn again each second."""
    with st.container(key="running_card"):
        with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
            st.html(f'<h2 class="jx-title">{escape(batch.name or "批量起草")}</h2>')
            if st.button("回到批量起草", key="back_to_batch", type="tertiary"):
                del st.query_params["batch"]
                st.rerun()
        if desk.said:
            put(markup.done_line(desk.said))
            desk.said = ""
        if batch.is_over:
            _drawn(batch)
            put(batch_markup.failures(batch))
        else:
            _live(batch.id)


@st.fragment(run_every=_POLL_SECONDS)
def _live(id_: str) -> None:
    batch = services.workspace().jobs.batch(id_, services.owner())
    if batch.is_over:
        st.rerun()
    _drawn(batch)


def _drawn(batch: BatchLine) -> None:
    worker, owner = services.worker(), services.owner()
    with st.container(key="batch_head", horizontal=True, vertical_alignment="center", gap="small"):
        st.html(batch_markup.progress(batch), width="stretch")
        if not batch.is_over and st.button("停止", key="stop_batch"):
            worker.cancel_batch(owner, batch.id)
            st.rerun()
        unfinished = batch.is_over and any(job.can_continue for job in batch.jobs)
        if unfinished and st.button("接着写没完成的", key="resume_batch", type="primary"):
            worker.resume_batch(owner, batch.id)
            st.rerun()
        if batch.is_over:
            _downloads(batch, owner)
    _lines(batch)


def _downloads(batch: BatchLine, owner: str) -> None:
    if not batch.count("done"):
        return
    kinds: dict[Literal["docx", "xlsx"], str] = {"docx": "下载全部（Word）", "xlsx": "下载全部（Excel）"}
    for kind, label in kinds.items():
        st.download_button(
            label,
            data=partial(package, services.workspace(), owner, batch, kind),
            file_name=file_name(batch.name or "批量起草", "zip"),
            mime=MIMES["zip"],
            key=f"package_{kind}",
            type="primary" if kind == "docx" and not any(job.can_continue for job in batch.jobs) else "secondary",
            on_click="ignore",
            help="每个项目一个文件，附汇总表；按现在的内容打包，改过的也在里面",
        )


def _lines(batch: BatchLine) -> None:
    known = _known(batch)
    with st.container(key="batch_lines", gap=None):
        with st.container(key="lines_head", horizontal=True, gap=None, vertical_alignment="center"):
            st.html('<b class="jx-lines-name">项目名称</b>', width="stretch")
            st.html(batch_markup.job_head(), width="content")
        for job in batch.jobs:
            with st.container(key=f"line_{job.id}", horizontal=True, gap=None, vertical_alignment="center"):
                if st.button(literally(job.name), key=f"open_{job.id}", type="tertiary", width="stretch", help=None):
                    go("edit" if job.is_over else "draft", draft=job.draft)
                st.html(batch_markup.job_facts(job, known.get(job.draft)), width="content")


def _known(batch: BatchLine) -> dict[str, DraftLine]:
    """Return the stored columns of the batch's drafts."""
    return {line.id: line for line in services.workspace().list(services.owner(), limit=_NEWEST)}
