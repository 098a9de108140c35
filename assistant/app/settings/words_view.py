"""Part 样例与词库: the folder of the user's own examples, and words that their unit always gets wrong."""

from pathlib import Path

import pandas as pd  # type: ignore[import-untyped]
import streamlit as st

from assistant import preferences
from assistant.app import markup
from assistant.app.desk import Desk
from assistant.app.session import put
from assistant.app.settings.keeping import fixed_line, is_fixed, save
from assistant.app.settings.own_files import clean_rows, own_file, read_own, write_own
from assistant.library.own import own_folder
from assistant.preferences import EXAMPLES, LEXICON

_FILE = "lexicon.yaml"


def show(desk: Desk) -> None:
    """Draw the part."""
    _folder(desk)
    _words(desk)


def _folder(desk: Desk) -> None:
    st.text_input(
        "自己的样例文件夹（不填则放在助手的数据文件夹里）",
        value=preferences.value_of(EXAMPLES),
        key="set_examples",
        placeholder=str(own_file("examples")),
        disabled=is_fixed(EXAMPLES),
        help=fixed_line(EXAMPLES) or None,
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        if st.button("保存文件夹", key="save_examples", disabled=is_fixed(EXAMPLES)):
            typed = (st.session_state["set_examples"] or "").strip().strip('"“”')
            if typed and not Path(typed).is_dir():
                put(markup.warning_line(f"文件夹“{typed}”不存在，请先建好，或改正路径"))
            else:
                save(desk, {EXAMPLES: typed}, "样例文件夹已保存，起草立刻用它。")
        put(markup.hint_line(_counted()))


def _counted() -> str:
    folder = own_folder()
    count = len(list(folder.glob("*.json"))) if folder.is_dir() else 0
    return f"现在有 {count} 个自己的样例文件。在“样例库”页添加、查看、移出。"


def _words(desk: Desk) -> None:
    st.html('<h4 class="jx-sub">本单位常写错的词</h4>')
    path = Path(preferences.value_of(LEXICON) or own_file(_FILE))
    if path.is_dir():
        put(markup.hint_line(f"词库是文件夹 {path}，请直接修改其中的文件（写法见 docs/rules.md）。"))
        return
    put(markup.hint_line("检查时把左边的词报为错别字，修改建议给右边的词。保存后，重新启动助手生效。"))
    data = read_own(path)
    terms = [term for term in data.get("terms") or [] if isinstance(term, dict)]
    plain = [term for term in terms if set(term) <= {"wrong", "right"}]
    table = pd.DataFrame(
        {
            "写成了": [str(term.get("wrong", "")) for term in plain],
            "应为": [str(term.get("right", "")) for term in plain],
        },
        dtype=str,
    )
    edited = st.data_editor(
        table, key=f"words_{desk.settings_version}", num_rows="dynamic", hide_index=True, width="stretch",
        height=250, disabled=is_fixed(LEXICON),
    )  # fmt: skip
    if st.button("保存词库", key="save_words", type="primary", disabled=is_fixed(LEXICON)):
        rows = clean_rows(edited.to_dict("records"), ("写成了", "应为"))
        if any(not row["写成了"] or not row["应为"] for row in rows):
            put(markup.warning_line("每行的两格都要填：左边是写错的，右边是正确的"))
            return
        others = [term for term in terms if term not in plain]
        kept = [{"wrong": row["写成了"], "right": row["应为"]} for row in rows] + others
        write_own(path, data | {"terms": kept})
        desk.settings_version += 1
        save(desk, {LEXICON: str(path)}, f"词库已保存，共 {len(kept)} 条，重新启动助手后生效。")
