"""One client's line to its endpoint: the SDK, its sockets, retries, refused parts, and what a failure means."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, TypeVar

from assistant.llm.faults import cause_of, fault, from_sdk
from assistant.llm.profiles import meaning_of, refused_part
from assistant.llm.request import RequestShape
from assistant.llm.retrying import Patience, RateGate, RetryPolicy, retrying, status_of
from assistant.llm.settings import Settings
from assistant.llm.stopping import Deadline, Sockets, Stop
from assistant.model import ModelServiceError, SettingsError

if TYPE_CHECKING:
    from openai import OpenAI

Result = TypeVar("Result")
Parts = dict[str, Any]
CONNECT_SECONDS = 10.0
SILENCE_SECONDS = 120.0
"""How long a remote endpoint may say nothing; a local one may think about a long prompt until the deadline."""
_NO_STEP = (401, 402, 403, 429)


class NotInShape(Exception):
    """The answer came, and is not what was asked for; its text is in no message."""


class Wire:
    """The line to one endpoint, for one user."""

    def __init__(self, settings: Settings, policy: RetryPolicy, stop: Stop, gate: RateGate) -> None:
        self.settings = settings
        self.stop = stop
        self._policy = policy
        self._gate = gate
        self._sockets = Sockets()

    @cached_property
    def sdk(self) -> "OpenAI":
        """The SDK's client. Retries are ours alone."""
        import openai

        key = self.settings.api_key.get_secret_value() or "not-needed"
        # A proxy for the outside world must not get the calls to this machine or its own network.
        http = openai.DefaultHttpx2Client(
            trust_env=not self.settings.is_local, event_hooks={"request": [self._sockets.watch]}
        )
        return openai.OpenAI(base_url=self.settings.endpoint, api_key=key, max_retries=0, http_client=http)

    def close(self) -> None:
        """Close the connections."""
        if "sdk" in self.__dict__:
            self.sdk.close()

    def timeout(self, deadline: Deadline) -> Any:
        """Return how long single reads may take."""
        import openai

        silence = deadline.left if self.settings.is_local else min(deadline.left, SILENCE_SECONDS)
        return openai.Timeout(max(silence, 0.1), connect=min(CONNECT_SECONDS, max(deadline.left, 0.1)))

    @contextmanager
    def held_to(self, deadline: Deadline) -> Iterator[None]:
        """End every wait inside the block at the deadline or at the user's stop."""
        with self._sockets.held_to(deadline, self.stop):
            yield

    def ask(
        self,
        send: Callable[[Parts], Result],
        deadline: Deadline,
        model: str = "",
        shape: RequestShape | None = None,
        parts: Callable[[], Parts] = dict,
    ) -> Result:
        """Retry what may pass, step down what was refused, and turn what is left into our error.

        Args:
            send: sends one request with these optional parts.
            deadline: of the whole call.
            model: for messages.
            shape: learns what is refused; None where the request has no optional parts.
            parts: gives the optional parts as they are now.
        """
        while True:
            sent = parts()
            try:
                return retrying(partial(send, sent), Patience(self._policy, deadline, self.stop, self._gate))
            except (ModelServiceError, SettingsError, NotInShape):
                raise
            except Exception as error:
                if shape is None or not _may_step(error) or not shape.step_down(str(error), sent):
                    raise self.fault_of(error, deadline, model) from cause_of(error, self.settings)

    def fault_of(self, error: Exception, deadline: Deadline, model: str = "") -> ModelServiceError:
        """Return our error for one of the SDK's; sockets that we ended ourselves are the user's stop or the deadline."""
        if self.stop.is_set:
            return fault("cancelled", self.settings)
        if not deadline.left:
            return fault("timeout", self.settings, model)
        return from_sdk(error, self.settings, model)

    def check(self, deadline: Deadline, model: str = "") -> None:
        """Raise if the user has stopped or the time is up."""
        if self.stop.is_set or not deadline.left:
            raise fault("cancelled" if self.stop.is_set else "timeout", self.settings, model)


def _may_step(error: Exception) -> bool:
    """Whether an error may complain of an optional part of the request."""
    message, status = str(error), status_of(error)
    if meaning_of(message) or status in _NO_STEP:
        return False
    return status in (400, 422) or refused_part(message) is not None
