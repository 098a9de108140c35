"""Jobs on rows that are there: some drafted again, or all findings mended by the model."""

import time
from typing import TYPE_CHECKING, Final

from assistant.drafting.events import EngineName, Usage
from assistant.llm import LanguageModel, Settings, Stop
from assistant.model import InputError, PerformanceTarget
from assistant.worker.outcome import hand_in
from assistant.worker.payloads import FixPayload, RedraftPayload
from assistant.worker.telling import Telling, added
from assistant.workspace import DraftState, Origin, Saved
from assistant.workspace.drafts import Workspace
from assistant.workspace.work import Claim, Ending

if TYPE_CHECKING:
    from assistant.fixing import Fixed

_FIX_PROMPT: Final = "fix.zh"


def redraft_rows(
    workspace: Workspace, claim: Claim, telling: Telling, settings: Settings | LanguageModel | None, stop: Stop
) -> None:
    """Draft rows again; every other row, and every locked one, stays. Raises what the engine raises."""
    from assistant.drafting.redrafting import redraft

    payload = RedraftPayload.model_validate(claim.payload)
    base = workspace.load(claim.draft, claim.owner)
    places = {mark.uid: at for at, mark in enumerate(base.state.rows)}
    wanted = [places[uid] for uid in payload.uids if uid in places and uid not in base.state.locked]
    if not wanted:
        raise InputError("要重写的行已被删除或锁定，没有改动")
    made = redraft(
        base.state.target, base.state.brief, rows=wanted, engine=payload.engine, note=payload.wish,
        locked=[places[uid] for uid in base.state.locked], settings=settings, stop=stop,
    )  # fmt: skip
    telling.engine = made.engine
    telling.add(made.usage)
    for message in made.notices:
        telling.notice(message)
    new = {row.position for row in made.rows if row.before is None}
    left = iter(range(len(base.state.rows)))
    pairs = [None if at in new else next(left) for at in range(len(made.target.indicators))]
    origin: Origin = "offline" if made.engine == "offline" else "model"
    state = base.state.with_target(made.target, origin, pairs)
    state = state.model_copy(update={"spent": added(state.spent, made.usage)})
    names = "、".join(row.after.name for row in made.rows[:3]) + ("等" if len(made.rows) > 3 else "")
    _end(workspace, claim, telling, base, state, f"重写 {len(made.rows)} 行（{names}）" if names else "重写")


def fix_draft(
    workspace: Workspace, claim: Claim, telling: Telling, settings: Settings | LanguageModel | None, stop: Stop
) -> None:
    """Mend what can be mended without a person's choice; locked rows stay. Raises what the engine raises."""
    payload = FixPayload.model_validate(claim.payload)
    base = workspace.load(claim.draft, claim.owner)
    telling.engine = payload.engine
    fixed, usage = _fixed(base.state.target, payload.engine, settings, stop)
    telling.add(usage)
    state = base.state.with_target(fixed.target, "rule")
    state = state.model_copy(update={"spent": added(state.spent, usage)})
    _end(workspace, claim, telling, base, state, f"按检查意见修改 {len(fixed.applied)} 处")


def _fixed(
    target: PerformanceTarget, engine: EngineName, settings: Settings | LanguageModel | None, stop: Stop
) -> "tuple[Fixed, Usage]":
    from assistant.drafting.online.spending import usage_of
    from assistant.drafting.redrafting.by_model import model_of
    from assistant.fixing import fix_all
    from assistant.llm import load_settings

    if engine == "offline":
        return fix_all(target, engine="offline"), Usage()
    begun = time.monotonic()
    with model_of(settings or load_settings(), stop) as model:
        fixed = fix_all(target, engine="model", model=model)
        return fixed, usage_of(model, begun, _FIX_PROMPT)


def _end(workspace: Workspace, claim: Claim, telling: Telling, base: Saved, state: DraftState, why: str) -> None:
    if state.target == base.state.target:
        # What it cost stands with the job; a version that says nothing new would only be in the way of undoing.
        workspace.work.finish(claim, Ending("done", "没有找到更好的写法，草稿没有改动", telling.data()))
        return
    hand_in(workspace, claim, base, state, Ending("done", told=telling.data()), why)
