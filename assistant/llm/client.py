"""The one client: any OpenAI-compatible endpoint, through the bare SDK for streams and instructor for whole answers."""

import importlib
import threading
import time
from collections.abc import Generator, Iterator, Sequence
from copy import deepcopy
from functools import cached_property, partial
from typing import Any, Self

from assistant.llm.answer import Answer
from assistant.llm.faults import ENDLESS, LENGTH_CUT, THOUGHT_AWAY, cause_of, fault, from_sdk
from assistant.llm.interface import Item, Message, Price, Shape, TokenUsage
from assistant.llm.jsonstream import AnswerScanner
from assistant.llm.prices import load_prices, price_of
from assistant.llm.profiles import ending_of, profile_of
from assistant.llm.request import RequestShape, Schema
from assistant.llm.retrying import RetryPolicy
from assistant.llm.settings import Settings
from assistant.llm.sharing import Shared
from assistant.llm.stopping import Deadline, Stop
from assistant.llm.tokens import estimate_prompt, estimate_tokens
from assistant.llm.whole import ask_whole, plain
from assistant.llm.wire import SILENCE_SECONDS, NotInShape, Parts, Wire
from assistant.model import ModelServiceError, SettingsError

MOST_SIGNS = 60_000
"""Of one answer: a model that repeats itself without end is not listened to. A table has some 3,000."""
USAGE_SECONDS = 2.0
"""How long to wait for the usage once an answer is whole."""
PATIENT = RetryPolicy(attempts=6)
_ENDLESS = ENDLESS.format(signs=MOST_SIGNS)
_FINAL = (LENGTH_CUT, THOUGHT_AWAY, _ENDLESS)
"""Asking again would end the same way."""


class ChatClient:
    """A `LanguageModel` behind an endpoint. Not shared between users: it holds their key and their usage."""

    def __init__(
        self,
        settings: Settings,
        policy: RetryPolicy | None = None,
        stop: Stop | None = None,
        shared: Shared | None = None,
    ) -> None:
        """Make a client; nothing is sent before the first question.

        Args:
            settings: of the endpoint.
            policy: how often and how long to try; more patient where many ask at once.
            stop: the user's wish to stop; set it from any thread.
            shared: with other clients of the same endpoint: pauses, and what it refuses.

        Raises:
            SettingsError: no endpoint is configured, everything is to stay on this machine, or the endpoint's address,
                kind or price table cannot be used.
        """
        settings.require_model()
        self.settings = settings
        self.endpoint = settings.endpoint
        self.usage = TokenUsage()
        self.last: Answer | None = None
        """The last streamed answer, read or not."""
        self._prices = load_prices(settings.prices)
        self._shared = shared or Shared()
        policy = policy or (PATIENT if self._shared.at_once > 1 else RetryPolicy())
        self._wire = Wire(settings, policy, stop or Stop(), self._shared.gate)
        self.kind = profile_of(self.endpoint, settings.model, settings.kind).name

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections."""
        self._wire.close()

    @cached_property
    def model(self) -> str:
        """The model's name: the setting, else the only one that the endpoint offers.

        Raises:
            SettingsError: no name is set and the endpoint offers none or several.
        """
        if self.settings.model:
            return self.settings.model
        offered = self.models() or []
        if len(offered) == 1:
            return offered[0]
        some = f"，接口提供的有：{'、'.join(offered[:5])}{' 等' if len(offered) > 5 else ''}" if offered else ""
        raise SettingsError(f"请填写模型名称 OPENAI_MODEL{some}")

    @cached_property
    def shape(self) -> RequestShape:
        """What requests hold, and what the endpoint has refused so far."""
        profile = profile_of(self.endpoint, self.model, self.settings.kind)
        return self._shared.shape(profile, self.endpoint, self.model)

    def models(self) -> list[str] | None:
        """Return the names of the models that the endpoint offers, or None where it lists none at all.

        Raises:
            ModelServiceError: the endpoint cannot be reached or refuses the key.
        """
        deadline = Deadline(min(self.settings.timeout, SILENCE_SECONDS))

        def send(_: Parts) -> Any:
            return self._wire.sdk.models.list(timeout=self._wire.timeout(deadline)).data

        try:
            with self._wire.held_to(deadline):
                listed = self._wire.ask(send, deadline)
        except ModelServiceError as error:
            if error.kind in ("not_found", "refused"):
                return None
            raise
        return [model.id for model in listed or ()]

    def stream_items(
        self, messages: Sequence[Message], keys: Sequence[str], schema: Schema | None = None
    ) -> Generator[Item, None, None]:
        """Yield the elements of the wanted arrays as they complete; see `LanguageModel`.

        While nothing has been yielded a failure costs nothing: an answer that is none is asked for once more in a
        simpler format, one that broke off at once is asked for again.
        """
        deadline = Deadline(self.settings.timeout)
        may_break_off = True
        with self._wire.held_to(deadline):
            while True:
                answer, yielded = self._open(messages, schema, deadline), False
                try:
                    for item in self._items(answer, AnswerScanner(keys, default_key=keys[0]), deadline):
                        yielded = True
                        yield item
                    return
                except ModelServiceError as error:
                    if yielded or not deadline.left:
                        raise
                    if error.kind == "bad_answer" and self._simpler():
                        continue
                    if not may_break_off or error.kind not in ("cut", "server") or str(error) in _FINAL:
                        raise
                    may_break_off = False
                finally:
                    answer.close()
                    self._count(answer.usage, messages, answer.content + answer.reasoning)

    def ask(self, messages: Sequence[Message], shape: type[Shape]) -> Shape:
        """Return one whole answer in the given shape; see `LanguageModel`."""
        deadline = Deadline(self.settings.timeout)

        def send(parts: Parts) -> Shape:
            self.usage.requests += 1
            return ask_whole(
                self._wire.sdk, self.model, messages, shape, self._count, timeout=self._wire.timeout(deadline), **parts
            )

        with self._wire.held_to(deadline):
            while True:
                try:
                    return self._wire.ask(send, deadline, self.model, self.shape, self._parts_of_whole)
                except NotInShape as error:
                    # JSON mode gave fences or thoughts around the JSON, which only the plainest mode reads.
                    if not self._simpler("text"):
                        raise fault("bad_answer", self.settings, self.model) from error

    def _parts_of_whole(self) -> Parts:
        kind = self.shape.format(schema=True)
        return {"response_format": {"type": kind}, **self.shape.optional(stream=False)}

    def _simpler(self, refused: str = "") -> bool:
        """Go down the ladder for this client alone: an answer that failed says nothing of what the endpoint takes."""
        self.shape = deepcopy(self.shape)
        return self.shape.simpler(refused)

    @cached_property
    def _price(self) -> Price | None:
        return price_of(self.model, self._prices)

    def _count(self, reported: object, messages: Sequence[Message], said: str) -> None:
        self.usage.add(reported, self._price, (estimate_prompt(messages), estimate_tokens(said)))

    def _items(self, answer: Answer, scanner: AnswerScanner, deadline: Deadline) -> Iterator[Item]:
        for piece in self._pieces(answer, deadline):
            yield from scanner.feed(piece)
            if scanner.closed:
                break
        if not scanner.closed and not answer.content_seen:
            # Some servers put the JSON into the reasoning field and leave the content empty.
            yield from scanner.feed(answer.reasoning)
        if not scanner.closed:
            raise self._incomplete(answer, scanner)
        # The usage comes after the last sign. Where neither it nor the end comes, a whole draft does not wait for it.
        last = Deadline(min(USAGE_SECONDS, deadline.left))
        with self._wire.held_to(last):
            answer.drain(last)

    def _open(self, messages: Sequence[Message], schema: Schema | None, deadline: Deadline) -> Answer:
        """Ask, and wait for the first piece: until then a failure costs nothing and is retried."""

        def send(parts: Parts) -> Answer:
            self.usage.requests += 1
            asked_at = time.monotonic()
            stream = self._wire.sdk.chat.completions.create(
                model=self.model, messages=plain(messages), stream=True, timeout=self._wire.timeout(deadline), **parts
            )
            return Answer.begin(stream, asked_at)

        parts = partial(self.shape.optional, stream=True, schema=schema)
        self.last = self._wire.ask(send, deadline, self.model, self.shape, parts)
        return self.last

    def _pieces(self, answer: Answer, deadline: Deadline) -> Iterator[str]:
        try:
            for piece in answer:
                yield piece
                self._wire.check(deadline, self.model)
                if len(answer.content) > MOST_SIGNS:
                    raise ModelServiceError(_ENDLESS, "cut")
        except (ModelServiceError, GeneratorExit):
            raise
        except Exception as error:
            raise self._wire.fault_of(error, deadline, self.model) from cause_of(error, self.settings)

    def _incomplete(self, answer: Answer, scanner: AnswerScanner) -> ModelServiceError:
        """Say why an answer did not close; the sockets that we ended ourselves look like an answer's end."""
        if self._wire.stop.is_set:
            return fault("cancelled", self.settings)
        ending = ending_of(answer.finish_reason)
        if ending == "length":
            return ModelServiceError(LENGTH_CUT if answer.content_seen else THOUGHT_AWAY, "cut")
        if ending == "content":
            return from_sdk(Exception("content_filter"), self.settings, self.model)
        if answer.refusal:
            return fault("refused", self.settings, self.model, answer.refusal)
        if ending == "server":
            return fault("server", self.settings, self.model)
        finished = answer.finish_reason == "stop" and not scanner.scanner.started
        return fault("bad_answer" if finished else "cut", self.settings, self.model)


def warm_up() -> None:
    """Load the SDK in the background (it takes most of a second), so that the first question does not wait for it."""
    threading.Thread(target=lambda: importlib.import_module("openai"), name="warm-up", daemon=True).start()
