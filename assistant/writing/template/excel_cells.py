"""Cells of a template's sheet: what is written in them, and how it is filled in as text."""

import math
import re
from collections.abc import Callable
from copy import deepcopy
from typing import Any

from assistant.model import UNCONFIRMED, InputError
from assistant.writing.measuring import LINE, lines_of
from assistant.writing.reviewed.sheets import At, Sheet, X, plain_text
from assistant.writing.reviewed.xml import child
from assistant.writing.template.excel_styles import Styles
from assistant.writing.template.filler import Filler
from assistant.writing.template.marks import WRITTEN
from assistant.writing.template.runs import Tags, fill
from assistant.writing.template.scan import Marks

TAGS = Tags(
    text=f"{X}t", run=f"{X}r", properties=f"{X}rPr", skipped=frozenset({f"{X}rPr", f"{X}rPh", f"{X}phoneticPr"})
)
_NUMBER = re.compile(r"-?\d+(\.\d+)?$")
_CELL_LIMIT = 32_767
"""Signs that one Excel cell can hold."""
_HIGHEST_PT, _PADDING_PT, _MM_PX = 409.0, 6.0, 96 / 25.4


class Cells:
    """Reads and fills the cells of one file."""

    def __init__(self, strings: list[Any], styles: Styles, marks: Marks, filler: Filler) -> None:
        self.strings, self.styles, self.marks, self.filler = strings, styles, marks, filler

    def holder(self, cell: Any) -> Any:
        """Return the element that holds a cell's text; None where it has no text."""
        return text_holder(cell, self.strings)

    def text(self, cell: Any) -> str:
        """Return a cell's text."""
        holder = self.holder(cell)
        return plain_text(holder) if holder is not None else ""

    def fill(self, cell: Any, replace: Callable[[str], str]) -> None:
        """Replace the marks of a cell; what comes out is text, whatever it looks like, but for numbers to count with."""
        holder = self.holder(cell)
        written = plain_text(holder) if holder is not None else ""
        marks = self.marks.of(written)
        if not marks:
            return
        inline = child(cell, f"{X}is")
        for part in holder:
            if part.tag in (TAGS.text, TAGS.run):
                inline.append(deepcopy(part))
        fill(inline, TAGS, replace)
        text = plain_text(inline)
        if len(text) > _CELL_LIMIT:
            name = self.filler.target.project.name[:20]
            raise InputError(
                f"“{name}”里有一段文字长达 {len(text)} 字，Excel 的一格最多放 {_CELL_LIMIT} 字，请改用 Word 模板"
            )
        single = len(marks) == 1 and WRITTEN.fullmatch(written.strip()) is not None
        style = cell.get("s", "0")
        empty(cell, keep=inline)
        if single and self.filler.is_number(marks[0]) and _NUMBER.match(text) and not self.styles.is_text(style):
            cell.remove(inline)
            child(cell, f"{X}v").text = text
        elif text:
            cell.set("t", "inlineStr")
            variant = self.styles.variant(style, text.startswith("="), UNCONFIRMED in text)
            if variant != style:
                cell.set("s", variant)
        else:
            cell.remove(inline)

    def fit(self, sheet: Sheet) -> None:
        """Make rows higher where their texts need it; what is high enough stays as it is."""
        heights, widths = sheet.row_heights_pt(), sheet.column_widths_px()
        for number, row in sheet.rows().items():
            now = heights.get(number, heights[0])
            cells = sheet.cells(row, number).items()
            needed = max((self._needed(sheet, widths, at, cell) for at, cell in cells), default=0.0)
            if now and needed > now + 0.5:
                row.set("ht", f"{min(math.ceil(needed), _HIGHEST_PT):g}")
                row.set("customHeight", "1")

    def _needed(self, sheet: Sheet, widths: dict[int, float], at: At, cell: Any) -> float:
        text, style = self.text(cell), cell.get("s", "0")
        span = sheet.span_at(at)
        if not text or not self.styles.wraps(style) or (span is not None and (span.top, span.left) != at):
            return 0.0
        if span is not None and span.bottom > span.top:
            return 0.0
        columns = range(at.column, (span.right if span else at.column) + 1)
        width = sum(widths.get(column, widths[0]) for column in columns)
        size = self.styles.font_pt(style)
        return lines_of(text, width / _MM_PX, size) * size * LINE + _PADDING_PT


def text_holder(cell: Any, strings: list[Any]) -> Any:
    """Return the `si` or `is` element with a cell's text; None where it has none."""
    if cell.get("t") == "inlineStr":
        return cell.find(f"{X}is")
    value = cell.find(f"{X}v")
    raw = (value.text or "") if value is not None and cell.get("t") == "s" else ""
    return strings[int(raw)] if raw.isdigit() and int(raw) < len(strings) else None


def empty(cell: Any, keep: Any = None) -> None:
    """Take everything out of a cell but its look."""
    for found in list(cell):
        if found is not keep:
            cell.remove(found)
    cell.attrib.pop("t", None)
