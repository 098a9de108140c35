"""One job at work: a thread that writes what comes into the workspace, and ends the job whatever happens."""

import logging
import threading
from collections.abc import Callable
from functools import partial
from typing import Literal

from assistant.llm import LanguageModel, Settings, Shared, Stop
from assistant.model import AssistantError, InputError
from assistant.worker.draft_job import DraftWork
from assistant.worker.patience import patiently
from assistant.worker.row_jobs import fix_draft, redraft_rows
from assistant.worker.telling import Telling
from assistant.workspace import WorkspaceError
from assistant.workspace.drafts import Workspace
from assistant.workspace.work import Claim, Ending, LostJobError

Halt = Literal["cancelled", "lost", "closing"]
_log = logging.getLogger(__name__)


class Running:
    """A job and its thread.

    Args:
        workspace: where the job and its draft are.
        claim: the job.
        settings: of the model; None reads them now.
        shared: with the worker's other jobs: pauses that the endpoint asks for.
        ended: called from the thread when it is over.
    """

    def __init__(
        self,
        workspace: Workspace,
        claim: Claim,
        settings: Settings | LanguageModel | None,
        shared: Shared,
        ended: Callable[[], None],
    ) -> None:
        self.claim = claim
        self.stop = Stop()
        self._halted: Halt | None = None
        self._workspace = workspace
        self._settings = settings
        self._shared = shared
        self._ended = ended
        self._thread = threading.Thread(target=self._run, name=f"job-{claim.id}", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    @property
    def is_alive(self) -> bool:
        """Whether it is still at work."""
        return self._thread.is_alive()

    def halt(self, why: Halt) -> None:
        """End it: a wait for the endpoint ends at once. The first reason counts."""
        self._halted = self._halted or why
        self.stop.set()

    def wait(self, seconds: float) -> None:
        """Wait until it is over, at most so long."""
        self._thread.join(seconds)

    def _run(self) -> None:
        try:
            self._work()
        except LostJobError:
            _log.info("job %s is another worker's now", self.claim.id)
        except WorkspaceError as error:
            # Nothing can be written: without a sign of life the job is taken up again when the database is back.
            _log.error("job %s: %s", self.claim.id, error)
        finally:
            self._ended()

    def _work(self) -> None:
        telling = Telling(self.claim.told)
        try:
            self._do(telling)
        except (LostJobError, WorkspaceError):
            raise
        except InputError as error:
            self._fail(telling, str(error), can_continue=False)
        except AssistantError as error:
            self._fail(telling, str(error))
        except Exception as error:
            _log.exception("job %s failed", self.claim.id)
            self._fail(telling, f"起草时程序内部出错（{type(error).__name__}），已写出的内容都在，请重试")

    def _do(self, telling: Telling) -> None:
        if self.claim.kind in ("draft", "continue"):
            work = DraftWork(self._workspace, self.claim, telling, self.stop, lambda: self._halted)
            work.run(self._settings, self._shared)
        elif self.claim.kind == "redraft":
            redraft_rows(self._workspace, self.claim, telling, self._settings, self.stop)
        else:
            fix_draft(self._workspace, self.claim, telling, self._settings, self.stop)

    def _fail(self, telling: Telling, sentence: str, can_continue: bool = True) -> None:
        if self._halted == "closing":
            self._workspace.work.hand_back(self.claim)
            return
        told = telling.data()
        if self.stop.is_set:
            ending = Ending("cancelled", "已停止，草稿没有改动", told, can_continue=True)
        else:
            ending = Ending("failed", sentence, told, can_continue)
        patiently(partial(self._workspace.work.finish, self.claim, ending))
