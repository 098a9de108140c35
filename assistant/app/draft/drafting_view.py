"""Third step: a draft that the worker writes; rows appear as they come, whoever looks and from wherever."""

import time
from collections.abc import Sequence

import streamlit as st

from assistant.app import markup
from assistant.app.draft import draft_markup
from assistant.app.draft.keeper import keep
from assistant.app.draft.typing import DraftDesk, typed_of
from assistant.app.labels import ENGINES
from assistant.app.services import owner, worker, workspace
from assistant.app.session import go, put
from assistant.app.spending import spent_line
from assistant.drafting.brief import Brief
from assistant.forms import FormDefinition, get_form
from assistant.model import AssistantError, Goal
from assistant.worker import Progress
from assistant.workspace import JobLine, NoSuchDraftError, Saved

_POLL_SECONDS = 0.5
# An offline draft is there at once: a moment's patience saves a flash of an empty table.
_PATIENCE_SECONDS = 0.8


def show(desk: DraftDesk, draft: str) -> None:
    """Draw the draft's job, or go on to 编辑 where there is nothing to wait for."""
    try:
        saved = workspace().load(draft, owner())
    except NoSuchDraftError as error:
        desk.refusal = str(error)
        _leave()
    if desk.is_submitted:
        keep(desk)
    line = _patiently(saved)
    if line is None:
        go("edit", draft)
    if line.state == "done":
        desk.finished = "；".join(["草稿已写完，请核对后再用", *filter(None, [spent_line(line.spent)])])
        go("edit", draft)
    if line.is_over:
        _ended(desk, workspace().load(draft, owner()), line)
    else:
        _live(saved, line.id)


def _leave() -> None:
    del st.query_params["draft"]
    st.rerun()


def _patiently(saved: Saved) -> JobLine | None:
    """Return the draft's job, once it is over or a moment has passed; None where it has none of its own drafting."""
    if saved.job is None:
        return None
    until = time.monotonic() + _PATIENCE_SECONDS
    while not (line := worker().progress(owner(), saved.job).line).is_over and time.monotonic() < until:
        time.sleep(0.05)
    return line if line.kind in ("draft", "continue") else None


@st.fragment(run_every=_POLL_SECONDS)
def _live(saved: Saved, job: str) -> None:
    progress = worker().progress(owner(), job)
    if progress.is_over:
        st.rerun()
    form = get_form(saved.state.target.form)
    with st.container(key="draft_card"):
        with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
            put(_head(progress, saved))
            if st.button("停止", key="stop", help="已写出的都保留"):
                worker().cancel(owner(), job)
        put(markup.goals_so_far(_labelled(progress.goals, form)))
        put(markup.draft_rows(progress.rows, form))
        put(markup.notes(progress.line.notices))


def _head(progress: Progress, saved: Saved) -> str:
    line = progress.line
    if line.state == "waiting":
        wait = f"排队中，前面还有 {line.ahead} 个" if line.ahead else "马上开始"
        return markup.drafting_head(line.name) + markup.hint_line(wait)
    engine = ENGINES.get(line.engine or "", "起草")
    seconds = line.seconds
    body = markup.progress_line(engine, len(progress.rows), len(progress.goals), seconds, line.examples, running=True)
    return (
        markup.drafting_head(line.name)
        + body
        + markup.hint_line("可以离开或关闭本页，起草照常进行；写完在“我的项目”里。")
    )


def _labelled(goals: Sequence[Goal], form: FormDefinition) -> list[tuple[str, str]]:
    """Give each goal the label of its slot; goals of a period come in the slots' order."""
    slots = {period: [slot.label for slot in form.goals if slot.period == period] for period in ("long_term", "annual")}
    return [(slots[goal.period].pop(0) if slots[goal.period] else "", goal.text) for goal in goals]


def _ended(desk: DraftDesk, saved: Saved, line: JobLine) -> None:
    """Say why it is not complete, and offer what can be done."""
    rows = len(saved.state.target.indicators)
    title = "已停止" if line.state == "cancelled" else "没有写完"
    kept = f"表里现有 {rows} 条指标，都已保存。" if rows else "还没有写出指标。"
    notices = [notice for notice in line.notices if not (line.message and notice.startswith("已停止"))]
    with st.container(key="draft_card"):
        put(markup.drafting_head(line.name))
        put(draft_markup.ended(title, [line.message, kept, *notices]))
        with st.container(horizontal=True, gap="small"):
            if st.button("接着写" if rows else "重新开始", key="go_on", type="primary"):
                _go_on(desk, saved, line)
            if rows and st.button("编辑已写出的", key="to_edit"):
                go("edit", saved.id)
            if saved.state.brief and st.button("修改项目信息", key="change_brief", type="tertiary"):
                change_brief(desk, saved.state.brief)
        if desk.refusal:
            put(markup.warning_line(desk.refusal))
        put(markup.draft_rows(saved.state.target.indicators, get_form(saved.state.target.form)))


def _go_on(desk: DraftDesk, saved: Saved, line: JobLine) -> None:
    try:
        if line.can_continue:
            worker().resume(owner(), line.id)
        else:
            worker().submit_continue(owner(), saved.id)
        desk.refusal = ""
    except AssistantError as error:
        desk.refusal = str(error)
    st.rerun()


def change_brief(desk: DraftDesk, brief: Brief) -> None:
    """Go to the form with what a draft was made from; the draft stays as it is."""
    desk.back()
    desk.typed = typed_of(brief)
    for key, text in desk.typed.items():
        st.session_state[f"in_{key}"] = text
    go("draft")
