"""What a person does to a draft while the model writes is never overwritten."""

import threading

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.worker.outcome import joined
from assistant.workspace import DraftState
from assistant.workspace.drafts import Workspace
from tests.support.drafts import NAMES, brief, text
from tests.support.loopback import Loopback, answer
from tests.support.states import edited, row, state
from tests.support.streams import after_rows, until
from tests.worker.conftest import Hire

a_few = settings(max_examples=50, deadline=None)

ME = "甲"
BASE = state(*(row(f"指标{number}", f"≥{number}次") for number in range(4)))


@a_few
@given(st.sets(st.integers(0, 3)), st.sets(st.integers(0, 3)), st.sets(st.integers(0, 3)), st.booleans())
def test_locked_and_edited_rows_are_a_persons(
    by_model: set[int], by_person: set[int], locked: set[int], removes: bool
) -> None:
    made, now = BASE, BASE.with_locks([BASE.rows[at].uid for at in locked], True)
    for at in by_model:
        made = edited(made, at, "model", value="≥77次", name=f"模型改的指标{at}")
    for at in by_person:
        now = edited(now, at, value="≥88次")
    if removes and 0 not in by_model:
        made = made.with_target(made.target.model_copy(update={"indicators": made.target.indicators[1:]}), "model")
    after = joined(BASE, made, now)
    for at, mark in enumerate(BASE.rows):
        if at in by_person or at in locked:
            assert after.row(mark.uid) == now.row(mark.uid)
            assert mark.uid in after.locked
        elif at in by_model:
            assert after.row(mark.uid) == made.row(mark.uid)  # A whole row, never half of each.


def test_new_rows_of_the_model_come_beside_a_persons() -> None:
    made = _with(BASE, row("模型的新行", "=1次"), "model")
    now = _with(BASE, row("人的新行", "=2次"), "person")
    names = [each.name for each in joined(BASE, made, now).target.indicators]
    assert sorted(names[4:]) == ["人的新行", "模型的新行"]
    assert names[:4] == ["指标0", "指标1", "指标2", "指标3"]


def _with(before: DraftState, new: object, origin: str) -> DraftState:
    rows = [*before.target.indicators, new]
    return before.with_target(before.target.model_copy(update={"indicators": rows}), origin)  # type: ignore[arg-type]


def test_edits_made_while_the_model_writes_stay(workspace: Workspace, hire: Hire, server: Loopback) -> None:
    go_on = threading.Event()
    server.will(answer(text(), wait=(after_rows(3), go_on)))
    worker = hire()
    draft, job = worker.submit_draft(ME, brief(), "llm")
    until(lambda: worker.progress(ME, job).line.arrived == 3)
    empty = workspace.load(draft, ME)
    own = row("人写的指标", "≥9次")
    project = empty.state.target.project.model_copy(update={"unit": "某区人社局"})
    target = empty.state.target.model_copy(update={"indicators": [own], "project": project})
    mine = workspace.save(draft, ME, empty.state.with_target(target, "person"), empty.version)
    go_on.set()
    assert worker.wait(ME, job).state == "done"
    after = workspace.load(draft, ME)
    assert after.version == 3
    assert after.state.row(mine.state.rows[0].uid) == own
    assert after.state.target.project.unit == "某区人社局"
    assert {each.name for each in after.state.target.of_period("annual")} == {*NAMES, own.name}
    assert workspace.undo(draft, ME, 3).state == mine.state


def test_a_mended_draft_keeps_its_locked_rows(workspace: Workspace, hire: Hire) -> None:
    worker = hire()
    weak = state(row("项目完成率", "≥100%", level2="质量指标"), row("培训合格率", "≥100%", level2="质量指标"))
    weak = weak.with_locks([weak.rows[0].uid], True)
    draft = workspace.create(ME, weak)
    job = worker.submit_fix(ME, draft.id, "offline")
    assert worker.wait(ME, job).state == "done"
    after = workspace.load(draft.id, ME)
    assert after.state.row(weak.rows[0].uid) == weak.target.indicators[0]
    assert str(after.state.row(weak.rows[1].uid).value) == "=100%"
    assert after.state.rows[after.state.position(weak.rows[1].uid)].origin == "rule"
