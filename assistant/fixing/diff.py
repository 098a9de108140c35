"""What changed between two versions of a form, for people: row, column, old, new, and why."""

from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import Final

from assistant.fixing.fix import COLUMNS, Change, Fix
from assistant.model import Indicator, PerformanceTarget

_LABELS: Final = {
    "level1": "一级指标",
    "level2": "二级指标",
    "name": "三级指标",
    "description": "指标描述",
    "value": "指标值",
    "basis": "依据",
}
_PARTS: Final = {"name": "项目名称", "budget": "项目预算", "purpose": "资金用途", "unit": "申报单位"}
_PERIODS: Final = {"long_term": "长期", "annual": "年度"}
_ROW, _WIDE = "整行", 4
_ALIKE = 0.3


Reasons = dict[tuple[object, str], list[str]]
"""Why a cell was changed, by (the row's id, `goal0`, `project` or `field`; the column or key)."""


def diff(before: PerformanceTarget, after: PerformanceTarget, fixes: Iterable[Fix] = ()) -> list[Change]:
    """Compare two versions of a form; rows are paired by what they have in common.

    Args:
        before: the older one.
        after: the newer one.
        fixes: those of `before` that were applied together; their reasons are given beside what they changed. What
            `fix_all` did, step after step, it tells itself (`Fixed.changes`).
    """
    reasons: Reasons = {}
    added = {}
    for fix in fixes:
        for edit in fix.edits:
            if edit.row is not None:
                added[_printed(edit.row)] = fix.reason
                continue
            key = {"goal": f"goal{edit.position}", "cell": edit.position, "remove": edit.position}.get(
                edit.part, edit.part
            )
            column = "row" if edit.part == "remove" else edit.column or ""
            reasons.setdefault((key, column), []).append(fix.reason)
    pairs = _paired(before.indicators, after.indicators)
    ids = [at if at is not None else len(before.indicators) + number for number, at in enumerate(pairs)]
    for id, at, row in zip(ids, pairs, after.indicators, strict=True):
        if at is None and _printed(row) in added:
            reasons[id, "row"] = [added[_printed(row)]]
    return changes(before, after, pairs, reasons, ids)


def changes(
    before: PerformanceTarget,
    after: PerformanceTarget,
    pairs: Sequence[int | None],
    reasons: Reasons,
    ids: Sequence[int],
) -> list[Change]:
    """Return the changes between two versions whose rows are paired.

    Args:
        before: the older one.
        after: the newer one.
        pairs: for each row of `after` its index in `before`; None for an added row.
        reasons: why, by the rows' ids; see `Reasons`.
        ids: for each row of `after` its id in `reasons`; a row of `before` has its index.
    """
    found = [*_of_project(before, after, reasons), *_of_goals(before, after, reasons)]
    for at, (row, pair) in enumerate(zip(after.indicators, pairs, strict=True)):
        if pair is None:
            why = _why(reasons, ids[at], "row")
            found.append(Change(row=_place(row, at, "新"), column=_ROW, old=None, new=_printed(row), reason=why))
        else:
            found += _of_row(before.indicators[pair], row, pair, reasons)
    for at, row in enumerate(before.indicators):
        if at not in pairs:
            why = _why(reasons, at, "row")
            found.append(Change(row=_place(row, at, "原"), column=_ROW, old=_printed(row), new=None, reason=why))
    return found


def diff_text(changes: Sequence[Change]) -> str:
    """Return changes for a terminal: a heading a row, `-` and `+` lines with aligned labels, and the reason."""
    if not changes:
        return "没有改动\n"
    lines: list[str] = []
    for at, change in enumerate(changes):
        if at == 0 or changes[at - 1].row != change.row:
            lines += ["", change.row] if lines else [change.row]
        label = change.column + "\u3000" * (_WIDE - len(change.column))
        if change.old is not None:
            lines.append(f"  - {label}：{change.old}")
        if change.new is not None:
            lines.append(f"  + {label}：{change.new}")
        following = changes[at + 1] if at + 1 < len(changes) else None
        same = following is not None and (following.row, following.reason) == (change.row, change.reason)
        if change.reason and not same:
            lines.append(f"    理由\u3000\u3000：{change.reason}")
    return "\n".join(lines) + "\n"


def _of_project(before: PerformanceTarget, after: PerformanceTarget, reasons: Reasons) -> Iterator[Change]:
    for part, label in _PARTS.items():
        old, new = getattr(before.project, part), getattr(after.project, part)
        if old != new:
            why = _why(reasons, "project", part)
            yield Change(row="项目", column=label, old=_text(old), new=_text(new), reason=why)
    for key in dict.fromkeys([*before.project.fields, *after.project.fields]):
        old, new = before.project.fields.get(key), after.project.fields.get(key)
        if old != new:
            yield Change(row="项目", column=key, old=old, new=new, reason=_why(reasons, "field", key))


def _of_goals(before: PerformanceTarget, after: PerformanceTarget, reasons: Reasons) -> Iterator[Change]:
    counts = dict.fromkeys(_PERIODS, 0)
    for at, goal in enumerate(after.goals):
        counts[goal.period] += 1
        old = before.goals[at].text if at < len(before.goals) else None
        if old != goal.text:
            where = f"{_PERIODS[goal.period]}目标{counts[goal.period]}"
            yield Change(row=where, column="目标", old=old, new=goal.text, reason=_why(reasons, f"goal{at}", ""))


def _of_row(old: Indicator, new: Indicator, at: int, reasons: Reasons) -> Iterator[Change]:
    for column in COLUMNS:
        one, other = (_text(getattr(row, column)) for row in (old, new))
        if one != other:
            why = _why(reasons, at, column)
            yield Change(row=_place(old, at), column=_LABELS[column], old=one, new=other, reason=why)


def _why(reasons: Reasons, key: object, column: str) -> str:
    """The last reason: what an earlier repair had put there is gone."""
    return reasons.get((key, column), [""])[-1]


def _paired(old: Sequence[Indicator], new: Sequence[Indicator]) -> list[int | None]:
    """Pair the rows of two versions: equal ones in order, those of a changed block by likeness."""
    pairs: list[int | None] = [None] * len(new)
    keys = [[row.model_dump_json(exclude={"source"}) for row in rows] for rows in (old, new)]
    for tag, a, b, c, d in SequenceMatcher(a=keys[0], b=keys[1], autojunk=False).get_opcodes():
        free = list(range(a, b))
        for at in range(c, d):
            best = max(free, key=lambda other: (_likeness(old[other], new[at]), -other), default=None)
            if tag == "equal":
                pairs[at] = a + at - c
            elif best is not None and _likeness(old[best], new[at]) >= _ALIKE:
                pairs[at] = best
                free.remove(best)
    return pairs


def _likeness(one: Indicator, other: Indicator) -> float:
    """How much two rows look like two versions of one: same period, then cells in common."""
    if one.period != other.period:
        return 0
    cells = [_text(getattr(one, column)) == _text(getattr(other, column)) for column in COLUMNS]
    return sum(cells) / len(cells) + 0.5 * SequenceMatcher(None, one.name, other.name).ratio()


def _place(row: Indicator, at: int, which: str = "") -> str:
    return f"{_PERIODS[row.period]} {which}第{at + 1}条 {row.level2}“{row.name}”"


def _printed(row: Indicator) -> str:
    return " ".join(part for part in (row.name, row.value.text, row.basis or "") if part)


def _text(value: object) -> str | None:
    return None if value is None else str(value)
