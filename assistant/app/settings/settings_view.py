"""The page 设置: a menu of parts, and the part that is open."""

from collections.abc import Callable
from typing import Final

import streamlit as st

from assistant import preferences
from assistant.app import markup, sign_in
from assistant.app.desk import Desk
from assistant.app.session import put
from assistant.app.settings import model_view, privacy_view, rules_view, store_view, words_view
from assistant.app.side_menu import side_menu
from assistant.model import AssistantError, SettingsError

_PARTS: Final[dict[str, tuple[str, Callable[[Desk], None]]]] = {
    "model": ("大模型", model_view.show),
    "privacy": ("隐私与联网", privacy_view.show),
    "rules": ("表式与审核规则", rules_view.show),
    "words": ("样例与词库", words_view.show),
    "store": ("数据存放", store_view.show),
}


def show(desk: Desk) -> None:
    """Draw the page."""
    left, right = st.columns([2, 9], gap="small")
    with left, st.container(key="settings_menu_card"):
        st.html('<h2 class="jx-title">设置</h2>')
        open_ = side_menu(desk, "settings", {part: title for part, (title, _) in _PARTS.items()})
    with right, st.container(key="settings_card"):
        st.html(f'<h3 class="jx-part">{_PARTS[open_][0]}</h3>')
        if desk.said:
            put(markup.done_line(desk.said))
            desk.said = ""
        put(markup.warning_line(_broken()))
        if sign_in.is_required():
            put(markup.hint_line("本服务由多人共用，设置由管理员在服务器上统一管理，这里只能查看。"))
        try:
            _PARTS[open_][1](desk)
        except AssistantError as error:
            put(markup.warning_line(str(error)))


def _broken() -> str:
    """Return why the settings file cannot be read; empty where it can. Saving anything mends it."""
    try:
        preferences.load()
    except SettingsError as error:
        return str(error)
    return ""
