"""按类处理: the repairs of all findings of one rule taken together, or all of them left as they are."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from assistant import api
from assistant.app import markup
from assistant.app.edit.repairs import Offer, Repairs, for_objection
from assistant.app.edit.waiving import with_waiver
from assistant.app.labels import literally
from assistant.app.rule_help import title_of
from assistant.app.session import put
from assistant.checking.findings import Finding, Report, objections
from assistant.fixing import Fix
from assistant.model import PerformanceTarget

Change = Callable[[PerformanceTarget, str], None]
_LEAST = 2


@dataclass(frozen=True)
class Kind:
    """The objections of one rule, and a repair for each that has one which is no person's choice."""

    rule: str
    groups: tuple[Sequence[Finding], ...]
    fixes: tuple[Fix, ...]


def kinds_of(report: Report, repairs: Repairs) -> list[Kind]:
    """Return the rules that object to several things."""
    rules: dict[str, list[Sequence[Finding]]] = {}
    for group in objections(report.findings):
        rules.setdefault(group[0].rule, []).append(group)
    return [
        Kind(
            rule, tuple(groups), tuple(fix for group in groups if (fix := _plain(for_objection(repairs.offers, group))))
        )
        for rule, groups in rules.items()
        if len(groups) >= _LEAST
    ]


def _plain(offers: Sequence[Offer]) -> Fix | None:
    return next((offer.fix for offer in offers if not offer.fix.choice), None)


def by_kind(report: Report, repairs: Repairs, target: PerformanceTarget, change: Change) -> None:
    """Draw the list of kinds, folded away, if there are any.

    Args:
        report: of the form.
        repairs: as far as they were looked for.
        target: the form.
        change: called with the form after it, and what was done.
    """
    kinds = kinds_of(report, repairs)
    if not kinds:
        return
    bubble = st.popover("按类处理", key="by_kind", type="tertiary", on_change="rerun")
    if not bubble.open:
        return
    with bubble:
        put(markup.hint_line("同一类问题一次处理；采用后可撤销，保留须写一句理由。"))
        for kind in kinds:
            with st.container(key=f"kind_{kind.rule}"):
                _one(kind, target, change)


def _one(kind: Kind, target: PerformanceTarget, change: Change) -> None:
    title = title_of(kind.rule)
    st.markdown(f"**{literally(title)}**　{len(kind.groups)} 处")
    if kind.fixes and st.button(f"采用 {len(kind.fixes)} 处建议", key=f"kind_take_{kind.rule}"):
        change(api.apply_fixes(target, kind.fixes).target, f"按类采用建议：{title}")
    with st.form(f"kind_form_{kind.rule}", border=False):
        reason = st.text_input(
            "都保留的理由",
            key=f"kind_why_{kind.rule}",
            max_chars=120,
            label_visibility="collapsed",
            placeholder="都保留的理由",
        ).strip()
        if not st.form_submit_button("都保留不改", key=f"kind_keep_{kind.rule}") or not reason:
            return
    kept = target
    for group in kind.groups:
        kept = with_waiver(kept, group, reason)
    change(kept, f"按类保留：{title}")
