"""Forms with two tables often print the same row in both: what is mended in one is mended in the other."""

from assistant.fixing.fix import Edit
from assistant.model import Indicator, PerformanceTarget, Period

_OTHER: dict[Period, Period] = {"long_term": "annual", "annual": "long_term"}


def mirrored(target: PerformanceTarget, edits: tuple[Edit, ...]) -> tuple[Edit, ...]:
    """Return the edits with the same ones for the same rows of the other table; unchanged where there are none."""
    twins = _twins(target)
    if not twins:
        return edits
    touched = {(edit.position, edit.column) for edit in edits if edit.part in ("cell", "remove")}
    more: list[Edit] = []
    for edit in edits:
        if edit.part in ("cell", "remove") and edit.position in twins:
            twin = twins[edit.position]
            if (twin, edit.column) not in touched:
                more.append(edit.model_copy(update={"position": twin}))
        elif edit.part == "add" and edit.row is not None and edit.position is not None:
            more += _added(target, twins, edit, edit.row)
    return (*edits, *more)


def _added(target: PerformanceTarget, twins: dict[int, int], edit: Edit, row: Indicator) -> list[Edit]:
    """The same row for the other table, behind the twin of the row that it stands behind."""
    before = (edit.position or 0) - 1
    if before not in twins:
        return []
    new = row.model_copy(update={"period": _OTHER[row.period]})
    if any(
        (other.period, other.level2, other.name) == (new.period, new.level2, new.name) for other in target.indicators
    ):
        return []
    return [edit.model_copy(update={"position": twins[before] + 1, "row": new})]


def _twins(target: PerformanceTarget) -> dict[int, int]:
    """Positions of rows that stand in both tables, cell by cell the same, each with the other's."""
    first: dict[tuple[str | None, ...], int] = {}
    found: dict[int, int] = {}
    for at, row in enumerate(target.indicators):
        key = (row.level1, row.level2, row.name, row.description, row.value.text)
        other = first.setdefault((_OTHER[row.period], *key), -1)
        if other >= 0 and other not in found:
            found[at], found[other] = other, at
        first[(row.period, *key)] = at
    return found
