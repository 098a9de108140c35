"""Settle the 一级指标 and 二级指标 of every row from the category cells, wherever extraction has put them.

A category cell is merged over its group of rows; its text may stand on any of them, after a page break, or be
lost. So rows are cut into groups, one a printed 二级指标, in the printed order. By default a group begins on the
row of its label. It may begin earlier where a page break stands between, where the 一级指标 has already changed,
or where labels are fused, and then what the rows are about (names, units) decides.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.model import Value
from assistant.model.framework import canonical_level2
from assistant.reading.lexicon import hints
from assistant.reading.rows import ReadRow
from assistant.reading.terms import Terms

_MOVE = 0.6
_MOVE_HABITUAL = 0.4
_SLID = 0.3
_SLID_TOGETHER = 0.7
_SATISFACTION = "服务对象满意度指标"


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


@dataclass
class _Group:
    level2: str
    row: int
    level1: str | None = None
    free: bool = False
    """Whether its first row may be anywhere from its label's row on (fused and slid labels)."""


def fit(row: ReadRow, level2: str) -> float:
    """Return how much a row's name, unit and statement speak for a 二级指标: 0 to 1.5, less 1 for a unit against it."""
    said = hints()
    name, unit, statement = said.names.get(level2), said.units.get(level2), said.values.get(level2)
    score = 1.0 if name and name.search(row.name.text) else 0.0
    value = Value.parse(row.value)
    if value.kind == "quantity":
        against = said.units_against.get(level2)
        score -= 1.0 if against and value.unit and against.search(value.unit) else 0.0
        return score + (0.5 if unit and value.unit and unit.search(value.unit) else 0.0)
    return score + (0.5 if statement and statement.search(value.text) else 0.0)


def place(rows: Sequence[ReadRow], terms: Terms, exact: bool) -> list[Placed]:
    """Return the categories of each row; with `exact` cells a label stands where its group begins."""
    groups = _groups(rows, terms)
    starts = _starts(rows, groups, terms, exact)
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


def _fused(groups: list[_Group], index: int) -> bool:
    """Whether a group is one of several labels that stand in one cell."""
    return groups[index].free or (index + 1 < len(groups) and groups[index + 1].free)


def _doubt_after_garbled(rows: Sequence[ReadRow], placed: list[Placed], groups: list[_Group]) -> None:
    """Rows from an unreadable label on, up to the next label, may belong to a group that is lost."""
    labelled = {group.row for group in groups}
    lost = False
    for at, row in enumerate(rows):
        lost = at not in labelled and (lost or bool(row.garbled))
        if lost:
            placed[at].sure = False


def _groups(rows: Sequence[ReadRow], terms: Terms) -> list[_Group]:
    """Return the groups in printed order; a 一级指标 without any 二级指标 of its own makes one too."""
    groups: list[_Group] = []
    for at, row in enumerate(rows):
        if row.level1 and not row.level2 and _opens_group(rows, at, groups, terms):
            groups.append(_Group(_most_fitting(row, row.level1, terms), at, row.level1))
        several = len(row.level2) > 1
        for name in row.level2:
            odd = row.level1 if row.level1 and not several else None
            groups.append(_Group(name, at, odd, free=several and name != row.level2[0]))
        if row.later:
            groups.append(_Group(row.later, at + 1, free=True))
        if row.garbled and not row.level2:
            _add_garbled(rows, at, groups, terms)
    return groups


def _opens_group(rows: Sequence[ReadRow], at: int, groups: list[_Group], terms: Terms) -> bool:
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


def _add_garbled(rows: Sequence[ReadRow], at: int, groups: list[_Group], terms: Terms) -> None:
    """An unreadable category cell begins a group only where the row clearly is about something else."""
    if not groups:
        return
    current = groups[-1].level2
    level1 = rows[at].level1 or terms.parent(current) or ""
    best = _most_fitting(rows[at], level1, terms)
    following = next((row.level2[0] for row in rows[at + 1 :] if row.level2), None)
    if best not in (current, following) and fit(rows[at], best) > fit(rows[at], current) + 0.4:
        groups.append(_Group(best, at))
        rows[at].repairs.append(f"二级指标“{rows[at].garbled[0]}”无法辨认，按名称归入“{best}”")


def _most_fitting(row: ReadRow, level1: str | None, terms: Terms) -> str:
    children = terms.children(level1) if level1 else tuple(hints().names)
    return max(children, key=lambda name: fit(row, name), default=level1 or "数量指标")


def _starts(rows: Sequence[ReadRow], groups: list[_Group], terms: Terms, exact: bool) -> list[int]:
    """Return the first row of each group: labels that stand in their own row first, fused ones in between."""
    starts: list[int] = []
    late = not exact and _labels_come_late(rows, groups)
    for index, group in enumerate(groups):
        if index == 0 or group.free:
            starts.append(0 if index == 0 else group.row)
            continue
        before = groups[index - 1]
        earliest = min(max(before.row + 1, starts[-1] + 1), group.row)
        start = _cut(rows, before, group, earliest, terms, late)
        starts.append(start if exact else _with_satisfaction(rows, before, group, earliest, start))
    at = 0
    while at < len(groups):
        end = at + 1
        while end < len(groups) and groups[end].free:
            end += 1
        if end - at > 1:
            latest = starts[end] if end < len(groups) else len(rows)
            _spread(rows, groups[at:end], starts, at, max(latest, starts[at]))
        at = end
    for index in range(1, len(starts)):
        starts[index] = max(starts[index], starts[index - 1])
    return starts


def _spread(rows: Sequence[ReadRow], run: list[_Group], starts: list[int], first: int, end: int) -> None:
    """Cut the rows from `starts[first]` to `end` into one piece a group, as suits them best."""
    begin = starts[first]
    size = end - begin
    # best[k][n]: the best score of the first n rows in the first k groups, and where the last of these begins.
    best: list[list[tuple[float, int]]] = [[(0.0, 0)] + [(float("-inf"), 0)] * size]
    for group in run:
        row = [(float("-inf"), 0)] * (size + 1)
        for n in range(1, size + 1):
            gained = 0.0
            for m in range(n - 1, -1, -1):
                gained += fit(rows[begin + m], group.level2)
                row[n] = max(row[n], (best[-1][m][0] + gained, m))
        best.append(row)
    n = size
    for k in range(len(run), 1, -1):
        n = best[k][n][1] if size >= len(run) else min(k - 1, size)
        starts[first + k - 1] = begin + n


def _labels_come_late(rows: Sequence[ReadRow], groups: list[_Group]) -> bool:
    """Whether this table prints labels below the first row of their groups, as the first group plainly does."""
    first = groups[0].row if groups else 0
    return first > 0 and not any(row.after_gap for row in rows[1 : first + 1])


def _with_satisfaction(rows: Sequence[ReadRow], before: _Group, group: _Group, earliest: int, start: int) -> int:
    """Move the start of a satisfaction group up over rows without labels whose names end in 满意度."""
    asked = [canonical_level2(named.level2, "满意度指标") == _SATISFACTION for named in (before, group)]
    if asked != [False, True]:
        return start
    first = start
    while first > earliest and _asks_satisfaction(rows[first - 1]):
        first -= 1
    if first < start:
        rows[first].repairs.append("紧接在“满意度指标”之前的满意度指标归入该类，请对照原件")
    return first


def _asks_satisfaction(row: ReadRow) -> bool:
    return not (row.level1 or row.level2) and row.name.text.endswith(("满意度", "满意率"))


def _cut(rows: Sequence[ReadRow], before: _Group, group: _Group, earliest: int, terms: Terms, late: bool) -> int:
    """Return where a group begins whose label stands on `group.row`; `late` where labels may come late anywhere."""
    latest = group.row
    barrier = next(
        (
            at
            for at in range(earliest, latest)
            if (level1 := rows[at].level1) is not None
            and before.level2 not in terms.children(level1)
            and group.level2 in terms.children(level1)
        ),
        None,
    )
    if barrier is not None:
        latest = barrier
    if not (late or rows[latest].after_gap):
        return latest
    return _best_cut(rows, before, group, range(earliest, latest + 1), _MOVE_HABITUAL if late else _MOVE)


def _best_cut(rows: Sequence[ReadRow], before: _Group, group: _Group, cuts: range, cost: float) -> int:
    """Return the cut that suits the rows best; one before the last, where the label stands, must earn its cost."""
    label = cuts.stop - 1

    def merit(cut: int) -> tuple[float, int]:
        score = sum(fit(rows[at], before.level2 if at < cut else group.level2) for at in cuts[:-1])
        if cut != label:
            score += _slid(rows, before.row, cut, label) - cost
        return score, cut

    return max(cuts, key=merit)


def _slid(rows: Sequence[ReadRow], labelled: int, cut: int, label: int) -> float:
    """Return what the columns say for a cut: rows that slid together up to the page break are another group."""
    usual = rows[labelled].place
    if cut == 0 or rows[cut].place == rows[cut - 1].place:
        return 0.0
    together = label - cut > 1 and all(row.place != usual for row in rows[cut:label])
    return _SLID_TOGETHER if together else _SLID


def _level1(
    rows: Sequence[ReadRow], at: int, span: tuple[int, int], group: _Group | None, level2: str, terms: Terms
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
