"""Find the first row of each group of categories.

By default a group begins on the row of its label. It may begin earlier where a page break stands between, where the
一级指标 has already changed, where the table prints its labels late, or where labels are fused; then what the rows are
about (names, units, statements) decides.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.model import Value
from assistant.model.framework import canonical_level2
from assistant.reading.layout.cells import ReadRow
from assistant.reading.lexicon import hints
from assistant.reading.terms import Terms

# What moving a group's start away from its label's row must gain, and what rows that slid together say for it.
_MOVE = 0.6
_MOVE_HABITUAL = 0.4
_SLID = 0.3
_SLID_TOGETHER = 0.7
_SATISFACTION = "服务对象满意度指标"


@dataclass
class Group:
    """Rows under one printed 二级指标; its label stands on `row`."""

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


def first_rows(rows: Sequence[ReadRow], groups: list[Group], terms: Terms, exact: bool) -> list[int]:
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


def _spread(rows: Sequence[ReadRow], run: list[Group], starts: list[int], first: int, end: int) -> None:
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


def _labels_come_late(rows: Sequence[ReadRow], groups: list[Group]) -> bool:
    """Whether this table prints labels below the first row of their groups, as the first group plainly does."""
    first = groups[0].row if groups else 0
    return first > 0 and not any(row.after_gap for row in rows[1 : first + 1])


def _with_satisfaction(rows: Sequence[ReadRow], before: Group, group: Group, earliest: int, start: int) -> int:
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


def _cut(rows: Sequence[ReadRow], before: Group, group: Group, earliest: int, terms: Terms, late: bool) -> int:
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


def _best_cut(rows: Sequence[ReadRow], before: Group, group: Group, cuts: range, cost: float) -> int:
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
