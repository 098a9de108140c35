"""保留不改: a finding is left as it is, with a reason that stays with the draft, and can be taken up again."""

import hashlib
from collections.abc import Callable, Sequence

import streamlit as st

from assistant.app import markup
from assistant.app.edit.waiving import taken_along, waived, with_waiver, without_waiver
from assistant.app.session import put
from assistant.checking.findings import Finding, Report, objections
from assistant.forms import FormDefinition
from assistant.model import PerformanceTarget

Keep = Callable[[PerformanceTarget], None]
_LONGEST = 120
_HINT = "写一句理由，随表保存；这条不再列出，也不扣分。"


def digest_of(group: Sequence[Finding]) -> str:
    """Return what an objection's widgets are named by, wherever in the list it stands."""
    finding = group[0]
    said = "\0".join((finding.rule, finding.severity, finding.row or "", finding.message))
    return hashlib.sha256(said.encode()).hexdigest()[:12]


def waive_button(
    group: Sequence[Finding], report: Report, target: PerformanceTarget, key: str, keep: Keep | None
) -> None:
    """Draw the button of one card; what it opens is drawn only once it is open, since there may be many cards.

    Args:
        group: the objection.
        report: that it stands in.
        target: the form as it stands now.
        key: what the widgets' keys end with.
        keep: called with the form that has the waiver; None where waiving is not offered.
    """
    if keep is None:
        return
    bubble = st.popover("保留不改", key=f"waive_{key}", type="tertiary", on_change="rerun")
    if not bubble.open:
        return
    with bubble, st.form(f"waive_form_{key}", border=False):
        reason = st.text_input(
            "保留的理由", key=f"reason_{key}", max_chars=_LONGEST, placeholder="如：上级文件规定为100%"
        )
        others = objections(taken_along(group, report))
        put(markup.waive_hint(_HINT, [other[0].message for other in others]))
        if not st.form_submit_button("确认保留", key=f"keep_{key}", type="primary"):
            return
        if not reason.strip():
            put(markup.warning_line("请先写一句理由"))
            return
    keep(with_waiver(target, group, reason.strip()))


def waived_list(
    report: Report, target: PerformanceTarget, form: FormDefinition, key: str, keep: Keep | None = None
) -> None:
    """Draw what was waived, folded; without `keep` it is only told."""
    entries = waived(report)
    if not entries:
        return
    with st.expander(f"已说明保留（{len(entries)}）", key=f"waived_{key}"):
        for reason, findings in entries:
            at = f"{key}_{digest_of(findings)}"
            with st.container(key=f"kept_{at}", horizontal=True, vertical_alignment="top", gap="xsmall"):
                put(markup.waived_entry(objections(findings), reason, target, form))
                if keep and st.button("撤回", key=f"unwaive_{at}", type="tertiary"):
                    keep(without_waiver(target, findings))
