"""First step: what a clerk types, and how it is to be drafted."""

from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from assistant import api
from assistant.app import guide
from assistant.app.draft.keeper import keep
from assistant.app.draft.sent_view import sent_dialog
from assistant.app.draft.typing import KEYS, TEXTS, Asking, DraftDesk
from assistant.app.engines import ModelInfo, configured_model
from assistant.app.labels import literally, understood_money
from assistant.app.markup import hint_line
from assistant.app.session import go
from assistant.drafting.brief import Brief
from assistant.drafting.events import EngineName
from assistant.forms import all_forms
from assistant.llm import Stop
from assistant.model import InputError
from assistant.model.data import parse_yaml
from assistant.preferences import default_form


def show(desk: DraftDesk) -> None:
    """Draw the form and the guide beside it."""
    _restore(desk)
    keep(desk)
    left, right = st.columns([7, 4], gap="medium")
    with left, st.container(key="brief_card"):
        _heading()
        refusal = st.container()
        _fields()
        engine = _engine(configured_model())
        _begin(desk, engine)
        if desk.refusal:
            refusal.error(literally(desk.refusal))
    with right:
        st.html(guide.html())
    _keep(desk)


def _restore(desk: DraftDesk) -> None:
    if st.query_params.get("example") == "1":
        _fill_example()
        del st.query_params["example"]
    for key in KEYS:
        if key in desk.typed:
            st.session_state.setdefault(f"in_{key}", desk.typed[key])


def _keep(desk: DraftDesk) -> None:
    desk.typed = {key: st.session_state[f"in_{key}"] for key in KEYS if f"in_{key}" in st.session_state}


def _heading() -> None:
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.html('<h2 class="jx-title">起草项目支出绩效目标</h2>')
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
    first, second = st.columns([3, 2])
    first.text_input("项目名称", key="in_name", placeholder="写完整名称，如：职业技能培训补贴")
    with second, st.container(key="budget_box"):
        typed = st.text_input("项目预算", key="in_budget", placeholder="如 62万元、6,200,000元、12万5千")
        unit = all_forms()[st.session_state.get("in_form", _form())].money_unit
        understood = understood_money(typed or "", unit)
        st.html(hint_line(understood or ("" if not typed else "读不出金额"), strong=bool(understood)))
    st.text_area(
        "资金用途",
        key="in_purpose",
        height=124,
        placeholder="钱用来做什么、做多少、为谁做、什么时候完成。写得越具体，草稿里的数字越有出处。",
    )
    first, second, third = st.columns([2, 2, 1])
    names: dict[str, Any] = {id_: form.name for id_, form in all_forms().items()}
    # Its start is set here, not by `index`: a widget must not have both a start and a value of the session.
    st.session_state.setdefault("in_form", _form())
    first.selectbox("表式", list(names), format_func=names.__getitem__, key="in_form")
    second.text_input("申报单位（选填）", key="in_unit")
    third.text_input("年度（选填）", key="in_year", placeholder="如 2027")
    st.text_area("已知数据（选填，每行一条“名称=数值”）", key="in_facts", height=68, placeholder="参训人数=300人")


def _form() -> str:
    forms = all_forms()
    wanted = default_form()
    return wanted if wanted in forms else next(iter(forms))


def _engine(model: ModelInfo) -> EngineName:
    if not model.ready:
        why = f"{model.problem}。" if model.problem else ""
        with st.container(key="engine_line", horizontal=True, vertical_alignment="center", gap="xsmall"):
            st.html(hint_line(f"{why}离线引擎起草：依据样例库与您填写的数字，不联网，数据不出本机。"))
            if st.button("接入大模型", key="to_settings", type="tertiary"):
                go("settings")
        return "offline"
    with st.container(key="engine_line", horizontal=True, vertical_alignment="center", gap="small"):
        local = st.toggle("只在本机起草", key="in_local", help="用离线引擎，不联网，什么都不发送")
        st.html(
            hint_line("离线引擎起草：依据样例库与您填写的数字，不联网。" if local else f"大模型起草：{model.caption}")
        )
    return "offline" if local else "llm"


def _begin(desk: DraftDesk, engine: EngineName) -> None:
    with st.container(key="begin", horizontal=True, vertical_alignment="center", gap="small"):
        begin = st.button("开始起草", type="primary", key="start", width=160)
        look = engine == "llm" and st.button("查看将要发送的内容", key="see_sent", type="tertiary")
    if not begin and not look:
        return
    _keep(desk)
    try:
        brief = brief_of(desk.typed)
        desk.refusal = ""
    except InputError as error:
        desk.refusal = str(error)
        return
    if look:
        sent_dialog(brief)
        return
    halt = Stop()
    desk.brief, desk.engine = brief, engine
    desk.asking = Asking(lambda: api.questions(brief, engine, stop=halt), halt)
    st.rerun()


def brief_of(typed: dict[str, object]) -> Brief:
    """Return what the form's entries make.

    Raises:
        InputError: one Chinese sentence on the first thing that cannot be used.
    """
    text = {key: str(typed.get(key) or "") for key in (*TEXTS, "form")}
    return Brief.of(
        name=text["name"],
        budget=text["budget"],
        purpose=text["purpose"],
        form=text["form"],
        year=text["year"],
        unit=text["unit"],
        facts=tuple(text["facts"].splitlines()),
    )
