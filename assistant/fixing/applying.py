"""Applying fixes: all positions are those of the given target, whatever rows go or come."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.fixing.fix import Applied, Edit, Fix
from assistant.model import Goal, Indicator, Money, PerformanceTarget, Value
from assistant.model.text import match_key


@dataclass(frozen=True)
class Built:
    """A target after edits.

    Attributes:
        origins: for each row of the new target its index in the old one; None for an added row.
    """

    target: PerformanceTarget
    origins: tuple[int | None, ...]


def apply(target: PerformanceTarget, fixes: Iterable[Fix]) -> PerformanceTarget:
    """Return the target with the fixes applied; of two that change the same place the first wins. See `merge`."""
    return merge(target, fixes).target


def merge(target: PerformanceTarget, fixes: Iterable[Fix]) -> Applied:
    """Apply fixes together, each wholly or not at all; the target itself is not changed.

    A fix is refused when an earlier one changes the same place, or when what it expects to find is not there (it was
    suggested for another version of the target).
    """
    taken: list[Edit] = []
    applied: list[Fix] = []
    refused: list[Fix] = []
    for fix in fixes:
        usable = all(fits(edit, target) and not any(_clash(edit, other) for other in taken) for edit in fix.edits)
        if usable:
            taken += fix.edits
        (applied if usable else refused).append(fix)
    return Applied(target=build(target, taken).target, applied=tuple(applied), refused=tuple(refused))


def build(target: PerformanceTarget, edits: Sequence[Edit]) -> Built:
    """Return a new target with edits that are known to fit and not to clash."""
    rows: list[Indicator | None] = list(target.indicators)
    changed: dict[int, dict[str, Any]] = {}
    added: list[tuple[int, Indicator]] = []
    for edit in edits:
        at = edit.position
        if edit.part == "cell" and at is not None and edit.column:
            changed.setdefault(at, {}).update(_cell(edit))
        elif edit.part == "remove" and at is not None:
            rows[at] = None
        elif edit.part == "add" and edit.row:
            added.append((len(rows) if at is None else at, edit.row))
    for at, update in changed.items():
        rows[at] = target.indicators[at].model_copy(update=update)
    placed = _placed(rows, added)
    new = target.model_copy(
        update={
            "indicators": [row for _, row in placed],
            "goals": _goals(target, edits),
            "project": _project(target, edits),
        }
    )
    return Built(new, tuple(origin for origin, _ in placed))


def _placed(rows: list[Indicator | None], added: list[tuple[int, Indicator]]) -> list[tuple[int | None, Indicator]]:
    placed: list[tuple[int | None, Indicator]] = []
    for at in range(len(rows) + 1):
        placed += [(None, row) for where, row in added if where == at]
        if at < len(rows) and (row := rows[at]) is not None:
            placed.append((at, row))
    return placed


def _cell(edit: Edit) -> dict[str, Any]:
    if edit.column != "value":
        return {str(edit.column): edit.after if edit.column in ("description", "basis") else edit.after or ""}
    return {"value": Value.parse(edit.after or ""), "source": edit.source}


def _goals(target: PerformanceTarget, edits: Sequence[Edit]) -> list[Goal]:
    goals = list(target.goals)
    for edit in sorted((edit for edit in edits if edit.part == "goal"), key=lambda edit: edit.position or 0):
        at = edit.position or 0
        if at < len(target.goals):
            goals[at] = goals[at].model_copy(update={"text": edit.after or ""})
        elif edit.period:
            goals.append(Goal(period=edit.period, text=edit.after or ""))
    return goals


def _project(target: PerformanceTarget, edits: Sequence[Edit]) -> Any:
    update: dict[str, Any] = {}
    fields = dict(target.project.fields)
    for edit in edits:
        if edit.part == "project" and edit.column:
            update[edit.column] = Money.parse(edit.after or "") if edit.column == "budget" else edit.after
        elif edit.part == "field" and edit.column:
            fields[edit.column] = edit.after or ""
    return target.project.model_copy(update={**update, "fields": fields}) if update or fields else target.project


def current(edit: Edit, target: PerformanceTarget) -> str | None:
    """Return what stands where an edit applies, as printed; None where there is nothing."""
    at = edit.position or 0
    if edit.part == "cell":
        cell = getattr(target.indicators[at], str(edit.column))
        return None if cell is None else str(cell)
    if edit.part == "goal":
        return target.goals[at].text if at < len(target.goals) else None
    if edit.part == "project":
        part = getattr(target.project, str(edit.column))
        return None if part is None else str(part)
    return target.project.fields.get(str(edit.column)) if edit.part == "field" else None


def fits(edit: Edit, target: PerformanceTarget) -> bool:
    """Return whether an edit finds what it expects."""
    rows = len(target.indicators)
    if edit.part == "add":
        return edit.row is not None and 0 <= (edit.position or 0) <= rows
    if edit.part in ("cell", "remove") and not 0 <= (-1 if edit.position is None else edit.position) < rows:
        return False
    if edit.part == "remove":
        return edit.before in (None, target.indicators[edit.position or 0].name)
    return current(edit, target) == edit.before


def _clash(edit: Edit, other: Edit) -> bool:
    if edit.part == "add" or other.part == "add":
        return edit.part == other.part and _same_row(edit.row, other.row)
    if edit.part == "remove" or other.part == "remove":
        return {edit.part, other.part} <= {"cell", "remove"} and edit.position == other.position
    return edit.place == other.place


def _same_row(one: Indicator | None, other: Indicator | None) -> bool:
    """Two added rows of one kind are one answer too many to the same gap."""
    if one is None or other is None:
        return False
    same_kind = (one.period, one.level1, one.level2) == (other.period, other.level1, other.level2)
    return same_kind and match_key(one.name) == match_key(other.name)
