"""The XML of a Word table: real column widths, merged cells, header rows that repeat, rows that stay whole."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any
from xml.sax.saxutils import escape

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from assistant.model import UNCONFIRMED
from assistant.writing.measuring import LINE, row_heights
from assistant.writing.page import Block, Box, Sheet
from assistant.writing.paging import room_pt

NS = nsdecls("w")
BODY = "宋体"
_UNCONFIRMED = re.compile(rf"([【\[(]?{UNCONFIRMED}[】\])]?)")
_HIGHLIGHT = '<w:highlight w:val="yellow"/>'
_ROW_TWIPS, _TALL_TWIPS = 420, 800
_SPLIT_OVER = 400
"""A row with a longer text may break: one that may not, and is higher than a page, would be cut off."""
_WHOLE, _BLANK = 0.53, 0.35
"""A table that takes no more of a page than the first stays on one, if it leaves no more than the second blank."""
_CUT: dict[str, str] = {
    "": "",
    "above": '<w:tcBorders><w:top w:val="nil"/></w:tcBorders>',
    "below": '<w:tcBorders><w:bottom w:val="nil"/></w:tcBorders>',
}


def run(text: str, size: float, font: str = BODY, bold: bool = False, highlight: bool = False) -> str:
    """Return the XML of a run of text, `size` in points."""
    half = round(size * 2)
    # The hint makes Word take signs such as ≥ and “ from the Chinese font, not from the Latin one.
    return (
        f'<w:r><w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}" w:cs="{font}" w:hint="eastAsia"/>'
        f'{"<w:b/>" if bold else ""}<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>{_HIGHLIGHT if highlight else ""}'
        f'</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
    )


def twips(sheet: Sheet) -> list[int]:
    """Return the grid's columns in twentieths of a point."""
    return [round(width * 1440 / 25.4) for width in sheet.widths_mm]


def table(sheet: Sheet, block: Block, *, above: bool = False, below: bool = False, left_pt: float = 0.0) -> Any:
    """Return the table element of a block.

    Args:
        sheet: its grid and paper.
        block: its cells.
        above: whether another table touches it there; `below` likewise.
        below: see `above`.
        left_pt: how much of the page is left where it begins, in points.
    """
    widths = twips(sheet)
    # Eighths of a point. Where two tables meet, their thin lines make one thick line.
    top, bottom = (4 if touches else 8 for touches in (above, below))
    weights = {"top": top, "left": 8, "bottom": bottom, "right": 8, "insideH": 4, "insideV": 4}
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="{weight}" w:space="0" w:color="000000"/>' for side, weight in weights.items()
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    rows = defaultdict[int, list[tuple[Box, bool]]](list)
    for box in sorted(_parted(block), key=lambda box: box.column):
        for down in range(box.rows):
            rows[box.row + down].append((box, down == 0))
    kept, last = _kept(sheet, block, left_pt), block.rows - 1
    # So the last row is never alone on a page.
    body = "".join(
        _row(sheet, block, number, rows[number], number < kept or (bool(kept) and last - 2 <= number < last))
        for number in range(block.rows)
    )
    return parse_xml(
        f'<w:tbl {NS}><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{sides}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:left w:w="70" w:type="dxa"/><w:right w:w="70" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"
    )


def _parted(block: Block) -> Iterator[Box]:
    """Yield the cells, those cut in two that run from repeated header rows into the rows below them.

    A header row that is repeated cannot share a merged cell with what follows; without the line between them the
    two look like one.
    """
    end = block.heading.stop
    for box in block.boxes:
        below = box.row + box.rows - end
        if box.row < end and below > 0:
            yield replace(box, rows=end - box.row, text="", cut="below")
            yield replace(box, row=end, rows=below, cut="above")
        else:
            yield box


def _kept(sheet: Sheet, block: Block, left_pt: float) -> int:
    """Return how many of the first rows stay with the row that follows them.

    A short table goes whole to the next page, unless much of this one would stay blank.
    """
    if block.columns_row is None:
        return 0
    room = room_pt(sheet.orientation)
    short = sum(row_heights(block, sheet.widths_mm, sheet.font_pt)) <= room * _WHOLE
    return block.rows - 1 if short and left_pt <= room * _BLANK else block.heading.stop + 2


def _row(sheet: Sheet, block: Block, number: int, cells: Sequence[tuple[Box, bool]], keep: bool) -> str:
    whole = max((len(box.text) for box, _ in cells if box.rows == 1), default=0) <= _SPLIT_OVER
    settings = (
        ("<w:cantSplit/>" if whole else "")
        + f'<w:trHeight w:val="{_TALL_TWIPS if number in block.tall else _ROW_TWIPS}" w:hRule="atLeast"/>'
        + ("<w:tblHeader/>" if number in block.heading else "")
    )
    widths, size = twips(sheet), sheet.font_pt
    inside = "".join(_cell(box, first, widths, size, keep) for box, first in cells)
    return f"<w:tr><w:trPr>{settings}</w:trPr>{inside}</w:tr>"


def _cell(box: Box, first: bool, widths: Sequence[int], size: float, keep: bool) -> str:
    width = sum(widths[box.column : box.column + box.columns])
    merge = "" if box.rows == 1 else '<w:vMerge w:val="restart"/>' if first else "<w:vMerge/>"
    span = f'<w:gridSpan w:val="{box.columns}"/>' if box.columns > 1 else ""
    # A fixed line height keeps pages alike whatever font stands in for 宋体.
    line = f'<w:spacing w:before="30" w:after="30" w:line="{round(size * LINE * 20)}" w:lineRule="exact"/>'
    settings = f'{"<w:keepNext/>" if keep else ""}{line}<w:jc w:val="{box.align}"/>'
    texts = box.text.split("\n") if first else [""]
    paragraphs = "".join(f"<w:p><w:pPr>{settings}</w:pPr>{_runs(text, size, box.head)}</w:p>" for text in texts)
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}{_CUT[box.cut]}<w:vAlign w:val="center"/>'
        f"</w:tcPr>{paragraphs}</w:tc>"
    )


def _runs(text: str, size: float, bold: bool) -> str:
    """Return the runs of a text; what is still 待核实 stands out."""
    parts = _UNCONFIRMED.split(text) if UNCONFIRMED in text else [text]
    return "".join(run(part, size, bold=bold, highlight=bool(place % 2)) for place, part in enumerate(parts) if part)
