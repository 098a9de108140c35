"""Part 表式与审核规则: the form that a draft starts with; rules off, graver or milder."""

from pathlib import Path
from typing import Any, cast

import pandas as pd  # type: ignore[import-untyped]
import streamlit as st

from assistant import preferences
from assistant.app import markup
from assistant.app.desk import Desk
from assistant.app.labels import SEVERITIES
from assistant.app.session import put
from assistant.app.settings.keeping import fixed_line, is_fixed, save
from assistant.app.settings.own_files import own_file, read_own, write_own
from assistant.checking.rules import ALL_RULES
from assistant.forms import all_forms
from assistant.preferences import FORM, RULES

_FILE = "rules.yaml"
_USUAL = {rule.code: rule.severity for rule in ALL_RULES}
_NAMES = {label: severity for severity, label in SEVERITIES.items()}


def show(desk: Desk) -> None:
    """Draw the part."""
    _form(desk)
    st.html('<h4 class="jx-sub">审核规则</h4>')
    path = Path(preferences.value_of(RULES) or own_file(_FILE))
    if is_fixed(RULES):
        put(markup.hint_line(f"{fixed_line(RULES)}（现为 {path}）。" if fixed_line(RULES) else ""))
    put(
        markup.hint_line(
            "不适用的规则可以停用，轻重可以调整；评分随之变化。各规则查什么、怎么改，见“帮助”里的审核规则。"
        )
    )
    settings = read_own(path)
    table = _table(settings)
    edited = st.data_editor(
        table,
        key=f"rules_{desk.settings_version}",
        hide_index=True,
        width="stretch",
        height=392,
        disabled=True if is_fixed(RULES) else ["编号", "规则", "维度"],
        column_config={
            "启用": st.column_config.CheckboxColumn("启用", width=56),
            "编号": st.column_config.TextColumn("编号", width=64),
            "规则": st.column_config.TextColumn("规则", width="large"),
            "维度": st.column_config.TextColumn("维度", width=90),
            "轻重": st.column_config.SelectboxColumn("轻重", options=list(_NAMES), width=80),
        },
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        if st.button("保存规则", key="save_rules", type="primary", disabled=is_fixed(RULES)):
            _save(desk, path, settings, edited)
        if st.button("恢复默认", key="reset_rules", disabled=is_fixed(RULES) or not settings):
            write_own(path, _others(settings))
            desk.settings_version += 1
            save(desk, {RULES: str(path) if _others(settings) else ""}, "规则已恢复默认。")
        put(markup.hint_line(_tally(settings)))


def _form(desk: Desk) -> None:
    forms = all_forms()
    now = preferences.default_form()
    options = list(forms)
    chosen = st.selectbox(
        "默认表式（新建项目时先选它，建好后仍可转换）",
        options,
        index=options.index(now) if now in options else 0,
        format_func=lambda id_: forms[id_].name,
        key="set_form",
        disabled=is_fixed(FORM),
        help=fixed_line(FORM) or None,
    )
    if chosen != now and not is_fixed(FORM):
        save(desk, {FORM: chosen}, f"默认表式已改为“{forms[chosen].name}”。")


def _table(settings: dict[str, Any]) -> pd.DataFrame:
    off, graded = set(_off(settings)), settings.get("severity") or {}
    return pd.DataFrame(
        {
            "启用": [rule.code not in off for rule in ALL_RULES],
            "编号": [rule.code for rule in ALL_RULES],
            "规则": [rule.title for rule in ALL_RULES],
            "维度": [rule.dimension for rule in ALL_RULES],
            "轻重": [SEVERITIES[graded.get(rule.code, rule.severity)] for rule in ALL_RULES],
        }
    )


def _off(settings: dict[Any, Any]) -> list[str]:
    # YAML reads the bare key `off` as false.
    return list(settings.get("off") or settings.get(False) or ())


def _others(settings: dict[Any, Any]) -> dict[str, Any]:
    """Return what the file says beyond this page: the points and what they cost."""
    return {key: value for key, value in settings.items() if key in ("points", "deduction")}


def _save(desk: Desk, path: Path, settings: dict[str, Any], edited: pd.DataFrame) -> None:
    rows = [cast(dict[str, Any], row) for row in edited.to_dict("records")]
    off = [str(row["编号"]) for row in rows if not row["启用"]]
    graded = {
        str(row["编号"]): _NAMES[row["轻重"]]
        for row in rows
        if _NAMES.get(row["轻重"], _USUAL[row["编号"]]) != _USUAL[row["编号"]]
    }
    data = _others(settings) | ({"off": off} if off else {}) | ({"severity": graded} if graded else {})
    write_own(path, data)
    desk.settings_version += 1
    save(desk, {RULES: str(path) if data else ""}, "规则已保存，之后的检查都照此进行。")


def _tally(settings: dict[str, Any]) -> str:
    off, graded = len(_off(settings)), len(settings.get("severity") or {})
    return f"共 {len(ALL_RULES)} 条，停用 {off} 条，调整轻重 {graded} 条"
