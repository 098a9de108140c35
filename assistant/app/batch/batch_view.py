"""The page 批量起草: a list is given, looked through and started; then the batch that the address names is followed."""

from typing import Any

import streamlit as st

from assistant.app import markup, services
from assistant.app.batch import batch_markup, running_view
from assistant.app.batch.desk import BatchDesk
from assistant.app.batch.project_list import read_list
from assistant.app.batch.sheets import template
from assistant.app.desk import Desk
from assistant.app.engines import configured_model
from assistant.app.labels import ENGINES, MIMES, literally
from assistant.app.session import put
from assistant.drafting.events import EngineName
from assistant.forms import all_forms
from assistant.model import AssistantError
from assistant.preferences import default_form
from assistant.worker.worker import MOST_IN_A_BATCH
from assistant.workspace import NoSuchDraftError

BATCH = "batch"
"""The address's word for the batch that is looked at."""


def show(desk: Desk) -> None:
    """Draw the page."""
    id_ = st.query_params.get(BATCH)
    if id_:
        try:
            running_view.show(desk, services.workspace().jobs.batch(id_, services.owner()))
            return
        except NoSuchDraftError as error:
            put(markup.warning_line(str(error)))
    left, right = st.columns([7, 4], gap="medium")
    with left, st.container(key="batch_card"):
        st.html('<h2 class="jx-title">批量起草</h2>')
        put(markup.hint_line("放入一份项目清单（Excel），为每个项目起草一张绩效目标表。可以中途停止，之后接着写。"))
        if desk.batch.listed is None:
            _give(desk.batch)
        else:
            _look_through(desk)
    with right:
        _guide()
        _former()


def _give(view: BatchDesk) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.download_button(
            "下载清单模板",
            data=template,
            file_name="项目清单模板.xlsx",
            mime=MIMES["xlsx"],
            key="template",
            on_click="ignore",
        )
        put(markup.hint_line("已有自己的清单也可以直接放入：有项目名称、预算、资金用途三列即可，列的顺序不限。"))
    with st.container(key="batch_up_zone"):
        given = st.file_uploader("选择清单", key=f"batch_up_{view.version}", label_visibility="collapsed")
    if given:
        view.given = (given.name, given.getvalue())
        _read(view)
        view.version += 1
        st.rerun()
    if view.fault:
        put(markup.warning_line(view.fault))


def _read(view: BatchDesk) -> None:
    if view.given is None:
        return
    name, data = view.given
    try:
        view.fault, view.listed = (
            "",
            read_list(data, name, view.form or default_form(), int(view.year) if view.year else None),
        )
    except AssistantError as error:
        view.fault, view.listed = str(error), None


def _look_through(desk: Desk) -> None:
    view = desk.batch
    found = view.listed
    assert found is not None
    put(batch_markup.list_head(found))
    first, second, third = st.columns([5, 2, 5], vertical_alignment="bottom")
    _defaults(view, first, second)
    engine = _engine(third)
    put(batch_markup.list_table(found))
    with st.container(horizontal=True, vertical_alignment="center"):
        count = len(found.briefs)
        if st.button(f"开始起草 {count} 个项目", key="start_batch", type="primary", disabled=not count):
            _start(desk, engine)
        if st.button("换一份清单", key="other_list"):
            view.clear()
            st.rerun()
        if found.faults:
            put(markup.hint_line(f"有问题的 {len(found.faults)} 行不起草。改好清单后可以再放一次。"))


def _defaults(view: BatchDesk, first: Any, second: Any) -> None:
    """Draw what holds for rows that say nothing; a change reads the list again."""
    forms = all_forms()
    options = list(forms)
    now = view.form or default_form()
    form = first.selectbox(
        "没写表式的，用", options, index=options.index(now) if now in options else 0,
        format_func=lambda id_: forms[id_].name, key="in_batch_form",
    )  # fmt: skip
    year = second.text_input("没写年度的，用", value=view.year, key="in_batch_year", placeholder="如 2027").strip()
    if (form, year) == (now, view.year):
        return
    if year and not (year.isascii() and year.isdigit() and 1990 <= int(year) <= 2100):
        put(markup.warning_line("年度请填四位数字，如 2027"))
        return
    view.form, view.year = form, year
    _read(view)
    st.rerun()


def _engine(where: Any) -> EngineName:
    model = configured_model()
    if not model.ready:
        where.html(f'<p class="jx-hint">{batch_markup.OFFLINE}</p>')
        return "offline"
    options: list[EngineName] = ["llm", "offline"]
    chosen: EngineName | None = where.radio(
        "起草方式", options, format_func=ENGINES.__getitem__, captions=[literally(model.caption), "不联网，数据不出本机"],
        horizontal=True, key="in_batch_engine",
    )  # fmt: skip
    return chosen or "offline"


def _start(desk: Desk, engine: EngineName) -> None:
    found = desk.batch.listed
    assert found is not None
    id_ = services.worker().submit_batch(services.owner(), found.briefs, engine, found.stem)
    desk.batch.clear()
    st.query_params[BATCH] = id_
    st.rerun()


def _guide() -> None:
    steps = (
        ("填清单", "下载模板，一行一个项目；或用现成的清单。"),
        ("看一遍", "放入后逐行检查，哪一行有什么问题当场说明。"),
        ("开始起草", "在后台逐个写，可以关掉页面；停止、接着写都不丢内容。"),
        ("打包带走", "全部表格一个压缩包，附汇总表；每个项目也都在“我的项目”里，可以接着改。"),
    )
    items = "".join(f"<li><b>{name}</b>{text}</li>" for name, text in steps)
    st.html(
        f'<div class="jx-guide"><h3>怎么用</h3><ol>{items}</ol><p>一份清单最多 {MOST_IN_A_BATCH} 个项目。</p></div>'
    )


def _former() -> None:
    batches = services.worker().batches(services.owner())[:8]
    if not batches:
        return
    with st.container(key="former_batches_card"):
        st.html('<h3 class="jx-side">以往的批次</h3>')
        for batch in batches:
            with st.container(key=f"batch_line_{batch.id}", horizontal=True, vertical_alignment="center", gap=None):
                if st.button(
                    literally(batch.name) or "未命名清单",
                    key=f"open_batch_{batch.id}",
                    type="tertiary",
                    width="stretch",
                ):
                    st.query_params[BATCH] = batch.id
                    st.rerun()
                st.html(batch_markup.tally(batch), width="content")
