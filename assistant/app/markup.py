"""The page's own HTML. Everything that a user or a model wrote goes through `escape` here and nowhere else."""

from collections.abc import Iterable, Sequence
from html import escape

from assistant.app.labels import (
    PERIODS,
    SEVERITIES,
    counts,
    grouped_yuan,
    objections,
    place,
    source_sentence,
)
from assistant.app.rule_help import rule_help
from assistant.checking.findings import Finding, Report, Severity
from assistant.forms import FormDefinition
from assistant.model import Indicator, PerformanceTarget


def brand() -> str:
    """Return the product's name."""
    return '<span class="jx-brand">绩效目标助手</span>'


def engine_label(text: str) -> str:
    """Return what the bar at the head says at its right end."""
    return f'<span class="jx-engine">{escape(text)}</span>'


def project_head(target: PerformanceTarget, form: FormDefinition) -> str:
    """Return the project's name and what is known of it."""
    project = target.project
    facts = [form.name]
    if project.budget:
        printed = project.budget.to(form.money_unit)
        facts.append(
            f"预算 {printed}（{grouped_yuan(project.budget)}）" if form.money_unit != "元" else f"预算 {printed}"
        )
    facts += [f"{project.year} 年度"] if project.year else []
    facts += [project.unit] if project.unit else []
    line = "".join(f"<span>{escape(fact)}</span>" for fact in facts)
    return f'<div class="jx-head"><h1>{escape(project.name)}</h1><p>{line}</p></div>'


def findings_panel(report: Report, target: PerformanceTarget, form: FormDefinition) -> str:
    """Return the findings by severity, each with its place, suggestion and clause."""
    if not report.findings:
        note = "除已说明保留的以外，各项校验规则均已通过。" if report.waived else "各项校验规则均已通过。"
        return f'<div class="jx-panel"><div class="jx-clean"><b>没有发现问题</b>{note}</div></div>'
    groups = "".join(_group(severity, report, target, form) for severity in SEVERITIES)
    return f'<div class="jx-panel">{groups}</div>'


def tally(report: Report) -> str:
    """Return the line of counts above the findings."""
    marks = "".join(
        f'<b class="jx-count {severity if number else "none"}">{SEVERITIES[severity]} {number}</b>'
        for severity, number in counts(group[0] for group in objections(report.findings)).items()
    )
    return f'<div class="jx-tally"><h3>校验结果</h3><span>{marks}</span></div>'


def objection(group: Sequence[Finding], target: PerformanceTarget, form: FormDefinition) -> str:
    """Return the card of findings that say the same of both tables."""
    return _card(group[0], _where(group, target, form))


def waive_hint(text: str, along: Sequence[str]) -> str:
    """Return what waiving a finding means, and which others of the same rule and row go with it."""
    others = "".join(f"<li>{escape(message)}</li>" for message in along)
    return (
        f'<div class="jx-along"><p>{escape(text)}</p>'
        + (f"<p>同时保留：</p><ul>{others}</ul>" * bool(others))
        + "</div>"
    )


def waived_entry(
    groups: Sequence[Sequence[Finding]], reason: str, target: PerformanceTarget, form: FormDefinition
) -> str:
    """Return findings that were left as they are, with the reason."""
    said = "".join(f"<p><b>{escape(_where(group, target, form))}</b>{escape(group[0].message)}</p>" for group in groups)
    return f'<div class="jx-kept">{said}<p class="why">理由：{escape(reason)}</p></div>'


def _where(group: Sequence[Finding], target: PerformanceTarget, form: FormDefinition) -> str:
    return "、".join(dict.fromkeys(place(finding, target, form) for finding in group))


def _group(severity: Severity, report: Report, target: PerformanceTarget, form: FormDefinition) -> str:
    found = [finding for finding in report.findings if finding.severity == severity]
    return "".join(objection(group, target, form) for group in objections(found))


def _card(finding: Finding, where: str) -> str:
    return (
        f'<div class="jx-card {finding.severity}"><p class="jx-where"><b>{SEVERITIES[finding.severity]}</b>'
        f"<span>{escape(where)}</span><em>{finding.dimension}</em></p><p>{escape(finding.message)}</p>"
        f'<p class="jx-advice">建议：{escape(finding.suggestion)}</p><p class="jx-clause">{escape(finding.clause)}</p>'
        f"{rule_help(finding.rule)}</div>"
    )


def draft_rows(rows: Iterable[Indicator], form: FormDefinition) -> str:
    """Return the table that grows while a draft is being written."""
    several = len(form.tables) > 1
    head = "".join(
        f"<th>{label}</th>"
        for label in ["", *(["期间"] if several else []), "一级指标", "二级指标", "三级指标", "指标值", "来源"]
    )
    body = "".join(_draft_row(number, row, form, several) for number, row in enumerate(rows, 1))
    return f'<table class="jx-draft"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def _draft_row(number: int, row: Indicator, form: FormDefinition, several: bool) -> str:
    cells = [
        str(number),
        *([PERIODS[row.period]] if several else []),
        form.printed_level1(row.level1),
        form.printed_level2(row.level1, row.level2),
        row.name,
        str(row.value),
        source_sentence(row.source),
    ]
    classes = ' class="gap"' if row.value.is_unconfirmed else ""
    return f"<tr{classes}>{''.join(f'<td>{escape(cell)}</td>' for cell in cells)}</tr>"


def goals_so_far(goals: Iterable[tuple[str, str]]) -> str:
    """Return the goal texts that have come, as label and text."""
    parts = "".join(f"<dt>{escape(label)}</dt><dd>{escape(text)}</dd>" for label, text in goals)
    return f'<dl class="jx-goals">{parts}</dl>' if parts else ""


def progress_line(engine: str, rows: int, goals: int, seconds: float, examples: Sequence[str], running: bool) -> str:
    """Return the line that says how far a draft is, and what it draws on."""
    drawn = f'<p class="jx-drawn">参考样例：{escape("、".join(examples))}</p>' if examples else ""
    pulse = '<i class="jx-pulse"></i>' if running else ""
    return (
        f'<div class="jx-progress">{pulse}<p><b>{escape(engine)}</b>已写出目标 {goals} 段、指标 {rows} 条'
        f"<em>{seconds:.0f} 秒</em></p>{drawn}</div>"
    )


def notes(messages: Iterable[str]) -> str:
    """Return notices of the engine as a quiet list; empty text when there are none."""
    items = "".join(f"<li>{escape(message)}</li>" for message in dict.fromkeys(messages))
    return f'<ul class="jx-notes">{items}</ul>' if items else ""


def warning_line(text: str) -> str:
    """Return a one-line warning; empty text when there is none."""
    return text and f'<p class="jx-warn">{escape(text)}</p>'


def done_line(text: str) -> str:
    """Return a line that says what was done."""
    return f'<p class="jx-done">{escape(text)}</p>'


def page_of(page: int, pages: int) -> str:
    """Return which page of a list is shown."""
    return f'<span class="jx-hint">第 {page} / {pages} 页</span>'


def hint_line(text: str, strong: bool = False) -> str:
    """Return a line of small print under a field; it always takes the same room, so that nothing jumps."""
    return f'<p class="jx-hint{" strong" if strong else ""}">{escape(text) or "&nbsp;"}</p>'


def drafting_head(name: str) -> str:
    """Return the name of the project that is being drafted."""
    return f'<div class="jx-head"><h1>{escape(name)}</h1></div>'


def provenance(engine: str, examples: Sequence[str]) -> str:
    """Return how the draft came about."""
    drawn = f"，参考样例：{escape('、'.join(examples))}" if examples else ""
    return f'<p class="jx-drawn">{escape(engine)}{drawn}</p>'
