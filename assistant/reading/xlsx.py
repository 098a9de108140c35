"""Excel → grid: a part a sheet; merged cells stand once or are marked as carried; figures as the sheet shows them."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from io import BytesIO
from typing import Any

from openpyxl import load_workbook

from assistant.model import Place, UnreadableFileError
from assistant.reading.grid import Grid, Row
from assistant.reading.marks import clean

_MOST_ROWS, _MOST_COLUMNS = 20_000, 60


def xlsx_grid(data: bytes) -> Grid:
    """Return the grid of an Excel file; hidden sheets are left out.

    Raises:
        UnreadableFileError: it is no Excel file, or it is damaged or encrypted.
    """
    try:
        book = load_workbook(BytesIO(data), data_only=True)
        sheets = [(at, sheet) for at, sheet in enumerate(book.worksheets) if sheet.sheet_state == "visible"]
        return Grid.of((row for at, sheet in sheets for row in _rows(sheet, at)), exact=True)
    except Exception as error:  # openpyxl lets errors of zipfile, xml and its own escape
        raise UnreadableFileError(
            "不是完整的 Excel 文件（可能已损坏或加了密码），请用 Excel 或 WPS 打开后另存为 .xlsx"
        ) from error


def _rows(sheet: Any, part: int) -> Iterator[Row]:
    carried = _carried(sheet)
    columns = min(sheet.max_column or 0, _MOST_COLUMNS)
    for number, cells in enumerate(sheet.iter_rows(max_row=min(sheet.max_row or 0, _MOST_ROWS), max_col=columns), 1):
        above = carried.get(number, {})
        texts = [above.get(column, "") or clean(shown(cell)) for column, cell in enumerate(cells)]
        filled = [text for text in texts if text]
        if filled:
            in_table = len(filled) > 1 or bool(above)
            yield Row(
                tuple(texts), carried=frozenset(above), part=part, in_table=in_table, place=Place(part, number - 1)
            )


def _carried(sheet: Any) -> dict[int, dict[int, str]]:
    """Return, by row and column, the text of merged ranges below their first row."""
    found: dict[int, dict[int, str]] = {}
    for merged in sheet.merged_cells.ranges:
        text = clean(shown(sheet.cell(merged.min_row, merged.min_col)))
        if text:
            for row in range(merged.min_row + 1, min(merged.max_row, _MOST_ROWS) + 1):
                found.setdefault(row, {})[merged.min_col - 1] = text
    return found


def shown(cell: Any) -> str:
    """Return a cell as the sheet shows it: `98%`, `2024-01-01`, `77,677,700.00` as a plain number."""
    value, style = cell.value, str(getattr(cell, "number_format", "") or "")
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, dt.datetime | dt.date):
        return _date(value, style)
    if isinstance(value, int | float):
        return _percent(value, style) if "%" in style else _number(value)
    return str(value)


def _date(value: dt.datetime | dt.date, style: str) -> str:
    if "年" in style or "月" in style:
        day = f"{value.day}日" if "d" in style.lower() else ""
        return f"{value.year}年{value.month}月{day}"
    return f"{value:%Y-%m-%d}"


def _number(value: float) -> str:
    text = format(Decimal(format(value, ".15g")), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _percent(value: float, style: str) -> str:
    decimals = len(style.split("%")[0].partition(".")[2])
    text = f"{value * 100:.{max(decimals, 0)}f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text) + "%"
