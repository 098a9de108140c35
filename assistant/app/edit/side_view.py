"""Beside the form: the findings with their repairs, the figures that are 待核实, rows of similar projects, and notes."""

from collections.abc import Iterator
from itertools import chain, repeat

import streamlit as st

from assistant.app import markup
from assistant.app.edit.confirm_view import confirming
from assistant.app.edit.editing import Editing
from assistant.app.edit.findings_view import findings
from assistant.app.edit.kinds_view import by_kind
from assistant.app.edit.samples_view import samples
from assistant.app.labels import ENGINES
from assistant.app.session import put
from assistant.app.spending import spent_line
from assistant.checking.findings import objections
from assistant.model import PerformanceTarget

_FIRST_SECONDS, _FURTHER_SECONDS = 0.04, 0.4
_POLL_SECONDS = 0.7


def side(editing: Editing) -> None:
    """Draw the panel; only the part that is chosen is made."""
    report, state = editing.report, editing.state
    labels = {
        "findings": f"问题 {len(objections(report.findings))}",
        "gaps": f"待核实 {len(state.unconfirmed)}",
        "samples": "样例",
        "notes": "说明",
    }
    parts = {"findings": _look, "gaps": confirming, "samples": samples, "notes": _notes}
    with st.container(key="side_card"):
        # Not tabs: these are known by their labels, whose counts change with every edit.
        part = st.segmented_control(
            "右侧内容",
            list(labels),
            default="findings",
            required=True,
            format_func=labels.__getitem__,
            key=f"side_{editing.id}",
            label_visibility="collapsed",
        )
        with st.container(key="side_part"):
            parts[part or "findings"](editing)


def _look(editing: Editing) -> None:
    """Draw the findings; an edit does not wait for repairs: those that are not looked for yet follow."""
    editing.repairs.look(editing.target, editing.report, seconds=_FIRST_SECONDS)
    seconds = chain([0.0], repeat(_FURTHER_SECONDS))
    follow = st.fragment(_findings, run_every=_POLL_SECONDS if editing.repairs.left else None)
    follow(editing, seconds)


def _findings(editing: Editing, seconds: Iterator[float]) -> None:
    repairs = editing.repairs
    had = repairs.left
    # The first time it is drawn with the page, which does not wait.
    if had:
        repairs.look(editing.target, editing.report, seconds=next(seconds))

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
    put(markup.notes([*state.notices, *filter(None, [spent_line(state.spent)])]))
