"""The pages: what each is called, under which address it is found, and which function draws it."""

from dataclasses import dataclass
from importlib import import_module
from typing import Final, Literal

PageId = Literal["projects", "draft", "edit", "batch", "review", "library", "quality", "settings", "help"]


@dataclass(frozen=True)
class PageInfo:
    """One page.

    Attributes:
        id: its name in code and its path in the address bar.
        title: as the bar and the browser's tab say it.
        view: the module whose `show(desk)` draws it; imported when the page is opened.
        place: where its name stands in the bar at the head; `None` for a page that is reached from others.
    """

    id: PageId
    title: str
    view: str
    place: Literal["main", "side"] | None = "main"

    def show(self) -> None:
        """Draw the page for this session."""
        from assistant.app.session import desk, fault

        try:
            import_module(f"assistant.app.{self.view}").show(desk())
        except Exception as error:
            fault(error)


PAGES: Final = (
    PageInfo("projects", "我的项目", "projects.projects_view"),
    PageInfo("draft", "起草", "draft.draft_view"),
    PageInfo("edit", "编辑", "edit.edit_view", place=None),
    PageInfo("batch", "批量起草", "batch.batch_view"),
    PageInfo("review", "审核已有表", "review.review_view"),
    PageInfo("library", "样例库", "examples.library_view"),
    PageInfo("quality", "质量评测", "quality.quality_view"),
    PageInfo("settings", "设置", "settings.settings_view", "side"),
    PageInfo("help", "帮助", "help.help_view", "side"),
)
HOME: Final[PageId] = "projects"
"""Where `/` leads."""
