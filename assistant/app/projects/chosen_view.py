"""What can be done with several drafts at once: a department's book, a file each, putting them away."""

from collections.abc import Callable, Mapping

import streamlit as st

from assistant import api
from assistant.app import markup, services
from assistant.app.desk import Desk
from assistant.app.labels import MIMES, file_name, objections
from assistant.app.session import put
from assistant.model import AssistantError, PerformanceTarget


def chosen_bar(desk: Desk) -> None:
    """Draw the bar below the list."""
    view, drafts, owner = desk.projects, services.workspace(), services.owner()
    with st.container(key="chosen_bar", horizontal=True, vertical_alignment="center", gap="xsmall"):
        st.html(f'<b class="jx-chosen">已选 {len(view.ticked)} 个</b>', width="content")
        if view.shelf == "deleted":
            if st.button("恢复", key="recover_chosen"):
                _each(desk, lambda id_: drafts.recover(id_, owner), "已恢复")
        else:
            _exports(dict(view.ticked), owner)
            archived = view.shelf == "archived"
            if st.button("移回在办" if archived else "归档", key="archive_chosen"):
                said = "已移回在办" if archived else "已归档"
                _each(desk, lambda id_: drafts.archive(id_, owner, archived=not archived), said)
            if st.button("删除", key="delete_chosen"):
                _each(desk, lambda id_: drafts.delete(id_, owner), "已放进回收站")
        if st.button("取消选择", key="untick", type="tertiary"):
            view.untick()
            st.rerun()


def _exports(ticked: Mapping[str, str], owner: str) -> None:
    with st.popover("导出", key="export_chosen", type="primary"):
        put(markup.warning_line(_warning(ticked, owner)))
        stem = f"{len(ticked)}个项目" if len(ticked) > 1 else next(iter(ticked.values())) or "项目"
        kinds: dict[str, tuple[str, str, Callable[[], bytes]]] = {
            "book_docx": ("部门整本（Word）", "docx", lambda: api.book_bytes(_targets(ticked, owner), "docx")),
            "zip_docx": ("每个项目一个 Word（压缩包）", "zip", lambda: api.to_zip(_targets(ticked, owner), "docx")),
            "zip_xlsx": ("每个项目一个 Excel（压缩包）", "zip", lambda: api.to_zip(_targets(ticked, owner), "xlsx")),
        }
        if api.pdf_available():
            kinds["book_pdf"] = ("部门整本（PDF）", "pdf", lambda: api.book_bytes(_targets(ticked, owner), "pdf"))
        for key, (label, kind, make) in kinds.items():
            st.download_button(
                label, data=make, file_name=file_name(stem, kind), mime=MIMES[kind], key=f"download_{key}",
                on_click="ignore", width="stretch",
            )  # fmt: skip


def _warning(ticked: Mapping[str, str], owner: str) -> str:
    """Return which of the chosen are not fit to be handed in; empty text where all are."""
    open_ = []
    for id_, name in ticked.items():
        state = services.workspace().load(id_, owner).state
        errors, gaps = len(objections(api.check(state.target).errors)), len(state.unconfirmed)
        parts = [f"{errors} 个错误"] * bool(errors) + [f"{gaps} 处待核实"] * bool(gaps)
        open_ += [f"“{name}”{'、'.join(parts)}"] if parts else []
    if not open_:
        return ""
    more = f"等 {len(open_)} 个项目" if len(open_) > 3 else ""
    return f"{'；'.join(open_[:3])}{more}。可以先导出，上报前请处理。"


def _targets(ticked: Mapping[str, str], owner: str) -> list[PerformanceTarget]:
    return [services.workspace().load(id_, owner).state.target for id_ in ticked]


def _each(desk: Desk, act: Callable[[str], None], said: str) -> None:
    done = 0
    try:
        for id_ in desk.projects.ticked:
            act(id_)
            done += 1
        desk.said = f"{done} 个项目{said}"
    except AssistantError as error:
        desk.said = f"{done} 个项目{said}；{error}"
    desk.projects.untick()
    st.rerun()
