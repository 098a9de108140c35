"""`Worker`: takes jobs of a workspace up, a thread each, and never more at once than it may."""

import atexit
import logging
import os
import socket
import threading
import time
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any, Final
from uuid import uuid4

from assistant.drafting import choose_engine
from assistant.drafting.brief import Brief
from assistant.drafting.events import EngineName
from assistant.llm import LanguageModel, Settings, Shared
from assistant.model import AssistantError, InputError, SettingsError
from assistant.worker.draft_job import first_state
from assistant.worker.payloads import DraftPayload, FixPayload, RedraftPayload
from assistant.worker.progress import Progress
from assistant.worker.running import Running
from assistant.workspace import BatchLine, JobLine, open_workspace
from assistant.workspace.job_lines import ACTIVE, JobKind

if TYPE_CHECKING:
    from assistant.workspace.drafts import Workspace

AT_ONCE: Final = 24
"""They wait for the endpoint, not for this machine: twenty drafts together take a third longer than one alone."""
MOST_IN_A_BATCH: Final = 200
_MOST_AT_ONCE: Final = 64
AT_ONCE_SETTING: Final = "ASSISTANT_AT_ONCE"
"""Environment variable with how many jobs may be at work; for a model on one's own machine, which writes one by one."""
_BEAT, _STALE, _LOOK, _PAUSE = 2.0, 12.0, 1.0, 5
_log = logging.getLogger(__name__)


class Worker:
    """Long work of one workspace, done in this process. Safe to use from any thread; `open_worker` gives the process' own.

    Every method takes the owner; somebody else's job or draft is as good as none (NoSuchDraftError).

    Args:
        workspace: where drafts and jobs are.
        settings: of the model, or a model itself in tests; None reads them anew for each job.
        at_once: how many jobs may be at work in this database, whichever process does them.
        beat: seconds between two signs of life.
        stale: seconds without one after which a job counts as left behind; several times `beat`.
        look: seconds between two looks for jobs that another process has submitted.
    """

    def __init__(
        self,
        workspace: "Workspace",
        settings: Settings | LanguageModel | None = None,
        at_once: int = AT_ONCE,
        beat: float = _BEAT,
        stale: float = _STALE,
        look: float = _LOOK,
    ) -> None:
        self.workspace = workspace
        self.name = f"{socket.gethostname()[:30]}-{os.getpid()}-{uuid4().hex[:8]}"
        self._settings = settings
        self._at_once = at_once
        self._times = (beat, stale, look)
        self._shared = Shared(at_once)
        self._running: dict[str, Running] = {}
        self._lock = threading.Lock()
        self._wake = threading.Event()
        self._closing = threading.Event()
        self._beaten = 0.0
        self._thread = threading.Thread(target=self._supervise, name="worker", daemon=True)

    def start(self) -> "Worker":
        """Begin to take jobs up; returns itself."""
        self._thread.start()
        return self

    def close(self, seconds: float = 5.0) -> None:
        """Take no more jobs up and put those under way back into the queue, with what has come of them."""
        self._closing.set()
        self._wake.set()
        if self._thread.is_alive():
            self._thread.join(seconds)
        with self._lock:
            running = list(self._running.values())
        for each in running:
            each.halt("closing")
        until = time.monotonic() + seconds
        for each in running:
            each.wait(max(0.0, until - time.monotonic()))

    # Asking for work

    def submit_draft(self, owner: str, brief: Brief, engine: EngineName | None = None) -> tuple[str, str]:
        """Make a draft of a brief and queue its drafting; return the draft's id and the job's.

        Raises:
            SettingsError: the model is asked for and not set up.
        """
        payload = DraftPayload(brief=brief, engine=self._engine(engine))
        made, _ = self.workspace.jobs.submit_new(owner, [(first_state(payload), payload.data())])
        self._wake.set()
        return made[0][0].id, made[0][1]

    def submit_batch(
        self, owner: str, briefs: Sequence[Brief], engine: EngineName | None = None, name: str = ""
    ) -> str:
        """Make a draft of each brief and queue them all; return the batch's id.

        Raises:
            InputError: no brief, or too many.
            SettingsError: the model is asked for and not set up.
        """
        if not briefs:
            raise InputError("没有可以起草的项目，请先在清单里填写项目名称、预算和资金用途")
        if len(briefs) > MOST_IN_A_BATCH:
            raise InputError(f"一次最多起草 {MOST_IN_A_BATCH} 个项目，清单里有 {len(briefs)} 个，请分几次上传")
        chosen = self._engine(engine)
        payloads = [DraftPayload(brief=brief, engine=chosen) for brief in briefs]
        work = [(first_state(payload), payload.data()) for payload in payloads]
        _, batch = self.workspace.jobs.submit_new(owner, work, name or f"{len(briefs)} 个项目")
        self._wake.set()
        assert batch
        return batch

    def submit_continue(self, owner: str, draft: str) -> str:
        """Let the model go on writing (接着写); return the job's id.

        It goes on from what had arrived of the draft's last job, where that broke off; else from the table as it is,
        whose rows stay as they are.

        Raises:
            InputError: the draft is being worked at, or its name, budget or purpose cannot be drafted from.
            SettingsError: the model is not set up.
        """
        saved = self.workspace.load(draft, owner)
        if saved.job and (line := self.workspace.jobs.line(saved.job, owner)).can_continue and line.kind == "draft":
            self.resume(owner, saved.job)
            return saved.job
        project, form = saved.state.target.project, saved.state.target.form
        brief = saved.state.brief or Brief.of(
            project.name, str(project.budget or ""), project.purpose or "", form, project.year, project.unit
        )
        payload = DraftPayload(brief=brief, engine=self._engine("llm"), goes_on_from="table")
        return self._submit(owner, draft, "continue", payload.data())

    def submit_redraft(
        self, owner: str, draft: str, uids: Collection[str], wish: str = "", engine: EngineName | None = None
    ) -> str:
        """Draft rows again, the rest untouched; return the job's id. Rows that are locked then stay as they are.

        Raises:
            InputError: no row, only locked ones, or the draft is being worked at.
            SettingsError: the model is asked for and not set up.
        """
        state = self.workspace.load(draft, owner).state
        free = tuple(mark.uid for mark in state.rows if mark.uid in uids and not mark.locked)
        if not free:
            raise InputError("请先选择要重写的行；已锁定的行要先解锁")
        payload = RedraftPayload(engine=self._engine(engine), uids=free, wish=wish.strip())
        return self._submit(owner, draft, "redraft", payload.data())

    def submit_fix(self, owner: str, draft: str, engine: EngineName | None = None) -> str:
        """Mend what can be mended without a person's choice; return the job's id. Locked rows stay as they are.

        Raises:
            InputError: the draft is being worked at.
            SettingsError: the model is asked for and not set up.
        """
        return self._submit(owner, draft, "fix", FixPayload(engine=self._engine(engine)).data())

    # Looking at it

    def progress(self, owner: str, job: str) -> Progress:
        """Return where a job is now, with the rows so far."""
        line, arrived = self.workspace.jobs.progress(job, owner)
        return Progress(line, arrived.goals, arrived.rows)

    def active(self, owner: str) -> list[JobLine]:
        """Return the owner's jobs that wait or are at work."""
        return self.workspace.jobs.active(owner)

    def batch(self, owner: str, batch: str) -> BatchLine:
        """Return a batch, with a line for each project."""
        return self.workspace.jobs.batch(batch, owner)

    def batches(self, owner: str) -> list[BatchLine]:
        """Return the owner's batches, the newest first."""
        return self.workspace.jobs.batches(owner)

    # Stopping and going on

    def cancel(self, owner: str, job: str) -> None:
        """Stop a job; what has come is kept as a version of the draft."""
        self.workspace.jobs.ask_stop(job, owner)
        self._halt([job])

    def cancel_batch(self, owner: str, batch: str) -> None:
        """Stop every job of a batch that is not over."""
        self.workspace.jobs.ask_stop_batch(batch, owner)
        self._halt([line.id for line in self.workspace.jobs.batch(batch, owner).jobs if line.state in ACTIVE])

    def resume(self, owner: str, job: str) -> None:
        """Go on with a job that failed or was stopped. Raises InputError where it is done, or under way."""
        self.workspace.jobs.resume(job, owner)
        self._wake.set()

    def resume_batch(self, owner: str, batch: str) -> int:
        """Go on with every job of a batch that failed or was stopped; return how many."""
        count = self.workspace.jobs.resume_batch(batch, owner)
        self._wake.set()
        return count

    def wait(self, owner: str, job: str, seconds: float = 60.0) -> JobLine:
        """Wait until a job is over, at most so long; return it as it is then. For scripts and tests: pages poll."""
        until = time.monotonic() + seconds
        while not (line := self.workspace.jobs.line(job, owner)).is_over and time.monotonic() < until:
            time.sleep(0.02)
        return line

    def _submit(self, owner: str, draft: str, kind: JobKind, payload: dict[str, Any]) -> str:
        job = self.workspace.jobs.submit(owner, draft, kind, payload)
        self._wake.set()
        return job

    def _engine(self, engine: EngineName | None) -> EngineName:
        settings, chosen = choose_engine(engine, self._settings)
        if chosen == "llm" and isinstance(settings, Settings):
            settings.require_model()
        return chosen

    # The supervising thread

    def _supervise(self) -> None:
        while not self._closing.is_set():
            try:
                self._round()
                pause = self._times[2]
            except AssistantError as error:
                _log.error("worker: %s", error)
                pause = _PAUSE * self._times[2]
            except Exception:
                _log.exception("worker")
                pause = _PAUSE * self._times[2]
            self._wake.wait(pause)
            self._wake.clear()

    def _round(self) -> None:
        beat, stale, _ = self._times
        with self._lock:
            self._running = {id: job for id, job in self._running.items() if job.is_alive}
            at_work = dict(self._running)
        if at_work and time.monotonic() - self._beaten >= beat:
            self._beaten = time.monotonic()
            held = self.workspace.work.beat(self.name, list(at_work))
            for id, job in at_work.items():
                if id not in held and job.is_alive:
                    job.halt("lost")
                elif held.get(id):
                    job.halt("cancelled")
        while len(at_work) < self._at_once and not self._closing.is_set() and self.workspace.work.anything(stale):
            claim = self.workspace.work.claim(self.name, self._at_once, stale)
            if claim is None:
                break
            job = Running(self.workspace, claim, self._settings, self._shared, self._wake.set)
            with self._lock:
                self._running[claim.id] = job
            at_work[claim.id] = job
            job.start()

    def _halt(self, ids: Sequence[str]) -> None:
        with self._lock:
            found = [job for id, job in self._running.items() if id in ids]
        for job in found:
            job.halt("cancelled")


_opened: dict[str, Worker] = {}
_opening = threading.Lock()


def open_worker(workspace: "Workspace | None" = None) -> Worker:
    """Return the process' worker of a workspace (None: `open_workspace()`), started at the first call.

    Raises:
        WorkspaceError: the workspace cannot be opened.
        SettingsError: `ASSISTANT_AT_ONCE` is no number from 1 to 64.
    """
    workspace = workspace or open_workspace()
    with _opening:
        if workspace.url not in _opened:
            _opened[workspace.url] = Worker(workspace, at_once=_at_once()).start()
        return _opened[workspace.url]


def _at_once() -> int:
    typed = os.environ.get(AT_ONCE_SETTING, "").strip()
    if not typed:
        return AT_ONCE
    if not typed.isdecimal() or not 1 <= int(typed) <= _MOST_AT_ONCE:
        raise SettingsError(f"设置 {AT_ONCE_SETTING} 应是 1 到 {_MOST_AT_ONCE} 的整数，现在是“{typed[:10]}”，请改正")
    return int(typed)


def close_workers() -> None:
    """Close every worker of this process; jobs under way go back into the queue."""
    with _opening:
        for worker in _opened.values():
            worker.close()
        _opened.clear()


atexit.register(close_workers)
