"""Second view: a draft that is being written; rows appear as they come."""

import streamlit as st

from assistant.app import markup
from assistant.app.desk import Desk, Work
from assistant.app.draft.jobs import DraftJob, Progress, notices_of, target_of
from assistant.app.labels import ENGINES
from assistant.app.session import desk as session_desk
from assistant.app.session import guard_leaving, put
from assistant.forms import FormDefinition, get_form

_REFRESH_SECONDS = 0.4
# An offline draft is there at once: a moment's patience saves a flash of an empty table.
_PATIENCE_SECONDS = 0.3


def show(desk: Desk) -> None:
    """Draw the running draft, or go on when there is nothing to wait for."""
    if desk.job is None:
        desk.view = "brief"
        st.rerun()
    desk.job.wait(_PATIENCE_SECONDS)
    if desk.job.snapshot().is_over:
        _go_on(desk, desk.job)
    _live()
    guard_leaving(True)


@st.fragment(run_every=_REFRESH_SECONDS)
def _live() -> None:
    desk = session_desk()
    job = desk.job
    if job is None:
        st.rerun()
    progress = job.snapshot()
    if progress.is_over:
        _go_on(desk, job)
    form = get_form(job.brief.form)
    with st.container(key="draft_card"):
        with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
            put(_head(job, progress))
            if st.button("停止", key="stop"):
                job.stop()
                _go_on(desk, job)
        put(markup.goals_so_far(_labelled_goals(progress, form)))
        put(markup.draft_rows(progress.rows, form))
        put(markup.notes(progress.notices))


def _head(job: DraftJob, progress: Progress) -> str:
    return markup.drafting_head(job.brief.name) + markup.progress_line(
        ENGINES[progress.engine],
        len(progress.rows),
        len(progress.goals),
        progress.seconds,
        progress.examples,
        running=not progress.is_over,
    )


def _labelled_goals(progress: Progress, form: FormDefinition) -> list[tuple[str, str]]:
    """Give each goal the label of its slot; goals of a period come in the slots' order."""
    slots = {period: [slot.label for slot in form.goals if slot.period == period] for period in ("long_term", "annual")}
    return [(slots[goal.period].pop(0) if slots[goal.period] else "", goal.text) for goal in progress.goals]


def _go_on(desk: Desk, job: DraftJob) -> None:
    """Lay what has come on the table, or go back to the form with the reason why nothing did."""
    progress = job.snapshot()
    desk.job = None
    target = target_of(progress, job.brief)
    if target is None:
        desk.refusal = progress.failure
        desk.view = "brief"
    else:
        desk.put(Work(target, progress.engine, progress.examples, notices_of(progress)))
        desk.refusal = None
        desk.view = "editor"
    st.rerun()
