"""What the page 我的项目 remembers in one session: what is looked for, which page, what is ticked."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from assistant.workspace import DraftLine, Workspace

Shelf = Literal["active", "archived", "deleted"]
SHELVES: Final[dict[Shelf, str]] = {"active": "在办", "archived": "已归档", "deleted": "回收站"}
STATES: Final = ("草稿", "已完成", "起草中")
PER_PAGE: Final = (12, 24, 60)
"""Lines of a page to choose from; the first fills a small screen."""


@dataclass(eq=False)
class ProjectsDesk:
    """The page 我的项目 in one session."""

    search: str = ""
    year: int | None = None
    state: Literal["草稿", "已完成", "起草中"] | None = None
    shelf: Shelf = "active"
    page: int = 1
    per_page: int = PER_PAGE[0]
    ticked: dict[str, str] = field(default_factory=dict)
    """Names of the drafts that are ticked, by id; kept while pages are turned."""
    version: int = 0
    """In the keys of the ticks: a new one draws them all afresh."""

    @property
    def is_narrowed(self) -> bool:
        """Whether something less than all is asked for."""
        return bool(self.search.strip() or self.year or self.state)

    def look_for(self, search: str, year: int | None, state: str | None, shelf: Shelf) -> None:
        """Ask for something else; back to the first page, and nothing is ticked any more on another shelf."""
        wanted = next((known for known in STATES if known == state), None)
        if (self.search, self.year, self.state, self.shelf) == (search, year, wanted, shelf):
            return
        if shelf != self.shelf:
            self.untick()
        self.search, self.year, self.state, self.shelf, self.page = search, year, wanted, shelf, 1

    def untick(self) -> None:
        """Tick nothing."""
        self.ticked.clear()
        self.version += 1


@dataclass(frozen=True)
class Listed:
    """One page of the list.

    Attributes:
        count: lines of all pages.
        pages: how many there are, at least one.
        years: that there are drafts of.
    """

    lines: "Sequence[DraftLine]"
    count: int
    pages: int
    years: Sequence[int]


def listed(drafts: "Workspace", owner: str, desk: ProjectsDesk) -> Listed:
    """Return the page that is asked for; the last one where there are fewer by now."""
    asked = (owner, desk.search, desk.year, desk.state)
    count = drafts.count(*asked, shelf=desk.shelf)
    pages = max(1, -(-count // desk.per_page))
    desk.page = min(max(1, desk.page), pages)
    lines = drafts.list(*asked, limit=desk.per_page, offset=(desk.page - 1) * desk.per_page, shelf=desk.shelf)
    return Listed(lines, count, pages, drafts.years(owner, desk.shelf))
