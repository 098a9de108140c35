"""Header fields beyond name, budget and purpose, as the form has them (项目类型, 资金性质, 立项依据)."""

import streamlit as st

from assistant.app.desk import Work
from assistant.app.markup import warning_line
from assistant.forms import FieldDef, FormDefinition
from assistant.model import Money, Project
from assistant.model.text import tidy

_COLUMNS = 4


def header_fields(work: Work, form: FormDefinition) -> Project:
    """Draw the form's header fields, folded away; return the project with what they hold."""
    with st.expander("表头各栏目"):
        project = _read_head(work, form)
        columns = st.columns(_COLUMNS)
        stem = work.stem
        unit = columns[0].text_input("单位", value=project.unit or "", key=f"head_{stem}_unit")
        fields = dict(project.fields)
        for number, field in enumerate(form.fields, 1):
            with columns[number % _COLUMNS]:
                fields[field.key] = _field(field, fields.get(field.key), f"head_{stem}_{field.key}")
    kept = {key: text for key, text in fields.items() if text or key in project.fields}
    return project.model_copy(update={"unit": unit.strip() or None, "fields": kept})


def _read_head(work: Work, form: FormDefinition) -> Project:
    project, stem = work.base.project, work.stem
    first, second, third = st.columns([2, 1, 1])
    name = first.text_input("项目名称", value=project.name, key=f"head_{stem}_name") or ""
    printed = str(project.budget) if project.budget else ""
    budget = second.text_input("项目预算", value=printed, key=f"head_{stem}_budget") or ""
    year = third.text_input("年度", value=str(project.year or ""), key=f"head_{stem}_year") or ""
    purpose = st.text_area("资金用途", value=project.purpose or "", key=f"head_{stem}_purpose", height=76) or ""
    update: dict[str, object] = {"name": tidy(name) or project.name, "purpose": tidy(purpose) or None}
    if budget != printed:
        update["budget"] = _money(budget, form, project)
    if year != str(project.year or ""):
        update["year"] = _year(year, project)
    return project.model_copy(update=update)


def _money(typed: str, form: FormDefinition, project: Project) -> Money | None:
    if not typed.strip():
        return None
    try:
        return Money.parse(typed, form.money_unit)
    except ValueError:
        st.html(warning_line(f"项目预算“{typed[:20]}”读不出金额，暂按原来的数"))
        return project.budget


def _year(typed: str, project: Project) -> int | None:
    plain = typed.strip().removesuffix("年度").removesuffix("年")
    if not plain:
        return None
    if plain.isdecimal() and 1990 <= int(plain) <= 2100:
        return int(plain)
    st.html(warning_line(f"年度“{typed[:20]}”读不出来，请写四位数字，暂按原来的年度"))
    return project.year


def _field(field: FieldDef, value: str | None, key: str) -> str:
    if not field.options:
        return (st.text_input(field.key, value=value or "", key=key) or "").strip()
    options = list(dict.fromkeys([*([value] if value else []), *field.options]))
    chosen = st.selectbox(
        field.key, options, index=options.index(value) if value else None, placeholder="未选", key=key
    )
    return chosen or ""
