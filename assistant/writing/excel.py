"""Excel files: a sheet a target; every cell is text, merged as in the form, high enough for what it holds."""

import math
import re
from collections.abc import Sequence
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from assistant.model import InputError
from assistant.writing.cleaning import clean
from assistant.writing.measuring import LINE, TITLE_PT, lines_of, row_heights
from assistant.writing.page import END_MM, SIDE_MM, Block, Box, Page
from assistant.writing.paging import Paper

_BODY, _TITLE = "宋体", "黑体"
_CELL_LIMIT = 32_767
"""Signs that one Excel cell can hold."""
_ROW_LIMIT_PT = 400.0
"""Excel's rows end at 409 points; a higher one is made of several."""
_TEXT_FORMAT_LIMIT = 255
"""Some versions show #### for longer texts in cells of the text format."""
_LINE_PT = 20.0
_A4 = 9
_TOGETHER = 3
"""Rows at both ends of a table that stay on one page."""
_KINDS = {"plain": "表格", "head": "表头", "marked": "待核实"}


def to_xlsx(pages: Sequence[Page]) -> bytes:
    """Return an Excel file of the pages, a sheet each.

    Raises:
        InputError: a text is longer than an Excel cell can hold.
    """
    book = Workbook()
    book.properties.creator, book.properties.title = "", pages[0].title[:255]
    first = book.active
    assert isinstance(first, Worksheet)
    _add_styles(book, {page.form.layout.font_pt for page in pages})
    names: set[str] = set()
    for number, page in enumerate(pages):
        sheet = book.create_sheet() if number else first
        sheet.title = sheet_name(page.target.project.name, names)
        _Sheet(sheet, page).fill()
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _style_name(size: float, kind: str, align: str) -> str:
    return f"{_KINDS[kind]}{'居左' if align == 'left' else '居中'}{size:g}"


def _add_styles(book: Workbook, sizes: set[float]) -> None:
    """Name the styles of all cells once: setting one by name is much cheaper than setting its parts."""
    thin = Side(style="thin", color="000000")
    grid = Border(left=thin, right=thin, top=thin, bottom=thin)
    for size in sizes:
        for kind in _KINDS:
            font = Font(name=_BODY, size=size, bold=kind == "head")
            for align in ("left", "center"):
                style = _style(_style_name(size, kind, align), font, align)
                style.border = grid
                if kind == "marked":
                    style.fill = PatternFill("solid", fgColor="FFFF99")
                book.add_named_style(style)
    for name, align in (("表外居左", "left"), ("表外居中", "center"), ("表外居右", "right")):
        book.add_named_style(_style(name, Font(name=_BODY, size=min(sizes)), align))
    book.add_named_style(_style("表名", Font(name=_TITLE, size=TITLE_PT), "center"))


def _style(name: str, font: Font, align: str) -> NamedStyle:
    return NamedStyle(name=name, font=font, alignment=_placed(align), number_format="@")


def _placed(align: str, vertical: str = "center") -> Alignment:
    return Alignment(horizontal=align, vertical=vertical, wrap_text=True)


def sheet_name(name: str, taken: set[str]) -> str:
    """Return a legal name of at most 31 signs, unlike all `taken` (case ignored), and note it there."""
    # An apostrophe within is legal, but some programs lose the rows to repeat on such a sheet.
    plain = re.sub(r"[\[\]:*?/\\']", " ", clean(name).replace("\n", " ")).strip()
    plain = plain or "项目"
    if plain.lower() == "history":  # Excel keeps this name for itself.
        plain += "1"
    number, found = 1, plain[:31]
    while found.lower() in taken:
        number += 1
        mark = f"({number})"
        found = plain[: 31 - len(mark)] + mark
    taken.add(found.lower())
    return found


class _Sheet:
    """One target on one sheet; `at` is the next free row."""

    def __init__(self, sheet: Worksheet, page: Page) -> None:
        self.sheet, self.page, self.at = sheet, page, 1
        self.paper = Paper(page.form.layout.orientation)
        self.repeated = ""
        """Rows that are printed again on every page: the header of the first table."""
        self.tops: set[int] = set()
        """First rows of tables."""
        self.size = page.form.layout.font_pt
        self.widths = page.form.layout.widths_mm
        self.columns = len(self.widths)

    def fill(self) -> None:
        """Write everything, then set the sheet up for printing."""
        for number, width in enumerate(self.widths, start=1):
            # 96 pixels an inch; the unit of a column is the 7 pixels of a digit.
            self.sheet.column_dimensions[get_column_letter(number)].width = round(width * 96 / 25.4 / 7, 2)
        self._across(self.page.title, "表名", 1, self.columns)
        self._height(lines_of(self.page.title, sum(self.widths), TITLE_PT) * TITLE_PT * LINE + 10)
        for line in self.page.lines:
            half = self.columns // 2
            if line.center or not (line.left or line.right):
                self._across(line.center, "表外居中", 1, self.columns)
            else:
                self._across(line.left, "表外居左", 1, half)
                self._across(line.right, "表外居右", half + 1, self.columns)
            self._height(_LINE_PT)
        for block in self.page.blocks:
            self._block(block)
        self._print_setup()

    def _across(self, text: str, style: str, first: int, last: int) -> None:
        self._write(text, style, self.at, first)
        if last > first:
            self._merge(self.at, first, self.at, last)

    def _merge(self, top: int, left: int, bottom: int, right: int) -> None:
        # `sheet.merge_cells` works out the borders of the range anew, and `merged_cells.add` compares it with every other;
        # here each cell has its style already, and no two ranges meet.
        self.sheet.merged_cells.ranges.add(CellRange(min_row=top, min_col=left, max_row=bottom, max_col=right))

    def _height(self, points: float) -> None:
        self.sheet.row_dimensions[self.at].height = round(points, 1)
        self.paper.add(self.at, points)
        self.at += 1

    def _write(self, text: str, style: str, row: int, column: int) -> None:
        if len(text) > _CELL_LIMIT:
            raise InputError(
                f"“{self.page.target.project.name[:20]}”里有一段文字长达 {len(text)} 字，"
                f"Excel 的一格最多放 {_CELL_LIMIT} 字，请改用 Word 导出"
            )
        cell = self.sheet.cell(row=row, column=column)
        cell.style = style
        if not text:
            return
        cell.value = text
        # Whatever it looks like (=100%, 95%, 2024-01-01), it is a text, and stays one when the cell is edited.
        cell.data_type = "s"
        if text.startswith("="):
            cell.quotePrefix = True
        if len(text) > _TEXT_FORMAT_LIMIT:
            cell.number_format = "General"

    def _block(self, block: Block) -> None:
        starts: list[int] = []
        self.tops.add(self.at)
        heights = row_heights(block, self.widths, self.size)
        for number, height in enumerate(heights):
            if block.columns_row is not None and number in (0, block.rows - _TOGETHER):
                # Neither a header without rows nor the last row is alone on a page.
                self.paper.keep(sum(heights[number : (number or block.heading.stop) + _TOGETHER]))
            starts.append(self.at)
            pieces = math.ceil(height / _ROW_LIMIT_PT)
            for _ in range(pieces):
                self._height(height / pieces)
            if number == block.columns_row and not self.repeated:
                self.repeated = f"{starts[-1]}:{self.at - 1}"
                self.paper.repeated = height
        starts.append(self.at)
        for box in block.boxes:
            self._box(box, starts[box.row], starts[box.row + box.rows] - 1)

    def _box(self, box: Box, top: int, bottom: int) -> None:
        """Write a cell; one that runs over pages is cut there, so that each page says what its rows belong to."""
        width = sum(self.widths[box.column : box.column + box.columns])
        needed = lines_of(box.text, width, self.size) * self.size * LINE if box.rows > 1 and box.text else math.inf
        for first, last in self.paper.cut(top, bottom, needed):
            self._piece(box, first, last)

    def _piece(self, box: Box, top: int, bottom: int) -> None:
        style = _style_name(self.size, "marked" if box.marked else "head" if box.head else "plain", box.align)
        left, right = box.column + 1, box.column + box.columns
        self._write(box.text, style, top, left)
        if box.rows == 1 and bottom > top:
            # A text of more than a page begins where one looks for it.
            self.sheet.cell(row=top, column=left).alignment = _placed(box.align, vertical="top")
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                if (row, column) != (top, left):
                    # Without its own border on every cell a merged range has none on its far sides.
                    self.sheet.cell(row=row, column=column).style = style
        if (top, left) != (bottom, right):
            self._merge(top, left, bottom, right)

    def _print_setup(self) -> None:
        setup, sheet = self.sheet.page_setup, self.sheet
        setup.paperSize = _A4
        setup.orientation = "landscape" if self.page.landscape else "portrait"
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        setup.fitToWidth, setup.fitToHeight = 1, 0
        side, end = SIDE_MM / 25.4, END_MM / 25.4
        sheet.page_margins = PageMargins(left=side, right=side, top=end, bottom=end, header=0.3, footer=0.3)
        # Where every page begins with a table's own header, one more above it would only puzzle.
        if self.repeated and not (self.paper.starts and set(self.paper.starts) <= self.tops):
            sheet.print_title_rows = self.repeated
        for row in self.paper.starts:
            # Where labels are cut, the page must end, whatever the printer has room for.
            sheet.row_breaks.append(Break(id=row - 1))
        sheet.print_options.horizontalCentered = True
        sheet.sheet_view.showGridLines = False
