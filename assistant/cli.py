"""The verbs for a shell. Standard output carries results, standard error progress and notices.

Exit codes: 0 done; 1 `check` found findings of severity error; 2 wrong use or unreadable input, with one sentence.
Each command imports what it needs when it runs: `assistant --help` must answer at once.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.cli_parser import build_parser

if TYPE_CHECKING:
    from assistant.checking.findings import Finding, Report
    from assistant.drafting.events import Draft, DraftEvent
    from assistant.model import Document, Indicator, PerformanceTarget

DONE, FOUND_ERRORS, WRONG_USE = 0, 1, 2
_SEVERITY = {"error": "错误", "warning": "警告", "hint": "提示"}
_PERIOD = {"long_term": "长期", "annual": "年度"}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return its exit code. No exception and no stack trace leaves this function."""
    _speak_utf8()
    options = build_parser().parse_args(arguments)
    try:
        return int(_COMMANDS[options.command](options))
    except KeyboardInterrupt:
        return _complain("已停止")
    except BrokenPipeError:
        # The reader (head, less) went away; there is nobody left to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except Exception as error:
        return _report_failure(error)


def _report_failure(error: Exception) -> int:
    from assistant.model import AssistantError

    if isinstance(error, AssistantError):
        return _complain(str(error))
    if os.environ.get("ASSISTANT_DEBUG"):
        raise error
    return _complain(
        f"程序内部出错（{type(error).__name__}），没有改动任何文件；请设 ASSISTANT_DEBUG=1 重试并把输出发给维护者"
    )


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        # Consoles of older Windows speak GBK, which has no ≥ in some code pages; pipes and files want UTF-8.
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def _say(text: str = "") -> None:
    print(text, flush=True)


def _tell(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _complain(sentence: str) -> int:
    _tell(sentence)
    return WRONG_USE


def _print_json(data: Any) -> None:
    import json

    _say(json.dumps(data, ensure_ascii=False, indent=1))


def _read_all(files: Sequence[str]) -> "tuple[list[tuple[str, Document]], int]":
    """Read what can be read; a bad file costs its own sentence and the exit code, never the others' results."""
    from assistant.api import read
    from assistant.model import AssistantError

    documents, code = [], DONE
    for number, file in enumerate(files, 1):
        if len(files) > 1:
            _tell(f"正在读取 {number}/{len(files)}：{file}")
        try:
            documents.append((file, read(file)))
        except AssistantError as error:
            code = _complain(str(error))
    return documents, code


def _read(options: argparse.Namespace) -> int:
    documents, code = _read_all(options.files)
    targets = [target for _, document in documents for target in document]
    if options.json:
        from assistant.model import to_data

        _print_json([to_data(target) for target in targets])
        return code
    for file, document in documents:
        rows = sum(len(target.indicators) for target in document)
        _say(f"{Path(file).name}：{len(document)} 张表，{rows} 条指标")
        for target in document:
            _print_target(target)
        _print_reading_extras(document)
    return code


def _print_reading_extras(document: "Document") -> None:
    if document.narrative:
        _say(
            f"\n部门整体绩效目标：分项 {len(document.narrative.items)} 个，保障措施 {len(document.narrative.measures)} 段"
        )
        _say(document.narrative.overall)
        for item in document.narrative.items:
            _say(f"（{item.number}）{item.name}\n  绩效目标：{item.goal}\n  绩效指标：{item.indicators}")
        for measure in document.narrative.measures:
            _say(f"  {measure}")
    if document.notes:
        _say(f"\n读取说明（{len(document.notes)} 处）")
        for note in document.notes:
            where = f"{note.project}·{note.row}" if note.row else note.project
            _say(f"  [{'已修复' if note.kind == 'repaired' else '请核对'}] {where}：{note.message}")


def _print_target(target: "PerformanceTarget") -> None:
    project = target.project
    _say(f"\n【{project.name}】预算 {project.budget or '未填'}")
    head = {"年度": project.year, "单位": project.unit, "资金用途": project.purpose, **project.fields}
    for label, text in head.items():
        if text not in (None, ""):
            _say(f"  {label}：{text}")
    for goal in target.goals:
        _say(f"  {_PERIOD[goal.period]}目标：{goal.text}")
    for row in target.indicators:
        _say(f"  {_row_line(row)}")


def _row_line(row: "Indicator") -> str:
    parts = [_PERIOD[row.period], f"{row.level1}/{row.level2}", row.name, str(row.value)]
    return " | ".join([*parts, row.basis] if row.basis else parts)


def _draft(options: argparse.Namespace) -> int:
    from assistant.api import stream_draft
    from assistant.drafting.brief import Brief
    from assistant.drafting.events import Finished
    from assistant.forms import get_form
    from assistant.writing import kind_for

    form = get_form(options.form)
    brief = Brief.of(
        options.name, options.budget, options.purpose, form.id, options.year, options.unit, tuple(options.fact or ())
    )
    if options.output:
        kind_for(Path(options.output))  # said before a minute of drafting, not after it
    draft = None
    for event in stream_draft(brief, options.engine):
        _show_event(event, quiet=options.json)
        if isinstance(event, Finished):
            draft = event.draft
    assert draft is not None
    return _deliver_draft(draft, options)


def _write(targets: "Sequence[PerformanceTarget]", output: str) -> None:
    """Write the file, and say what its form has no place for."""
    from assistant.api import write
    from assistant.writing import left_out

    path = write(targets, output)
    _tell(f"已写入 {path}" + (f"（{len(targets)} 张表）" if len(targets) > 1 else ""))
    if path.suffix.lower() != ".json":
        missing = dict.fromkeys(part for target in targets for part in left_out(target))
        if missing:
            _tell(f"这种表式没有{'、'.join(missing)}的栏目，未印出；导出 .json 可保留全部内容")


def _show_event(event: "DraftEvent", quiet: bool) -> None:
    from assistant.drafting import events

    tell = _tell if quiet else _say
    match event:
        case events.Started(engine, examples):
            tell(f"{'离线引擎' if engine == 'offline' else '大模型'}起草，参考样例：{'、'.join(examples) or '无'}")
        case events.GoalDrafted(goal):
            tell(f"{_PERIOD[goal.period]}目标：{goal.text}")
        case events.RowDrafted(position, row):
            tell(f"{position + 1:>3}. {_row_line(row)}{_source_note(row)}")
        case events.RowReplaced(position, row):
            tell(f"{position + 1:>3}. 改为 {_row_line(row)}{_source_note(row)}")
        case events.Notice(message):
            _tell(message)


def _source_note(row: "Indicator") -> str:
    kinds = {"input": "来自输入", "budget": "预算推算", "standard": "标准", "example": "样例", "unconfirmed": "待核实"}
    return f"  〔{kinds[row.source.kind]}：{row.source.detail}〕" if row.source else ""


def _deliver_draft(draft: "Draft", options: argparse.Namespace) -> int:
    from assistant.model import to_data

    if options.output:
        _write([draft.target], options.output)
    if options.json:
        findings = [finding.model_dump(mode="json") for finding in draft.report.findings]
        _print_json(to_data(draft.target) | {"findings": findings})
    else:
        _print_report(draft.report)
    return DONE if draft.complete else WRONG_USE


def _check(options: argparse.Namespace) -> int:
    from assistant.api import check

    documents, code = _read_all(options.files)
    reports = [check(target, document.narrative) for _, document in documents for target in document]
    if options.json:
        _print_json([report.model_dump(mode="json") for report in reports])
    else:
        for report in reports:
            _print_report(report)
    if code != DONE:
        return code
    return FOUND_ERRORS if any(report.errors for report in reports) else DONE


def _print_report(report: "Report") -> None:
    counts = {name: sum(f.severity == severity for f in report.findings) for severity, name in _SEVERITY.items()}
    tally = "，".join(f"{name} {count}" for name, count in counts.items())
    _say(f"\n【{report.project}】{report.score.total:g} 分（{report.score.grade}）：{tally}")
    for finding in report.findings:
        _print_finding(finding)


def _print_finding(finding: "Finding") -> None:
    where = f"{_PERIOD[finding.period]}·" if finding.period else ""
    where = f"{where}{finding.row}" if finding.row else where.rstrip("·") or "全表"
    _say(f"  {_SEVERITY[finding.severity]} {finding.rule} [{finding.dimension}] {where}：{finding.message}")
    _say(f"      建议：{finding.suggestion}（{finding.clause}）")


def _convert(options: argparse.Namespace) -> int:
    from assistant.api import convert
    from assistant.writing import kind_for

    kind_for(Path(options.output))
    documents, code = _read_all([options.file])
    if code != DONE:
        return code
    targets = [target for _, document in documents for target in document]
    if options.form:
        targets = [convert(target, options.form) for target in targets]
    _write(targets, options.output)
    return DONE


def _examples(options: argparse.Namespace) -> int:
    from assistant.library import Library

    library = Library.load()
    if options.action == "list":
        for example in library.examples:
            target = example.target
            _say(f"{example.id}  {target.project.name}  {target.project.budget or '—'}  {len(target.indicators)} 条")
        return DONE
    matches = library.search(options.query, options.query, limit=options.limit)
    if not matches:
        _tell(f"样例库里没有与“{options.query}”相近的项目")
    for match in matches:
        project = match.example.target.project
        _say(f"{match.score:.2f}  {match.example.id}  {project.name}  {project.budget or '—'}")
    return DONE


def _ui(options: argparse.Namespace) -> int:
    from assistant.app.launch import run

    return run(port=options.port, open_browser=not options.no_browser)


_COMMANDS = {"read": _read, "draft": _draft, "check": _check, "convert": _convert, "examples": _examples, "ui": _ui}
