"""Who sits before the page. Without the switch that is 本机; with it, whoever the unit's own sign-in service says."""

from html import escape
from typing import Final

import streamlit as st

from assistant.app.signing import secrets_file

LOCAL: Final = "本机"


def is_required() -> bool:
    """Whether several people share this service and each must sign in."""
    return secrets_file() is not None


def owner() -> str:
    """Return whose drafts the page shows: the account's unchanging id, or 本机."""
    if not is_required():
        return LOCAL
    # `sub` is unique only within its issuer.
    return f"{st.user.get('iss', '')}#{st.user.get('sub') or st.user.get('email')}"


def person() -> str:
    """Return the name that a draft's versions are signed with."""
    if not is_required():
        return LOCAL
    return str(st.user.get("name") or st.user.get("email") or st.user.get("sub") or "")


def may_enter() -> bool:
    """Whether the page may be drawn for whoever asks."""
    return not is_required() or bool(st.user.is_logged_in)


def door() -> None:
    """Draw what is shown to somebody who has not signed in."""
    with st.container(key="door_card"):
        st.html('<div class="jx-door"><h1>绩效目标助手</h1><p>起草、审核、导出项目支出绩效目标</p></div>')
        if st.button("登录", key="sign_in", type="primary", width=200):
            st.login()
        st.html('<p class="jx-hint">用本单位的统一身份认证登录，每个人只看到自己的项目。</p>')


def badge() -> None:
    """Draw who has signed in, and the way out; nothing where nobody need."""
    if not is_required():
        return
    st.html(f'<span class="jx-person" title="已登录">{escape(person())}</span>', width="content")
    with st.container(key="tab_off_leave", width="content"):
        if st.button("退出", key="sign_out", type="tertiary"):
            st.logout()
