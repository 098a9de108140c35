"""Old Excel (.xls) → grid, through xlrd."""

import io
from collections.abc import Iterator
from typing import Any

from assistant.model import UnreadableFileError
from assistant.reading.grid import Grid
from assistant.reading.limits import LARGEST_OLD_EXCEL, MOST_COLUMNS, MOST_ROWS
from assistant.reading.marks import clean
from assistant.reading.office.sheet import Merged, Sheet
from assistant.reading.office.shown import BUILT_IN, shown

_DAMAGED = "不是完整的 Excel 文件（可能已损坏），请用 Excel 或 WPS 打开后另存为 .xlsx"
_LOCKED = "加了密码，请用 Excel 或 WPS 输入密码打开，去掉密码后另存一份"


def xls_grid(data: bytes) -> Grid:
    """Return the grid of an old Excel file; hidden sheets, rows and columns are left out.

    Raises:
        UnreadableFileError: it is damaged, or has a password.
    """
    import xlrd

    if len(data) > LARGEST_OLD_EXCEL:
        raise UnreadableFileError("过大，旧版 Excel 文件请用 Excel 或 WPS 另存为 .xlsx 后再打开")
    try:
        # Damage is said in our own sentence; what xlrd says on its way goes nowhere.
        book = xlrd.open_workbook(
            file_contents=data, formatting_info=True, on_demand=True, ragged_rows=True, logfile=io.StringIO()
        )
        sheets = list(_sheets(book))
    except xlrd.biffh.XLRDError as error:
        raise UnreadableFileError(_LOCKED if "encrypted" in str(error) else _DAMAGED) from error
    except Exception as error:  # a damaged file makes xlrd fail in many ways
        raise UnreadableFileError(_DAMAGED) from error
    rows = (row for sheet in sheets for row in sheet.rows())
    return Grid.of(rows, exact=True, remarks=(remark for sheet in sheets for remark in sheet.remarks()))


def _sheets(book: Any) -> Iterator[Sheet]:
    for number in range(book.nsheets):
        source = book.sheet_by_index(number)
        if source.visibility == 0:
            yield _sheet(book, source, number)
        book.unload_sheet(number)


def _sheet(book: Any, source: Any, number: int) -> Sheet:
    sheet = Sheet(number, source.name, cut=source.nrows > MOST_ROWS)
    for at in range(min(source.nrows, MOST_ROWS)):
        row = source.row(at)[:MOST_COLUMNS]
        texts = {column: text for column, cell in enumerate(row) if (text := _shown(book, cell))}
        if texts:
            sheet.cells[at] = texts
    sheet.merged = [
        Merged(top, left, bottom - 1, min(right, MOST_COLUMNS) - 1)
        for top, bottom, left, right in source.merged_cells
        if left < MOST_COLUMNS
    ]
    sheet.hidden_rows = {at for at, row in source.rowinfo_map.items() if row.hidden or row.height == 0}
    sheet.hidden_columns = {at for at, column in source.colinfo_map.items() if column.hidden or column.width == 0}
    return sheet


def _shown(book: Any, cell: Any) -> str:
    """Return a cell's text as the sheet shows it."""
    import xlrd

    if cell.ctype == xlrd.XL_CELL_TEXT:
        return clean(cell.value)
    if cell.ctype in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
        key = book.xf_list[cell.xf_index].format_key
        known = book.format_map.get(key)
        return clean(shown(cell.value, BUILT_IN.get(key) or (known.format_str if known else ""), bool(book.datemode)))
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return "是" if cell.value else "否"
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return str(xlrd.error_text_from_code.get(cell.value, "#N/A"))
    return ""
