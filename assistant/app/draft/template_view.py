"""用本单位模板导出: a unit's own Word or Excel file with marks, what each is filled with, and the filled file."""

from pathlib import PurePath

import streamlit as st

from assistant import api
from assistant.app import markup
from assistant.app.desk import Work
from assistant.app.draft.export_view import MIMES
from assistant.app.draft.repair_markup import template_marks
from assistant.app.labels import file_name, literally
from assistant.app.session import put
from assistant.model import AssistantError

_HINT = "在本单位的空表里把要填的格子写上 {{项目名称}}、{{三级指标}}、{{指标值}} 这样的标记，就按这份表填写，样式不变。写法见 docs/模板.md。"


@st.dialog("用本单位模板导出", width="large")
def template_dialog(work: Work) -> None:
    """Let the user give a template, see what its marks become, and take the filled file home."""
    put(markup.hint_line(_HINT))
    given = st.file_uploader("模板文件", key=f"template_{work.name}", label_visibility="collapsed")
    if given is None:
        return
    data = given.getvalue()
    try:
        fields = api.template_fields(data, given.name, work.current)
        if not fields:
            put(markup.warning_line(f"“{given.name}”里没有标记，请先把要填的格子写上标记"))
            return
        put(template_marks(fields))
        filled = api.fill_template(data, given.name, work.current)
    except AssistantError as error:
        st.error(literally(str(error)))
        return
    kind = PurePath(given.name).suffix.lstrip(".").lower()
    st.download_button(
        "下载填好的表",
        data=filled,
        file_name=file_name(work.current.project.name, kind),
        mime=MIMES["docx" if kind.startswith("d") else "xlsx"],
        key="download_template",
        type="primary",
        on_click="ignore",
    )
