"""A streamed answer as text pieces, whatever the endpoint does to the protocol."""

import contextlib
import json
import time
from collections.abc import Iterator
from typing import Any, Self

from assistant.llm.stopping import Deadline

# After the JSON has closed only the usage is of interest; a model that talks on is not listened to for long.
_AFTER_CLOSE = 60


class Answer:
    """Iterate to get the content's pieces. A server that answers whole, without streaming, gives one piece.

    Attributes:
        content_seen: whether any content came; thoughts do not count.
        reasoning: what came in `reasoning_content` or `reasoning`.
        refusal: what came in `refusal`.
        content: the content so far.
        finish_reason: the last one given, or None.
        usage: the last usage object given, or None. Some endpoints send a running total with every chunk.
        pieces: how many pieces of content and thoughts came.
    """

    def __init__(self, stream: Any, asked_at: float) -> None:
        self._stream = stream
        self._asked_at = self._first_at = self._last_at = asked_at
        self.pieces = 0
        self._first: list[Any] = []
        self.content_seen = False
        self.reasoning = ""
        self.refusal = ""
        self.content = ""
        self.finish_reason: str | None = None
        self.usage: Any = None
        self._chunks = self._whole() if self._is_whole() else iter(stream)

    @classmethod
    def begin(cls, stream: Any, asked_at: float) -> Self:
        """Wait for the first chunk, so that a failure before it can still be retried; `asked_at` is monotonic."""
        answer = cls(stream, asked_at)
        try:
            answer._first = [chunk for _, chunk in zip(range(1), answer._chunks, strict=False)]
        except BaseException:
            answer.close()
            raise
        return answer

    @property
    def waited(self) -> float:
        """Seconds from the request to the first piece of content or thoughts."""
        return self._first_at - self._asked_at

    @property
    def spread(self) -> float:
        """Seconds from the first piece to the last one so far."""
        return self._last_at - self._first_at

    @property
    def seconds(self) -> float:
        """Seconds from the request to the last piece so far."""
        return self._last_at - self._asked_at

    @property
    def tokens(self) -> int:
        """Tokens of the answer as the endpoint reports them; 0 where it does not."""
        said = getattr(self.usage, "completion_tokens", 0)
        return said if isinstance(said, int) else 0

    def __iter__(self) -> Iterator[str]:
        for chunk in self._all_chunks():
            piece = self._content(chunk)
            if piece:
                self.content_seen = self.content_seen or bool(piece.strip())
                self.content += piece
                yield piece

    def drain(self, deadline: Deadline) -> None:
        """Read on for the usage; nothing that happens here matters to the draft."""
        try:
            for count, chunk in enumerate(self._all_chunks()):
                self._content(chunk)
                if count >= _AFTER_CLOSE or not deadline.left:
                    return
        except Exception:
            return

    def close(self) -> None:
        """Close the connection, read to its end or not."""
        self._stream.close()

    def _all_chunks(self) -> Iterator[Any]:
        while self._first:
            yield self._first.pop()
        # Not `yield from`, which would close the stream when a reader stops early; `drain` reads on.
        for chunk in self._chunks:  # noqa: UP028
            yield chunk

    def _content(self, chunk: Any) -> str:
        self.usage = getattr(chunk, "usage", None) or self.usage
        choices = getattr(chunk, "choices", None)
        if not choices:
            return ""
        self.finish_reason = getattr(choices[0], "finish_reason", None) or self.finish_reason
        part = getattr(choices[0], "delta", None) or getattr(choices[0], "message", None)
        thought = getattr(part, "reasoning_content", None) or getattr(part, "reasoning", None)
        thought = thought if isinstance(thought, str) else ""
        self.reasoning += thought
        refusal = getattr(part, "refusal", None)
        self.refusal += refusal if isinstance(refusal, str) else ""
        content = getattr(part, "content", None)
        content = content if isinstance(content, str) else ""
        if content or thought:
            self._last_at = time.monotonic()
            self._first_at = self._first_at if self.pieces else self._last_at
            self.pieces += 1
        return content

    def _is_whole(self) -> bool:
        return str(self._stream.response.headers.get("content-type", "")).startswith("application/json")

    def _whole(self) -> Iterator[Any]:
        """A body that is no stream: a whole completion, or an error that came with status 200."""
        import openai
        from openai.types.chat import ChatCompletion

        body: Any = None
        raw = self._stream.response.read()
        with contextlib.suppress(ValueError):
            body = json.loads(raw)
        if not isinstance(body, dict) or not body.get("choices"):
            inner = body.get("error", body) if isinstance(body, dict) else None
            message = str(inner.get("message", "")) if isinstance(inner, dict) else str(inner or "")
            raise openai.APIError(message or "empty answer", self._stream.response.request, body=inner)
        yield ChatCompletion.construct(**body)
