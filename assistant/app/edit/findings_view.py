"""The findings with their repairs: each is shown before → after and taken with a click, or all plain ones at once."""

from collections.abc import Callable, Sequence

import streamlit as st

from assistant import api
from assistant.app import markup
from assistant.app.edit.repair_markup import repair
from assistant.app.edit.repairs import Offer, Repairs, for_objection
from assistant.app.edit.waiver_view import Keep, digest_of, waive_button, waived_list
from assistant.app.labels import SEVERITIES
from assistant.app.session import put, settled_button
from assistant.checking.findings import Finding, Report, objections
from assistant.forms import FormDefinition
from assistant.model import PerformanceTarget

_MOST_CARDS = 80
"""More at once nobody reads, and each costs the page its widgets."""
_DIRECT = "只改写法：符号、单位、错别字、归类等，意思不变"
Take = Callable[[PerformanceTarget], None]


def findings(
    report: Report,
    target: PerformanceTarget,
    form: FormDefinition,
    repairs: Repairs,
    key: str,
    take: Take,
    keep: Keep | None = None,
    find: Callable[[Finding], None] | None = None,
    beside: Callable[[], None] | None = None,
) -> None:
    """Draw tally and findings, the gravest first, and what was waived.

    Args:
        report: of the form.
        target: the form as it stands now, edits included.
        form: its definition.
        repairs: its repairs, as far as they were looked for.
        key: what the widgets' keys begin with.
        take: called with the repaired form.
        keep: called with the form in which a finding was waived or taken up again; None where that is not offered.
        beside: draws what stands beside the button that takes all plain repairs.
        find: called to show the row that a finding is about; None where there is nothing to go to.
    """
    put(markup.tally(report))
    groups = _gravest_first(report)
    offers = [for_objection(repairs.offers, group) for group in groups]
    fixes = [next(offer.fix for offer in found if offer.is_direct) for found in offers if any(map(_is_direct, found))]
    with st.container(key=f"at_once_{key}", horizontal=True, vertical_alignment="center", gap="small"):
        if fixes and settled_button(f"采用全部可直接改的（{len(fixes)} 处）", key=f"take_all_{key}", help=_DIRECT):
            take(api.apply_fixes(target, fixes).target)
        if beside:
            beside()
    if repairs.left and st.button(f"还有 {repairs.left} 条没有试改，继续", key=f"look_on_{key}", type="tertiary"):
        st.rerun()
    if not groups:
        put(markup.findings_panel(report, target, form))
    with st.container(key="cards"):
        for group, found in zip(groups[:_MOST_CARDS], offers, strict=False):
            at = f"{key}_{digest_of(group)}"
            with st.container(key=f"card_{group[0].severity}_{at}"):
                put(markup.objection(group, target, form))
                if find and st.button("定位", key=f"find_{at}", type="tertiary"):
                    find(group[0])
                    st.rerun()
                waive_button(group, report, target, at, keep)
                _offers(found, target, key, take)
    if len(groups) > _MOST_CARDS:
        put(markup.hint_line(f"其余 {len(groups) - _MOST_CARDS} 条没有显示，改好前面的再看；审核意见表里有全部。"))
    waived_list(report, target, form, key, keep)


def _gravest_first(report: Report) -> list[list[Finding]]:
    return [
        group
        for severity in SEVERITIES
        for group in objections(finding for finding in report.findings if finding.severity == severity)
    ]


def _is_direct(offer: Offer) -> bool:
    return offer.is_direct


def _offers(offers: Sequence[Offer], target: PerformanceTarget, key: str, take: Take) -> None:
    """Draw the repairs of one card; several are alternatives."""
    for offer in offers:
        at = f"{key}_{offer.digest}"
        with st.container(key=f"offer_{at}", horizontal=True, vertical_alignment="center", gap="xsmall"):
            put(repair(offer.changes, offer.fix.reason, offer.fix.asks))
            if settled_button("采用", key=f"take_{at}"):
                take(api.apply_fixes(target, [offer.fix]).target)
