"""A printed form as rows of cells with spans, and what Word, Excel, CSV and text make of it: for reading back."""

import csv
import io
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import docx
import openpyxl


class Box(NamedTuple):
    """A cell: its text, and how many columns and rows it covers."""

    text: str
    span: int = 1
    rows: int = 1


@dataclass
class Sheet:
    """A page: lines above, a table, lines below."""

    above: list[str] = field(default_factory=list)
    rows: list[list[Box]] = field(default_factory=list)
    below: list[str] = field(default_factory=list)

    def add(self, *cells: str | Box) -> None:
        """Add a row of the table."""
        self.rows.append([cell if isinstance(cell, Box) else Box(cell) for cell in cells])

    def placed(self) -> tuple[int, list[tuple[int, int, Box]]]:
        """Return the table's width, and each cell with its row and column; cells flow around those that span rows."""
        taken: set[tuple[int, int]] = set()
        found: list[tuple[int, int, Box]] = []
        width = 0
        for at, cells in enumerate(self.rows):
            column = 0
            for box in cells:
                while (at, column) in taken:
                    column += 1
                found.append((at, column, box))
                taken |= {(at + down, column + right) for down in range(box.rows) for right in range(box.span)}
                column += box.span
                width = max(width, column)
        return width, found

    def grid(self) -> list[list[str]]:
        """Return the table with each cell's text where it begins, and blanks elsewhere."""
        width, found = self.placed()
        grid = [[""] * width for _ in self.rows]
        for row, column, box in found:
            grid[row][column] = box.text
        return grid


def _docx(sheet: Sheet, path: Path) -> None:
    document = docx.Document()
    for line in sheet.above:
        document.add_paragraph(line)
    width, found = sheet.placed()
    table = document.add_table(len(sheet.rows), width, style="Table Grid")
    cells = [list(row.cells) for row in table.rows]
    for row, column, box in found:
        cell = cells[row][column]
        if box.span > 1 or box.rows > 1:
            cell = cell.merge(cells[row + box.rows - 1][column + box.span - 1])
        cell.text = box.text
    for line in sheet.below:
        document.add_paragraph(line)
    document.save(str(path))


def _xlsx(sheet: Sheet, path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    width, found = sheet.placed()
    top = len(sheet.above) + 1
    for at, line in enumerate(sheet.above, start=1):
        page.cell(at, 1, line)
        page.merge_cells(start_row=at, start_column=1, end_row=at, end_column=width)
    for row, column, box in found:
        page.cell(top + row, column + 1, box.text or None).data_type = "s"
        if box.span > 1 or box.rows > 1:
            page.merge_cells(
                start_row=top + row, start_column=column + 1,
                end_row=top + row + box.rows - 1, end_column=column + box.span,
            )  # fmt: skip
    for at, line in enumerate(sheet.below):
        page.cell(top + len(sheet.rows) + at, 1, line)
    book.save(path)


def _csv(sheet: Sheet, path: Path) -> None:
    out = io.StringIO()
    csv.writer(out).writerows([*([line] for line in sheet.above), *sheet.grid(), *([line] for line in sheet.below)])
    path.write_text(out.getvalue(), encoding="utf-8-sig")


def _tabs(sheet: Sheet, path: Path) -> None:
    rows = ["\t".join("".join(text.split("\n")) for text in row) for row in sheet.grid()]
    path.write_text("\n".join([*sheet.above, *rows, *sheet.below]), encoding="utf-8")


def _markdown(sheet: Sheet, path: Path) -> None:
    rows = ["| " + " | ".join("".join(text.split("\n")) for text in row) + " |" for row in sheet.grid()]
    path.write_text("\n\n".join([*sheet.above, "\n".join(rows), *sheet.below]), encoding="utf-8")


KINDS = {"docx": _docx, "xlsx": _xlsx, "csv": _csv, "txt": _tabs, "md": _markdown}


def write(sheet: Sheet, path: Path) -> Path:
    """Write a sheet as the kind of file that the path's suffix names."""
    KINDS[path.suffix.removeprefix(".")](sheet, path)
    return path
