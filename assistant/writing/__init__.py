"""Writing: targets → Word, Excel, JSON, each in its own form's layout."""

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from assistant.model import InputError, PerformanceTarget, to_json
from assistant.writing.files import check_place, save
from assistant.writing.omitted import left_out

FileKind = Literal["docx", "xlsx", "json"]
KINDS: tuple[FileKind, ...] = ("docx", "xlsx", "json")

__all__ = ["KINDS", "FileKind", "kind_for", "left_out", "to_bytes", "write_file"]


def to_bytes(targets: Sequence[PerformanceTarget], kind: FileKind) -> bytes:
    """Return a Word, Excel or JSON file of the targets.

    Word and Excel hold what the forms have cells for (`left_out` names the rest); JSON holds everything: one object
    for one target, a list for several.

    Raises:
        InputError: there is no target, the kind or a target's form is unknown, or a text does not fit into Excel.
    """
    if not targets:
        raise InputError("没有可以导出的项目，请先起草或读入一个项目")
    if kind == "json":
        return to_json(targets[0] if len(targets) == 1 else targets).encode("utf-8")
    # Word and Excel libraries are loaded when they are needed: checking and drafting do not pay for them.
    from assistant.writing.plan import plan

    pages = [plan(target) for target in targets]
    if kind == "docx":
        from assistant.writing.word import to_docx

        return to_docx(pages)
    if kind == "xlsx":
        from assistant.writing.excel import to_xlsx

        return to_xlsx(pages)
    raise InputError(f"不能导出“{kind}”文件，可选：{'、'.join(KINDS)}")


def write_file(targets: Sequence[PerformanceTarget], path: Path) -> Path:
    """Write a file whose suffix says its kind; a failure leaves an existing file as it was.

    Raises:
        InputError: as `to_bytes` does; the suffix is unknown; the folder is missing; the file cannot be replaced.
    """
    return save(to_bytes(targets, kind_for(path)), path)


def kind_for(path: Path) -> FileKind:
    """Return the kind of file to write at a path, before any work is done for it.

    Raises:
        InputError: the suffix is unknown, the folder is missing, or the path is a folder.
    """
    kind = next((known for known in KINDS if path.suffix.lower() == f".{known}"), None)
    if kind is None:
        raise InputError(f"不能导出为“{path.name}”，请把文件名改为以 .docx、.xlsx 或 .json 结尾")
    check_place(path)
    return kind
