"""A unit's own template: a Word or Excel file with marks such as `{{项目名称}}`, filled, its look kept.

Marks are names and nothing else: they are looked up in a list (docs/模板.md), so a template can run nothing.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from assistant.model import InputError, PerformanceTarget
from assistant.writing.template.scan import TemplateField

if TYPE_CHECKING:
    from assistant.writing.reviewed.package import Package

TemplateKind = Literal["docx", "xlsx"]

__all__ = ["TemplateField", "TemplateKind", "fill_template", "template_fields", "template_left_out"]


def fill_template(data: bytes, kind: TemplateKind, targets: Sequence[PerformanceTarget]) -> bytes:
    """Return a unit's own file, filled.

    A table row with marks of indicator columns is repeated for each indicator that it is for. Several targets: Word
    repeats its content, each target on a new page; Excel has a sheet each. What is 待核实 stays so and is highlighted.

    Args:
        data: the template; `.docm` and `.dotx` are of kind docx, `.xlsm` and `.xltx` of kind xlsx.
        kind: what sort of file it is.
        targets: what to fill in.

    Raises:
        UnreadableFileError: the template is damaged, encrypted or of another kind; the sentence lacks its subject.
        InputError: there is no target; the template has no marks, or unknown ones, or columns outside a table row.
    """
    if not targets:
        raise InputError("没有可以导出的项目，请先起草或读入一个项目")
    from assistant.writing.reviewed.package import damage_told

    with damage_told():
        package = _opened(data, kind)
        if kind == "docx":
            from assistant.writing.template.word import fill_word

            fill_word(package, targets)
        else:
            from assistant.writing.template.excel import fill_excel

            fill_excel(package, targets)
        return package.save()


def template_fields(data: bytes, kind: TemplateKind, target: PerformanceTarget | None = None) -> list[TemplateField]:
    """Return the marks of a template in their order, each with what it would be filled with; unknown ones as `unknown`.

    Raises:
        UnreadableFileError: as `fill_template` does.
    """
    from assistant.writing.template.scan import describe

    return describe(_written(data, kind), target)


def template_left_out(data: bytes, kind: TemplateKind, target: PerformanceTarget) -> tuple[str, ...]:
    """Name what a filled template would not show of a target: indicators that no row is for, goals, parts of the head.

    Raises:
        UnreadableFileError: as `fill_template` does.
    """
    from assistant.writing.template.scan import missing

    return tuple(missing(_written(data, kind), target))


def _written(data: bytes, kind: TemplateKind) -> list[list[str]]:
    from assistant.writing.reviewed.package import damage_told

    with damage_told():
        package = _opened(data, kind)
        if kind == "docx":
            from assistant.writing.template.word import word_marks

            return word_marks(package)
        from assistant.writing.template.excel import excel_marks

        return excel_marks(package)


def _opened(data: bytes, kind: TemplateKind) -> "Package":
    if kind not in ("docx", "xlsx"):
        raise InputError(f"“{kind}”文件不能作模板，请用 Word（.docx）或 Excel（.xlsx）文件")
    from assistant.writing.reviewed.package import Package

    return Package(data).of_kind(kind)
