"""What one session holds: the typed brief, the draft in the making, the draft being edited, and former drafts."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal
from uuid import uuid4

from assistant.app.draft.jobs import DraftJob
from assistant.app.draft.repairs import Repairs
from assistant.app.labels import ENGINES
from assistant.app.pages import PageId
from assistant.app.projects.listing import ProjectsDesk
from assistant.app.review.uploads import Shelf
from assistant.app.settings.probing import ProbeRun
from assistant.app.sheet.frames import in_form_order
from assistant.drafting.events import EngineName
from assistant.forms import FormDefinition, get_form
from assistant.model import PerformanceTarget

View = Literal["brief", "drafting", "editor"]
_FORMER_LIMIT = 20
# The grid sends a cell 150 ms after it was left, and the page's run that takes it in needs a moment too.
SETTLE_SECONDS = 0.4
_SETTLE_LIMIT = 5.0


@dataclass(eq=False)
class Work:
    """A draft on the table.

    `base` is what the widgets started from and changes only with `version` (their keys carry it): a grid that is fed
    its own output loses every second edit. `current` is base plus all edits, as of the last run of the page.
    """

    base: PerformanceTarget
    engine: EngineName | None = None
    """None where it was not drafted here but read from a file."""
    examples: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    made_at: datetime = field(default_factory=lambda: datetime.now().astimezone())
    origin: str = ""
    """The file that it was read from."""
    version: int = 1
    name: str = field(default_factory=lambda: uuid4().hex[:8])
    current: PerformanceTarget = field(init=False)

    def __post_init__(self) -> None:
        self.current = self.base
        self.repairs = Repairs()
        self._taken: tuple[PerformanceTarget, PerformanceTarget] | None = None
        self._quiet = threading.Event()
        self._quiet.set()

    @property
    def stem(self) -> str:
        """What the keys of its widgets begin with; a new one gives new widgets."""
        return f"{self.name}_{self.version}"

    @property
    def made_by(self) -> str:
        """How it came about, in a few words."""
        return ENGINES[self.engine] if self.engine else f"读自 {self.origin}"

    @property
    def form(self) -> FormDefinition:
        """The form that it is laid out for."""
        return get_form(self.base.form)

    def rebase(self, target: PerformanceTarget) -> None:
        """Start the widgets afresh from `target`."""
        self.base = self.current = target
        self.version += 1

    def take(self, repaired: PerformanceTarget) -> None:
        """Start afresh from a repaired form; the form before is kept until something else is edited."""
        self._taken = (repaired, self.current)
        self.rebase(repaired)

    def keep_waivers(self, target: PerformanceTarget) -> None:
        """Take over the waivers of `target`, the current form otherwise; no widget shows them, so all keep what they hold."""
        self.base = self.base.model_copy(update={"waivers": target.waivers})
        self.current = target

    @property
    def before_repair(self) -> PerformanceTarget | None:
        """The form before the last repair, as long as nothing was edited since."""
        return self._taken[1] if self._taken and self._taken[0] == self.current else None

    def keep(self) -> None:
        """Keep the edits although the widgets that hold them are not drawn any more."""
        if self.current is not self.base:
            self.rebase(self.current)

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
        time.sleep(SETTLE_SECONDS)
        self._quiet.wait(_SETTLE_LIMIT)
        return in_form_order(self.current, self.form)


@dataclass(eq=False)
class LibraryDesk:
    """The page 样例库 in one session."""

    query: str = ""
    page: int = 1
    opened: str | None = None
    """Id of the example that is shown."""
    shelf: Shelf = field(default_factory=Shelf)
    """Files to add examples from."""
    is_adding: bool = False
    """Whether the page shows how to add, not the list."""
    adding: Work | None = None
    """The form that is being corrected before it is saved."""
    adding_key: tuple[str, int] | None = None
    """Which form of the shelf that is: digest of its file, and its number."""
    corrected: dict[tuple[str, int], Work] = field(default_factory=dict)
    """All forms that were opened for correcting, so that going to and fro loses nothing."""
    said: str = ""
    """What was done last, one Chinese sentence."""


@dataclass(eq=False)
class Desk:
    """One session's desk."""

    page: PageId = "draft"
    """The page that was drawn last."""
    view: View = "brief"
    typed: dict[str, str] = field(default_factory=dict)
    """Form entries by widget key; widgets that are not drawn lose theirs."""
    job: DraftJob | None = None
    work: Work | None = None
    former: list[Work] = field(default_factory=list)
    refusal: str | None = None
    """Why the last drafting brought nothing."""
    review: Shelf = field(default_factory=Shelf)
    """Files on the page 审核已有表."""
    library: LibraryDesk = field(default_factory=LibraryDesk)
    projects: ProjectsDesk = field(default_factory=ProjectsDesk)

    parts: dict[str, str] = field(default_factory=dict)
    """Which part of a page with a side menu is open, by page."""
    said: str = ""
    """What was just done, one Chinese sentence; said once."""
    editing: str | None = None
    """Id of the draft that was open last on the page 编辑."""
    settings_version: int = 0
    """In the keys of the grids on the page 设置: saving begins new ones."""
    probe: ProbeRun | None = None
    """A test of the model's endpoint that was begun on the page 设置."""

    asked: str | None = None
    """Key of a button that was clicked and waits for edits on their way (see `session.settled_button`)."""
    is_settled: bool = False

    @property
    def has_grid(self) -> bool:
        """Whether the page that is drawn has a grid in which something may be being typed."""
        if self.page == "draft":
            return self.view == "editor" and self.work is not None
        return self.page == "library" and self.library.is_adding and self.library.adding is not None

    @property
    def holds_work(self) -> bool:
        """Whether something would be lost with the tab."""
        return bool(self.job or self.work or self.former or self.library.adding)

    def step_aside(self) -> None:
        """Keep what was edited on a page that is not drawn any more: its widgets lose their state."""
        if self.work:
            self.work.keep()
        if self.library.adding:
            self.library.adding.keep()

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
