"""The page 起草: what is typed, the questions that make it firm, and the draft as it is written."""

from assistant.app.desk import Desk
from assistant.app.draft import brief_view, drafting_view, questions_view
from assistant.app.session import draft_id


def show(desk: Desk) -> None:
    """Draw the step that the session is at; with a draft in the address, how far that is."""
    here = desk.drafting
    if draft := draft_id():
        drafting_view.show(here, draft)
    elif here.brief is not None:
        questions_view.show(here)
    else:
        brief_view.show(here)
