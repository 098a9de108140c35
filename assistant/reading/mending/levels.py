"""Settle the 一级指标 and 二级指标 of every row from the category cells, wherever extraction has put them.

A category cell is merged over its group of rows; its text may stand on any of them, after a page break, or be
lost. So rows are cut into groups, one a printed 二级指标, in the printed order (`starts`).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.model.framework import canonical_level2
from assistant.reading.layout.cells import ReadRow
from assistant.reading.lexicon import hints
from assistant.reading.mending.starts import Group, first_rows, fit
from assistant.reading.terms import Terms


@dataclass
class Placed:
    """A row's categories.

    Attributes:
        why: how they were inferred, as a Chinese phrase; "" where they are printed for the row.
        sure: whether the group is a printed one by itself, not one of several fused labels or after an unreadable one.
    """

    level1: str
    level2: str
    why: str = ""
    sure: bool = True


def place(rows: Sequence[ReadRow], terms: Terms, exact: bool) -> list[Placed]:
    """Return the categories of each row; with `exact` cells a label stands where its group begins."""
    groups = _groups(rows, terms)
    starts = first_rows(rows, groups, terms, exact)
    placed: list[Placed] = []
    for at, row in enumerate(rows):
        index = max((k for k, start in enumerate(starts) if start <= at), default=0)
        group = groups[index] if groups else None
        end = starts[index + 1] if index + 1 < len(starts) else len(rows)
        level2 = group.level2 if group else _most_fitting(row, row.level1, terms)
        level1, printed = _level1(rows, at, (starts[index] if groups else 0, end), group, level2, terms)
        level2 = canonical_level2(level2, level1)
        why = ""
        if not group:
            why = "原文没有印出二级指标，按名称归类"
        elif at < group.row:
            why = f"所属的“{level2}”印在后面的行"
        elif not printed:
            why = f"没有印出“{level2}”的一级指标，按指标框架归入“{level1}”"
        placed.append(Placed(level1, level2, why, bool(groups) and not _fused(groups, index)))
    _doubt_after_garbled(rows, placed, groups)
    return placed


def _fused(groups: list[Group], index: int) -> bool:
    """Whether a group is one of several labels that stand in one cell."""
    return groups[index].free or (index + 1 < len(groups) and groups[index + 1].free)


def _doubt_after_garbled(rows: Sequence[ReadRow], placed: list[Placed], groups: list[Group]) -> None:
    """Rows from an unreadable label on, up to the next label, may belong to a group that is lost."""
    labelled = {group.row for group in groups}
    lost = False
    for at, row in enumerate(rows):
        lost = at not in labelled and (lost or bool(row.garbled))
        if lost:
            placed[at].sure = False


def _groups(rows: Sequence[ReadRow], terms: Terms) -> list[Group]:
    """Return the groups in printed order; a 一级指标 without any 二级指标 of its own makes one too."""
    groups: list[Group] = []
    for at, row in enumerate(rows):
        if row.level1 and not row.level2 and _opens_group(rows, at, groups, terms):
            groups.append(Group(_most_fitting(row, row.level1, terms), at, row.level1))
        several = len(row.level2) > 1
        for name in row.level2:
            odd = row.level1 if row.level1 and not several else None
            groups.append(Group(name, at, odd, free=several and name != row.level2[0]))
        if row.later:
            groups.append(Group(row.later, at + 1, free=True))
        if row.garbled and not row.level2:
            _add_garbled(rows, at, groups, terms)
    return groups


def _opens_group(rows: Sequence[ReadRow], at: int, groups: list[Group], terms: Terms) -> bool:
    """Whether the 一级指标 printed on a row begins a group that no 二级指标 of its own names."""
    level1 = rows[at].level1 or ""
    children = terms.children(level1)
    if groups and groups[-1].level2 in children and (groups[-1].level1 in (None, level1)):
        return False
    for row in rows[at + 1 :]:
        if row.level2:
            return row.level2[0] not in children
        if row.level1 and row.level1 != level1:
            return True
    return True


def _add_garbled(rows: Sequence[ReadRow], at: int, groups: list[Group], terms: Terms) -> None:
    """An unreadable category cell begins a group only where the row clearly is about something else."""
    if not groups:
        return
    current = groups[-1].level2
    level1 = rows[at].level1 or terms.parent(current) or ""
    best = _most_fitting(rows[at], level1, terms)
    following = next((row.level2[0] for row in rows[at + 1 :] if row.level2), None)
    if best not in (current, following) and fit(rows[at], best) > fit(rows[at], current) + 0.4:
        groups.append(Group(best, at))
        rows[at].repairs.append(f"二级指标“{rows[at].garbled[0]}”无法辨认，按名称归入“{best}”")


def _most_fitting(row: ReadRow, level1: str | None, terms: Terms) -> str:
    children = terms.children(level1) if level1 else tuple(hints().names)
    return max(children, key=lambda name: fit(row, name), default=level1 or "数量指标")


def _level1(
    rows: Sequence[ReadRow], at: int, span: tuple[int, int], group: Group | None, level2: str, terms: Terms
) -> tuple[str, bool]:
    """Return the 一级指标 of a row, and whether it is printed: with its 二级指标, or above it in the same block.

    Else it is the framework's; before the first printed one that goes without saying.
    """
    if group and group.level1:
        return group.level1, True
    carried = next((row.level1 for row in reversed(rows[: at + 1]) if row.level1), None)
    within = [row.level1 for row in rows[span[0] : span[1]] if row.level1]
    for level1 in (*([carried] if carried else []), *within):
        if level2 in terms.children(level1):
            return level1, True
    return terms.parent(level2) or carried or "产出指标", carried is None
