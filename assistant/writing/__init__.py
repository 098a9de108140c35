"""Writing: targets → Word, Excel, PDF, CSV, JSON; Word, Excel and PDF in each target's own form's layout."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Literal

from assistant.model import InputError, PerformanceTarget, to_json
from assistant.writing.files import check_folder, check_place, save
from assistant.writing.names import safe_names
from assistant.writing.omitted import left_out

FileKind = Literal["docx", "xlsx", "pdf", "csv", "json"]
KINDS: tuple[FileKind, ...] = ("docx", "xlsx", "pdf", "csv", "json")

__all__ = [
    "KINDS",
    "FileKind",
    "kind_for",
    "left_out",
    "pdf_available",
    "to_bytes",
    "to_zip",
    "write_each",
    "write_file",
]


def to_bytes(targets: Sequence[PerformanceTarget], kind: FileKind) -> bytes:
    """Return one file of all targets.

    Word, Excel and PDF hold what the forms have cells for (`left_out` names the rest). CSV is one table, a row an
    indicator. JSON holds everything: one object for one target, a list for several.

    Raises:
        InputError: there is no target, the kind or a target's form is unknown, a text does not fit into Excel, or
            there is no LibreOffice for PDF.
        SettingsError: ASSISTANT_SOFFICE names no file.
    """
    (data,) = _files([list(targets)], kind)
    return data


def to_zip(targets: Sequence[PerformanceTarget], kind: FileKind) -> bytes:
    """Return a zip of one file a target, named after the projects. Raises as `to_bytes` does."""
    from zipfile import ZIP_DEFLATED, ZipFile

    made = BytesIO()
    files = _each(targets, kind)
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return made.getvalue()


def write_each(targets: Sequence[PerformanceTarget], folder: Path, kind: FileKind) -> list[Path]:
    """Write one file a target, named after its project; files of these names in the folder are replaced.

    Everything is made before anything is written.

    Raises:
        InputError: as `to_bytes` does; the folder is missing; a file cannot be replaced.
    """
    check_folder(folder)
    return [save(data, folder / name) for name, data in _each(targets, kind).items()]


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
        *most, last = (f".{known}" for known in KINDS)
        raise InputError(f"不能导出为“{path.name}”，请把文件名改为以 {'、'.join(most)} 或 {last} 结尾")
    check_place(path)
    return kind


def pdf_available() -> bool:
    """Return whether LibreOffice is installed, so that PDF files can be made."""
    from assistant.writing.pdf import pdf_available as run

    return run()


def _each(targets: Sequence[PerformanceTarget], kind: FileKind) -> dict[str, bytes]:
    names = safe_names(target.project.name for target in targets)
    files = _files([[target] for target in targets], kind)
    return {f"{name}.{kind}": data for name, data in zip(names, files, strict=True)}


def _files(groups: Sequence[Sequence[PerformanceTarget]], kind: FileKind) -> list[bytes]:
    """Return a file for each group of targets. What only one kind needs is loaded for it alone."""
    if not groups or not all(groups):
        raise InputError("没有可以导出的项目，请先起草或读入一个项目")
    if kind == "json":
        return [to_json(group[0] if len(group) == 1 else group).encode("utf-8") for group in groups]
    if kind == "csv":
        from assistant.writing.table import to_csv

        return [to_csv(group) for group in groups]
    if kind not in KINDS:
        raise InputError(f"不能导出“{kind}”文件，可选：{'、'.join(KINDS)}")
    from assistant.writing.plan import plan

    pages = [[plan(target) for target in group] for group in groups]
    if kind == "xlsx":
        from assistant.writing.excel import to_xlsx

        return [to_xlsx(group) for group in pages]
    from assistant.writing.word import to_docx

    documents = [to_docx(group) for group in pages]
    if kind == "docx":
        return documents
    from assistant.writing.pdf import to_pdfs

    return to_pdfs(documents)
