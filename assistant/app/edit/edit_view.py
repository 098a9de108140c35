"""The page 编辑: the form, what a reviewer would say of it, and everything that is done to it; saved at every step."""

import streamlit as st

from assistant import api
from assistant.app import markup
from assistant.app.desk import Desk
from assistant.app.draft.drafting_view import change_brief
from assistant.app.edit import edit_markup
from assistant.app.edit.conflict_view import conflict
from assistant.app.edit.editing import Editing, open_editing
from assistant.app.edit.export_view import export_menu, template_dialog
from assistant.app.edit.grid_view import grid
from assistant.app.edit.history_view import history
from assistant.app.edit.overview import costs_of, coverage_of
from assistant.app.edit.redraft_view import running, section_form
from assistant.app.edit.row_view import row_details
from assistant.app.edit.side_view import side
from assistant.app.labels import literally
from assistant.app.score_markup import score_card
from assistant.app.services import owner, person, workspace
from assistant.app.session import desk, draft_id, go, put
from assistant.app.sheet.frames import in_form_order
from assistant.forms import all_forms
from assistant.model import AssistantError


def show(here: Desk) -> None:
    """Draw the draft that the address names."""
    draft = draft_id() or here.editing
    if not draft:
        _nothing("请从“我的项目”打开一份草稿，或新起草一份。")
        return
    if draft_id() is None:
        st.query_params["draft"] = draft
    try:
        editing = _editing(draft)
        editing.refresh()
    except AssistantError as error:
        _nothing(str(error))
        return
    here.editing = draft
    if here.drafting.finished:
        editing.told, here.drafting.finished = here.drafting.finished, ""
    with editing.being_drawn():
        _page(editing)


def _editing(draft: str) -> Editing:
    key = f"editing_{owner()}_{draft}"
    if key not in st.session_state:
        st.session_state[key] = open_editing(workspace(), owner(), person(), draft)
    editing: Editing = st.session_state[key]
    return editing


def _nothing(why: str) -> None:
    with st.container(key="nothing_card"):
        put(f'<h2 class="jx-title">没有打开的草稿</h2>{markup.hint_line(why)}')
        if st.button("去起草", key="to_draft", type="primary"):
            go("draft")


def _page(editing: Editing) -> None:
    _head(editing)
    # Each has a place of its own, empty or not: what follows must not move, or a field that is being typed in would
    # lose the cursor.
    with st.container(key="told_slot"):
        put(edit_markup.told(editing.told) if editing.told else "")
        editing.told = ""
    with st.container(key="conflict_slot"):
        conflict(editing)
    with st.container(key="job_slot"):
        running(editing)
    left, right = st.columns([38, 13], gap="small")
    with left, st.container(key="form_card"):
        sent = grid(editing)
    # What a browser kept over a reload, or over a server that was started anew, comes with the first run.
    if editing.take(sent.get("outbox")):
        st.rerun()
    with right:
        with st.container(key="score_card"):
            put(score_card(editing.report, editing.target, editing.form))
        with st.container(key="row_slot"):
            row_details(editing)
        side(editing)
        with st.container(key="figures_card"):
            put(edit_markup.cost_plot(costs_of(editing.target)))
            put(edit_markup.coverage(coverage_of(editing.target, editing.form)))
    if editing.dialog:
        {"history": history, "template": template_dialog}[editing.dialog](editing)


def _head(editing: Editing) -> None:
    with st.container(key="head", horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        put(markup.project_head(editing.target, editing.form))
        with st.container(horizontal=True, width="content", gap="xsmall"):
            is_done = editing.state.done
            if st.button("改回草稿" if is_done else "标为已完成", key="done"):
                editing.change(editing.state.with_done(not is_done), "改回草稿" if is_done else "标为已完成")
                st.rerun()
            if st.button("版本", key="versions"):
                st.session_state.pop("versions_before", None)
                st.session_state.pop("version_seen", None)
                editing.dialog = "history"
            _more(editing)
            export_menu(editing)


def _more(editing: Editing) -> None:
    with st.popover("更多", key="more"):
        forms = {id_: form.name for id_, form in all_forms().items() if id_ != editing.target.form}
        wanted = st.selectbox("换成其他表式（原稿保留）", list(forms), format_func=forms.__getitem__, key="convert_to")
        if st.button("换成这种表式", key="convert", width="stretch"):
            _convert(editing, wanted)
        if st.button("按表式整理行序", key="arrange", width="stretch"):
            editing.retarget(in_form_order(editing.target, editing.form), "rule", "整理行序")
            st.rerun()
        if editing.state.brief and st.button("修改项目信息，重新起草", key="redraft", width="stretch"):
            change_brief(desk().drafting, editing.state.brief)
        section_form(editing)


def _convert(editing: Editing, form: str) -> None:
    """Lay the draft out for another form as a draft of its own; the one it came from stays as it is."""
    try:
        target = api.convert(editing.target, form)
    except AssistantError as error:
        st.error(literally(str(error)))
        return
    state = editing.state.with_target(target, "rule")
    name = all_forms()[form].name
    made = editing.workspace.create(editing.owner, state, f"换成{name}", editing.who)
    go("edit", made.id)
