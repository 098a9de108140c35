"""Where pages end, as far as the heights of rows tell: neither Word nor Excel says it before it prints."""

from assistant.writing.page import END_MM, PAPER_MM

_SPARE = 0.985
"""Printers keep a little more for themselves than the margins."""


def room_pt(orientation: str) -> float:
    """Return the height in points that a page has for rows."""
    return (PAPER_MM[orientation][1] - 2 * END_MM) * 72 / 25.4 * _SPARE


class Paper:
    """Rows as they fall on pages.

    Attributes:
        repeated: height of the rows that are printed again at the top of every page.
        left: what is left of the page that the last row stands on.
        starts: the first row of each page but the first.
    """

    def __init__(self, orientation: str) -> None:
        self.room = self.left = room_pt(orientation)
        self.repeated = 0.0
        self._heights: dict[int, float] = {}
        self.starts: list[int] = []

    def add(self, row: int, points: float) -> None:
        """Put the next row on the page, or on a new one where it does not fit."""
        self._heights[row] = points
        if points > self.left and self.left < self.room:
            self.starts.append(row)
            self.left = self.room - self.repeated
        self.left = max(self.left - points, 0.0)

    def keep(self, points: float) -> None:
        """Begin a new page with the next row unless so much is left of this one."""
        if points > self.left and points < self.room - self.repeated:
            self.left = 0.0

    def cut(self, first: int, last: int, needed: float) -> list[tuple[int, int]]:
        """Return a range of rows cut where pages end; every piece is at least `needed` points high."""
        pieces: list[tuple[int, int]] = []
        begin = first
        for start in self.starts:
            if begin < start <= last and min(self._height(begin, start - 1), self._height(start, last)) >= needed:
                pieces.append((begin, start - 1))
                begin = start
        return [*pieces, (begin, last)]

    def _height(self, first: int, last: int) -> float:
        return sum(self._heights[row] for row in range(first, last + 1))
