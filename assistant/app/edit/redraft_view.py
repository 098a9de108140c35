"""Drafting rows again with a wish in words, the rest untouched; and the work that is under way on the draft."""

from collections.abc import Sequence

import streamlit as st

from assistant.app import markup
from assistant.app.edit import edit_markup
from assistant.app.edit.editing import Editing
from assistant.app.labels import literally
from assistant.app.services import worker
from assistant.app.session import put
from assistant.app.spending import spent_line
from assistant.model import AssistantError
from assistant.workspace import JOB_STATES, JobLine

_POLL_SECONDS = 0.8
_WISH = "如：改成按季度考核；用更具体的说法"


def redraft_form(editing: Editing, uids: Sequence[str], key: str, label: str, expanded: bool = False) -> None:
    """Draw where a wish is written and the button that drafts these rows again; locked rows are left out.

    Args:
        editing: whose draft it is.
        uids: of the rows.
        key: what the widgets' keys begin with.
        label: of the button.
        expanded: whether it is open from the start.
    """
    state = editing.state
    free = [uid for uid in uids if uid not in state.locked]
    with st.expander(label, expanded=expanded, key=f"redraft_{key}"):
        if locked := len(uids) - len(free):
            put(
                markup.hint_line(
                    f"{locked} 行已锁定，不会改动" + ("；要重新起草请先解锁。" if not free else "，其余照办。")
                )
            )
        if not free:
            return
        with st.form(f"redraft_form_{key}", border=False):
            wish = st.text_input("希望怎么写（选填）", key=f"wish_{key}", placeholder=_WISH, max_chars=200)
            if st.form_submit_button("开始", key=f"redraft_go_{key}", disabled=editing.saved.phase == "起草中"):
                _start(editing, free, wish.strip())


def _start(editing: Editing, uids: Sequence[str], wish: str) -> None:
    try:
        worker().submit_redraft(editing.owner, editing.id, uids, wish)
    except AssistantError as error:
        editing.told = str(error)
    editing.wants_redraft = False
    st.rerun()


def running(editing: Editing) -> None:
    """Say what is being done to the draft, and take it in when it is there."""
    job = editing.saved.job
    if editing.saved.phase != "起草中" or job is None:
        return
    with st.container(key="job_card"):
        _live(editing, job)


@st.fragment(run_every=_POLL_SECONDS)
def _live(editing: Editing, job: str) -> None:
    line = worker().progress(editing.owner, job).line
    if line.is_over:
        editing.told = ending(line)
        st.rerun()
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        put(edit_markup.told(f"{_doing(line)}，已 {line.seconds:.0f} 秒。可以继续编辑其他内容，您改过的行不会被覆盖。"))
        if st.button("停止", key="job_stop"):
            worker().cancel(editing.owner, job)


def _doing(line: JobLine) -> str:
    if line.state == "waiting":
        return f"排队中，前面还有 {line.ahead} 个" if line.ahead else "即将开始"
    return "正在重新起草" if line.kind == "redraft" else f"正在起草，已写出 {line.arrived} 条"


def ending(line: JobLine) -> str:
    """Return how a job ended, one sentence; what it cost where a model was asked."""
    said = line.message or {"redraft": "已重新起草，可撤销"}.get(line.kind, "") or JOB_STATES[line.state]
    notes = "；".join(notice for notice in line.notices[:2] if notice not in said)
    return "；".join(part for part in (said.rstrip("。"), notes, spent_line(line.spent)) if part)


def section_form(editing: Editing) -> None:
    """Draw the choice of a 二级指标 whose rows are to be drafted again."""
    kinds: dict[str, list[str]] = {}
    for mark, row in zip(editing.state.rows, editing.target.indicators, strict=True):
        kinds.setdefault(f"{row.level1} / {row.level2}", []).append(mark.uid)
    if not kinds:
        return
    kind = st.selectbox("重新起草一类指标", list(kinds), format_func=literally, key="section_kind")
    redraft_form(editing, kinds[kind], f"section_{len(kind)}", "重新起草这一类")
