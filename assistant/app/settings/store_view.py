"""Part 数据存放: the database and the folder of everything that is kept; what the model's tokens cost."""

from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import pandas as pd  # type: ignore[import-untyped]
import streamlit as st

from assistant import preferences
from assistant.app import markup, sign_in
from assistant.app.desk import Desk
from assistant.app.session import put
from assistant.app.settings.keeping import fixed_line, is_fixed, save
from assistant.app.settings.own_files import clean_rows, own_file, read_own, write_own
from assistant.home import user_folder
from assistant.preferences import DATABASE, PRICES, settings_file

_FILE = "prices.yaml"
_COLUMNS = ("模型名称", "输入单价", "输出单价")


def show(desk: Desk) -> None:
    """Draw the part."""
    if not sign_in.is_required():
        _places()
        _database(desk)
    _prices(desk)


def without_password(url: str) -> str:
    """Return a database address as it may be shown."""
    parts = urlsplit(url)
    if not parts.password:
        return url
    where = f"{parts.username or ''}:…@{parts.hostname or ''}" + (f":{parts.port}" if parts.port else "")
    return urlunsplit((parts.scheme, where, parts.path, "", ""))


def _places() -> None:
    url = preferences.value_of(DATABASE)
    folder = user_folder()
    database = without_password(url) if url else str(folder / "workspace.db")
    lines = (
        ("项目和历次版本", database),
        ("设置文件", str(settings_file())),
        ("数据文件夹", f"{folder}（备份时整个复制，复制前先关闭助手）"),
    )
    rows = "".join(f"<tr><th>{what}</th><td>{escape(where)}</td></tr>" for what, where in lines)
    st.html(f'<table class="jx-table jx-facts"><tbody>{rows}</tbody></table>')


def _database(desk: Desk) -> None:
    url = preferences.value_of(DATABASE)
    st.text_input(
        "换用别的数据库（PostgreSQL 地址；不填则用上面的文件）",
        key="set_database",
        type="password",
        autocomplete="off",
        placeholder=without_password(url) if url else "postgresql+psycopg://用户:口令@服务器/库名",
        disabled=is_fixed(DATABASE),
        help=fixed_line(DATABASE) or None,
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        if st.button("保存数据库", key="save_database", disabled=is_fixed(DATABASE)):
            typed = (st.session_state["set_database"] or "").strip()
            if typed and "://" not in typed:
                put(markup.warning_line("数据库地址请写成 postgresql+psycopg://用户:口令@服务器/库名 的形式"))
            else:
                save(desk, {DATABASE: typed}, "数据库已保存，重新启动助手后生效；原来的项目仍在原处。")
        put(markup.hint_line("重新启动助手后生效。留空保存即改回本机文件。"))


def _prices(desk: Desk) -> None:
    st.html('<h4 class="jx-sub">大模型的价格</h4>')
    path = Path(preferences.value_of(PRICES) or own_file(_FILE))
    put(markup.hint_line("填了价格，起草后才显示花费。单位：元每百万 token，照与服务方的约定填。"))
    data = read_own(path)
    lines: list[tuple[str, dict[str, Any]]] = [
        (str(name), line) for name, line in data.items() if isinstance(line, dict)
    ]
    table = pd.DataFrame(
        {
            "模型名称": [name for name, _ in lines],
            "输入单价": [str(line.get("prompt", "")) for _, line in lines],
            "输出单价": [str(line.get("answer", "")) for _, line in lines],
        },
        dtype=str,
    )
    edited = st.data_editor(
        table, key=f"prices_{desk.settings_version}", num_rows="dynamic", hide_index=True, width="stretch",
        height=180, disabled=is_fixed(PRICES),
    )  # fmt: skip
    if st.button("保存价格", key="save_prices", type="primary", disabled=is_fixed(PRICES)):
        rows = clean_rows(edited.to_dict("records"), _COLUMNS)
        if faults := [
            row
            for row in rows
            if not row["模型名称"] or not _is_price(row["输入单价"]) or not _is_price(row["输出单价"])
        ]:
            put(markup.warning_line(f"“{faults[0]['模型名称'] or '空'}”这一行要有模型名称和两个不小于 0 的数"))
            return
        write_own(path, {row["模型名称"]: {"prompt": row["输入单价"], "answer": row["输出单价"]} for row in rows})
        desk.settings_version += 1
        save(desk, {PRICES: str(path) if rows else ""}, "价格已保存，之后的起草按它计算花费。")


def _is_price(text: str) -> bool:
    whole, _, part = text.partition(".")
    return text.isascii() and whole.isdigit() and (not part or part.isdigit())
