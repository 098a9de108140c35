"""A model that answers from a script: for tests, evals and demos, with the same verbs as the real one."""

from collections import deque
from collections.abc import Generator, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from assistant.llm.interface import Item, Message, Shape, TokenUsage
from assistant.llm.jsonstream import AnswerScanner
from assistant.model import ModelServiceError

Reply = str | Exception | tuple[str, Exception]
"""An answer's text; an error; or a text after which the error strikes."""


@dataclass
class ScriptedModel:
    """Replies are taken from a queue, one a question; what was asked is kept in `history`.

    Attributes:
        pieces: signs in one streamed piece.
        model: its name.
    """

    replies: deque[Reply] = field(default_factory=deque)
    history: list[list[Message]] = field(default_factory=list)
    usage: TokenUsage = field(default_factory=TokenUsage)
    pieces: int = 12
    model: str = "scripted"

    @classmethod
    def of(cls, *replies: Reply) -> "ScriptedModel":
        """Make a model with these replies."""
        return cls(deque(replies))

    def enqueue(self, replies: Iterable[Reply]) -> None:
        """Add replies at the end."""
        self.replies.extend(replies)

    def stream_items(
        self, messages: Sequence[Message], keys: Sequence[str], schema: Mapping[str, Any] | None = None
    ) -> Generator[Item, None, None]:
        """Yield the elements of the wanted arrays of the next reply; see `LanguageModel`."""
        text, error = self._next(messages)
        scanner = AnswerScanner(keys, default_key=keys[0])
        for at in range(0, len(text), self.pieces):
            yield from scanner.feed(text[at : at + self.pieces])
        if error:
            raise error
        if not scanner.closed:
            raise ModelServiceError("模型的回答中途断了，没有说完，请重试", "cut")

    def ask(self, messages: Sequence[Message], shape: type[Shape]) -> Shape:
        """Return the next reply in the given shape; see `LanguageModel`."""
        text, error = self._next(messages)
        if error:
            raise error
        whole: list[Any] = []
        for item in AnswerScanner(("reply",)).feed(f'{{"reply": {text}}}'):
            whole.append(item.data)
        try:
            return shape.model_validate(whole[0] if whole else None)
        except ValidationError as wrong:
            raise ModelServiceError("模型没有按要求的格式回答，请重试或换一个模型", "bad_answer") from wrong

    def _next(self, messages: Sequence[Message]) -> tuple[str, Exception | None]:
        self.history.append(list(messages))
        self.usage.requests += 1
        if not self.replies:
            raise ModelServiceError("脚本里没有更多的回答", "refused")
        reply = self.replies.popleft()
        if isinstance(reply, Exception):
            return "", reply
        return (reply, None) if isinstance(reply, str) else reply
