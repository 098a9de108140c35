"""Figures of a text against a table: is this figure in the table, and does a row about the same thing say otherwise?"""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from assistant.checking.figures import Figure, figures, same_subject, subject
from assistant.checking.lexicon import lexicon
from assistant.checking.row import Row

_DIGIT = re.compile(r"\d")


class Table:
    """Rows made ready for comparison; made once, asked for every figure."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._rows = [row for row in rows if row.value.kind == "quantity" and row.families]
        self._waiting = [row for row in rows if row.value.is_unconfirmed and row.families]
        self._known: dict[Decimal, frozenset[str] | None] = {}
        for row in rows:
            if row.number is not None:
                self._remember(row.scaled, row.families or None)
            said = "" if row.number is not None else row.text
            for text in (row.name, row.indicator.description or "", said):
                if _DIGIT.search(text):
                    self.know(text)

    def know(self, text: str) -> None:
        """Take the figures of a text as known too."""
        for figure in figures(text):
            self._remember(figure.number, figure.families)

    def _remember(self, number: Decimal, families: frozenset[str] | None) -> None:
        earlier = self._known.get(number, frozenset())
        self._known[number] = None if families is None or earlier is None else earlier | families

    def holds(self, figure: Figure) -> bool:
        """Return whether the number stands in the table with a unit of the same family, or without a unit."""
        if figure.number not in self._known:
            return False
        families = self._known[figure.number]
        # None at all is none, whatever it is counted in: 差错率为0% and =0次.
        return families is None or figure.number == 0 or bool(families & figure.families)

    def contradicting(self, figure: Figure) -> Row | None:
        """Return a row about the same thing with another number, or None.

        A number of things that stands anywhere in the table contradicts nothing. A share must stand in the row of the
        same share, since 95% is everywhere.
        """
        share = "percent" in figure.families
        if not share and self.holds(figure):
            return None
        found = list(_about_same(figure, self._rows))
        if any(row.scaled == figure.number for row in found):
            return None
        return found[0] if found else None

    def waits_for(self, figure: Figure) -> bool:
        """Return whether a row about the same thing is still 待核实."""
        return any(True for _ in _about_same(figure, self._waiting))


def _about_same(figure: Figure, rows: list[Row]) -> Iterator[Row]:
    behind = "" if subject(figure.before) else figure.after
    words = subject(figure.before) or subject(figure.after[:8])
    measured = _measure(figure.before)
    for row in rows:
        if not row.families & figure.families or not _same_measure(figure, measured, row):
            continue
        # 为150名管护员发放补助: whom the figure counts stands right behind it.
        if _about(words, row) or (len(row.subject) > 1 and behind.startswith(row.subject)):
            yield row


def _measure(text: str) -> str:
    found = lexicon().measure.search(text)
    return found[0] if found else ""


def _same_measure(figure: Figure, measured: str, row: Row) -> bool:
    """Shares are only comparable when they are the same share: 合格率 with 合格率."""
    return "percent" not in figure.families or (bool(measured) and measured == _measure(row.name))


def _about(words: str, row: Row) -> bool:
    return same_subject(words, row.subject) or same_subject(words, row.described_subject)
