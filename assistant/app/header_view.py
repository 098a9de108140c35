"""Header fields beyond name, budget and purpose, as the form has them (项目类型, 资金性质, 立项依据)."""

import streamlit as st

from assistant.app.desk import Work
from assistant.forms import FieldDef, FormDefinition
from assistant.model import Project

_COLUMNS = 4


def header_fields(work: Work, form: FormDefinition) -> Project:
    """Draw the form's other header fields, folded away; return the project with what they hold."""
    project = work.base.project
    with st.expander("表头其他栏目"):
        columns = st.columns(_COLUMNS)
        stem = work.stem
        unit = columns[0].text_input("单位", value=project.unit or "", key=f"head_{stem}_unit")
        fields = dict(project.fields)
        for number, field in enumerate(form.fields, 1):
            with columns[number % _COLUMNS]:
                fields[field.key] = _field(field, fields.get(field.key), f"head_{stem}_{field.key}")
    kept = {key: text for key, text in fields.items() if text or key in project.fields}
    return project.model_copy(update={"unit": unit.strip() or None, "fields": kept})


def _field(field: FieldDef, value: str | None, key: str) -> str:
    if not field.options:
        return (st.text_input(field.key, value=value or "", key=key) or "").strip()
    options = list(dict.fromkeys([*([value] if value else []), *field.options]))
    chosen = st.selectbox(
        field.key, options, index=options.index(value) if value else None, placeholder="未选", key=key
    )
    return chosen or ""
