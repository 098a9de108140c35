"""The findings with their repairs: each is shown before → after and taken with a click, or all plain ones at once."""

from collections.abc import Callable, Sequence

import streamlit as st

from assistant import api
from assistant.app import markup
from assistant.app.labels import SEVERITIES, objections
from assistant.app.repair_markup import repair
from assistant.app.repairs import Offer, for_objection
from assistant.app.session import put, settled_button
from assistant.checking.findings import Finding, Report
from assistant.forms import FormDefinition
from assistant.model import Narrative, PerformanceTarget

Take = Callable[[PerformanceTarget], None]


def findings(
    report: Report,
    target: PerformanceTarget,
    form: FormDefinition,
    offers: Sequence[Offer],
    key: str,
    take: Take,
    narrative: Narrative | None = None,
) -> None:
    """Draw tally and findings, the gravest first.

    Args:
        report: of the form.
        target: the form as it stands now, edits included.
        form: its definition.
        offers: its repairs.
        key: what the widgets' keys begin with.
        take: called with the repaired form.
        narrative: of the department's book, where there is one.
    """
    put(markup.tally(report))
    groups = [
        group
        for severity in SEVERITIES
        for group in objections(finding for finding in report.findings if finding.severity == severity)
    ]
    repairs = [for_objection(offers, group) for group in groups]
    direct = sum(any(offer.is_direct for offer in found) for found in repairs)
    if direct and settled_button(
        f"采用全部可直接改的（{direct} 处）",
        key=f"take_all_{key}",
        help="只改写法：符号、单位、错别字、归类等，意思不变",
    ):
        take(api.fix(target, narrative, engine="exact").target)
    if not groups:
        put(markup.findings_panel(report, target, form))
    with st.container(key="cards"):
        for number, (group, found) in enumerate(zip(groups, repairs, strict=True)):
            _objection(group, found, target, form, f"{key}_{number}", take)


def _objection(
    group: Sequence[Finding],
    offers: Sequence[Offer],
    target: PerformanceTarget,
    form: FormDefinition,
    key: str,
    take: Take,
) -> None:
    """Draw one card; several repairs of one finding are alternatives."""
    with st.container(key=f"card_{group[0].severity}_{key}"):
        put(markup.objection(group, target, form))
        for number, offer in enumerate(offers):
            with st.container(key=f"offer_{key}_{number}", horizontal=True, vertical_alignment="center", gap="xsmall"):
                put(repair(offer.changes, offer.fix.reason, offer.fix.asks))
                if settled_button("采用", key=f"take_{key}_{offer.digest}"):
                    take(api.apply_fixes(target, [offer.fix]).target)
