"""The page 审核已有表: files in, what was read beside the file's own words, findings, the commented file out."""

from typing import NoReturn

import streamlit as st

from assistant.app import markup
from assistant.app.desk import Desk
from assistant.app.engines import HOW_TO_CONFIGURE, configured_model
from assistant.app.examples import pick_list
from assistant.app.guide import review_html
from assistant.app.review.file_view import FORM_COLUMNS, downloads, file_line, form_entries
from assistant.app.review.form_view import form_detail, keep, narrative_detail
from assistant.app.review.upload_box import keep_looking, remarks, upload_box, wait_for
from assistant.app.review.uploads import Shelf, Upload
from assistant.app.session import go, guard_leaving, put

_HINT = "放入一个或几个文件：逐表列出评审会提的问题，Word 和 Excel 可下载带批注的原件。"


def show(desk: Desk) -> None:
    """Draw the page."""
    shelf = desk.review
    wait_for(shelf)
    if shelf.uploads:
        with st.container(key="files_card"):
            _files(desk, shelf)
        _detail(desk, shelf)
    else:
        _empty(shelf)
    keep_looking(shelf)
    guard_leaving(desk.holds_work)


def _empty(shelf: Shelf) -> None:
    left, right = st.columns([7, 4], gap="medium")
    with left, st.container(key="upload_card"):
        st.html('<h2 class="jx-title">审核已有表</h2>')
        put(markup.hint_line(_HINT))
        upload_box(shelf, "review_up")
        remarks(shelf)
    with right:
        st.html(review_html())


def _files(desk: Desk, shelf: Shelf) -> None:
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.html('<h2 class="jx-title">审核已有表</h2>')
        with st.popover("继续添加文件", key=f"more_files_{shelf.version}"):
            upload_box(shelf, "review_up")
    remarks(shelf)
    with st.container(key="files_list"):
        pick_list.head("文件和其中的表", FORM_COLUMNS)
        for upload in list(shelf.uploads):
            _file(desk, shelf, upload)


def _file(desk: Desk, shelf: Shelf, upload: Upload) -> None:
    with st.container(key=f"file_{upload.digest}", horizontal=True, vertical_alignment="center", gap="xsmall"):
        st.html(file_line(upload))
        downloads(upload)
        if len(upload.forms) > 1 and st.button(
            "全部存入我的项目", key=f"keep_all_{upload.digest}", help="每张表存成一个项目，可逐个编辑"
        ):
            _keep_all(desk, upload)
        if st.button("移除", key=f"remove_{upload.digest}", type="tertiary"):
            shelf.remove(upload)
            st.rerun()
    if upload.failure and upload.failure.may_ask_model:
        _offer_model(shelf, upload)
    choice = shelf.choice()
    chosen = str(choice[1]) if choice and choice[0] is upload else None
    clicked = pick_list.lines(form_entries(upload), FORM_COLUMNS, chosen, f"form_{upload.digest}")
    if clicked is not None:
        shelf.chosen = (upload.digest, int(clicked))
        st.rerun()


def _keep_all(desk: Desk, upload: Upload) -> NoReturn:
    """Keep every form of a file as a project, the first on top of the list."""
    for index in reversed(range(len(upload.forms))):
        keep(upload, index)
    desk.said = f"“{upload.name}”里的 {len(upload.forms)} 张表已存入我的项目"
    go("projects")


def _offer_model(shelf: Shelf, upload: Upload) -> None:
    """Ask before a word of the document leaves the machine."""
    model = configured_model()
    if not model.ready:
        put(markup.hint_line(f"配置大模型后可以请它辨认这种表。{model.problem or HOW_TO_CONFIGURE}"))
        return
    where = f"{model.host}（本机或内网）" if model.local else model.host
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if st.button("让大模型辨认", key=f"ask_{upload.digest}"):
            shelf.ask_model(upload)
            st.rerun()
        put(markup.hint_line(f"点击后，文件的文字（姓名、证件号等先遮去）将发送到 {where}；辨认结果逐格与原文核对。"))


def _detail(desk: Desk, shelf: Shelf) -> None:
    choice = shelf.choice()
    if choice is None:
        return
    upload, index = choice
    with st.container(key="detail_card"):
        if index < 0:
            narrative_detail(upload)
        else:
            form_detail(desk, upload, index)
