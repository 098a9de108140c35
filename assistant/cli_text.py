"""What the shell is shown: results on standard output, progress and notices on standard error."""

import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.checking.findings import Finding, Report
    from assistant.drafting.events import DraftEvent
    from assistant.fixing import Fixed
    from assistant.model import Document, Indicator, PerformanceTarget

_SEVERITY = {"error": "错误", "warning": "警告", "hint": "提示"}
_PERIOD = {"long_term": "长期", "annual": "年度"}


def say(text: str = "") -> None:
    """Print a line of the result."""
    print(text, flush=True)


def tell(text: str) -> None:
    """Print a line of progress or notice."""
    print(text, file=sys.stderr, flush=True)


def print_json(data: Any) -> None:
    """Print data as JSON, Chinese not escaped."""
    import json

    say(json.dumps(data, ensure_ascii=False, indent=1))


def print_reading_extras(document: "Document") -> None:
    """Print the narrative part, and what reading put right or was unsure of."""
    if document.narrative:
        say(
            f"\n部门整体绩效目标：分项 {len(document.narrative.items)} 个，保障措施 {len(document.narrative.measures)} 段"
        )
        say(document.narrative.overall)
        for item in document.narrative.items:
            say(f"（{item.number}）{item.name}\n  绩效目标：{item.goal}\n  绩效指标：{item.indicators}")
        for measure in document.narrative.measures:
            say(f"  {measure}")
    if document.notes:
        say(f"\n读取说明（{len(document.notes)} 处）")
        for note in document.notes:
            where = f"{note.project}·{note.row}" if note.row else note.project
            say(f"  [{'已修复' if note.kind == 'repaired' else '请核对'}] {where}：{note.message}")


def print_target(target: "PerformanceTarget") -> None:
    """Print a target: head, goals, a line a row."""
    project = target.project
    say(f"\n【{project.name}】预算 {project.budget or '未填'}")
    head = {"年度": project.year, "单位": project.unit, "资金用途": project.purpose, **project.fields}
    for label, text in head.items():
        if text not in (None, ""):
            say(f"  {label}：{text}")
    for goal in target.goals:
        say(f"  {_PERIOD[goal.period]}目标：{goal.text}")
    for row in target.indicators:
        say(f"  {row_line(row)}")


def row_line(row: "Indicator") -> str:
    """Return a row in one line."""
    parts = [_PERIOD[row.period], f"{row.level1}/{row.level2}", row.name, str(row.value)]
    return " | ".join([*parts, row.basis] if row.basis else parts)


def show_event(event: "DraftEvent", quiet: bool) -> None:
    """Print one event of drafting."""
    from assistant.drafting import events

    show = tell if quiet else say
    match event:
        case events.Started(engine, examples):
            show(f"{'离线引擎' if engine == 'offline' else '大模型'}起草，参考样例：{'、'.join(examples) or '无'}")
        case events.GoalDrafted(goal):
            show(f"{_PERIOD[goal.period]}目标：{goal.text}")
        case events.RowDrafted(position, row):
            show(f"{position + 1:>3}. {row_line(row)}{_source_note(row)}")
        case events.RowReplaced(position, row):
            show(f"{position + 1:>3}. 改为 {row_line(row)}{_source_note(row)}")
        case events.Notice(message):
            show(message)


def _source_note(row: "Indicator") -> str:
    kinds = {"input": "来自输入", "budget": "预算推算", "standard": "标准", "example": "样例", "unconfirmed": "待核实"}
    return f"  〔{kinds[row.source.kind]}：{row.source.detail}〕" if row.source else ""


def print_report(report: "Report") -> None:
    """Print a target's score and findings."""
    counts = {name: sum(f.severity == severity for f in report.findings) for severity, name in _SEVERITY.items()}
    tally = "，".join(f"{name} {count}" for name, count in counts.items())
    say(f"\n【{report.project}】{report.score.total:g} 分（{report.score.grade}）：{tally}")
    for finding in report.findings:
        _print_finding(finding)
    for waived in report.waived:
        where = waived.finding.row or "全表"
        say(f"  已说明保留 {waived.finding.rule} {where}：{waived.finding.message}（理由：{waived.reason}）")


def _print_finding(finding: "Finding") -> None:
    where = f"{_PERIOD[finding.period]}·" if finding.period else ""
    # Most messages begin with the row's name; once is enough.
    named = not finding.row or finding.message.startswith(f"“{finding.row}”")
    where = where.rstrip("·") or "全表" if named else f"{where}{finding.row}"
    say(f"  {_SEVERITY[finding.severity]} {finding.rule} [{finding.dimension}] {where}：{finding.message}")
    say(f"      建议：{finding.suggestion}（{finding.clause}）")


def print_fixed(fixed: "Fixed") -> None:
    """Print what was changed in a form, what to look up for it, and what is left."""
    from assistant.checking.rules.to_confirm import ToConfirm
    from assistant.fixing import diff_text

    left = [finding for finding in fixed.left if finding.rule != ToConfirm.code]
    gaps = len(fixed.left) - len(left)
    rest = f"还有 {len(left)} 条审核意见" + (f"、{gaps} 处待核实" if gaps else "")
    say(f"\n【{fixed.target.project.name}】改了 {len(fixed.changes)} 处，{rest}")
    say(diff_text(fixed.changes).rstrip())
    if gaps:
        say("\n待核实：")
        for row in fixed.target.indicators:
            if row.value.is_unconfirmed:
                where = row.source.detail if row.source else ""
                say(f"  {_PERIOD[row.period]}·{row.name} {row.value}" + (f"：{where}" if where else ""))
    if left:
        say("\n还剩：")
    for finding in left:
        _print_finding(finding)


def fixed_data(fixed: "Fixed") -> dict[str, Any]:
    """Return the same as JSON-ready data."""
    return {
        "project": fixed.target.project.name,
        "changes": [change.model_dump(mode="json") for change in fixed.changes],
        "findings": [finding.model_dump(mode="json") for finding in fixed.left],
    }


def write_out(targets: "Sequence[PerformanceTarget]", output: str) -> None:
    """Write the file, and say what its form has no place for."""
    from assistant.api import write
    from assistant.writing import left_out

    path = write(targets, output)
    tell(f"已写入 {path}" + (f"（{len(targets)} 张表）" if len(targets) > 1 else ""))
    if path.suffix.lower() != ".json":
        missing = dict.fromkeys(part for target in targets for part in left_out(target))
        if missing:
            tell(f"这种表式没有{'、'.join(missing)}的栏目，未印出；导出 .json 可保留全部内容")
