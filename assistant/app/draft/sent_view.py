"""查看将要发送的内容: the very messages that a draft by the model sends, names and numbers masked."""

import streamlit as st

from assistant import api
from assistant.app import markup
from assistant.app.draft import draft_markup
from assistant.app.labels import literally
from assistant.app.session import put
from assistant.drafting.brief import Brief
from assistant.model import AssistantError

_ROLES = {"system": "要求与表式（每次相同）", "user": "参考样例与本项目", "assistant": "样例的答案"}


@st.dialog("将要发送的内容", width="large")
def sent_dialog(brief: Brief) -> None:
    """Show them as they would go out, and where to; nothing is sent."""
    try:
        sent = api.what_is_sent(brief)
    except AssistantError as error:
        st.error(literally(str(error)))
        return
    where = "留在本机或内网" if sent.is_local else "发往外部服务"
    put(
        markup.hint_line(
            f"发往 {sent.endpoint or '（未配置）'}，{where}；约 {sent.tokens:,} token。这里只是查看，什么都没有发送。"
        )
    )
    put(draft_markup.masked(sent.masked))
    # What is about this project stands last, and is what people want to see.
    for number, message in reversed(list(enumerate(sent.messages))):
        with st.expander(_ROLES.get(message.role, ""), expanded=number == len(sent.messages) - 1):
            put(draft_markup.plain_text(message.content))
