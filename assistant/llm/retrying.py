"""Retries: bounded in number, held to one wall-clock deadline, and as patient as the endpoint asks."""

import math
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, TypeVar

from assistant.llm.profiles import meaning_of, refused_part
from assistant.llm.stopping import Deadline, Stop

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


class RateGate:
    """Shared by all who ask one endpoint at the same time: where it asks one of them to wait, all wait."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._until = 0.0

    def pause(self, seconds: float) -> None:
        """Let nobody through for so long; a longer pause that already holds stays."""
        with self._lock:
            self._until = max(self._until, time.monotonic() + seconds)

    def pass_through(self, stop: Stop, deadline: Deadline) -> None:
        """Wait until requests may be sent, but not beyond the deadline or the user's stop."""
        while (left := min(self._until - time.monotonic(), deadline.left)) > 0:
            if stop.wait(left):
                return


@dataclass(frozen=True)
class Patience:
    """Everything that one call's waiting is held to."""

    policy: RetryPolicy
    deadline: Deadline
    stop: Stop
    gate: RateGate


def retrying(call: Callable[[], Result], patience: Patience) -> Result:
    """Call until it succeeds, fails for good, or the policy, deadline or user ends it; raises the last error."""
    from tenacity import Retrying

    policy, deadline, stop, gate = patience.policy, patience.deadline, patience.stop, patience.gate

    def is_over(state: "RetryCallState") -> bool:
        pause = _pause(_error(state), state.attempt_number, policy)
        too_long = pause > policy.longest_wait or pause >= deadline.left
        return stop.is_set or state.attempt_number >= policy.attempts or too_long

    def wait(state: "RetryCallState") -> float:
        return _pause(_error(state), state.attempt_number, policy)

    def again(state: "RetryCallState") -> bool:
        error = _error(state)
        return error is not None and is_passing(error)

    def tell_others(state: "RetryCallState") -> None:
        if status_of(_error(state)) == 429 and state.next_action:
            gate.pause(state.next_action.sleep)

    def gated() -> Result:
        gate.pass_through(stop, deadline)
        return call()

    def sleep(seconds: float) -> None:
        stop.wait(seconds)

    return Retrying(stop=is_over, wait=wait, retry=again, before_sleep=tell_others, sleep=sleep, reraise=True)(gated)


def _error(state: "RetryCallState") -> BaseException | None:
    return state.outcome.exception() if state.outcome else None


def is_passing(error: BaseException) -> bool:
    """Return whether the same request may succeed later."""
    import httpx2
    import openai

    if isinstance(error, openai.APIConnectionError | httpx2.TransportError):
        return True
    if not isinstance(error, openai.APIError) or meaning_of(str(error)) is not None:
        return False
    status = status_of(error)
    # 0: an error inside a stream or a body that came with 200, whose text says nothing of a lasting reason.
    passing = status in (0, 408, 429) or status >= 500
    return passing and refused_part(str(error)) != "response_format"


def status_of(error: BaseException | None) -> int:
    """Return the HTTP status, also where it stands only in the body of an error that came with 200; 0 without one."""
    status = getattr(error, "status_code", None)
    if isinstance(status, int) and status >= 400:
        return status
    body = getattr(error, "body", None)
    code = body.get("code") if isinstance(body, dict) else None
    number = int(str(code)) if str(code).isdigit() else 0
    return number if 400 <= number < 600 else 0


def _pause(error: BaseException | None, attempt: int, policy: RetryPolicy) -> float:
    asked = retry_after(error)
    return policy.first_wait * 2 ** (attempt - 1) if asked is None else asked


def retry_after(error: BaseException | None) -> float | None:
    """Return the seconds that Retry-After asks for (a number or a date), or None."""
    response = getattr(error, "response", None)
    header = str(response.headers.get("retry-after", "")).strip() if response is not None else ""
    if not header:
        return None
    try:
        seconds = float(header)
        return max(0.0, seconds) if math.isfinite(seconds) else None
    except ValueError:
        pass
    try:
        return max(0.0, (parsedate_to_datetime(header) - datetime.now(UTC)).total_seconds())
    except (TypeError, ValueError):
        return None
