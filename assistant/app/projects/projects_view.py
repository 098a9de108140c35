"""The page 我的项目: every draft of its owner; search, open, copy, put away, take back, export together."""

from datetime import UTC, datetime

import streamlit as st

from assistant.app import markup, services
from assistant.app.desk import Desk
from assistant.app.labels import literally
from assistant.app.projects import welcome_view
from assistant.app.projects.chosen_view import chosen_bar
from assistant.app.projects.lines_markup import facts, head
from assistant.app.projects.listing import PER_PAGE, SHELVES, STATES, Listed, ProjectsDesk, listed
from assistant.app.session import desk as session_desk
from assistant.app.session import go, put
from assistant.model import AssistantError
from assistant.workspace import DraftLine

_POLL_SECONDS = 2.0
_ANY = "全部"


def show(desk: Desk) -> None:
    """Draw the page."""
    view, drafts, owner = desk.projects, services.workspace(), services.owner()
    found = listed(drafts, owner, view)
    if not found.count and not view.is_narrowed and view.shelf == "active" and _is_new(owner):
        welcome_view.show(desk)
        return
    with st.container(key="projects_card"):
        _heading()
        _narrowing(view, found)
        put(markup.done_line(desk.said) if desk.said else "")
        desk.said = ""
        _list(desk, found)
        _pages(view, found)
    if any(line.state == "起草中" for line in found.lines):
        _look_again(tuple((line.id, line.state) for line in found.lines))


def _is_new(owner: str) -> bool:
    drafts = services.workspace()
    return not any(drafts.count(owner, shelf=shelf) for shelf in SHELVES)


def _heading() -> None:
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.html('<h2 class="jx-title">我的项目</h2>')
        with st.container(horizontal=True, width="content", gap="xsmall"):
            if st.button("审核已有表", key="to_review"):
                go("review")
            if st.button("批量起草", key="to_batch"):
                go("batch")
            if st.button("起草新项目", key="to_draft", type="primary"):
                go("draft")


def _narrowing(view: ProjectsDesk, found: Listed) -> None:
    """Draw search and filters; what they say is kept while other pages are open."""
    first, second, third, fourth = st.columns([6, 2, 2, 4], vertical_alignment="center")
    search = first.text_input(
        "查找",
        value=view.search,
        key="in_projects_search",
        placeholder="项目名称或单位里的词",
        label_visibility="collapsed",
    )
    years = [_ANY, *(str(year) for year in found.years)]
    year = second.selectbox(
        "年度", years, index=years.index(str(view.year)) if str(view.year) in years else 0, key="in_projects_year",
        format_func=lambda year: "全部年度" if year == _ANY else f"{year} 年度", label_visibility="collapsed",
    )  # fmt: skip
    states = [_ANY, *STATES]
    state = third.selectbox(
        "状态", states, index=states.index(view.state or _ANY), key="in_projects_state",
        format_func=lambda state: "全部状态" if state == _ANY else state, label_visibility="collapsed",
    )  # fmt: skip
    with fourth, st.container(key="shelves", horizontal=True, horizontal_alignment="right"):
        shelf = st.segmented_control(
            "所在", list(SHELVES), default=view.shelf, format_func=SHELVES.__getitem__, key="in_projects_shelf",
            label_visibility="collapsed", required=True,
        )  # fmt: skip
    before = (view.search, view.year, view.state, view.shelf)
    view.look_for(search or "", int(year) if year and year.isdigit() else None, state, shelf or view.shelf)
    if (view.search, view.year, view.state, view.shelf) != before:
        st.rerun()


def _list(desk: Desk, found: Listed) -> None:
    view = desk.projects
    if not found.lines:
        put(markup.hint_line(_nothing(view)))
        return
    now = datetime.now(UTC)
    with st.container(key="project_lines", gap=None):
        with st.container(key="lines_head", horizontal=True, gap=None, vertical_alignment="center"):
            _tick_page(view, found)
            st.html('<b class="jx-lines-name">项目名称</b>', width="stretch")
            st.html(head(), width="content")
            st.html('<span class="jx-lines-more"></span>', width="content")
        for line in found.lines:
            _line(desk, line, now)
    if view.ticked:
        chosen_bar(desk)


def _nothing(view: ProjectsDesk) -> str:
    if view.is_narrowed:
        return "没有符合条件的项目。换个词试试，或把筛选改回“全部”。"
    return {"active": "没有在办的项目。", "archived": "没有归档的项目。", "deleted": "回收站是空的。"}[view.shelf]


def _tick_page(view: ProjectsDesk, found: Listed) -> None:
    all_ticked = all(line.id in view.ticked for line in found.lines)
    ticked = st.checkbox(
        "全选本页",
        value=all_ticked,
        key=f"tick_page_{view.version}_{view.page}_{all_ticked}",
        label_visibility="collapsed",
    )
    if ticked == all_ticked:
        return
    for line in found.lines:
        if ticked:
            view.ticked[line.id] = line.name
        else:
            view.ticked.pop(line.id, None)
    view.version += 1
    st.rerun()


def _line(desk: Desk, line: DraftLine, now: datetime) -> None:
    view = desk.projects
    with st.container(key=f"line_{line.id}", horizontal=True, gap=None, vertical_alignment="center"):
        ticked = st.checkbox(
            f"选择 {literally(line.name)}", value=line.id in view.ticked, key=f"tick_{view.version}_{line.id}",
            label_visibility="collapsed",
        )  # fmt: skip
        if ticked != (line.id in view.ticked):
            if ticked:
                view.ticked[line.id] = line.name
            else:
                del view.ticked[line.id]
            st.rerun()
        name = literally(line.name) or "（未命名项目）"
        if st.button(name, key=f"open_{line.id}", type="tertiary", width="stretch"):
            _open(line)
        st.html(facts(line, now), width="content")
        _more(desk, line)


def _open(line: DraftLine) -> None:
    go("draft" if line.state == "起草中" else "edit", draft=line.id)


def _more(desk: Desk, line: DraftLine) -> None:
    """Draw what else can be done with a draft, and do it."""
    copy = f"复制为 {line.year + 1} 年度" if line.year else "复制一份"
    doings = {
        "active": (copy, "归档", "删除"),
        "archived": (copy, "移回在办", "删除"),
        "deleted": ("恢复", "彻底删除"),
    }[line.shelf]
    with st.container(key=f"linemenu_{line.id}", width="content"):
        wanted = st.menu_button("更多", doings, key=f"do_{line.id}", type="tertiary")
    if wanted is None:
        return
    try:
        _do(desk, line, wanted, copy)
    except AssistantError as error:
        desk.said = str(error)
    st.rerun()


def _do(desk: Desk, line: DraftLine, wanted: str, copy: str) -> None:
    drafts, owner = services.workspace(), services.owner()
    name = line.name or "未命名项目"
    if wanted == copy:
        go("edit", draft=drafts.copy(line.id, owner, who=services.person()).id)
    if wanted == "归档":
        drafts.archive(line.id, owner)
        desk.said = f"“{name}”已归档，在“已归档”里可以找到"
    elif wanted == "移回在办":
        drafts.archive(line.id, owner, archived=False)
        desk.said = f"“{name}”已移回在办"
    elif wanted == "删除":
        drafts.delete(line.id, owner)
        desk.said = f"“{name}”已放进回收站，随时可以恢复"
    elif wanted == "恢复":
        drafts.recover(line.id, owner)
        desk.said = f"“{name}”已恢复"
    elif wanted == "彻底删除":
        drafts.purge(line.id, owner)
        desk.said = f"“{name}”和它的历次版本已彻底删除"
    desk.projects.ticked.pop(line.id, None)


def _pages(view: ProjectsDesk, found: Listed) -> None:
    with st.container(
        key="projects_foot", horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"
    ):
        with st.container(key="foot_left", horizontal=True, vertical_alignment="center", width="content", gap="small"):
            st.html(f'<p class="jx-hint">共 {found.count} 个项目</p>', width="content")
            if found.count > PER_PAGE[0]:
                _per_page(view)
        if found.pages > 1:
            key = f"projects_page_{found.pages}_{view.per_page}_{view.search}_{view.shelf}"
            page = st.pagination(found.pages, default=view.page, key=key)
            if page != view.page:
                view.page = page
                st.rerun()


def _per_page(view: ProjectsDesk) -> None:
    wanted = st.selectbox(
        "每页", PER_PAGE, index=PER_PAGE.index(view.per_page), key="in_projects_per_page",
        format_func=lambda count: f"每页 {count} 个", label_visibility="collapsed", width=116,
    )  # fmt: skip
    if wanted != view.per_page:
        view.per_page, view.page = wanted, 1
        st.rerun()


@st.fragment(run_every=_POLL_SECONDS)
def _look_again(known: tuple[tuple[str, str], ...]) -> None:
    """Draw the page again as soon as one of its drafts has been written."""
    lines = listed(services.workspace(), services.owner(), session_desk().projects).lines
    if tuple((line.id, line.state) for line in lines) != known:
        st.rerun()
