"""The pages under Streamlit's own runner, and what a test wants to see and do there."""

import time
from pathlib import Path
from typing import Any, cast
from uuid import uuid4

from streamlit.testing.v1 import AppTest

from assistant.app.desk import Desk
from assistant.app.edit.editing import Editing
from assistant.app.review.uploads import Shelf
from assistant.model import Indicator

MAIN = Path(__file__).resolve().parents[2] / "assistant/app/main.py"
FIELDS = {
    "name": "职业技能培训补贴",
    "budget": "62万元",
    "purpose": "全年举办培训班6期，培训护理员300人，每人补贴1500元",
}


class Page:
    """The page, and what a test wants to see of it."""

    def __init__(self, page: str = "draft") -> None:
        self.app = AppTest.from_file(MAIN, default_timeout=60).run()
        self.run()
        if page != self.desk.page:
            self.open(page)

    @property
    def desk(self) -> Desk:
        return cast(Desk, self.app.session_state["desk"])

    @property
    def editing(self) -> Editing:
        """The draft that is open on the page 编辑."""
        return cast(Editing, self.app.session_state[f"editing_本机_{self.desk.editing}"])

    @property
    def shown(self) -> str:
        return "\n".join(element.proto.body for element in self.app.get("html"))

    @property
    def rows(self) -> list[Indicator]:
        return self.editing.target.of_period("annual")

    def open(self, page: str) -> "Page":
        """Go to another page by the bar at the head."""
        self.click(f"nav_{page}")
        assert self.desk.page == page
        return self

    def upload(self, *files: tuple[str, bytes], key: str = "review_up") -> "Page":
        """Give files, and wait until they are read."""
        shelf = self.desk.library.shelf if key == "library_up" else self.desk.review
        box = self.app.file_uploader(key=f"{key}_{shelf.version}")
        box.set_value([(name, data, "application/octet-stream") for name, data in files])
        self.run()
        return self.until_read(shelf)

    def until_read(self, shelf: Shelf) -> "Page":
        deadline = time.monotonic() + 30
        while shelf.is_reading and time.monotonic() < deadline:
            time.sleep(0.05)
        return self.run()

    def run(self) -> "Page":
        self.app.run()
        assert not self.app.exception
        # What a page could not be drawn for is a sentence; here it must be none of ours.
        assert "页面内部出错" not in self.shown
        # A view may have sent its user to another page; AppTest would go back to the one before.
        self.app._page_hash = self.app.session_state["pages"][self.desk.page]._script_hash
        return self

    def click(self, key: str) -> "Page":
        self.app.button(key=key).click()
        return self.run()

    def fill(self, **texts: str) -> "Page":
        for key, text in (FIELDS | texts).items():
            area = key in ("purpose", "facts")
            widget: Any = self.app.text_area(key=f"in_{key}") if area else self.app.text_input(key=f"in_{key}")
            widget.input(text)
        return self.run()

    def draft(self, form: str = "ezhou", **texts: str) -> "Page":
        """Draft offline without answering questions, and wait for the page 编辑."""
        self.fill(**texts).app.selectbox(key="in_form").select(form)
        return self.click("start").skip().until_drafted()

    def skip(self) -> "Page":
        """Skip the questions, if there are any."""
        if self.desk.drafting.brief is not None:
            self.click("skip")
        return self

    def until_drafted(self) -> "Page":
        deadline = time.monotonic() + 30
        while self.desk.page == "draft" and time.monotonic() < deadline:
            self.run()
            time.sleep(0.05)
        assert self.desk.page == "edit", self.desk.drafting.refusal
        return self.run()

    def uid(self, name: str, period: str = "annual") -> str:
        """Name a row as the workspace does."""
        state = self.editing.state
        pairs = zip(state.rows, state.target.indicators, strict=True)
        return next(mark.uid for mark, row in pairs if (row.name, row.period) == (name, period))

    def do(self, op: str, **what: Any) -> "Page":
        """Send an operation as the browser does, and draw the page."""
        what.setdefault("seen", self.editing.saved.version)
        self.editing.take({"ops": [{"id": uuid4().hex, "op": op, **what}]})
        return self.run()

    def type(self, name: str, column: str, text: str, period: str = "annual") -> "Page":
        """Type into a cell of the row of this name."""
        uid = self.uid(name, period)
        return self.do("cell", key=f"cell:{uid}:{column}", uid=uid, column=column, text=text)
