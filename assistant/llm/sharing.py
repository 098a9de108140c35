"""What drafts share that ask the same endpoint: the pause that it asked for, and what it refuses."""

import threading

from assistant.llm.profiles import Profile
from assistant.llm.request import RequestShape
from assistant.llm.retrying import RateGate


class Shared:
    """Give one to every client of an endpoint: in a batch, or for the drafts of one session.

    Attributes:
        gate: where the endpoint asks one of them to wait, all wait.
        at_once: how many ask at the same time; where many do, each is more patient.
    """

    def __init__(self, at_once: int = 1) -> None:
        self.gate = RateGate()
        self.at_once = at_once
        self._lock = threading.Lock()
        self._shapes: dict[tuple[str, str], RequestShape] = {}

    def shape(self, profile: Profile, endpoint: str, model: str) -> RequestShape:
        """Return the shape of requests to a model, so that what one client was refused no other sends again."""
        with self._lock:
            return self._shapes.setdefault((endpoint, model), RequestShape(profile))
