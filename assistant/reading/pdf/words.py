"""Signs on a page → lines, and lines → the text of a cell or a paragraph."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.reading.pdf.page import Sign

_GAP = 1.6
"""Signs: a wider gap in a line parts what stands beside each other."""
_WORD_GAP = 0.2
_MARGIN = 5.5
"""Points between a cell's border and its text, at most (Word: 5.4)."""
_SLACK = 0.35
_TWICE = 0.3
"""Of a sign's width: the same sign so little to the right is the same one, printed twice."""
# What never begins a line, and so comes down to the next with the sign before it.
_NEVER_FIRST = "，。、；：！？）)》」』】〕”’%％,.;:!?…"


@dataclass(frozen=True, eq=False)
class Line:
    """Signs beside each other, from left to right."""

    signs: tuple[Sign, ...]

    @cached_property
    def left(self) -> float:
        """Return where it begins."""
        return self.signs[0].left

    @cached_property
    def right(self) -> float:
        """Return where it ends."""
        return self.signs[-1].right

    @cached_property
    def top(self) -> float:
        """Return the top of its highest sign."""
        return min(sign.top for sign in self.signs)

    @cached_property
    def bottom(self) -> float:
        """Return the bottom of its lowest sign."""
        return max(sign.bottom for sign in self.signs)

    @cached_property
    def y(self) -> float:
        """Return its middle."""
        return (self.top + self.bottom) / 2

    @cached_property
    def size(self) -> float:
        """Return the height of its signs, the middle one of all."""
        return sorted(sign.size for sign in self.signs)[len(self.signs) // 2]

    @cached_property
    def hangs(self) -> bool:
        """Return whether its last sign may stand in the margin."""
        return self.signs[-1].text in _NEVER_FIRST

    @cached_property
    def text(self) -> str:
        """Return its text; a wide gap is a tab."""
        pieces = [self.signs[0].text]
        for before, sign in zip(self.signs, self.signs[1:], strict=False):
            gap = sign.left - before.right
            if gap > _GAP * self.size:
                pieces.append("\t")
            elif sign.spaced or (gap > _WORD_GAP * self.size and before.text.isascii() and sign.text.isascii()):
                pieces.append(" ")
            pieces.append(sign.text)
        return "".join(pieces)

    def segments(self) -> list["Line"]:
        """Return the parts between wide gaps."""
        parts: list[list[Sign]] = [[self.signs[0]]]
        for before, sign in zip(self.signs, self.signs[1:], strict=False):
            if sign.left - before.right > _GAP * self.size * 0.6:
                parts.append([])
            parts[-1].append(sign)
        return [Line(tuple(part)) for part in parts]


def lines_of(signs: Iterable[Sign]) -> list[Line]:
    """Return the lines that signs make, from top to bottom."""
    rows: list[list[Sign]] = []
    reach = (0.0, 0.0)
    for sign in sorted(signs, key=lambda sign: (sign.y, sign.left)):
        # A sign belongs to a line if its middle lies within the line's first sign: figures set high or low do.
        if rows and reach[0] <= sign.y <= reach[1]:
            rows[-1].append(sign)
        else:
            rows.append([sign])
            reach = (sign.y - sign.size * 0.5, sign.y + sign.size * 0.5)
    return [Line(tuple(_once(sorted(row, key=lambda sign: sign.left)))) for row in rows]


def _once(signs: list[Sign]) -> list[Sign]:
    """Return signs without those printed twice in one place, as some programs print bold text."""
    kept = signs[:1]
    for sign in signs[1:]:
        if sign.text != kept[-1].text or sign.left - kept[-1].left > _TWICE * (sign.right - sign.left):
            kept.append(sign)
    return kept


def joined(lines: Sequence[Line], left: float, right: float) -> str:
    """Return the text of lines in a box; a line that could have held more is the end of a paragraph.

    Args:
        lines: from top to bottom.
        left: the box's left border.
        right: its right border.
    """
    if not lines:
        return ""
    margin = max(min(_MARGIN, *(line.left - left for line in lines)), 0)
    text = lines[0].text
    for before, line in zip(lines, lines[1:], strict=False):
        room = right - margin - before.right
        if _first_width(line) + _SLACK * line.size <= room:
            text += "\n" + line.text
        else:
            text += wrapped(text, line.text)
    return text


def wrapped(before: str, text: str) -> str:
    """Return what is put behind a text that goes on on the next line: between Latin words a space belongs."""
    latin = before[-1:].isascii() and before[-1:].isalpha() and text[:1].isascii() and text[:1].isalpha()
    return f" {text}" if latin else text


def _first_width(line: Line) -> float:
    """Return the width of what cannot be parted at a line's beginning: a sign, or a word or figure, and its point."""
    end = 1
    while end < len(line.signs) and _holds_together(line.signs[end - 1].text, line.signs[end].text):
        end += 1
    return line.signs[end - 1].right - line.left


def _holds_together(before: str, sign: str) -> bool:
    return sign in _NEVER_FIRST or (before.isascii() and sign.isascii() and not sign.isspace())
