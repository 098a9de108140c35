"""First view: what a clerk types, and which engine drafts."""

from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from assistant import api
from assistant.app import guide
from assistant.app.desk import Desk
from assistant.app.draft.former_view import former_drafts
from assistant.app.draft.jobs import DraftJob
from assistant.app.engines import HOW_TO_CONFIGURE, ModelInfo, configured_model
from assistant.app.labels import ENGINES, literally, understood_money
from assistant.app.markup import hint_line
from assistant.app.session import guard_leaving
from assistant.drafting.brief import Brief
from assistant.drafting.events import EngineName
from assistant.forms import all_forms
from assistant.llm import Stop
from assistant.model import InputError
from assistant.model.data import parse_yaml

_TEXTS = ("name", "budget", "purpose", "unit", "year", "facts")
_KEYS = ("form", *_TEXTS, "engine")


def show(desk: Desk) -> None:
    """Draw the form and the guide beside it."""
    _restore(desk)
    left, right = st.columns([7, 4], gap="medium")
    with left, st.container(key="brief_card"):
        _heading(desk)
        brief_error = st.container()
        _fields()
        engine = _engine(configured_model())
        if desk.refusal:
            brief_error.error(literally(desk.refusal))
        _submit(desk, engine)
    with right:
        st.html(guide.html())
        former_drafts(desk)
    guard_leaving(bool(desk.work or desk.former))
    _keep(desk)


def _restore(desk: Desk) -> None:
    for key in _KEYS:
        if key in desk.typed:
            st.session_state.setdefault(f"in_{key}", desk.typed[key])


def _keep(desk: Desk) -> None:
    desk.typed = {key: st.session_state[f"in_{key}"] for key in _KEYS if f"in_{key}" in st.session_state}


def _heading(desk: Desk) -> None:
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.html('<h2 class="jx-title">起草项目支出绩效目标</h2>')
        with st.container(horizontal=True, width="content"):
            if desk.work and st.button("返回正在编辑的草稿", type="tertiary", key="back"):
                desk.view = "editor"
                _keep(desk)
                st.rerun()
            st.button("填入示例", key="fill_example", on_click=_fill_example)


@cache
def _example() -> dict[str, str]:
    text = Path(__file__).with_name("example.yaml").read_text(encoding="utf-8")
    data: dict[str, str] = parse_yaml(text)
    return data


def _fill_example() -> None:
    for key, text in _example().items():
        st.session_state[f"in_{key}"] = text


def _fields() -> None:
    forms = all_forms()
    first, second = st.columns([3, 1])
    names: dict[str, Any] = {id_: form.name for id_, form in forms.items()}
    start = list(forms).index("ezhou") if "ezhou" in forms else 0
    if "in_form" in st.session_state:
        first.selectbox("表式", list(forms), format_func=lambda id_: names[id_], key="in_form")
    else:
        first.selectbox("表式", list(forms), index=start, format_func=lambda id_: names[id_], key="in_form")
    second.text_input("年度（选填）", key="in_year", placeholder="如 2027")
    first, second = st.columns([3, 2])
    first.text_input("项目名称", key="in_name", placeholder="写完整名称，如：职业技能培训补贴")
    with second, st.container(key="budget_box"):
        typed = st.text_input("项目预算", key="in_budget", placeholder="如 62万元、6,200,000元、12万5千")
        understood = understood_money(typed or "", forms[st.session_state["in_form"]].money_unit)
        st.html(hint_line(understood or ("" if not typed else "读不出金额"), strong=bool(understood)))
    st.text_area(
        "资金用途",
        key="in_purpose",
        height=124,
        placeholder="钱用来做什么、做多少、为谁做、什么时候完成。写得越具体，草稿里的数字越有出处。",
    )
    first, second = st.columns(2)
    first.text_input("申报单位（选填）", key="in_unit")
    second.text_area("已知数据（选填，每行一条“名称=数值”）", key="in_facts", height=68, placeholder="参训人数=300人")


def _engine(model: ModelInfo) -> EngineName:
    if not model.ready:
        st.html(hint_line(f"离线起草：依据样例库与您填写的数字，不联网。{model.problem or HOW_TO_CONFIGURE}"))
        return "offline"
    options: list[EngineName] = ["llm", "offline"]
    if "in_engine" not in st.session_state:
        st.session_state["in_engine"] = "llm"
    chosen: EngineName | None = st.radio(
        "起草方式",
        options,
        format_func=ENGINES.__getitem__,
        captions=[literally(model.caption), "依据样例库与您填写的数字，不联网，数据不出本机"],
        horizontal=True,
        key="in_engine",
    )
    return chosen or "offline"


def _submit(desk: Desk, engine: EngineName) -> None:
    if not st.button("开始起草", type="primary", key="start", width=160):
        return
    desk.refusal = None
    _keep(desk)
    try:
        brief = _brief(desk.typed)
    except InputError as error:
        desk.refusal = str(error)
    else:
        halt = Stop()
        desk.job = DraftJob(brief, engine, lambda: api.stream_draft(brief, engine, stop=halt), halt).start()
        desk.view = "drafting"
    st.rerun()


def _brief(typed: dict[str, str]) -> Brief:
    text = {key: typed.get(key) or "" for key in (*_TEXTS, "form")}
    return Brief.of(
        name=text["name"],
        budget=text["budget"],
        purpose=text["purpose"],
        form=text["form"],
        year=text["year"],
        unit=text["unit"],
        facts=tuple(text["facts"].splitlines()),
    )
