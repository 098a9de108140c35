"""The pages under Streamlit's own runner, and what a test wants to see and do there."""

import time
from pathlib import Path
from typing import Any, cast

from streamlit.testing.v1 import AppTest

from assistant.app.desk import Desk, Work
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
    def work(self) -> Work:
        assert self.desk.work is not None
        return self.desk.work

    @property
    def shown(self) -> str:
        return "\n".join(element.proto.body for element in self.app.get("html"))

    @property
    def rows(self) -> list[Indicator]:
        return self.work.current.of_period("annual")

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
        self.fill(**texts).app.selectbox(key="in_form").select(form)
        return self.click("start").until("editor")

    def until(self, view: str) -> "Page":
        deadline = time.monotonic() + 30
        while self.desk.view == "drafting" and time.monotonic() < deadline:
            time.sleep(0.05)
            self.run()
        assert self.desk.view == view, self.desk.refusal
        return self

    def edit(self, state: Any, period: str = "annual") -> "Page":
        self.app.session_state[f"ed_{self.work.stem}_{period}"] = state
        return self.run()
