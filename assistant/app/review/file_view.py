"""A file on the page: how reading it went, its forms as a list, and what can be taken home of it."""

from collections.abc import Callable
from html import escape
from pathlib import PurePath

import streamlit as st

from assistant import api
from assistant.app.examples.pick_list import Column, Entry
from assistant.app.labels import MIMES, counts, grouped_yuan, objections
from assistant.app.review.upload_box import state_line
from assistant.app.review.uploads import Form, Upload
from assistant.app.sheet.levels import form_of
from assistant.forms import FormDefinition
from assistant.model import Money, PerformanceTarget

FORM_COLUMNS = (
    Column("表式", 108), Column("预算", 104), Column("指标", 50), Column("得分", 86), Column("错误", 50), Column("警告", 50),
    Column("请核对", 56),
)  # fmt: skip
_COPY_HELP = "您上传的原件，只在有问题的地方加了批注，其他不动"


def file_line(upload: Upload) -> str:
    """Return the file's name and how reading it went."""
    tone = "error" if upload.failure else "busy" if upload.content is None else "done"
    return (
        f'<div class="jx-file {tone}"><b>{escape(upload.name)}</b><span>{escape(state_line(upload))}</span>'
        f"{_file_notes(upload)}</div>"
    )


def _file_notes(upload: Upload) -> str:
    notes = upload.content.notes_of(None) if upload.content else ()
    return "".join(
        f"<em>{'请核对' if note.kind == 'unsure' else '已修复'}：{escape(note.message)}</em>" for note in notes
    )


def form_entries(upload: Upload) -> list[Entry]:
    """Return a line for each form of the file, and one for the narrative part of a department's book."""
    entries: list[Entry] = []
    if upload.content and (text := upload.content.document.narrative):
        facts = [("文字部分", "soft"), ("", ""), (f"{len(text.items)} 项", ""), *[("", "")] * 4]
        entries.append(Entry("-1", f"{text.unit or ''}部门整体绩效目标", facts))
    return entries + [_entry(upload, index, form) for index, form in enumerate(upload.forms)]


def _entry(upload: Upload, index: int, form: Form) -> Entry:
    assert upload.content is not None
    found = counts(group[0] for group in objections(form.report.findings))
    unsure = sum(note.kind == "unsure" for note in upload.content.document.notes if note.target == index)
    score = form.report.score
    facts = [
        *described(form.target),
        (f"{score.total:g}　{score.grade}", ""),
        (str(found["error"]), "error" if found["error"] else "soft"),
        (str(found["warning"]), "warning" if found["warning"] else "soft"),
        (str(unsure), "warning" if unsure else "soft"),
    ]
    return Entry(str(index), form.target.project.name or "（没有读到项目名称）", facts)


def described(target: PerformanceTarget) -> list[tuple[str, str]]:
    """Return form, budget and number of rows, as facts of a list."""
    form = form_of(target)
    budget = target.project.budget
    return [
        (form.aliases[0] if form.aliases else form.name, "soft"),
        (_budget(budget, form) if budget else "未填", "" if budget else "soft"),
        (str(len(target.indicators)), ""),
    ]


def _budget(budget: Money, form: FormDefinition) -> str:
    return grouped_yuan(budget) if form.money_unit == "元" else str(budget.to(form.money_unit))


def downloads(upload: Upload) -> None:
    """Draw the file's own downloads: the commented copy where its kind takes comments, and the list of findings."""
    if not upload.content or not upload.forms:
        return
    path = PurePath(upload.name)
    if upload.content.takes_comments:
        st.download_button(
            "下载批注件",
            data=copy_maker(upload),
            file_name=f"{path.stem}-批注{path.suffix}",
            key=f"copy_{upload.digest}",
            type="primary",
            on_click="ignore",
            help=_COPY_HELP,
        )
    st.download_button(
        "下载审核意见表",
        data=table_maker(upload),
        file_name=f"{path.stem}-审核意见表.docx",
        mime=MIMES["docx"],
        key=f"table_{upload.digest}",
        type="secondary" if upload.content.takes_comments else "primary",
        on_click="ignore",
    )
    if upload.changed:
        st.download_button(
            "下载改好的表",
            data=lambda: api.to_bytes([form.target for form in upload.forms], "docx"),
            file_name=f"{path.stem}-修改.docx",
            mime=MIMES["docx"],
            key=f"mended_{upload.digest}",
            on_click="ignore",
            help="采用修改后的各表，按原表式另出一份 Word",
        )


def copy_maker(upload: Upload) -> Callable[[], bytes]:
    """Return what makes the commented copy; comments are about the file as it came, whatever was repaired since."""

    def make() -> bytes:
        assert upload.content is not None
        content = upload.content
        return api.reviewed_copy(upload.data, upload.name, content.document, content.reports) or upload.data

    return make


def table_maker(upload: Upload) -> Callable[[], bytes]:
    """Return what makes the list of findings about the file as it came."""

    def make() -> bytes:
        assert upload.content is not None
        return api.findings_table(upload.content.document, upload.content.reports, "docx")

    return make
