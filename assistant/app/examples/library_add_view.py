"""Adding to the library: upload, see what was understood beside the document, correct it, save it."""

import streamlit as st

from assistant import api
from assistant.app import markup
from assistant.app.desk import LibraryDesk, Work
from assistant.app.examples import pick_list
from assistant.app.labels import objections
from assistant.app.review.excerpt import excerpt
from assistant.app.review.file_view import FORM_COLUMNS, file_line, form_entries
from assistant.app.review.form_view import words_html
from assistant.app.review.upload_box import keep_looking, remarks, upload_box, wait_for
from assistant.app.review.uploads import Shelf, Upload
from assistant.app.session import put, settled_button
from assistant.app.sheet.levels import form_of
from assistant.app.sheet.sheet_view import fields
from assistant.model import AssistantError, PerformanceTarget

_HINT = "放入评审通过、写得好的表：先对照原文更正读错的地方，再存。存时遮去个人姓名和证件号。"


def show(view: LibraryDesk) -> None:
    """Draw the way from a file to examples."""
    shelf = view.shelf
    wait_for(shelf)
    with st.container(key="upload_card"):
        with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
            st.html('<h2 class="jx-title">添加样例</h2>')
            if settled_button("返回样例库", key="back_to_library"):
                if view.adding:
                    view.adding.keep()
                view.is_adding = False
                st.rerun()
        put(markup.hint_line(_HINT))
        if shelf.uploads:
            with st.popover("继续添加文件", key=f"more_examples_{shelf.version}"):
                upload_box(shelf, "library_up")
        else:
            upload_box(shelf, "library_up")
        remarks(shelf)
        if view.said:
            put(markup.done_line(view.said))
        _files(view, shelf)
    choice = shelf.choice()
    if choice and choice[1] >= 0:
        _correct(view, *choice)
    keep_looking(shelf)


def _files(view: LibraryDesk, shelf: Shelf) -> None:
    if not shelf.uploads:
        return
    choice = shelf.choice()
    with st.container(key="files_list"):
        pick_list.head("文件和其中的表", FORM_COLUMNS)
        for upload in list(shelf.uploads):
            with st.container(key=f"file_{upload.digest}", horizontal=True, vertical_alignment="center", gap="xsmall"):
                st.html(file_line(upload))
                if settled_button("移除", key=f"remove_{upload.digest}", type="tertiary"):
                    shelf.remove(upload)
                    view.corrected = {key: work for key, work in view.corrected.items() if key[0] != upload.digest}
                    st.rerun()
            chosen = str(choice[1]) if choice and choice[0] is upload else None
            entries = [entry for entry in form_entries(upload) if entry.id != "-1"]
            clicked = pick_list.lines(entries, FORM_COLUMNS, chosen, f"add_{upload.digest}")
            if clicked is not None:
                shelf.chosen = (upload.digest, int(clicked))
                st.rerun()


def _correct(view: LibraryDesk, upload: Upload, index: int) -> None:
    """Draw the document beside the fields that it was read into."""
    assert upload.content is not None
    content, work = upload.content, _work(view, upload, index)
    with st.container(key="correct_card"):
        head = st.container(key="correct_head")
        left, right = st.columns([9, 11], gap="small")
        found = excerpt(content.rows, content.document.places, index, upload.name) if content.rows else None
        with left:
            put(words_html(content, index, found))
        with right:
            st.html('<h3 class="jx-side">读到的内容，可直接更正</h3>')
            work.current = fields(work).target
            put(markup.warning_line(_objections(work.current)))
    with head, st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        put(markup.project_head(work.current, work.form))
        if settled_button("存入样例库", key="save_example", type="primary"):
            _save(view, upload, index)


def _objections(target: PerformanceTarget) -> str:
    """Return what to say of a form that is not fit to be learnt from; empty text when there is nothing."""
    errors = len(objections(api.check(target).errors))
    return f"这张表还有 {errors} 个错误，建议改好再存" if errors else ""


def _work(view: LibraryDesk, upload: Upload, index: int) -> Work:
    """Return what is being corrected; corrections of another form stay with that form."""
    key = (upload.digest, index)
    if view.adding is None or view.adding_key != key:
        if view.adding:
            view.adding.keep()
        target = upload.forms[index].target
        fresh = Work(target.model_copy(update={"form": form_of(target).id}))
        view.adding = view.corrected.setdefault(key, fresh)
        view.adding_key = key
    return view.adding


def _save(view: LibraryDesk, upload: Upload, index: int) -> None:
    assert view.adding is not None
    target = view.adding.current
    try:
        (added,) = api.add_examples([target])
    except AssistantError as error:
        view.said = str(error)
    else:
        name = target.project.name
        view.said = (
            f"“{name}”已存入样例库，起草同类项目时会参考它" if added.path else f"“{name}”样例库里已经有了，没有重复存"
        )
    view.adding.rebase(target)
    st.rerun()
