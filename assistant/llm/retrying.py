"""Retries: bounded in number, held to one wall-clock deadline, and as patient as the endpoint asks."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, TypeVar

from assistant.llm.profiles import meaning_of

if TYPE_CHECKING:
    from tenacity import RetryCallState

Result = TypeVar("Result")


@dataclass(frozen=True)
class RetryPolicy:
    """How often and how long.

    Attributes:
        attempts: requests in all, the first included.
        first_wait: seconds before the second; doubled each time.
        longest_wait: an endpoint that asks for a longer wait (Retry-After) is not asked again.
    """

    attempts: int = 3
    first_wait: float = 1.0
    longest_wait: float = 60.0


class Deadline:
    """A moment after which nothing more is tried. The SDK's own timeout is per read, not per call."""

    def __init__(self, seconds: float) -> None:
        self._until = time.monotonic() + seconds

    @property
    def left(self) -> float:
        """Seconds left, never below 0."""
        return max(0.0, self._until - time.monotonic())


def retrying(call: Callable[[], Result], policy: RetryPolicy, deadline: Deadline) -> Result:
    """Call until it succeeds, fails for good, or the policy or the deadline ends it; raises the last error."""
    from tenacity import Retrying

    def stop(state: "RetryCallState") -> bool:
        pause = _pause(_error(state), state.attempt_number, policy)
        return state.attempt_number >= policy.attempts or pause > policy.longest_wait or pause >= deadline.left

    def wait(state: "RetryCallState") -> float:
        return _pause(_error(state), state.attempt_number, policy)

    def again(state: "RetryCallState") -> bool:
        error = _error(state)
        return error is not None and _is_passing(error)

    return Retrying(stop=stop, wait=wait, retry=again, reraise=True)(call)


def _error(state: "RetryCallState") -> BaseException | None:
    return state.outcome.exception() if state.outcome else None


def _is_passing(error: BaseException) -> bool:
    """Whether the same request may succeed later."""
    import httpx2
    import openai

    if isinstance(error, openai.RateLimitError):
        return meaning_of(str(error)) is None
    return isinstance(error, openai.InternalServerError | openai.APIConnectionError | httpx2.TransportError)


def _pause(error: BaseException | None, attempt: int, policy: RetryPolicy) -> float:
    asked = _retry_after(error)
    return policy.first_wait * 2 ** (attempt - 1) if asked is None else asked


def _retry_after(error: BaseException | None) -> float | None:
    """Return the seconds that Retry-After asks for (a number or a date), or None."""
    response = getattr(error, "response", None)
    header = str(response.headers.get("retry-after", "")).strip() if response is not None else ""
    if not header:
        return None
    try:
        return max(0.0, float(header))
    except ValueError:
        pass
    try:
        return max(0.0, (parsedate_to_datetime(header) - datetime.now(UTC)).total_seconds())
    except (TypeError, ValueError):
        return None
