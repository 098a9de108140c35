"""Two people changed one draft: what both did, joined value by value, and the values that both changed differently."""

from collections.abc import Collection, Sequence
from typing import Final, Literal, NamedTuple

from assistant.model import Period
from assistant.workspace.changes import WHOLE_ROW, place, printed, printed_row, row_label
from assistant.workspace.parts import Key, Parts, put_together, take_apart
from assistant.workspace.state import DraftState

Side = Literal["mine", "theirs"]
_GONE: Final = object()


class Clash(NamedTuple):
    """One value that both sides changed, each to something else.

    Attributes:
        key: names the value, for `merge(…, theirs_at=…)`.
        where: `年度指标“参训人数”`, `项目`, `年度目标1`.
        field: `指标值`; `整行` where one side took the row away and the other edited it.
        base: as it was, printed; None for nothing.
        mine: as I want it.
        theirs: as it is now.
    """

    key: Key
    where: str
    field: str
    base: str | None
    mine: str | None
    theirs: str | None


def merge(
    base: DraftState,
    mine: DraftState,
    theirs: DraftState,
    prefer: Side = "mine",
    theirs_at: Collection[Key] = (),
) -> tuple[DraftState, list[Clash]]:
    """Join two states that were made of one.

    Args:
        base: what both started from.
        mine: one side.
        theirs: the other, already saved.
        prefer: whose value stands where both changed one. A row that one side took away and the other edited stays.
        theirs_at: keys of clashes where theirs is to stand whatever `prefer` says.

    Returns:
        The joined state, and every clash, whoever won it.
    """
    three = tuple(take_apart(state) for state in (base, mine, theirs))
    joined: Parts = {}
    clashes: list[Clash] = []
    rows = tuple(_by_row(parts) for parts in three)
    for uid in dict.fromkeys([*rows[2], *rows[1], *rows[0]]):
        clashes += _row(uid, tuple(each.get(uid, {}) for each in rows), joined, prefer, theirs_at)
    for key in dict.fromkeys(key for parts in (three[2], three[1]) for key in parts if key[0] not in ("row", "mark")):
        clashes += _value(key, three, joined, prefer, theirs_at)
    kept = {key[1] for key in joined if key[0] == "row"}
    order = [uid for uid in _order(*(_own(state) for state in (base, mine, theirs))) if uid in kept]
    return put_together(joined, order, _goal_order(theirs, mine)), clashes


def _row(uid: str, three: tuple[Parts, ...], joined: Parts, prefer: Side, theirs_at: Collection[Key]) -> list[Clash]:
    """Join one row; where a side took it away, the other side's word counts only if it changed something."""
    was, mine, theirs = three
    if mine and theirs:
        keys = dict.fromkeys([*theirs, *mine])
        return [clash for key in keys for clash in _value(key, three, joined, prefer, theirs_at)]
    left = mine or theirs
    if was and (left == was or not left):
        return []
    joined |= left
    if not was:
        return []
    key: Key = ("row", uid, "")
    if key in theirs_at and not theirs:
        for each in left:
            del joined[each]
    return [
        Clash(key, row_label(uid, was), WHOLE_ROW, *(printed_row(uid, parts) if parts else None for parts in three))
    ]


def _value(key: Key, three: tuple[Parts, ...], joined: Parts, prefer: Side, theirs_at: Collection[Key]) -> list[Clash]:
    was, mine, theirs = (parts.get(key, _GONE) for parts in three)
    is_clash = was not in (mine, theirs) and mine != theirs
    takes_theirs = (prefer == "theirs" or key in theirs_at) if is_clash else mine == was
    value = theirs if takes_theirs else mine
    if value is not _GONE:
        joined[key] = value
    if not is_clash or key[0] == "mark" or (key[0] == "state" and key[1] != "done"):
        return []
    where, field = place(key, three[1] if key in three[1] else three[2])
    return [Clash(key, where, field, *(printed(None if each is _GONE else each) for each in (was, mine, theirs)))]


def _by_row(parts: Parts) -> dict[str, Parts]:
    rows: dict[str, Parts] = {}
    for key, value in parts.items():
        if key[0] in ("row", "mark"):
            rows.setdefault(key[1], {})[key] = value
    return rows


def _own(state: DraftState) -> list[str]:
    return [mark.uid for mark in state.rows]


def _order(base: Sequence[str], mine: Sequence[str], theirs: Sequence[str]) -> list[str]:
    """The order of who moved rows (theirs, if both did), and the other's new rows behind what they stood behind."""
    shared = set(base) & set(mine) & set(theirs)
    in_order = [[uid for uid in each if uid in shared] for each in (base, mine, theirs)]
    leading, other = (mine, theirs) if in_order[2] == in_order[0] != in_order[1] else (theirs, mine)
    order = list(leading)
    for at, uid in enumerate(other):
        if uid in order:
            continue
        before = next((one for one in reversed(other[:at]) if one in order), None)
        order.insert(order.index(before) + 1 if before else 0, uid)
    return order


def _goal_order(theirs: DraftState, mine: DraftState) -> list[Period]:
    longer = max((theirs, mine), key=lambda state: len(state.target.goals))
    return [goal.period for goal in longer.target.goals]
