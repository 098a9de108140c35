"""What drafting sees of a model: two verbs, what they take, and what they give."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, Protocol, TypeVar

from pydantic import BaseModel

Shape = TypeVar("Shape", bound=BaseModel)


class Message(NamedTuple):
    """One message of a chat."""

    role: Literal["system", "user", "assistant"]
    content: str


@dataclass(frozen=True)
class Item:
    """A complete JSON value out of a streamed answer.

    Attributes:
        key: the wanted key that it belongs to (`goals`, `rows`).
        data: an element of that key's array, or the key's whole value where that is no array.
    """

    key: str
    data: Any


@dataclass
class TokenUsage:
    """What a model's calls cost, as the endpoint reports it; 0 where it reports nothing."""

    requests: int = 0
    """Requests sent, retries included."""
    prompt_tokens: int = 0
    completion_tokens: int = 0

    def add(self, reported: object) -> None:
        """Add an endpoint's `usage` object; None, or one without numbers, adds nothing."""
        self.prompt_tokens += _count(reported, "prompt_tokens")
        self.completion_tokens += _count(reported, "completion_tokens")


def _count(reported: object, name: str) -> int:
    found = getattr(reported, name, 0)
    return found if isinstance(found, int) else 0


class LanguageModel(Protocol):
    """A chat model, real or scripted."""

    usage: TokenUsage

    def stream_items(self, messages: Sequence[Message], keys: Sequence[str]) -> Iterator[Item]:
        """Yield the elements of the wanted arrays of one JSON answer, each as soon as it is complete.

        A bare top-level array counts as the first key's.

        Raises:
            SettingsError: the endpoint is not set up.
            ModelServiceError: the endpoint failed, or its answer ended before its JSON closed; what had arrived
                was yielded before.
        """
        ...

    def ask(self, messages: Sequence[Message], shape: type[Shape]) -> Shape:
        """Return one whole answer in the given shape. Raises as `stream_items` does."""
        ...
