"""Part 隐私与联网: the switch that keeps everything on this machine, and what goes where without it."""

from html import escape

import streamlit as st

from assistant import preferences
from assistant.app.desk import Desk
from assistant.app.engines import configured_model
from assistant.app.settings.keeping import fixed_line, is_fixed, save
from assistant.preferences import OFFLINE


def show(desk: Desk) -> None:
    """Draw the part."""
    now = preferences.is_offline()
    wanted = st.toggle(
        "只在本机：任何内容都不发往大模型",
        value=now,
        key="set_offline",
        disabled=is_fixed(OFFLINE),
        help=fixed_line(OFFLINE) or None,
    )
    if wanted != now and not is_fixed(OFFLINE):
        said = "已打开“只在本机”，起草改用离线引擎。" if wanted else "已关闭“只在本机”。"
        save(desk, {OFFLINE: "1" if wanted else ""}, said)
    st.html(_explained())


def _explained() -> str:
    model = configured_model()
    sent = "发送的是项目名称、预算、资金用途、已知数据和一两个相近样例；不发送您的文件。"
    where = model.host + ("（本机或内网）" if model.local else "")
    drafting = f"发往 {where}。{sent}" if model.ready else f"现在没有接大模型，什么都不发送。接上后，{sent}"
    lines = (
        ("读文件、审核、修改、导出", "全部在运行本助手的电脑上完成，不联网。"),
        ("离线起草", "只用本机的样例库、规则和您填写的内容，不联网。"),
        ("大模型起草", drafting),
        ("遮盖", "发送前，人名、电话、身份证号、账号一律换成代号，收到答复后再换回。起草页可以查看将要发送的原文。"),
        ("让大模型辨认表格", "只在您点了同意之后，才发送那一个文件的文字（同样先遮盖）。"),
        ("使用情况", "不收集、不上报。页面不加载任何外部网站的字体、图片或脚本。"),
        ("密钥", "只放在请求头里，不在页面、日志和导出的文件里出现。"),
    )
    rows = "".join(f"<tr><th>{escape(what)}</th><td>{escape(said)}</td></tr>" for what, said in lines)
    return f'<table class="jx-table jx-facts"><tbody>{rows}</tbody></table>'
