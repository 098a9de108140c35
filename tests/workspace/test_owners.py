"""Nobody sees, changes or stops what is another's: every public method is tried with a foreign owner."""

import inspect
from collections.abc import Callable
from typing import Any

import pytest

from assistant.drafting.brief import Brief
from assistant.worker import Worker
from assistant.workspace import NoSuchDraftError
from assistant.workspace.drafts import Workspace
from assistant.workspace.jobs import Jobs
from tests.support.states import state

MINE, THEIRS = "甲", "乙"
# By parameter name, for whatever method asks for it. Ids are those of somebody else's draft, job and batch.
GIVEN: dict[str, Any] = {
    "owner": MINE, "state": None, "seen": 1, "number": 1, "older": 1, "newer": 1, "name": "新名称", "kind": "draft",
    "payload": {}, "uids": ["x"], "work": [], "brief": Brief.of("乡村道路改造", "120万元", "改造乡村道路3公里"), "briefs": [],
}  # fmt: skip
# These take nobody's id: they make something new, or list what is the owner's own.
WITHOUT_ID = {
    Workspace: {"create", "list", "count", "years", "close"},
    Jobs: {"submit_new", "active", "batches"},
    Worker: {"start", "close", "submit_draft", "submit_batch", "active", "batches"},
}


def _methods(of: type) -> list[str]:
    return sorted(name for name, _ in inspect.getmembers(of, inspect.isfunction) if not name.startswith("_"))


def _call(method: Callable[..., Any], ids: dict[str, str]) -> Any:
    asked = inspect.signature(method).parameters.values()
    given = GIVEN | ids | {"state": state()}
    return method(**{each.name: given[each.name] for each in asked if each.default is each.empty})


@pytest.mark.parametrize("kind", [Workspace, Jobs, Worker])
def test_no_method_touches_a_foreign_draft(workspace: Workspace, kind: type) -> None:
    worker = Worker(workspace)
    payload = {"engine": "offline", "brief": GIVEN["brief"].model_dump(mode="json")}
    made, batch = workspace.jobs.submit_new(THEIRS, [(state(), payload)], "批")
    draft, job = made[0]
    on = {Workspace: workspace, Jobs: workspace.jobs, Worker: worker}[kind]
    before = (
        workspace.load(draft.id, THEIRS),
        workspace.jobs.line(job, THEIRS).state,
        workspace.versions(draft.id, THEIRS),
    )
    tried = [name for name in _methods(kind) if name not in WITHOUT_ID[kind]]
    assert len(tried) >= 5
    for name in tried:
        is_batch = "batch" in name
        ids = {
            "id": batch if is_batch else job if kind is Jobs else draft.id,
            "draft": draft.id,
            "job": job,
            "batch": batch,
        }
        with pytest.raises(NoSuchDraftError):
            _call(getattr(on, name), ids)
    after = (
        workspace.load(draft.id, THEIRS),
        workspace.jobs.line(job, THEIRS).state,
        workspace.versions(draft.id, THEIRS),
    )
    assert after == before


def test_lists_hold_ones_own_alone(workspace: Workspace) -> None:
    worker = Worker(workspace)
    workspace.create(THEIRS, state())
    worker.submit_batch(THEIRS, [GIVEN["brief"]], "offline")
    assert (workspace.list(MINE), workspace.count(MINE), workspace.years(MINE)) == ([], 0, [])
    assert (worker.active(MINE), worker.batches(MINE)) == ([], [])
    assert (workspace.count(THEIRS), len(worker.active(THEIRS)), len(worker.batches(THEIRS))) == (2, 1, 1)


def test_an_owner_cannot_be_forged(workspace: Workspace) -> None:
    draft = workspace.create(THEIRS, state())
    for owner in (f"{THEIRS} ", f" {THEIRS}", f"{THEIRS}\x00", "", "%", "' OR 1=1 --"):
        with pytest.raises(NoSuchDraftError):
            workspace.load(draft.id, owner)
