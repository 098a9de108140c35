"""Rows are drafted again, the rest untouched: by either engine, as one version that can be undone."""

import json
from dataclasses import replace

import pytest

from assistant.model import InputError
from assistant.worker import Worker
from assistant.workspace import DraftState
from assistant.workspace.drafts import Workspace
from tests.support.drafts import NAMES, brief, text
from tests.support.loopback import Loopback, answer
from tests.support.states import row, state
from tests.support.streams import SECONDS
from tests.worker.conftest import Hire

ME = "甲"
# What engines write is the same on either database; queue, stops, locks and crashes are tried on both.
pytestmark = pytest.mark.parametrize("url", ["sqlite"], indirect=True)


def _drafted(workspace: Workspace, worker: Worker, server: Loopback) -> str:
    server.will(answer(text()))
    draft, job = worker.submit_draft(ME, brief(), "llm")
    assert worker.wait(ME, job, SECONDS).state == "done"
    return draft


def _uid(state: DraftState, name: str) -> str:
    rows = zip(state.rows, state.target.indicators, strict=True)
    return next(mark.uid for mark, row in rows if (row.name, row.period) == (name, "annual"))


def test_one_row_is_written_again(workspace: Workspace, hire: Hire, server: Loopback) -> None:
    worker = hire()
    draft = _drafted(workspace, worker, server)
    before = workspace.load(draft, ME)
    uid = _uid(before.state, NAMES[4])
    again = [{"id": "r1", "kind": "时效指标", "name": "6期培训按时办结率", "value": "=100%", "why": "惯例"}]
    server.otherwise = answer(json.dumps({"rows": again}, ensure_ascii=False))
    job = worker.submit_redraft(ME, draft, [uid], "按期数来写")
    line = worker.wait(ME, job, SECONDS)
    assert (line.state, line.kind, line.engine, line.message) == ("done", "redraft", "llm", "")
    assert "按期数来写" in str(server.bodies[-1]["messages"])
    after = workspace.load(draft, ME)
    assert after.state.row(uid).name == "6期培训按时办结率"
    assert after.why == "重写 1 行（6期培训按时办结率）"
    others = {mark.uid for mark in before.state.rows} - {uid}
    assert all(after.state.row(each) == before.state.row(each) for each in others)
    assert after.state.spent.requests > before.state.spent.requests
    assert workspace.undo(draft, ME, after.version).state == before.state


def test_the_offline_engine_can_too_or_says_that_nothing_is_better(
    workspace: Workspace, hire: Hire, server: Loopback
) -> None:
    worker = hire()
    draft = _drafted(workspace, worker, server)
    before = workspace.load(draft, ME)
    job = worker.submit_redraft(ME, draft, [_uid(before.state, NAMES[5])], engine="offline")
    line = worker.wait(ME, job, SECONDS)
    after = workspace.load(draft, ME)
    assert line.state == "done"
    assert (after.version > before.version) != ("没有找到更好的写法" in line.message)
    assert after.phase == "草稿"


def test_locked_rows_are_not_asked_for(workspace: Workspace, hire: Hire, server: Loopback) -> None:
    worker = hire()
    draft = _drafted(workspace, worker, server)
    before = workspace.load(draft, ME)
    uid = _uid(before.state, NAMES[4])
    locked = workspace.save(draft, ME, before.state.with_locks([uid], True), before.version)
    with pytest.raises(InputError, match="先解锁"):
        worker.submit_redraft(ME, draft, [uid])
    with pytest.raises(InputError, match="先选择"):
        worker.submit_redraft(ME, draft, [])
    assert workspace.load(draft, ME) == locked


def test_a_row_locked_after_the_request_stays(workspace: Workspace, hire: Hire, server: Loopback) -> None:
    worker = hire()
    draft = _drafted(workspace, worker, server)
    worker.close()
    before = workspace.load(draft, ME)
    uid = _uid(before.state, NAMES[4])
    job = worker.submit_redraft(ME, draft, [uid])  # Nobody is there to do it yet.
    locked = workspace.save(draft, ME, before.state.with_locks([uid], True), before.version)
    line = hire().wait(ME, job, SECONDS)
    assert (line.state, line.can_continue) == ("failed", False)
    assert "锁定" in line.message
    assert workspace.load(draft, ME).state == locked.state


def test_the_model_mends_what_it_can(workspace: Workspace, hire: Hire, server: Loopback) -> None:
    said = {
        "id": "r1",
        "name": "参训人员培训政策知晓率",
        "value": "≥90%",
        "kind": "社会效益指标",
        "why": "可以问卷测量",
    }
    server.otherwise = answer(json.dumps({"fixes": [said]}, ensure_ascii=False))
    vague = state(row("培训影响力", "优", level1="效益指标", level2="社会效益指标"))
    draft = workspace.create(ME, vague)
    worker = hire()
    line = worker.wait(ME, worker.submit_fix(ME, draft.id, "llm"), SECONDS)
    assert (line.state, line.kind, line.spent.requests, line.spent.prompt_version[:7]) == ("done", "fix", 1, "fix.zh@")
    after = workspace.load(draft.id, ME)
    assert after.why.startswith("按检查意见修改")
    assert "优" not in [str(each.value) for each in after.state.target.indicators]
    assert workspace.undo(draft.id, ME, after.version).state == vague
    again = worker.wait(ME, worker.submit_fix(ME, draft.id, "offline"), SECONDS)
    assert again.state == "done"


def test_a_form_that_is_sound_is_left_alone(workspace: Workspace, hire: Hire) -> None:
    worker = hire()
    _, job = worker.submit_draft(ME, brief(), "offline")
    draft = worker.wait(ME, job, SECONDS).draft
    first = worker.wait(ME, worker.submit_fix(ME, draft, "offline"), SECONDS)
    mended = workspace.load(draft, ME)
    second = worker.wait(ME, worker.submit_fix(ME, draft, "offline"), SECONDS)
    assert (first.state, second.state, second.message) == ("done", "done", "没有找到更好的写法，草稿没有改动")
    assert workspace.load(draft, ME) == replace(mended, job=second.id)
