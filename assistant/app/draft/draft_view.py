"""The page 起草: typing a brief, watching it being written, editing what came."""

from assistant.app.desk import Desk
from assistant.app.draft import brief_view, drafting_view, editor_view

_VIEWS = {"brief": brief_view.show, "drafting": drafting_view.show, "editor": editor_view.show}


def show(desk: Desk) -> None:
    """Draw the view that the session is at."""
    _VIEWS[desk.view](desk)
