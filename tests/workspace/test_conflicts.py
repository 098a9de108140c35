"""Two at one draft: nothing is overwritten in silence, whoever saves at once, and nothing that was saved is lost."""

import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from assistant.workspace import ConflictError, merge
from assistant.workspace.drafts import Workspace
from tests.support.states import edited, row, state, values

ME = "甲"


def test_who_saves_second_is_told_and_shown_both(workspace: Workspace) -> None:
    draft = workspace.create(ME, state())
    first = workspace.save(draft.id, ME, edited(draft.state, 0, value="≥1人"), 1, "改人数", who="李×")
    mine = edited(draft.state, 1, value="=9期")
    with pytest.raises(ConflictError) as caught:
        workspace.save(draft.id, ME, mine, seen=1)
    conflict = caught.value
    assert (conflict.base, conflict.mine, conflict.theirs.state) == (draft.state, mine, first.state)
    assert (conflict.theirs.version, conflict.theirs.who, conflict.theirs.why) == (2, "李×", "改人数")
    assert "“李×”已于" in str(conflict)
    assert "第 2 版" in str(conflict)
    with pytest.raises(ConflictError, match="您在另一个窗口已于"):
        workspace.save(draft.id, ME, mine, seen=1, who="李×")
    assert workspace.load(draft.id, ME).state == first.state
    joined, clashes = merge(conflict.base, conflict.mine, conflict.theirs.state)
    assert clashes == []
    saved = workspace.save(draft.id, ME, joined, conflict.theirs.version, "合并")
    assert values(saved.state) == ["≥1人", "=9期", "≥95%"]


@pytest.mark.parametrize("step", ["undo", "redo"])
def test_undoing_what_one_has_not_seen_is_a_conflict(workspace: Workspace, step: str) -> None:
    draft = workspace.create(ME, state())
    workspace.save(draft.id, ME, edited(draft.state, 0, value="≥1人"), 1)
    with pytest.raises(ConflictError):
        getattr(workspace, step)(draft.id, ME, 1)
    assert len(workspace.versions(draft.id, ME)) == 2


@pytest.mark.parametrize(("drafts", "saves"), [(1, 8), (8, 50)])
def test_eight_threads_lose_nothing(workspace: Workspace, drafts: int, saves: int) -> None:
    # A server's round trips take their time; what is tried is the same.
    saves = saves if "sqlite" in workspace.url else min(saves, 10)
    rows = [row(f"指标{number}", "≥0人") for number in range(8)]
    made = [workspace.create(ME, state(*rows)) for _ in range(drafts)]
    gate = threading.Barrier(8)

    def edit(number: int) -> int:
        mine = made[number % drafts]
        conflicts = 0
        gate.wait(30)
        for value in range(1, saves + 1):
            wanted = edited(mine.state, number, value=f"≥{value}人")
            while True:
                try:
                    mine = workspace.save(mine.id, ME, wanted, mine.version, who=str(number))
                    break
                except ConflictError as conflict:
                    conflicts += 1
                    wanted, clashes = merge(conflict.base, conflict.mine, conflict.theirs.state)
                    assert clashes == []
                    mine = conflict.theirs
        return conflicts

    with ThreadPoolExecutor(8) as pool:
        conflicts = sum(pool.map(edit, range(8)))
    assert (conflicts > 0) == (drafts == 1)
    for at, draft in enumerate(made):
        editors = range(at, 8, drafts)
        end = workspace.load(draft.id, ME)
        assert [values(end.state)[number] for number in editors] == [f"≥{saves}人"] * len(editors)
        history = workspace.versions(draft.id, ME, limit=1000)
        assert [line.number for line in history] == list(range(1 + saves * len(editors), 0, -1))
        assert all(sum(line.who == str(number) for line in history) == saves for number in editors)


SAVING = """
import sys
from assistant.workspace.drafts import Workspace
from tests.support.states import edited, state
workspace = Workspace(sys.argv[1])
draft = workspace.create("甲", state())
for number in range(10_000):
    draft = workspace.save(draft.id, "甲", edited(draft.state, 0, value=f"≥{number}人"), draft.version)
    print(draft.id, draft.version, number, flush=True)
"""


def test_a_killed_process_loses_nothing_that_it_called_saved(url: str, root: Path) -> None:
    process = subprocess.Popen([sys.executable, "-c", SAVING, url], stdout=subprocess.PIPE, text=True, cwd=root)
    assert process.stdout
    said = [process.stdout.readline() for _ in range(40)]
    process.kill()
    said += process.stdout.readlines()
    process.wait()
    process.stdout.close()
    id, version, number = next(line for line in reversed(said) if line.endswith("\n")).split()
    workspace = Workspace(url)
    draft = workspace.load(id, "甲")
    # A version that was not said any more may be there; one that was said must be.
    assert draft.version in (int(version), int(version) + 1)
    assert values(workspace.version(id, "甲", int(version)))[0] == f"≥{number}人"
    assert [line.number for line in workspace.versions(id, "甲", limit=100_000)] == list(range(draft.version, 0, -1))
    workspace.save(id, "甲", edited(draft.state, 1, value="=1期"), draft.version)
    workspace.close()
