"""The workspace's speeds, and twenty users who draft at once: `python -m evals.bench.workspace [users]`.

The databases are SQLite files on this machine's disk. The twenty ask the stub of `evals.bench.streaming`: 300 ms to the
first token, then 60 tokens a second. Printed for people; nothing is asserted.
"""

import multiprocessing
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from assistant.drafting.brief import Brief
from assistant.llm import Settings, warm_up
from assistant.model import PerformanceTarget, Value, from_json
from assistant.worker import Worker
from assistant.workspace import DraftState
from assistant.workspace.drafts import Workspace
from evals.bench import streaming
from evals.bench.streaming_answers import todays_answer
from evals.replay import recordings

ROOT = Path(__file__).resolve().parents[2]
ME, ROWS, DRAFTS, USERS, EVERY = "本机", 60, 500, 20, 20
_OPEN = "from assistant.workspace import open_workspace; import sys; open_workspace(sys.argv[1]).count('本机')"


def _samples() -> list[PerformanceTarget]:
    files = sorted((ROOT / "examples" / "targets").glob("*.json"))
    return [target for file in files for target in from_json(file.read_text(encoding="utf-8"))]


def _times(work: Callable[[], object], repeat: int) -> list[float]:
    times = []
    for _ in range(repeat):
        begun = time.perf_counter()
        work()
        times.append(time.perf_counter() - begun)
    return times


def _line(what: str, times: Sequence[float], promised: str) -> str:
    return f"{what:<58}{statistics.median(times):>8.4f} s (worst {max(times):.4f})   {promised}"


def speeds(folder: Path) -> None:
    """Print what a clerk waits for: opening, listing, loading, saving, undoing."""
    url = f"sqlite:///{folder}/workspace.db"
    workspace, samples = Workspace(url), _samples()
    for number in range(DRAFTS):
        workspace.create(ME, DraftState.of(samples[number % len(samples)], "file"))
    long = max(samples, key=lambda sample: len(sample.indicators))
    long = long.model_copy(update={"indicators": [*long.indicators, *long.indicators][:ROWS]})
    draft = workspace.create(ME, DraftState.of(long, "file"))

    def save() -> None:
        nonlocal draft
        rows = list(draft.state.target.indicators)
        rows[7] = rows[7].model_copy(update={"value": Value.parse(f"≥{draft.version}人")})
        target = draft.state.target.model_copy(update={"indicators": rows})
        draft = workspace.save(draft.id, ME, draft.state.with_target(target, "person"), draft.version)

    def undo() -> None:
        nonlocal draft
        draft = workspace.undo(draft.id, ME, draft.version)

    shell = [sys.executable, "-c", _OPEN, url]
    print(_line("open it in a new process", _times(lambda: subprocess.run(shell, check=True, cwd=ROOT), 5), ""))
    print(_line(f"list {DRAFTS} drafts", _times(lambda: workspace.list(ME, limit=DRAFTS), 20), "promised ≤ 0.1 s"))
    print(_line("count and search them", _times(lambda: workspace.count(ME, search="培训"), 20), ""))
    print(_line(f"load a draft of {ROWS} rows", _times(lambda: workspace.load(draft.id, ME), 20), ""))
    print(_line(f"edit and save it, checked, on the disk {_sync(folder)}", _times(save, 50), "of 0.3 s for findings"))
    print(_line("undo", _times(undo, 20), ""))
    print(_line("list its versions", _times(lambda: workspace.versions(draft.id, ME), 20), ""))
    with ThreadPoolExecutor(8) as pool:
        begun = time.perf_counter()
        sum(pool.map(lambda number: _many(workspace, number, long), range(8)))
        print(f"{'8 users save 20 times each: saves a second':<58}{160 / (time.perf_counter() - begun):>8.1f}")
    workspace.close()


def _many(workspace: Workspace, number: int, target: PerformanceTarget) -> int:
    draft = workspace.create(f"用户{number}", DraftState.of(target, "file"))
    for done in (value % 2 == 0 for value in range(20)):
        draft = workspace.save(draft.id, f"用户{number}", draft.state.with_done(done), draft.version)
    return draft.version


def _sync(folder: Path) -> str:
    """How long this disk takes to confirm: the floor under every save."""
    file = folder / "sync"
    with file.open("wb") as opened:

        def sync() -> None:
            opened.write(b"x")
            opened.flush()
            os.fsync(opened.fileno())

        return f"(a sync {statistics.median(_times(sync, 20)):.4f} s)"


def at_once(folder: Path, users: int) -> None:
    """Print how long one draft takes alone, and how long the last of many users waits; count rows against rows."""
    recorded = [each for each in recordings() if each.brief.form == "ezhou"]
    here, there = multiprocessing.Pipe()
    answers = {each.brief.name: todays_answer(each) for each in recorded}
    stub = multiprocessing.get_context("spawn").Process(target=streaming._serve, args=(answers, there), daemon=True)
    stub.start()
    workspace = Workspace(f"sqlite:///{folder}/many.db")
    worker = Worker(workspace, Settings(base_url=f"http://127.0.0.1:{here.recv()}/v1", model="m")).start()
    try:
        warm_up()
        brief = recorded[0].brief
        _draft(worker, brief, 1)
        (alone,), (rows,) = _draft(worker, brief, 1)
        waited, counts = _draft(worker, brief, users)
        print(f"{'one draft alone':<58}{alone:>8.2f} s")
        print(f"{f'the last of {users} users at once':<58}{max(waited):>8.2f} s")
        print(f"{'the last one ÷ one alone':<58}{max(waited) / alone:>8.2f} ×   promised ≤ 2")
        print(f"{'rows lost':<58}{users * rows - sum(counts):>8}     promised 0")
    finally:
        worker.close()
        workspace.close()
        stub.terminate()
        stub.join()


def _draft(worker: Worker, brief: Brief, users: int) -> tuple[list[float], list[int]]:
    """Let so many users draft, the page of each asking once a second; return how long each waited, and their drafts' rows."""
    begun = time.monotonic()
    jobs = {f"用户{number}": worker.submit_draft(f"用户{number}", brief, "llm") for number in range(users)}
    waited: dict[str, float] = {}
    turn = 0
    while len(waited) < users:
        time.sleep(0.05)
        turn = (turn + 1) % EVERY
        for owner in (owner for at, owner in enumerate(jobs) if at % EVERY == turn and owner not in waited):
            if worker.progress(owner, jobs[owner][1]).is_over:
                waited[owner] = time.monotonic() - begun
    rows = [len(worker.workspace.load(draft, owner).state.rows) for owner, (draft, _) in jobs.items()]
    return list(waited.values()), rows


def main(users: int = 0) -> None:
    """Measure and print a line each; the drafting, which takes half a minute, only where there are users."""
    with tempfile.TemporaryDirectory() as folder:
        speeds(Path(folder))
        if users:
            at_once(Path(folder), users)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else USERS)
