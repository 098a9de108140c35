"""Settle the levels of a form that we do not know: each row has the levels printed on it, or else those above it.

A level that the framework knows takes its term; any other stays as it is printed, and is reported.
"""

import re
from collections.abc import Sequence

from assistant.model.framework import LEVEL1, LEVEL2, PARENT, canonical_level2
from assistant.model.text import tidy
from assistant.reading.layout.cells import ReadRow
from assistant.reading.mending.levels import Placed
from assistant.reading.mending.starts import fit
from assistant.reading.terms import Terms, is_frame

_BETWEEN = re.compile(r"[-—－–/／、\n|·:：>＞]+")
_NUMBER = re.compile(r"^[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})(?:[)）、]|[.．](?!\d))\s*")
_POINTS = re.compile(r"[（(]\s*\d+(?:\.\d+)?\s*[分%％]\s*[)）]$|\d+分$")
# What a name must at least say for a 二级指标 that the form does not print.
_SAYS = 0.9


def level_names(text: str, terms: Terms) -> list[str]:
    """Return the level names that a cell of a level column says; one that nobody knows is as printed."""
    if not text.strip() or is_frame(text):
        return []
    whole = terms.find(text) or terms.short(text)
    if whole:
        return [term.name for term in whole]
    parts = [part for part in _BETWEEN.split(text) if part.strip()]
    found = [terms.find(part) or terms.short(part) for part in parts]
    if len(parts) > 1 and all(found):
        return [name[0].name for name in found]
    return [_POINTS.sub("", _NUMBER.sub("", tidy(text))).strip()]


class Outline:
    """The levels that hold as the rows of one table go by."""

    def __init__(self, terms: Terms, level1_printed: bool) -> None:
        self._terms = terms
        self._prints_level1 = level1_printed
        self._level1 = self._level2 = ""
        self._kinds_only = False
        self._reported: set[str] = set()

    def place(self, row: ReadRow) -> Placed:
        """Return the levels of the next row; what a person should look at is added to its repairs."""
        one, two = level_names(row.printed[0], self._terms), level_names(row.printed[1], self._terms)
        if one and not two and self._is_level2(one[-1]):
            one, two = one[:-1], one[-1:]
            self._kinds_only = not one
        if len(one) > 1:
            one, two = one[:1], one[1:] + two
        if len(two) > 1 and self._terms.is_level1(two[0]) and not one:
            one, two = two[:1], two[1:]
        why = self._take(one[0] if one else "", two[-1] if two else "")
        self._report(row)
        if self._level2:
            return Placed(self._level1, canonical_level2(self._level2, self._level1), why)
        level2, why = self._by_name(row)
        return Placed(self._level1 or PARENT.get(level2, ""), level2, why)

    def _is_level2(self, name: str) -> bool:
        return name in PARENT and name not in LEVEL1

    def _take(self, one: str, two: str) -> str:
        """Go on to the levels of a row; return how a missing 一级指标 was inferred."""
        why = ""
        if one == "成本指标" and not two and self._kinds_only:
            # Among kinds of 产出 that stand without a 一级指标, 成本指标 is one of them.
            one, two = "", one
        if one:
            if one != self._level1 or two:
                self._level2 = ""
            self._level1 = one
        if two:
            parent = self._terms.parent(two)
            if not one and parent and two not in self._terms.children(self._level1):
                above, self._level1 = self._level1, parent
                if above and self._prints_level1 and not self._kinds_only:
                    why = f"没有印出“{two}”的一级指标，按指标框架归入“{parent}”"
            self._level2 = two
        return why

    def _by_name(self, row: ReadRow) -> tuple[str, str]:
        """Return a 二级指标 that the form does not print, where the name of the row says it, with what to report."""
        children = LEVEL2.get(self._level1, ()) if self._level1 else tuple(PARENT)
        if len(children) == 1:
            return children[0], ""
        best = max(children, key=lambda name: fit(row, name), default="")
        if not best or fit(row, best) < _SAYS:
            return "", "原文没有印出二级指标，也看不出属于哪一类，请对照原件补上"
        return best, f"原文没有印出二级指标，按名称归入“{best}”"

    def _report(self, row: ReadRow) -> None:
        """Report each level that the framework does not have once, where it is first printed."""
        known = (*LEVEL1, *PARENT, "")
        for rank, name in (("一级指标", self._level1), ("二级指标", self._level2)):
            if name not in known and name not in self._reported:
                self._reported.add(name)
                row.repairs.append(f"“{name}”不是指标框架里的{rank}，已照原文保留，请对照")


def outline(rows: Sequence[ReadRow], terms: Terms, level1_printed: bool) -> list[Placed]:
    """Return the levels of each row of a table."""
    levels = Outline(terms, level1_printed)
    return [levels.place(row) for row in rows]
