"""Leave out what stands on every page of a PDF file: page numbers and running heads."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.reading.lexicon import key, labels
from assistant.reading.pdf.flow import Leaf
from assistant.reading.pdf.ruled import Table
from assistant.reading.pdf.words import Line

_PAGE_NUMBER = re.compile(r"^[\s\-—–·.|]*(?:第\s*)?\d{1,4}\s*页?(?:\s*[,，/／|]?\s*共?\s*\d{1,4}\s*页?)?[\s\-—–·.|]*$")
_FIGURES = re.compile(r"\d+")
_SAME_PLACE = 3.0
_OUTERMOST = 3
"""Lines from the top and the bottom that may be running heads."""
_BEFORE = 2
"""Pages that a head is looked for on: left and right pages may have their own."""


def without_running(leaves: Sequence[Leaf]) -> list[Leaf]:
    """Return the pages without page numbers, and without heads that a page before has printed in the same place.

    Forms of one page each print their title in the same place too: so what stands above a table that names a project
    stays.
    """
    kept: list[Leaf] = []
    for at, leaf in enumerate(leaves):
        before = leaves[max(at - _BEFORE, 0) : at]
        lines = [line for line in leaf.lines if not (_outer(leaf, line) and _is_running(leaf, line, before))]
        kept.append(replace(leaf, lines=lines))
    return kept


def _outer(leaf: Leaf, line: Line) -> bool:
    """Whether a line is among the first or last on its page."""
    return line in (*leaf.lines[:_OUTERMOST], *leaf.lines[-_OUTERMOST:])


def _is_running(leaf: Leaf, line: Line, before: Sequence[Leaf]) -> bool:
    above = all(table.ys[0] >= line.bottom - _SAME_PLACE for table in leaf.tables)
    below = all(table.ys[-1] <= line.top + _SAME_PLACE for table in leaf.tables)
    if not (above or below):
        return False
    if _PAGE_NUMBER.match(line.text):
        return True
    if leaf.tables and above and _names_a_project(leaf.tables[0]):
        return False
    pattern = _FIGURES.sub("0", line.text)
    return any(
        abs(other.top - line.top) <= _SAME_PLACE and _FIGURES.sub("0", other.text) == pattern
        for page in before
        for other in page.lines
    )


def _names_a_project(table: Table) -> bool:
    fields = labels().fields
    return any(fields.get(key(cell.text)) == "name" for cell in table.cells)
