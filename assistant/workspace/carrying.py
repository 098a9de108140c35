"""Finding the rows of an older table again in a newer one, so that their uids, locks and ticks stay with them."""

from collections.abc import Callable, Hashable, Sequence
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from assistant.model import Indicator, PerformanceTarget
from assistant.workspace.state import Origin, RowMark, new_uid

if TYPE_CHECKING:
    from assistant.workspace.state import DraftState

_ALIKE = 0.5
"""Two names with so much in common, at one place of the table, are one row that was renamed."""
_Key = Callable[[Indicator], Hashable]


def carried(
    before: "DraftState", target: PerformanceTarget, origin: Origin, pairs: Sequence[int | None] | None = None
) -> tuple[RowMark, ...]:
    """Return the marks of `target`'s rows; see `DraftState.with_target`."""
    old = before.target.indicators
    found = match(old, target.indicators) if pairs is None else pairs
    return tuple(
        RowMark(uid=new_uid(), origin=origin, locked=origin == "person")
        if at is None
        else _after(before.rows[at], old[at], row, origin)
        for at, row in zip(found, target.indicators, strict=True)
    )


def _after(mark: RowMark, before: Indicator, now: Indicator, origin: Origin) -> RowMark:
    if before == now:
        return mark
    tick = mark.tick if before.value == now.value else None
    return mark.model_copy(update={"origin": origin, "locked": mark.locked or origin == "person", "tick": tick})


def match(old: Sequence[Indicator], new: Sequence[Indicator]) -> list[int | None]:
    """Return for each new row which old row it is, or None for one that was added.

    First rows that say the same, wherever they stand; then those of the same name and kind, of the same name, of the
    same kind and value; then what is left between two rows that were found, where it has a like name or all else alike.
    """
    found: list[int | None] = [None] * len(new)
    free = set(range(len(old)))
    keys: tuple[_Key, ...] = (
        _whole,
        lambda row: (row.period, row.level1, row.level2, row.name),
        lambda row: (row.period, row.name),
        lambda row: (row.period, row.level2, row.value.text),
    )
    for key in keys:
        _by_key(old, new, key, found, free)
    _by_place(old, new, found, free)
    return found


def _whole(row: Indicator) -> Hashable:
    return row.model_dump_json()


def _by_key(
    old: Sequence[Indicator], new: Sequence[Indicator], key: _Key, found: list[int | None], free: set[int]
) -> None:
    places: dict[Hashable, list[int]] = {}
    for at in sorted(free, reverse=True):
        places.setdefault(key(old[at]), []).append(at)
    for number, row in enumerate(new):
        if found[number] is None and (left := places.get(key(row))):
            at = found[number] = left.pop()
            free.discard(at)


def _by_place(old: Sequence[Indicator], new: Sequence[Indicator], found: list[int | None], free: set[int]) -> None:
    """A row between the same neighbours as before is that row, if it has something of it left."""
    for number, row in enumerate(new):
        if found[number] is not None:
            continue
        before = found[number - 1] if number else -1
        after = found[number + 1] if number + 1 < len(new) else len(old)
        behind = [] if before is None else [before + 1]
        ahead = [] if after is None else [after - 1]
        at = next((at for at in behind + ahead if at in free and _is_like(old[at], row)), None)
        if at is not None:
            found[number] = at
            free.discard(at)


def _is_like(old: Indicator, new: Indicator) -> bool:
    if old.period != new.period:
        return False
    if old.value == new.value and old.value.text or not old.name or not new.name:
        return True
    return SequenceMatcher(None, old.name, new.name, autojunk=False).ratio() >= _ALIKE
