"""鄂州 prints the indicators twice, 长期 and 年度: where both tables are plainly the same, one repairs the other."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from assistant.model.framework import canonical_level2
from assistant.model.text import match_key
from assistant.reading.layout.cells import ReadRow
from assistant.reading.looks import is_figure
from assistant.reading.mending.joins import Name, better
from assistant.reading.mending.levels import Placed
from assistant.reading.mending.starts import fit
from assistant.reading.terms import Terms

_ALIKE = 0.55
_SAME_TABLE = 0.7
# Comparing grows with the square of the rows; no form of a project has so many.
_MOST_ROWS = 200


@dataclass
class Table:
    """The rows of one period, with their categories."""

    rows: list[ReadRow]
    placed: list[Placed]


def repair(one: Table, other: Table, terms: Terms) -> None:
    """Repair two tables of one project from each other, in place."""
    if max(len(one.rows), len(other.rows)) > _MOST_ROWS:
        return
    pairs = _pairs(one.rows, other.rows)
    if len(pairs) < _SAME_TABLE * max(len(one.rows), len(other.rows), 1):
        return
    for left, right in pairs:
        _repair_row(one.rows[left], other.rows[right])
    _repair_levels(one, other, pairs, terms)


def _pairs(left: Sequence[ReadRow], right: Sequence[ReadRow]) -> list[tuple[int, int]]:
    """Align the rows in order: one by one where all values agree, else as many alike as can be."""
    if len(left) == len(right) and all(_same_value(a, b) for a, b in zip(left, right, strict=True)):
        return [(at, at) for at in range(len(left))]
    alike = [[_likeness(a, b) for b in right] for a in left]
    best = [[0.0] * (len(right) + 1) for _ in range(len(left) + 1)]
    for i in range(len(left) - 1, -1, -1):
        for j in range(len(right) - 1, -1, -1):
            match = alike[i][j] + best[i + 1][j + 1] if alike[i][j] >= _ALIKE else 0.0
            best[i][j] = max(match, best[i + 1][j], best[i][j + 1])
    pairs: list[tuple[int, int]] = []
    i = j = 0
    while i < len(left) and j < len(right):
        if alike[i][j] >= _ALIKE and best[i][j] == alike[i][j] + best[i + 1][j + 1]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def _likeness(one: ReadRow, other: ReadRow) -> float:
    a, b = match_key(one.name.text), match_key(other.name.text)
    if a == b:
        return 1.0 + (0.2 if one.value == other.value else 0.0)
    # A name that lost its first half is a tail of the other.
    tail = bool(a and b) and (a.endswith(b[1:]) or b.endswith(a[1:])) and min(len(a), len(b)) >= 4
    ratio = max(SequenceMatcher(None, a, b, autojunk=False).ratio(), 0.6 if tail else 0.0)
    return ratio + (0.2 if _same_value(one, other) else -0.2)


def _same_value(one: ReadRow, other: ReadRow) -> bool:
    return "".join(one.value.split()) == "".join(other.value.split())


def _repair_row(one: ReadRow, other: ReadRow) -> None:
    damaged = not (one.name.whole and other.name.whole) or _is_tail(one, other)
    if one.name.text != other.name.text and damaged and _likeness(one, other) >= _ALIKE:
        sounder = better(one.name, other.name)
        for row in (one, other):
            if row.name.text != sounder.text:
                row.repairs.append(f"名称“{row.name.text}”按另一张表补全为“{sounder.text}”")
                row.name = Name(sounder.text, whole=True)
    for row, twin in ((one, other), (other, one)):
        if not row.value and is_figure(twin.value):
            row.value = twin.value
            row.repairs.append("指标值按另一张表补上")
        if row.basis is None and twin.basis is not None:
            row.basis = twin.basis
            row.repairs.append("指标值确定依据按另一张表补上")


def _is_tail(one: ReadRow, other: ReadRow) -> bool:
    a, b = one.name.text, other.name.text
    return a != b and bool(a and b) and (a.endswith(b) or b.endswith(a)) and one.value == other.value


def _repair_levels(one: Table, other: Table, pairs: Sequence[tuple[int, int]], terms: Terms) -> None:
    """Where the two tables put a row differently, the surer row decides, else the table with the sounder categories.

    Categories that no form has together are never taken over.
    """
    differing = [(left, right) for left, right in pairs if not _agree(one.placed[left], other.placed[right])]
    marks = _soundness(one, [left for left, _ in pairs], terms), _soundness(other, [right for _, right in pairs], terms)
    for left, right in differing:
        a, b = one.placed[left], other.placed[right]
        sure = _sureness(a, terms), _sureness(b, terms)
        if sure[0] != sure[1]:
            first = sure[0] > sure[1]
        elif marks[0] != marks[1]:
            first = marks[0] > marks[1]
            if _printed(other if first else one, terms) - _printed(one if first else other, terms):
                continue
        else:
            continue
        good, wrong, table, at = (a, b, other, right) if first else (b, a, one, left)
        why = f"类别按另一张表由“{wrong.level2}”改为“{good.level2}”"
        table.placed[at] = Placed(good.level1, good.level2, why, good.sure)


def _sureness(placed: Placed, terms: Terms) -> tuple[bool, bool]:
    return placed.level2 in terms.children(placed.level1), placed.sure


def _agree(one: Placed, other: Placed) -> bool:
    return (one.level1, one.level2) == (other.level1, other.level2)


def _printed(table: Table, terms: Terms) -> set[str]:
    """Return the 二级指标 that a table prints, 满意度指标 and 服务对象满意度指标 being the same."""
    names = {canonical_level2(name, "满意度指标") for row in table.rows for name in row.level2}
    return {name for name in names if terms.parent(name)}


def _soundness(table: Table, shared: Sequence[int], terms: Terms) -> tuple[int, int, float]:
    """More 二级指标 printed, fewer fused or guessed, rows (of those in both tables) that suit their place."""
    fused = sum(1 for row in table.rows if len(row.level2) > 1 or row.garbled or row.guessed)
    suits = sum(fit(table.rows[at], table.placed[at].level2) for at in shared)
    return len(_printed(table, terms)), -fused, suits
