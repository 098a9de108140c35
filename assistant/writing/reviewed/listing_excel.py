"""The findings as an Excel file: one sheet, ready to print and to filter."""

from collections.abc import Sequence
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from assistant.writing.measuring import LINE, lines_of
from assistant.writing.reviewed.listing import COLUMNS, TITLE, Listing

_WIDTHS_MM = (34, 11, 46, 17, 20, 70, 60, 38)
_CENTERED = (1, 3, 4)
_SIZE, _A4, _HIGHEST_PT = 10, 9, 400.0
_THIN = Side(style="thin", color="000000")
_GRID = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)


def listing_xlsx(found: Sequence[Listing]) -> bytes:
    """Return an Excel file of the tables, one below the other; the project stands in every row, to filter by it."""
    book = Workbook()
    book.properties.creator, book.properties.title = "", TITLE
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "问题清单"
    for number, width in enumerate(_WIDTHS_MM, 1):
        sheet.column_dimensions[get_column_letter(number)].width = round(width * 96 / 25.4 / 7, 2)
    _line(sheet, 1, TITLE, "黑体", 16)
    _row(sheet, 2, ("项目", *COLUMNS), head=True)
    at = 3
    for listing in found:
        _line(sheet, at, f"{listing.project}：{listing.summary}", "宋体", _SIZE)
        for row in listing.rows:
            at += 1
            _row(sheet, at, (listing.project, *row))
        at += 1
    _set_up(sheet)
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _line(sheet: Worksheet, row: int, text: str, font: str, size: float) -> None:
    title = row == 1
    _write(sheet, row, 1, text, Font(name=font, size=size, bold=not title), "center" if title else "left")
    for column in range(1, len(_WIDTHS_MM) + 1):
        sheet.cell(row, column).border = Border() if title else _GRID
    sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=len(_WIDTHS_MM))
    _height(sheet, row, [(text, sum(_WIDTHS_MM))], size)


def _row(sheet: Worksheet, row: int, cells: Sequence[str], head: bool = False) -> None:
    for column, text in enumerate(cells):
        align = "center" if head or column in _CENTERED else "left"
        _write(sheet, row, column + 1, text, Font(name="宋体", size=_SIZE, bold=head), align)
        sheet.cell(row, column + 1).border = _GRID
        if head:
            sheet.cell(row, column + 1).fill = PatternFill("solid", fgColor="EDEDED")
    _height(sheet, row, list(zip(cells, _WIDTHS_MM, strict=True)), _SIZE)


def _write(sheet: Worksheet, row: int, column: int, text: str, font: Font, align: str) -> None:
    cell = sheet.cell(row, column)
    cell.value = text
    # Whatever it looks like, it is a text, and stays one when the cell is edited.
    cell.data_type = "s"
    cell.number_format = "@" if len(text) <= 255 else "General"
    cell.font = font
    cell.alignment = Alignment(horizontal=align, vertical="center", wrap_text=True)
    if text.startswith("="):
        cell.quotePrefix = True


def _height(sheet: Worksheet, row: int, cells: Sequence[tuple[str, float]], size: float) -> None:
    lines = max(lines_of(text, width, size) for text, width in cells)
    sheet.row_dimensions[row].height = min(round(lines * size * LINE + 6, 1), _HIGHEST_PT)


def _set_up(sheet: Worksheet) -> None:
    sheet.freeze_panes = "A3"
    sheet.print_title_rows = "2:2"
    sheet.page_setup.paperSize, sheet.page_setup.orientation = _A4, "landscape"
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.print_options.horizontalCentered = True
    sheet.page_margins.left = sheet.page_margins.right = 0.4
