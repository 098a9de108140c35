"""Third view: the draft on the table; every edit is checked at once, and everything can be taken home as a file."""

import streamlit as st

from assistant import api
from assistant.app import markup
from assistant.app.desk import Desk, Work
from assistant.app.draft.export_view import exports, further_exports
from assistant.app.draft.findings_view import findings
from assistant.app.draft.former_view import former_drafts
from assistant.app.draft.template_view import template_dialog
from assistant.app.labels import export_warning, left_out_line
from assistant.app.score_markup import score_card
from assistant.app.session import guard_leaving, put, settled_button
from assistant.app.sheet.frames import in_form_order
from assistant.app.sheet.sheet_view import fields, fill_live_columns
from assistant.checking.findings import Report
from assistant.forms import all_forms
from assistant.model import PerformanceTarget


def show(desk: Desk) -> None:
    """Draw the editor. Buttons are drawn where they stand but act only after all edits have been taken in."""
    work = desk.work
    if work is None:
        desk.view = "brief"
        st.rerun()
    with work.being_drawn():
        head, score = st.container(key="head"), st.container(key="score")
        left, right = st.columns([37, 10], gap="medium")
        with left:
            drawn = fields(work)
        work.current = drawn.target
        report = api.check(drawn.target)
        fill_live_columns(drawn, report)
        score.html(score_card(report, work.current, work.form))
        with right, st.container(key="findings"):
            _findings(work, report)
    with head:
        _head(desk, work, report)
    guard_leaving(True)


def _findings(work: Work, report: Report) -> None:
    def take(target: PerformanceTarget) -> None:
        work.take(target)
        st.rerun()

    def keep(target: PerformanceTarget) -> None:
        work.keep_waivers(target)
        st.rerun()

    if (before := work.before_repair) and settled_button("撤销刚才的采用", key="undo_repair", type="tertiary"):
        work.rebase(before)
        st.rerun()
    findings(report, work.current, work.form, work.repairs.look(work.current, report), work.stem, take, keep)
    put(markup.to_confirm(work.current, work.form))
    put(markup.provenance(work.made_by, work.examples) + markup.notes(work.notices))


def _head(desk: Desk, work: Work, report: Report) -> None:
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        put(markup.project_head(work.current, work.form))
        with st.container(width="content", gap="xxsmall", horizontal_alignment="right"):
            with st.container(horizontal=True, width="content", gap="xsmall"):
                exports(work)
                _more(desk, work)
            put(markup.warning_line(export_warning(report, work.current) or ""))
            if unprinted := left_out_line(work.current):
                put(markup.hint_line(unprinted))


def _more(desk: Desk, work: Work) -> None:
    with st.popover("更多", key=f"more_{work.stem}"):
        forms = {id_: form.name for id_, form in all_forms().items() if id_ != work.base.form}
        wanted = st.selectbox("换成其他表式", list(forms), format_func=forms.__getitem__, key="convert_to")
        if settled_button("换成这种表式", key="convert", width="stretch"):
            _convert(desk, work, wanted)
        if settled_button("按表式整理行序", key="arrange", width="stretch"):
            work.rebase(in_form_order(work.current, work.form))
            st.rerun()
        if work.engine and settled_button("修改项目信息，重新起草", key="redraft", width="stretch"):
            work.rebase(work.current)
            desk.view = "brief"
            st.rerun()
        if not work.engine and settled_button("起草新的项目", key="new_draft", width="stretch"):
            work.rebase(work.current)
            desk.view = "brief"
            st.rerun()
        if settled_button("用本单位模板导出", key="own_template", width="stretch"):
            template_dialog(work)
        further_exports(work)
        former_drafts(desk)


def _convert(desk: Desk, work: Work, form: str) -> None:
    """Lay the converted draft on the table; the one it came from is kept among the former drafts."""
    work.rebase(work.current)
    desk.put(Work(api.convert(work.current, form), work.engine, work.examples, work.notices, origin=work.origin))
    st.rerun()
