"""What one session holds: where each of its pages is. Drafts are in the workspace."""

from dataclasses import dataclass, field
from uuid import uuid4

from assistant.app.batch.desk import BatchDesk
from assistant.app.draft.typing import DraftDesk
from assistant.app.pages import PageId
from assistant.app.projects.listing import ProjectsDesk
from assistant.app.review.uploads import Shelf
from assistant.app.settings.probing import ProbeRun
from assistant.forms import FormDefinition, get_form
from assistant.model import PerformanceTarget

# The grid sends a cell 150 ms after it was left, and the page's run that takes it in needs a moment too.
SETTLE_SECONDS = 0.4


@dataclass(eq=False)
class Work:
    """A form that is being corrected before it is kept.

    `base` is what the widgets started from and changes only with `version` (their keys carry it): a grid that is fed
    its own output loses every second edit. `current` is base plus all edits, as of the last run of the page.
    """

    base: PerformanceTarget
    version: int = 1
    name: str = field(default_factory=lambda: uuid4().hex[:8])
    current: PerformanceTarget = field(init=False)

    def __post_init__(self) -> None:
        self.current = self.base

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

    def keep(self) -> None:
        """Keep the edits although the widgets that hold them are not drawn any more."""
        if self.current is not self.base:
            self.rebase(self.current)


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
    drafting: DraftDesk = field(default_factory=DraftDesk)
    review: Shelf = field(default_factory=Shelf)
    """Files on the page 审核已有表."""
    library: LibraryDesk = field(default_factory=LibraryDesk)
    projects: ProjectsDesk = field(default_factory=ProjectsDesk)
    batch: BatchDesk = field(default_factory=BatchDesk)

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
        return self.page == "library" and self.library.is_adding and self.library.adding is not None

    @property
    def holds_work(self) -> bool:
        """Whether something would be lost with the tab."""
        return self.library.adding is not None

    def step_aside(self) -> None:
        """Keep what was edited on a page that is not drawn any more: its widgets lose their state."""
        if self.library.adding:
            self.library.adding.keep()
