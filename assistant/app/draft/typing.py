"""What one session has typed on the page 起草, and the questions that are asked of it."""

import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from assistant.drafting.brief import Brief
from assistant.drafting.events import EngineName
from assistant.drafting.questions import Question
from assistant.llm import Stop
from assistant.model import AssistantError

TEXTS = ("name", "budget", "purpose", "unit", "year", "facts")
KEYS = ("form", *TEXTS, "local")
_log = logging.getLogger(__name__)


class Asking:
    """Questions being looked for in a thread: a model may take some seconds, and nobody has to wait for it.

    Args:
        look: finds them; called in the thread.
        stop: ends a wait for the endpoint.
    """

    def __init__(self, look: Callable[[], Sequence[Question]], stop: Stop) -> None:
        self._look = look
        self._stop = stop
        self.found: tuple[Question, ...] = ()
        self._thread = threading.Thread(target=self._run, name="questions", daemon=True)
        self._thread.start()

    def _run(self) -> None:
        try:
            self.found = tuple(self._look())
        except AssistantError as error:
            # Drafting says what is wrong with the endpoint; without questions it can begin all the same.
            _log.info("no questions: %s", error)
        except Exception:
            _log.exception("questions failed")

    def wait(self, seconds: float) -> bool:
        """Wait for a moment; return whether they are there."""
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def stop(self) -> None:
        """Wait no longer."""
        self._stop.set()


@dataclass(eq=False)
class DraftDesk:
    """The page 起草 in one session."""

    typed: dict[str, object] = field(default_factory=dict)
    """Entries of the form by key; widgets that are not drawn lose theirs."""
    brief: Brief | None = None
    """What is to be drafted, while its questions are asked."""
    engine: EngineName = "offline"
    asking: Asking | None = None
    refusal: str = ""
    """Why it cannot begin, one Chinese sentence."""
    finished: str = ""
    """What to say of the draft that was just finished, on the page 编辑."""
    is_submitted: bool = False
    """Whether the browser may forget what was typed."""

    def back(self) -> None:
        """Return to the form with all that was typed."""
        if self.asking:
            self.asking.stop()
        self.brief = self.asking = None


def typed_of(brief: Brief) -> dict[str, object]:
    """Return the form's entries that a brief was made from."""
    return {
        "form": brief.form,
        "name": brief.name,
        "budget": str(brief.budget),
        "purpose": brief.purpose,
        "unit": brief.unit or "",
        "year": str(brief.year or ""),
        "facts": "\n".join(brief.facts),
    }
