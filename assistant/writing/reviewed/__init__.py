"""The reviewed copy: the user's own Word or Excel file with the findings as comments; a table of findings for others."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from assistant.model import Document, InputError

if TYPE_CHECKING:
    from assistant.checking.findings import Report

CopyKind = Literal["docx", "xlsx"]
TableKind = Literal["docx", "xlsx", "csv"]

__all__ = ["CopyKind", "TableKind", "findings_table", "reviewed_copy"]


def reviewed_copy(data: bytes, kind: CopyKind, document: Document, reports: "Sequence[Report]") -> bytes:
    """Return the user's own file with a comment at each row that has findings, and nothing else changed.

    Word gets comments, Excel notes; what the file holds already (comments, tracked changes, macros, pictures, styles)
    stays; the assistant's own comments of an earlier review make room for the new ones, unless somebody answered them.
    Findings about a goal stand at the goal, those about the form at the project's name. Where there is nothing to say,
    the file comes back as it was.

    Args:
        data: the file that was read; `.docm` and `.xlsm` are of kind docx and xlsx.
        kind: what sort of file it is.
        document: what reading made of this very file.
        reports: one for each target of the document.

    Raises:
        UnreadableFileError: the file is damaged, encrypted or of another kind; the sentence lacks its subject.
        ValueError: the reports do not belong to the document.
    """
    from assistant.writing.reviewed.remarks import remarks

    said = remarks(document, reports)
    from assistant.writing.reviewed.package import Package, damage_told

    if kind not in ("docx", "xlsx"):
        raise InputError(f"“{kind}”文件里不能加批注，请改为导出问题清单")
    with damage_told():
        package = Package(data).of_kind(kind)
        if kind == "docx":
            from assistant.writing.reviewed.word import comment_word

            comment_word(package, said)
        else:
            from assistant.writing.reviewed.excel import note_excel

            note_excel(package, said)
        return package.save() if package.changed else data


def findings_table(document: Document, reports: "Sequence[Report]", kind: TableKind) -> bytes:
    """Return a list of all findings as a file of its own: for PDF, text and other files that take no comments.

    Each project has its score and grade, then a table: 序号, 位置, 严重程度, 维度, 问题, 建议, 依据.

    Raises:
        InputError: the kind is unknown.
        ValueError: the reports do not belong to the document.
    """
    from assistant.writing.reviewed.listing import listings

    found = listings(document, reports)
    if kind == "docx":
        from assistant.writing.reviewed.listing_word import listing_docx

        return listing_docx(found)
    if kind == "xlsx":
        from assistant.writing.reviewed.listing_excel import listing_xlsx

        return listing_xlsx(found)
    if kind == "csv":
        from assistant.writing.reviewed.listing import listing_csv

        return listing_csv(found)
    raise InputError(f"问题清单不能导出为“{kind}”，可选：docx、xlsx、csv")
