"""How high rows must be: Excel does not fit merged cells by itself, so it is worked out from text and width."""

import math
import unicodedata
from collections.abc import Sequence

from assistant.writing.page import Block

TITLE_PT = 18.0
LINE = 1.32
"""Height of a line, in font sizes."""
_ROW_PT, _TALL_PT, _PADDING_PT = 20.0, 45.0, 6.0
INSET_MM = 2.6
"""What a cell's own margins take of its width."""
_SPARE = 1.06
"""Other fonts than 宋体 run a little wider, and a line may not end in an opening bracket."""


def lines_of(text: str, width_mm: float, size_pt: float) -> int:
    """Return how many lines a text takes in a cell of this width."""
    room = max(width_mm - INSET_MM, 1) * 72 / 25.4 / size_pt
    return sum(max(1, math.ceil(ems(part) * _SPARE / room)) for part in text.split("\n"))


def ems(text: str) -> float:
    """Return the width of a text in font sizes: Chinese signs are square, the others half of that."""
    return sum(1.0 if unicodedata.east_asian_width(sign) in "WFA" else 0.55 for sign in text)


def row_heights(block: Block, widths_mm: Sequence[float], size_pt: float) -> list[float]:
    """Return the height of each row in points, so that no cell's text is clipped."""
    heights = [_TALL_PT if row in block.tall else _ROW_PT for row in range(block.rows)]
    for box in sorted(block.boxes, key=lambda box: box.rows):
        width = sum(widths_mm[box.column : box.column + box.columns])
        needed = lines_of(box.text, width, size_pt) * size_pt * LINE + _PADDING_PT
        missing = needed - sum(heights[box.row : box.row + box.rows])
        if missing > 0:
            for row in range(box.row, box.row + box.rows):
                heights[row] += missing / box.rows
    return heights
