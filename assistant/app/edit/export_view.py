"""导出: first what is still open, then the files, made of the draft as it is saved by then."""

import time
from collections.abc import Callable, Sequence
from pathlib import PurePath

import streamlit as st

from assistant import api
from assistant.api import FileKind
from assistant.app import markup
from assistant.app.edit import edit_markup
from assistant.app.edit.editing import Editing
from assistant.app.edit.repair_markup import template_marks
from assistant.app.labels import MIMES, PERIODS, file_name, left_out_line, literally, place
from assistant.app.session import put
from assistant.app.sheet.frames import in_form_order
from assistant.checking.findings import Report, objections
from assistant.model import AssistantError, PerformanceTarget

SETTLE_SECONDS = 0.5
"""A click on a download leaves the cell that is being typed in; its text is on the way for so long."""
_LABELS: dict[FileKind, str] = {
    "docx": "Word", "xlsx": "Excel", "pdf": "PDF", "json": "JSON 数据", "csv": "CSV 表格",
}  # fmt: skip
NO_PDF = (
    "本机没有 LibreOffice，不能直接导出 PDF：可先导出 Word，再用 Word 或 WPS 另存为 PDF；"
    "安装 LibreOffice 后重新打开本页即可直接导出。"
)
_HINT = "在本单位的空表里把要填的格子写上 {{项目名称}}、{{三级指标}}、{{指标值}} 这样的标记，就按这份表填写，样式不变。写法见 docs/模板.md。"


def export_menu(editing: Editing) -> None:
    """Draw the button that opens the list of what is open and the files."""
    with st.popover("导出", key="export", type="primary"):
        put(edit_markup.before_export(open_errors(editing.report, editing), open_figures(editing)))
        can_pdf = api.pdf_available()
        with st.container(key="export_files"):
            for kind, label in _LABELS.items():
                if kind != "pdf" or can_pdf:
                    _button(editing, kind, label)
        if not can_pdf:
            put(markup.hint_line(NO_PDF))
        if unprinted := left_out_line(editing.target):
            put(markup.hint_line(unprinted))
        if st.button("用本单位模板导出", key="own_template", width="stretch"):
            editing.dialog = "template"


def open_errors(report: Report, editing: Editing) -> list[str]:
    """Return the findings that make a reviewer send the form back, one line each."""
    groups = objections(report.errors)
    return [f"{place(group[0], editing.target, editing.form)}：{group[0].message}" for group in groups]


def open_figures(editing: Editing) -> list[str]:
    """Return the figures that are still 待核实, one line each."""
    several = len(editing.form.tables) > 1
    rows = [editing.state.row(uid) for uid in editing.state.unconfirmed]
    return [f"{PERIODS[row.period] if several else ''}{row.name} {row.value}" for row in rows]


def _button(editing: Editing, kind: FileKind, label: str) -> None:
    st.download_button(
        label,
        data=file_maker(editing, kind),
        file_name=file_name(editing.target.project.name, kind),
        mime=MIMES[kind],
        key=f"download_{kind}",
        type="primary" if kind == "docx" else "secondary",
        on_click="ignore",
        width="stretch",
    )


def file_maker(editing: Editing, kind: FileKind) -> Callable[[], bytes]:
    """Return what makes the file when the button is clicked, from what is saved by then."""
    return lambda: api.to_bytes(settled(editing), kind)


def settled(editing: Editing) -> PerformanceTarget:
    """Return the form in its printed order, once edits on their way are saved. Not for the page's own thread."""
    time.sleep(SETTLE_SECONDS)
    editing.wait_until_quiet()
    target = editing.workspace.load(editing.id, editing.owner).state.target
    return in_form_order(target, editing.form)


def template_dialog(editing: Editing) -> None:
    """Let the user give a template, see what its marks become, and take the filled file home."""
    st.dialog("用本单位模板导出", width="large", on_dismiss=editing.close_dialog)(_template)(editing)


def _template(editing: Editing) -> None:
    put(markup.hint_line(_HINT))
    given = st.file_uploader("模板文件", key=f"template_{editing.id}", label_visibility="collapsed")
    if given is None:
        return
    target = in_form_order(editing.target, editing.form)
    try:
        filled = _filled(given.getvalue(), given.name, target)
    except AssistantError as error:
        st.error(literally(str(error)))
        return
    if filled is None:
        return
    kind = PurePath(given.name).suffix.lstrip(".").lower()
    st.download_button(
        "下载填好的表",
        data=filled,
        file_name=file_name(target.project.name, kind),
        mime=MIMES["docx" if kind.startswith("d") else "xlsx"],
        key="download_template",
        type="primary",
        on_click="ignore",
    )


def _filled(data: bytes, name: str, target: PerformanceTarget) -> bytes | None:
    fields: Sequence[object] = (found := api.template_fields(data, name, target))
    if not fields:
        put(markup.warning_line(f"“{name}”里没有标记，请先把要填的格子写上标记"))
        return None
    put(template_marks(found))
    return api.fill_template(data, name, target)
