"""A job's result as the draft's next state, whatever a person did to the draft in the meantime."""

from functools import partial

from assistant.model import Indicator
from assistant.worker.patience import patiently
from assistant.workspace import DraftState, RowMark, Saved, merge
from assistant.workspace.drafts import Workspace
from assistant.workspace.records import Entry
from assistant.workspace.work import Claim, Ending


def hand_in(workspace: Workspace, claim: Claim, base: Saved, made: DraftState, ending: Ending, why: str) -> None:
    """Make the result a version of the draft and end the job, both or neither.

    What was saved since `base` wins: rows that were edited, locked or removed stay as they are now. That is looked at
    again whenever another version came first, so that no lock is overlooked.

    Raises:
        LostJobError: another worker has the job; nothing was written.
    """
    seen = base
    while True:
        state = joined(base.state, made, seen.state)
        entry = Entry.of(state, seen.state)
        if patiently(partial(workspace.work.finish, claim, ending, entry, seen.version, why)):
            return
        seen = patiently(partial(workspace.load, claim.draft, claim.owner))


def joined(base: DraftState, made: DraftState, now: DraftState) -> DraftState:
    """Join what a job made of `base` with what a person made of it.

    Of a row that both changed, and of one that is locked now, the person's whole row stays: half of each would say
    what neither meant.
    """
    was, is_now, new = _rows(base), _rows(now), _rows(made)
    theirs = {uid for uid, row in was.items() if is_now.get(uid) != row or uid in now.locked}
    order = list(new)
    for at, uid in enumerate(was):
        if uid in theirs and uid not in new:
            before = next((one for one in reversed(list(was)[:at]) if one in order), None)
            order.insert(order.index(before) + 1 if before else 0, uid)
    rows = [was[uid] if uid in theirs else new[uid] for uid in order]
    target = made.target.model_copy(update={"indicators": [row for _, row in rows]})
    given_way = made.model_copy(update={"target": target, "rows": tuple(mark for mark, _ in rows)})
    return merge(base, given_way, now, prefer="theirs")[0]


def _rows(state: DraftState) -> dict[str, tuple[RowMark, Indicator]]:
    return {mark.uid: (mark, row) for mark, row in zip(state.rows, state.target.indicators, strict=True)}
