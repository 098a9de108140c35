"""One form of a file: the file's own words on the left, what was understood on the right, the findings below."""

from typing import NoReturn

import streamlit as st

from assistant.app import markup
from assistant.app.desk import Desk
from assistant.app.edit.findings_view import findings
from assistant.app.review import document_markup
from assistant.app.review.document_markup import ReadRow
from assistant.app.review.excerpt import Excerpt, excerpt
from assistant.app.review.uploads import Content, Form, Upload
from assistant.app.score_markup import score_card
from assistant.app.services import owner, person, workspace
from assistant.app.session import go, put
from assistant.app.sheet.levels import form_of
from assistant.model import PerformanceTarget, ReadingNote

_WORDS, _UNDERSTOOD = '<h3 class="jx-side">文件原文</h3>', '<h3 class="jx-side">读到的内容</h3>'
_NO_ROWS = "这种文件里是数据，没有版面；右边是其中的全部内容。"
_ELSEWHERE = "说不准这张表在文件的哪一段，下面是整个文件。"


def form_detail(desk: Desk, upload: Upload, index: int) -> None:
    """Draw one form."""
    form = upload.forms[index]
    definition = form_of(form.target)
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        put(markup.project_head(form.target, definition))
        with st.container(horizontal=True, width="content", gap="xsmall"):
            _actions(desk, upload, index)
    words_beside_understood(upload, index)
    with st.container(key="review_findings"):
        put(score_card(form.report, form.target, definition))
        _findings(upload, index)


def _findings(upload: Upload, index: int) -> None:
    assert upload.content is not None
    form, narrative = upload.forms[index], upload.content.document.narrative

    def take(target: PerformanceTarget) -> None:
        upload.replace(index, target)
        st.rerun()

    if form.before and st.button(f"撤销上一次采用（已采用 {len(form.before)} 次）", key="undo_repair", type="tertiary"):
        upload.take_back(index)
        st.rerun()
    key = f"{upload.digest}_{index}_{len(form.before)}"
    repairs = form.repairs.look(form.target, form.report, narrative)
    findings(form.report, form.target, form_of(form.target), repairs, key, take)


def _actions(desk: Desk, upload: Upload, index: int) -> None:
    if st.button(
        "保存到我的项目并编辑",
        key="take_over",
        type="primary",
        help="可改每一格，改动随时保存；可导出 Word、Excel、PDF",
    ):
        take_over(upload, index)
    if st.button("存入样例库", key="keep_example", help="先核对、更正，再存；以后起草同类项目时参考它"):
        desk.library.is_adding = True
        desk.library.shelf.add(upload, index)
        go("library")


def take_over(upload: Upload, index: int) -> NoReturn:
    """Keep a form as a draft of the user's own and open it."""
    go("edit", keep(upload, index))


def keep(upload: Upload, index: int) -> str:
    """Keep a form as a draft of the user's own, with what reading was unsure of; return the draft's id."""
    from assistant.workspace import DraftState

    assert upload.content is not None
    target = upload.forms[index].target
    notes = tuple(_sentence(note) for note in upload.content.document.notes if note.target == index)
    state = DraftState.of(target.model_copy(update={"form": form_of(target).id}), "file", notices=notes)
    return workspace().create(owner(), state, f"读自 {upload.name}", person()).id


def _sentence(note: ReadingNote) -> str:
    return f"{'请核对' if note.kind == 'unsure' else '已修复'}：{f'{note.row}：' if note.row else ''}{note.message}"


def words_beside_understood(upload: Upload, index: int) -> None:
    """Draw the document's rows and what was understood of them beside each other, and the form's reading notes."""
    assert upload.content is not None
    content, form = upload.content, upload.forms[index]
    put(document_markup.reading_notes(content.notes_of(index)))
    found = excerpt(content.rows, content.document.places, index, upload.name) if content.rows else None
    left, right = st.columns(2, gap="small")
    with left:
        put(words_html(content, index, found))
    with right:
        rows = read_rows(content, index, form, found)
        put(_UNDERSTOOD + document_markup.understood(form.target, form_of(form.target), rows))


def words_html(content: Content, index: int, found: Excerpt | None) -> str:
    """Return the document's own words under their heading."""
    if found is None:
        return _WORDS + markup.hint_line(_NO_ROWS)
    notes = {line.position: content.notes_of(index, line.position) for line in found.lines if line.position is not None}
    lead = "" if found.located else markup.hint_line(_ELSEWHERE)
    return _WORDS + lead + document_markup.words_table(found, notes)


def read_rows(content: Content, index: int, form: Form, found: Excerpt | None) -> list[ReadRow]:
    """Return each indicator with the line it was read at, its notes, and whether a repair has changed it."""
    as_read = content.document[index].indicators
    return [
        ReadRow(
            row,
            found.number_of(origin) if found else None,
            content.notes_of(index, origin) if origin is not None else (),
            origin is None or as_read[origin] != row,
        )
        for row, origin in zip(form.target.indicators, form.origins, strict=True)
    ]


def narrative_detail(upload: Upload) -> None:
    """Draw the narrative part of a department's book."""
    text = upload.content.document.narrative if upload.content else None
    if text:
        st.html('<div class="jx-head"><h1>部门整体绩效目标（文字部分）</h1></div>')
        put(document_markup.narrative(text))
