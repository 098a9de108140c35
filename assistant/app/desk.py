"""What one session holds: the typed brief, the draft in the making, the draft being edited, and former drafts."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal
from uuid import uuid4

from assistant.app.frames import in_form_order
from assistant.app.jobs import DraftJob
from assistant.drafting.events import EngineName
from assistant.forms import FormDefinition, get_form
from assistant.model import PerformanceTarget

View = Literal["brief", "drafting", "editor"]
_FORMER_LIMIT = 20
# The grid sends a cell 150 ms after it was left, and the page's run that takes it in needs a moment too.
_SETTLE_SECONDS = 0.4
_SETTLE_LIMIT = 5.0


@dataclass(eq=False)
class Work:
    """A draft on the table.

    `base` is what the widgets started from and changes only with `version` (their keys carry it): a grid that is fed
    its own output loses every second edit. `current` is base plus all edits, as of the last run of the page.
    """

    base: PerformanceTarget
    engine: EngineName
    examples: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    made_at: datetime = field(default_factory=lambda: datetime.now().astimezone())
    version: int = 1
    name: str = field(default_factory=lambda: uuid4().hex[:8])
    current: PerformanceTarget = field(init=False)

    def __post_init__(self) -> None:
        self.current = self.base
        self._quiet = threading.Event()
        self._quiet.set()

    @property
    def stem(self) -> str:
        """What the keys of its widgets begin with; a new one gives new widgets."""
        return f"{self.name}_{self.version}"

    @property
    def form(self) -> FormDefinition:
        """The form that it is laid out for."""
        return get_form(self.base.form)

    def rebase(self, target: PerformanceTarget) -> None:
        """Start the widgets afresh from `target`."""
        self.base = self.current = target
        self.version += 1

    @contextmanager
    def being_drawn(self) -> Iterator[None]:
        """Mark a run of the page in which `current` is brought up to date."""
        self._quiet.clear()
        try:
            yield
        finally:
            self._quiet.set()

    def settled(self) -> PerformanceTarget:
        """Return `current`, in the form's order, once edits on their way have come in. Not for the page's own thread.

        A click on a download button leaves the cell that is being typed in; that edit must be in the file.
        """
        time.sleep(_SETTLE_SECONDS)
        self._quiet.wait(_SETTLE_LIMIT)
        return in_form_order(self.current, self.form)


@dataclass(eq=False)
class Desk:
    """One session's desk."""

    view: View = "brief"
    typed: dict[str, str] = field(default_factory=dict)
    """Form entries by widget key; widgets that are not drawn lose theirs."""
    job: DraftJob | None = None
    work: Work | None = None
    former: list[Work] = field(default_factory=list)
    refusal: str | None = None
    """Why the last drafting brought nothing."""

    def put(self, work: Work) -> None:
        """Lay a draft on the table; the one that lay there becomes a former draft."""
        self.file_away()
        self.work = work

    def file_away(self) -> None:
        """Keep the draft on the table among the former ones."""
        if self.work:
            self.former.insert(0, self.work)
            del self.former[_FORMER_LIMIT:]
            self.work = None

    def take_back(self, work: Work) -> None:
        """Lay a former draft on the table again."""
        self.former.remove(work)
        work.rebase(work.current)
        self.put(work)
