"""What 我的项目 shows before there is a project: three ways to begin, and which engine will write."""

from pathlib import Path

import streamlit as st

from assistant.app import markup, services
from assistant.app.desk import Desk
from assistant.app.engines import configured_model
from assistant.app.session import go, put
from assistant.drafting.brief import Brief
from assistant.model.data import parse_yaml
from assistant.preferences import default_form

_EXAMPLE = Path(__file__).parent.parent / "draft" / "example.yaml"


def show(desk: Desk) -> None:
    """Draw the welcome."""
    with st.container(key="welcome_card"):
        st.html(
            '<div class="jx-welcome"><h1>项目支出绩效目标，从这里开始</h1>'
            "<p>填写项目名称、预算和用途，得到一份逐个数字有出处、按评审口径检查过的绩效目标表。</p></div>"
        )
        first, second, third = st.columns(3, gap="small")
        with first, st.container(key="way_try", height="stretch"):
            _way(
                "试一试",
                "用一个示例项目（养老护理员培训，62 万元）看看全过程：起草、检查、修改、导出。几秒钟，不联网。",
            )
            if st.button("用示例项目试一试", key="try_example", type="primary"):
                _try(desk)
        with second, st.container(key="way_draft", height="stretch"):
            _way("起草自己的项目", "填写名称、预算、资金用途。缺关键数字时会问您一两个问题，可以跳过。")
            if st.button("起草新项目", key="to_draft"):
                go("draft")
        with third, st.container(key="way_review", height="stretch"):
            _way("手上已经有表", "放入去年的表或别人报来的表（Word、Excel、PDF），逐条列出问题，可以接着改。")
            if st.button("审核已有表", key="to_review"):
                go("review")
        _engine()


def _way(title: str, text: str) -> None:
    st.html(f'<div class="jx-way"><h3>{title}</h3><p>{text}</p></div>')


def _engine() -> None:
    model = configured_model()
    with st.container(key="welcome_engine", horizontal=True, vertical_alignment="center"):
        if model.ready:
            put(markup.hint_line(f"起草用大模型：{model.caption}。"))
        else:
            put(
                markup.hint_line(
                    "现在用离线引擎起草：依据样例库、规则和您填写的内容，不联网，数据不出本机。也可以接上大模型。"
                )
            )
        if st.button("设置大模型", key="to_settings", type="tertiary"):
            go("settings")


def _try(desk: Desk) -> None:
    """Draft the example with the offline engine; its figures and its budget can be followed by hand."""
    text = parse_yaml(_EXAMPLE.read_text(encoding="utf-8"))
    brief = Brief.of(
        text["name"], text["budget"], text["purpose"], form=default_form(), year=text["year"], unit=text["unit"],
        facts=tuple(text["facts"].splitlines()),
    )  # fmt: skip
    draft, _ = services.worker().submit_draft(services.owner(), brief, "offline")
    go("draft", draft=draft)
