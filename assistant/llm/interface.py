"""What drafting sees of a model: two verbs, what they take, and what they give."""

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
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


@dataclass(frozen=True)
class Price:
    """What a model's tokens cost, in yuan per million."""

    prompt: Decimal
    answer: Decimal

    def of(self, prompt_tokens: int, completion_tokens: int) -> Decimal:
        """Return the yuan that so many tokens cost, exactly."""
        return (self.prompt * prompt_tokens + self.answer * completion_tokens) / 1_000_000


@dataclass
class TokenUsage:
    """What a model's calls cost, as the endpoint reports it."""

    requests: int = 0
    """Requests sent, retries included."""
    prompt_tokens: int = 0
    completion_tokens: int = 0
    estimated: bool = False
    """Whether a part of the tokens is our estimate, where the endpoint reported none."""
    cost: Decimal | None = None
    """Yuan; None where the price table does not know the model."""

    def add(self, reported: object, price: Price | None = None, estimate: tuple[int, int] = (0, 0)) -> None:
        """Add an endpoint's `usage` object, or the estimate (prompt, answer) where it is None or without numbers."""
        tokens = _count(reported, "prompt_tokens"), _count(reported, "completion_tokens")
        if tokens == (0, 0):
            tokens = estimate
            self.estimated = self.estimated or tokens != (0, 0)
        self.prompt_tokens += tokens[0]
        self.completion_tokens += tokens[1]
        if price:
            self.cost = (self.cost or Decimal(0)) + price.of(*tokens)


def _count(reported: object, name: str) -> int:
    found = getattr(reported, name, 0)
    return found if isinstance(found, int) else 0


class LanguageModel(Protocol):
    """A chat model, real or scripted."""

    usage: TokenUsage

    @property
    def model(self) -> str:
        """Its name. Raises SettingsError where the endpoint has to be asked for it and does not say."""
        ...

    def stream_items(
        self, messages: Sequence[Message], keys: Sequence[str], schema: Mapping[str, Any] | None = None
    ) -> Generator[Item, None, None]:
        """Yield the elements of the wanted arrays of one JSON answer, each as soon as it is complete.

        A bare top-level array counts as the first key's.

        Args:
            messages: the question.
            keys: the wanted keys.
            schema: the answer's JSON schema, for endpoints that hold a model to one; nobody trusts that they did.

        Raises:
            SettingsError: the endpoint is not set up.
            ModelServiceError: the endpoint failed, or its answer ended before its JSON closed; what had arrived
                was yielded before.
        """
        ...

    def ask(self, messages: Sequence[Message], shape: type[Shape]) -> Shape:
        """Return one whole answer in the given shape. Raises as `stream_items` does."""
        ...
