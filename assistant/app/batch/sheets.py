"""The Excel files of 批量起草: the template of a list, and the summary of a batch. Texts stay texts, whatever they begin with."""

from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any

from assistant.app.batch.project_list import columns, example

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_WIDTHS = {"name": 34, "budget": 14, "purpose": 70, "unit": 26, "year": 10, "form": 10, "facts": 30}
_NOTES = (
    "一行一个项目，示例行请删去。项目名称、预算、资金用途必填，其余可空。",
    "预算只写数字时按万元算；也可以写 620000元、12万5千。",
    "资金用途写清办什么、办多少、为谁办、何时办完，草稿里的数字才有出处。",
    "表式填 鄂州、上海、汉沽、中央 之一，不填用页面上选的；已知数据写“名称=数值”，多条用分号隔开。",
)


def template() -> bytes:
    """Return the template of a list, with one example row and a sheet that says how to fill it in."""
    heads = [f"{column.label}（万元）" if column.key == "budget" else column.label for column in columns()]
    row = [example()[column.key] for column in columns()]
    return _book("项目清单", heads, [row], [_WIDTHS[column.key] for column in columns()], _NOTES)


def summary(heads: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[int]) -> bytes:
    """Return a table as a workbook of one sheet."""
    return _book("汇总表", heads, rows, widths, ())


def _book(
    title: str, heads: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[int], notes: Sequence[str]
) -> bytes:
    from openpyxl import Workbook
    from openpyxl.styles import Font, PatternFill
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet: Any = book.active
    sheet.title = title
    for line, texts in enumerate([heads, *rows], 1):
        _write(sheet, line, texts)
    for cell in sheet[1]:
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="EEF2F6")
    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = "A2"
    if notes:
        told: Any = book.create_sheet("填写说明")
        told.column_dimensions["A"].width = 100
        for line, note in enumerate(notes, 1):
            _write(told, line, [note])
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def _write(sheet: "Worksheet", line: int, texts: Sequence[str]) -> None:
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Alignment

    for column, text in enumerate(texts, 1):
        cell = sheet.cell(line, column)
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", text)
        # `=100%` would become a formula.
        cell.data_type, cell.quotePrefix = "s", text.startswith(("=", "+", "-", "@"))
        cell.alignment = Alignment(wrap_text=True, vertical="center")
