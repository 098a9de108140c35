"""Saving from the page 设置: what the environment gives stays as it is, and the user is told so."""

from collections.abc import Mapping

import streamlit as st

from assistant import preferences
from assistant.app import markup, sign_in
from assistant.app.desk import Desk
from assistant.app.session import put
from assistant.model import SettingsError

_GIVEN = {"environment": "环境变量", ".env": "启动文件夹里的 .env 文件"}


def is_fixed(name: str) -> bool:
    """Return whether a setting cannot be changed here: it is given from outside, or the service is shared."""
    return sign_in.is_required() or preferences.given_by(name) in _GIVEN


def fixed_line(name: str) -> str:
    """Return where a setting that cannot be changed here is to be changed, as a sentence; empty where it can be."""
    given = preferences.given_by(name)
    return f"由{_GIVEN[given]}中的 {name} 指定，请在那里修改" if given in _GIVEN else ""


def save(desk: Desk, values: Mapping[str, str], said: str, keep_key: bool = True) -> None:
    """Keep settings and draw the page again, or say why they could not be kept."""
    try:
        preferences.change({name: text for name, text in values.items() if not is_fixed(name)}, keep_key)
    except SettingsError as error:
        put(markup.warning_line(str(error)))
        return
    desk.said = said
    st.rerun()
