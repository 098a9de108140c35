"""Beside the form: the findings with their repairs, the figures that are 待核实, rows of similar projects, and notes."""

import streamlit as st

from assistant.app import markup
from assistant.app.edit.confirm_view import confirming
from assistant.app.edit.editing import Editing
from assistant.app.edit.findings_view import findings
from assistant.app.edit.kinds_view import by_kind
from assistant.app.edit.samples_view import samples
from assistant.app.labels import ENGINES, objections
from assistant.app.session import put
from assistant.model import PerformanceTarget

_FIRST_SECONDS, _FURTHER_SECONDS = 0.04, 0.4
_POLL_SECONDS = 0.7


def side(editing: Editing) -> None:
    """Draw the panel; only the open part is made."""
    report, state = editing.report, editing.state
    labels = [f"问题 {len(objections(report.findings))}", f"待核实 {len(state.unconfirmed)}", "样例", "说明"]
    with st.container(key="side_card"):
        parts = st.tabs(labels, key=f"side_{editing.id}", on_change="rerun")
        with parts[0]:
            if parts[0].open:
                editing.repairs.look(editing.target, report, seconds=_FIRST_SECONDS)
                # An edit does not wait for repairs: those that are not looked for yet follow.
                st.fragment(_findings, run_every=_POLL_SECONDS if editing.repairs.left else None)(editing)
        with parts[1]:
            if parts[1].open:
                confirming(editing)
        with parts[2]:
            if parts[2].open:
                samples(editing)
        with parts[3]:
            if parts[3].open:
                _notes(editing)


def _findings(editing: Editing) -> None:
    repairs = editing.repairs
    had = repairs.left
    if had:
        repairs.look(editing.target, editing.report, seconds=_FURTHER_SECONDS)

    def take(target: PerformanceTarget) -> None:
        _change(editing, target, "采用建议")

    def keep(target: PerformanceTarget) -> None:
        _change(editing, target, "保留不改" if len(target.waivers) > len(editing.target.waivers) else "撤回保留")

    def kinds() -> None:
        by_kind(editing.report, repairs, editing.target, lambda target, why: _change(editing, target, why))

    findings(editing.report, editing.target, editing.form, repairs, editing.id, take, keep, editing.find, kinds)
    if had and not repairs.left:
        st.rerun()


def _change(editing: Editing, target: PerformanceTarget, why: str) -> None:
    editing.retarget(target, "rule", why)
    st.rerun()


def _notes(editing: Editing) -> None:
    state = editing.state
    made_by = ENGINES[state.engine] if state.engine else "由文件读入或人工填写"
    put(markup.provenance(made_by, state.examples))
    put(markup.notes([*state.notices, *([spent_line(editing)] if state.spent.requests else [])]))


def spent_line(editing: Editing) -> str:
    """Return what the model has cost this draft in all."""
    spent = editing.state.spent
    tokens = spent.prompt_tokens + spent.completion_tokens
    money = f"，约 {spent.cost} 元" if spent.cost else ""
    return f"大模型：请求 {spent.requests} 次，用量 {tokens:,} token，用时 {spent.seconds:.0f} 秒{money}"
