"""Part 大模型: where the model is, its key, and a button that tries it out."""

import streamlit as st

from assistant import preferences
from assistant.app import markup
from assistant.app.desk import Desk
from assistant.app.engines import configured_model
from assistant.app.session import put
from assistant.app.settings.keeping import fixed_line, is_fixed, save
from assistant.app.settings.probing import ProbeRun, probe_table
from assistant.llm.profiles import all_profiles
from assistant.preferences import ENDPOINT, KEY, MODEL, PROFILE, TIMEOUT

_AUTO = ""
_POLL_SECONDS = 0.5
_WITHOUT = "不接大模型也能用：离线引擎依据样例库和您填写的数字起草，审核、修改、导出都一样。接上后，初稿由大模型写，数字的出处仍由程序核对。"


def show(desk: Desk) -> None:
    """Draw the part."""
    model = configured_model()
    put(markup.hint_line(model.problem or (f"当前：{model.caption}" if model.ready else f"当前：离线起草。{_WITHOUT}")))
    _place()
    _key()
    with st.container(horizontal=True, vertical_alignment="center"):
        if st.button("保存", key="save_model", type="primary", width=110, disabled=_all_fixed()):
            _save(desk)
        if st.button("测试连接", key="probe", width=110, disabled=not model.ready or _is_running(desk)):
            desk.probe = ProbeRun().start()
            st.rerun()
        put(markup.hint_line("测试会发几个小请求（几千 token），逐项说明能不能用。请先保存再测试。"))
    if desk.probe:
        _probing()


def _all_fixed() -> bool:
    return all(is_fixed(name) for name in (ENDPOINT, MODEL, KEY, PROFILE))


def _is_running(desk: Desk) -> bool:
    return desk.probe is not None and not desk.probe.is_over


def _place() -> None:
    kinds = {profile.id: profile for profile in all_profiles() if profile.address or profile.id == "other"}
    first, second = st.columns([3, 5])
    known = preferences.value_of(PROFILE)
    options = [_AUTO, *kinds]
    kind = first.selectbox(
        "接口种类",
        options,
        index=options.index(known) if known in options else 0,
        format_func=lambda id_: kinds[id_].name if id_ else "按地址自动识别",
        key="set_kind",
        disabled=is_fixed(PROFILE),
    )
    address = kinds[kind].address if kind else ""
    _text(second, "接口地址", ENDPOINT, f"如 {address or 'http://127.0.0.1:11434/v1'}")
    first, second = st.columns([3, 5])
    _text(first, "最多等待（秒）", TIMEOUT, "600")
    _text(second, "模型名称", MODEL, "照接口的写法；接口只有一个模型时可以不填")


def _text(where: "st.delta_generator.DeltaGenerator", label: str, name: str, placeholder: str) -> None:
    where.text_input(
        label,
        value=preferences.value_of(name),
        key=f"set_{name}",
        placeholder=placeholder,
        disabled=is_fixed(name),
        help=fixed_line(name) or None,
    )


def _key() -> None:
    has_key = bool(preferences.value_of(KEY))
    first, second = st.columns([5, 3], vertical_alignment="bottom")
    first.text_input(
        "密钥",
        type="password",
        key="set_key",
        placeholder="已设置，不再显示；要换就填新的" if has_key else "本机和内网的接口一般不用填",
        disabled=is_fixed(KEY),
        help=fixed_line(KEY) or None,
        autocomplete="off",
    )
    with second:
        st.checkbox(
            "把密钥存在本机",
            value=preferences.key_is_kept() or not has_key,
            key="set_keep_key",
            disabled=is_fixed(KEY),
            help="存在设置文件里，只有您的系统账户能读。不存则关闭程序后要重新填写。",
        )
        if has_key and not is_fixed(KEY):
            st.checkbox("清除已设置的密钥", key="set_forget_key")


def _save(desk: Desk) -> None:
    state = st.session_state
    values = {PROFILE: state["set_kind"] or "", **{name: (state[f"set_{name}"] or "").strip() for name in _TEXTS}}
    typed = (state["set_key"] or "").strip()
    if typed or state.get("set_forget_key"):
        values[KEY] = typed
    elif not is_fixed(KEY):
        # Whether it is kept may change without the key being typed again.
        values[KEY] = preferences.value_of(KEY)
    if (wait := values[TIMEOUT]) and not (wait.isascii() and wait.isdigit() and int(wait) > 0):
        put(markup.warning_line("“最多等待”请填大于 0 的整数秒数，如 600"))
        return
    for name in ("set_key", "set_forget_key"):
        state.pop(name, None)
    desk.probe = None
    save(desk, values, "已保存，之后的起草就用它。", keep_key=bool(state["set_keep_key"]))


_TEXTS = (ENDPOINT, TIMEOUT, MODEL)


@st.fragment(run_every=_POLL_SECONDS)
def _probing() -> None:
    from assistant.app.session import desk as session_desk

    desk = session_desk()
    if desk.probe is None:
        return
    put(probe_table(desk.probe))
    if desk.probe.is_over and not desk.probe.was_shown:
        # The button can be pressed again; and nobody need be asked any more.
        desk.probe.was_shown = True
        st.rerun()
