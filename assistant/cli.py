"""The verbs for a shell. Standard output carries results, standard error progress and notices.

Exit codes: 0 done; 1 `check` found findings of severity error; 2 wrong use or unreadable input, with one sentence.
Each command imports what it needs when it runs: `assistant --help` must answer at once.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from assistant.cli_draft import run_draft
from assistant.cli_parser import build_parser
from assistant.cli_text import (
    fixed_data,
    print_fixed,
    print_json,
    print_reading_extras,
    print_report,
    print_target,
    say,
    tell,
    write_out,
)

if TYPE_CHECKING:
    from assistant.checking.findings import Report
    from assistant.model import Document, PerformanceTarget

DONE, FOUND_ERRORS, WRONG_USE = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return its exit code. No exception and no stack trace leaves this function."""
    _speak_utf8()
    options = build_parser().parse_args(arguments)
    try:
        _apply_settings(options.command)
        return int(_COMMANDS[options.command](options))
    except KeyboardInterrupt:
        return _complain("已停止")
    except BrokenPipeError:
        # The reader (head, less) went away; there is nobody left to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except Exception as error:
        return _report_failure(error)


def _apply_settings(command: str) -> None:
    """Let the settings of the page 设置 hold here too; the page itself starts even where its file is broken, to mend it."""
    from assistant.preferences import apply

    if command != "ui":
        apply()


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


def _complain(sentence: str) -> int:
    tell(sentence)
    return WRONG_USE


def _read_all(files: Sequence[str], ask_model: bool = False) -> "tuple[list[tuple[str, Document]], int]":
    """Read what can be read; a bad file costs its own sentence and the exit code, never the others' results."""
    from assistant.api import read
    from assistant.model import AssistantError

    documents, code = [], DONE
    for number, file in enumerate(files, 1):
        if len(files) > 1:
            tell(f"正在读取 {number}/{len(files)}：{file}")
        try:
            documents.append((file, read(file, ask_model)))
        except AssistantError as error:
            code = _complain(str(error))
    return documents, code


def _read(options: argparse.Namespace) -> int:
    documents, code = _read_all(options.files, options.ask_model)
    targets = [target for _, document in documents for target in document]
    if options.json:
        from assistant.model import to_data

        print_json([to_data(target) for target in targets])
        return code
    for file, document in documents:
        rows = sum(len(target.indicators) for target in document)
        say(f"{Path(file).name}：{len(document)} 张表，{rows} 条指标")
        for target in document:
            print_target(target)
        print_reading_extras(document)
    return code


def _check(options: argparse.Namespace) -> int:
    from assistant.api import check_all

    if options.output:
        _refuse_output(options.output, options.files)
    documents, code = _read_all(options.files)
    checked = [(file, document, check_all(document, document.narrative)) for file, document in documents]
    reports = [report for *_, of_document in checked for report in of_document]
    if options.json:
        print_json([report.model_dump(mode="json") for report in reports])
    else:
        for report in reports:
            print_report(report)
    if options.output:
        for file, document, of_document in checked:
            _save_review(Path(file), document, of_document, Path(options.output))
    if code != DONE:
        return code
    return FOUND_ERRORS if any(report.errors for report in reports) else DONE


def _refuse_output(output: str, files: Sequence[str]) -> None:
    """Say before any work that a review cannot be saved there."""
    from assistant.model import InputError

    place = Path(output)
    if place.is_dir():
        return
    if len(files) > 1:
        raise InputError(f"审核多个文件时，-o 要写一个已有的文件夹，“{output}”不是")
    if place.suffix.lower() not in (".docx", ".docm", ".xlsx", ".xlsm", ".csv"):
        raise InputError(f"审核结果不能存为“{place.name}”，请把文件名改为以 .docx、.xlsx 或 .csv 结尾")
    if place.exists() and place.resolve() == Path(files[0]).resolve():
        raise InputError("审核结果不能覆盖原文件，请换一个文件名")


def _save_review(file: Path, document: "Document", reports: "Sequence[Report]", output: Path) -> None:
    """Save the reviewed copy where the file is of the wanted kind, else the table of findings."""
    from assistant.api import findings_table, reviewed_copy, save

    wanted = file.suffix.lower() if output.is_dir() else output.suffix.lower()
    data = file.read_bytes()
    copy = reviewed_copy(data, file.name, document, reports) if wanted == file.suffix.lower() else None
    if copy is not None:
        place = output / f"{file.stem}-批注{file.suffix}" if output.is_dir() else output
        tell(f"批注件已写入 {save(copy, place)}")
        return
    kind: Literal["docx", "xlsx", "csv"] = "csv" if wanted == ".csv" else "docx" if wanted == ".docx" else "xlsx"
    place = output / f"{file.stem}-问题清单.{kind}" if output.is_dir() else output
    tell(f"问题清单已写入 {save(findings_table(document, reports, kind), place)}")


def _fix(options: argparse.Namespace) -> int:
    from assistant.api import fix
    from assistant.writing import kind_for

    if options.output:
        kind_for(Path(options.output))
    documents, code = _read_all([options.file])
    if code != DONE:
        return code
    ((_, document),) = documents
    engine: Literal["exact", "offline", "model"] = "model" if options.engine == "llm" else options.engine
    fixed = [fix(target, document.narrative, options.severity, options.rule, engine) for target in document]
    if options.json:
        print_json([fixed_data(each) for each in fixed])
    else:
        for each in fixed:
            print_fixed(each)
    if options.output:
        write_out([each.target for each in fixed], options.output)
    return DONE


def _convert(options: argparse.Namespace) -> int:
    from assistant.api import convert, write_each

    output = Path(options.output)
    _refuse_place(options, output)
    documents, code = _read_all(options.files)
    targets = [target for _, document in documents for target in document]
    if code != DONE or not targets:
        return code
    if options.form:
        targets = [convert(target, options.form) for target in targets]
    if options.template or options.book:
        _write_special(targets, options, output)
    elif output.is_dir():
        paths = write_each(targets, output, options.kind)
        tell(f"已在 {output} 写入 {len(paths)} 个文件")
    else:
        write_out(targets, options.output)
    return DONE


def _refuse_place(options: argparse.Namespace, output: Path) -> None:
    """Say before any work that the result cannot be written there."""
    from assistant.model import InputError
    from assistant.writing import kind_for

    suffix = output.suffix.lower()
    if options.template:
        wanted = Path(options.template).suffix
        if suffix != wanted.lower():
            raise InputError(f"填好的表与模板是同一种文件，请把“{output.name}”的后缀改为 {wanted}")
    elif options.book:
        if suffix not in (".docx", ".pdf"):
            raise InputError(f"汇编成册只能存为 .docx 或 .pdf，请改“{output.name}”的后缀")
    elif not output.is_dir():
        kind_for(output)


def _write_special(targets: "Sequence[PerformanceTarget]", options: argparse.Namespace, output: Path) -> None:
    from assistant.api import book_bytes, fill_template, save, template_left_out
    from assistant.model import InputError

    if options.book:
        data = book_bytes(targets, "pdf" if output.suffix.lower() == ".pdf" else "docx")
    else:
        template = Path(options.template)
        try:
            blank = template.read_bytes()
        except OSError as error:
            raise InputError(f"打不开模板“{template}”，请核对路径，并确认它没有被占用") from error
        data = fill_template(blank, template.name, targets)
        missing = dict.fromkeys(part for target in targets for part in template_left_out(blank, template.name, target))
        if missing:
            tell(f"模板里没有{'、'.join(missing)}的位置，未填入")
    tell(f"已写入 {save(data, output)}（{len(targets)} 张表）")


def _examples(options: argparse.Namespace) -> int:
    return {"list": _list_examples, "search": _search_examples, "add": _add_examples}[options.action](options)


def _list_examples(_: argparse.Namespace) -> int:
    from assistant.library import Library

    for example in Library.load().examples:
        target = example.target
        say(f"{example.id}  {target.project.name}  {target.project.budget or '—'}  {len(target.indicators)} 条")
    return DONE


def _search_examples(options: argparse.Namespace) -> int:
    from assistant.library import Library

    matches = Library.load().search(options.query, options.query, limit=options.limit)
    if not matches:
        tell(f"样例库里没有与“{options.query}”相近的项目")
    for match in matches:
        project = match.example.target.project
        say(f"{match.score:.2f}  {match.example.id}  {project.name}  {project.budget or '—'}")
    return DONE


def _add_examples(options: argparse.Namespace) -> int:
    """Show what was understood of each file, then save it; what reading was unsure of is said before."""
    from assistant.api import add_examples
    from assistant.library import own_folder

    documents, code = _read_all(options.files)
    for _, document in documents:
        for target in document:
            print_target(target)
        print_reading_extras(document)
    targets = [target for _, document in documents for target in document]
    if options.dry_run or not targets:
        tell("只看不存，没有改动样例库" if options.dry_run else "没有可以存入样例库的项目")
        return code
    for added in add_examples(targets):
        name = added.target.project.name
        tell(f"“{name}”已存入 {added.path}" if added.path else f"“{name}”样例库里已经有了，没有重复存入")
    tell(f"起草时即可用到这些样例；样例存放在 {own_folder()}，一个项目一个文件，可直接修改或删除")
    return code


def _probe(_: argparse.Namespace) -> int:
    from assistant.api import probe

    report = probe(told=lambda line: say(line.text()))
    say(f"结论：{report.conclusion}（{report.endpoint}，{report.model or '模型未定'}）")
    return DONE if report.works else WRONG_USE


def _eval(options: argparse.Namespace) -> int:
    from assistant.cli_eval import run

    return run(options)


def _ui(options: argparse.Namespace) -> int:
    from assistant.app.launch import run

    return run(port=options.port, host=options.host, open_browser=not options.no_browser)


_COMMANDS = {
    "read": _read,
    "draft": run_draft,
    "check": _check,
    "fix": _fix,
    "convert": _convert,
    "examples": _examples,
    "probe": _probe,
    "eval": _eval,
    "ui": _ui,
}
