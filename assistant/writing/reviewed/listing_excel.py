"""The findings as an Excel file: one sheet, ready to print and to filter."""

from collections.abc import Sequence
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from assistant.writing.measuring import LINE, lines_of
from assistant.writing.reviewed.listing import COLUMNS, TITLE, Listing

_WIDTHS_MM = (34, 11, 46, 17, 20, 70, 60, 38)
_CENTERED = (1, 3, 4)
_SIZE, _TITLE_PT, _A4, _HIGHEST_PT = 10, 16, 9, 400.0
_TEXT_FORMAT_LIMIT = 255
"""Some versions show #### for longer texts in cells of the text format."""


def listing_xlsx(found: Sequence[Listing]) -> bytes:
    """Return an Excel file of the tables, one below the other; the project stands in every row, to filter by it."""
    book = Workbook()
    book.properties.creator, book.properties.title = "", TITLE
    _add_styles(book)
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "问题清单"
    for number, width in enumerate(_WIDTHS_MM, 1):
        sheet.column_dimensions[get_column_letter(number)].width = round(width * 96 / 25.4 / 7, 2)
    _line(sheet, 1, TITLE, "清单名", _TITLE_PT)
    _row(sheet, 2, ("项目", *COLUMNS), head=True)
    at = 3
    for listing in found:
        _line(sheet, at, f"{listing.project}：{listing.summary}", "清单项目", _SIZE)
        for row in listing.rows:
            at += 1
            _row(sheet, at, (listing.project, *row))
        at += 1
    _set_up(sheet)
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _add_styles(book: Workbook) -> None:
    """Name the styles of all cells once: setting one by name is much cheaper than setting its parts."""
    thin = Side(style="thin", color="000000")
    grid = Border(left=thin, right=thin, top=thin, bottom=thin)
    plain, bold = Font(name="宋体", size=_SIZE), Font(name="宋体", size=_SIZE, bold=True)
    for name, font, align in (
        ("清单名", Font(name="黑体", size=_TITLE_PT), "center"), ("清单项目", bold, "left"), ("清单表头", bold, "center"),
        ("清单居左", plain, "left"), ("清单居中", plain, "center"),
    ):  # fmt: skip
        placed = Alignment(horizontal=align, vertical="center", wrap_text=True)
        style = NamedStyle(name=name, font=font, alignment=placed, number_format="@")
        if name != "清单名":
            style.border = grid
        if name == "清单表头":
            style.fill = PatternFill("solid", fgColor="EDEDED")
        book.add_named_style(style)


def _line(sheet: Worksheet, row: int, text: str, style: str, size: float) -> None:
    for column in range(1, len(_WIDTHS_MM) + 1):
        _write(sheet, row, column, "" if column > 1 else text, style)
    # `sheet.merge_cells` works out the borders of the range anew; here every cell of it has its style already.
    sheet.merged_cells.add(CellRange(min_row=row, max_row=row, min_col=1, max_col=len(_WIDTHS_MM)))
    _height(sheet, row, [(text, sum(_WIDTHS_MM))], size)


def _row(sheet: Worksheet, row: int, cells: Sequence[str], head: bool = False) -> None:
    for column, text in enumerate(cells):
        _write(sheet, row, column + 1, text, "清单表头" if head else "清单居中" if column in _CENTERED else "清单居左")
    _height(sheet, row, list(zip(cells, _WIDTHS_MM, strict=True)), _SIZE)


def _write(sheet: Worksheet, row: int, column: int, text: str, style: str) -> None:
    cell = sheet.cell(row, column)
    cell.style = style
    if not text:
        return
    cell.value = text
    # Whatever it looks like, it is a text, and stays one when the cell is edited.
    cell.data_type = "s"
    if text.startswith("="):
        cell.quotePrefix = True
    if len(text) > _TEXT_FORMAT_LIMIT:
        cell.number_format = "General"


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
