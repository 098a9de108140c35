"""The page 样例库: the examples that drafts learn from, ours and the user's own; open, add, remove."""

import streamlit as st

from assistant.app import markup
from assistant.app.desk import Desk, LibraryDesk
from assistant.app.examples import library_add_view, pick_list
from assistant.app.examples.library_search import Found, find, is_own
from assistant.app.examples.pick_list import Column, Entry
from assistant.app.review import document_markup
from assistant.app.review.document_markup import ReadRow
from assistant.app.review.file_view import described
from assistant.app.session import guard_leaving, put
from assistant.app.sheet.levels import form_of
from assistant.library import Example, Library, remove
from assistant.model import AssistantError

_PER_PAGE = 12
_COLUMNS = (Column("表式", 96), Column("预算", 96), Column("指标", 44), Column("来源", 44))
_NEAR = "没有同时含这几个词的样例，下面是最相近的。"
_NONE = "没有相近的样例。换个词试试，或把本单位做得好的表添加进来。"


def show(desk: Desk) -> None:
    """Draw the page."""
    view = desk.library
    if view.is_adding:
        library_add_view.show(view)
        guard_leaving(desk.holds_work)
        return
    with st.container(key="library_card"):
        _heading(view)
        try:
            library = Library.load()
        except AssistantError as error:
            put(markup.warning_line(str(error)))
            return
        found = find(library, view.query)
        left, right = st.columns([10, 13], gap="medium")
        with left:
            shown = _list(view, found)
        with right, st.container(key="example_pane"):
            if shown:
                _example(view, shown)
    guard_leaving(desk.holds_work)


def _heading(view: LibraryDesk) -> None:
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.html('<h2 class="jx-title">样例库</h2>')
        if st.button("添加样例", key="add_example", type="primary"):
            view.is_adding, view.said = True, ""
            st.rerun()
    put(markup.hint_line("起草时会参考相近的样例。添加的样例存在您自己的样例文件夹里，立刻用于之后的起草。"))
    if view.said:
        put(markup.done_line(view.said))


def _list(view: LibraryDesk, found: Found) -> Example | None:
    """Draw search and list; return the example that is to be shown."""
    st.session_state.setdefault("in_library_query", view.query)
    st.text_input("查找", key="in_library_query", placeholder="项目、单位、指标里的词，如：培训 合格率",
                  label_visibility="collapsed", on_change=_search, args=(view,))  # fmt: skip
    count = len(found.examples)
    own = sum(map(is_own, found.examples))
    put(markup.hint_line(_NONE if not count else _NEAR if found.near else f"共 {count} 个，其中自己添加的 {own} 个"))
    pages = max(1, -(-count // _PER_PAGE))
    view.page = min(view.page, pages)
    page = found.examples[(view.page - 1) * _PER_PAGE : view.page * _PER_PAGE]
    shown = next((example for example in found.examples if example.id == view.opened), page[0] if page else None)
    with st.container(key="examples_list"):
        if page:
            pick_list.head("项目名称", _COLUMNS)
        entries = [_entry(number, example) for number, example in enumerate(page)]
        chosen = str(page.index(shown)) if shown in page else None
        clicked = pick_list.lines(entries, _COLUMNS, chosen, "example")
    if clicked is not None:
        view.opened, view.said = page[int(clicked)].id, ""
        st.rerun()
    if pages > 1:
        _pages(view, pages)
    return shown


def _search(view: LibraryDesk) -> None:
    view.query, view.page, view.opened, view.said = st.session_state["in_library_query"] or "", 1, None, ""


def _pages(view: LibraryDesk, pages: int) -> None:
    with st.container(key="turn_pages", horizontal=True, horizontal_alignment="center", vertical_alignment="center"):
        before = st.button("上一页", key="page_before", type="tertiary", disabled=view.page == 1)
        st.html(markup.page_of(view.page, pages), width="content")
        after = st.button("下一页", key="page_after", type="tertiary", disabled=view.page == pages)
    if before or after:
        view.page, view.opened = view.page + (1 if after else -1), None
        st.rerun()


def _entry(number: int, example: Example) -> Entry:
    own = is_own(example)
    return Entry(
        str(number), example.name, [*described(example.target), ("自有" if own else "内置", "hint" if own else "soft")]
    )


def _example(view: LibraryDesk, example: Example) -> None:
    target = example.target
    form = form_of(target)
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        put(markup.project_head(target, form))
        if is_own(example):
            with st.popover("移出样例库", key=f"remove_example_{example.id}"):
                put(markup.hint_line(_what_goes(example)))
                if st.button("确认移出", key="remove_confirm", type="primary"):
                    _remove(view, example)
    put(markup.hint_line(f"来源：{example.document}"))
    if target.project.purpose:
        put(markup.hint_line(f"资金用途：{target.project.purpose}"))
    put(document_markup.understood(target, form, [ReadRow(row) for row in target.indicators], numbered=False))


def _what_goes(example: Example) -> str:
    """Say what removing an example takes away: its file, with all that is in it."""
    others = sum(other.path == example.path for other in Library.load().examples) - 1
    more = f"同一文件里的另外 {others} 个样例会一起移出。" if others else ""
    return f"移出后起草不再参考它，文件会被删除。{more}"


def _remove(view: LibraryDesk, example: Example) -> None:
    assert example.path is not None
    try:
        remove(example.path)
        view.said = f"“{example.name}”已移出样例库"
    except AssistantError as error:
        view.said = str(error)
    view.opened = None
    st.rerun()
