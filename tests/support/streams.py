"""A model's answer that stops half-way, and waiting for what a worker does."""

import time
from collections.abc import Callable

from tests.support.drafts import text

SECONDS = 30.0


def after_rows(count: int, whole: str = "") -> int:
    """How many signs of the usual answer hold so many whole rows."""
    whole = whole or text()
    at = whole.index("[", whole.index('"rows"')) + 1
    for _ in range(count):
        at = whole.index("]", at) + 1
    return at


def until(happened: Callable[[], object], seconds: float = SECONDS) -> None:
    """Wait until something is so; fail where it never is."""
    end = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < end, "it never happened"
        time.sleep(0.02)
