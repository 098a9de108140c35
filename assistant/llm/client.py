"""The one client: any OpenAI-compatible endpoint, through the bare SDK for streams and instructor for whole answers."""

import json
import logging
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, Self, TypeVar

from pydantic import ValidationError

from assistant.llm.answer import Answer
from assistant.llm.faults import LENGTH_CUT, cause_of, fault, from_sdk
from assistant.llm.interface import Item, Message, Shape, TokenUsage
from assistant.llm.jsonstream import AnswerScanner
from assistant.llm.profiles import meaning_of
from assistant.llm.request import RequestShape
from assistant.llm.retrying import Deadline, RetryPolicy, retrying
from assistant.llm.settings import Settings
from assistant.model import ModelServiceError, SettingsError

if TYPE_CHECKING:
    from openai import OpenAI

Result = TypeVar("Result")
CONNECT_SECONDS = 10.0
SILENCE_SECONDS = 120.0
"""How long a remote endpoint may say nothing; a local one may think about a long prompt until the deadline."""
_BAD_CONTENT = ("content_filter", "sensitive")


class ChatClient:
    """A `LanguageModel` behind an endpoint. Not shared between users: it holds their key and their usage."""

    def __init__(self, settings: Settings, policy: RetryPolicy | None = None) -> None:
        """Make a client; nothing is sent before the first question.

        Raises:
            SettingsError: no endpoint is configured, or its address cannot be used.
        """
        if not settings.is_configured:
            raise SettingsError("还没有设置模型：请在环境变量或 .env 里填写 OPENAI_BASE_URL 和 OPENAI_API_KEY")
        self.settings = settings
        self.endpoint = settings.endpoint
        self.usage = TokenUsage()
        self._policy = policy or RetryPolicy()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections."""
        if "_sdk" in self.__dict__:
            self._sdk.close()

    @cached_property
    def model(self) -> str:
        """The model's name: the setting, else the only one that the endpoint offers.

        Raises:
            SettingsError: no name is set and the endpoint offers none or several.
        """
        if self.settings.model:
            return self.settings.model
        offered = self.models()
        if len(offered) == 1:
            return offered[0]
        some = f"，接口提供的有：{'、'.join(offered[:5])}{' 等' if len(offered) > 5 else ''}" if offered else ""
        raise SettingsError(f"请填写模型名称 OPENAI_MODEL{some}")

    def models(self) -> list[str]:
        """Return the names of the models that the endpoint offers, or [] where it lists none.

        Raises:
            ModelServiceError: the endpoint cannot be reached or refuses the key.
        """
        deadline = Deadline(min(self.settings.timeout, SILENCE_SECONDS))
        try:
            listed = self._guarded(lambda: self._sdk.models.list(timeout=self._timeout(deadline)).data, deadline, "")
        except ModelServiceError as error:
            if error.kind in ("not_found", "refused"):
                return []
            raise
        return [model.id for model in listed or ()]

    def stream_items(self, messages: Sequence[Message], keys: Sequence[str]) -> Iterator[Item]:
        """Yield the elements of the wanted arrays as they complete; see `LanguageModel`."""
        deadline = Deadline(self.settings.timeout)
        answer = self._open(messages, deadline)
        scanner = AnswerScanner(keys, default_key=keys[0])
        try:
            for piece in self._pieces(answer, deadline):
                yield from scanner.feed(piece)
                if scanner.closed:
                    break
            if not scanner.closed and not answer.content_seen:
                # Some servers put the JSON into the reasoning field and leave the content empty.
                yield from scanner.feed(answer.reasoning)
            if not scanner.closed:
                raise self._incomplete(answer, scanner)
            answer.drain(deadline)
        finally:
            answer.close()
            self.usage.add(answer.usage)

    def ask(self, messages: Sequence[Message], shape: type[Shape]) -> Shape:
        """Return one whole answer in the given shape; see `LanguageModel`."""
        deadline = Deadline(self.settings.timeout)
        try:
            return self._guarded(lambda: self._ask_once(messages, shape, deadline), deadline, self.model, stream=False)
        except _NotInShape as error:
            if not self._shape.json_mode:
                raise fault("bad_answer", self.settings, self.model) from error
        # JSON mode gave fences or thoughts around the JSON, which only the plainer mode reads.
        self._shape.left_out.add("response_format")
        return self.ask(messages, shape)

    @cached_property
    def _sdk(self) -> "OpenAI":
        import openai

        key = self.settings.api_key.get_secret_value() or "not-needed"
        # A proxy for the outside world must not get the calls to this machine or its own network.
        http = openai.DefaultHttpx2Client(trust_env=False) if self.settings.is_local else None
        return openai.OpenAI(base_url=self.endpoint, api_key=key, max_retries=0, http_client=http)

    @cached_property
    def _shape(self) -> RequestShape:
        return RequestShape(self.endpoint, self.model)

    def _timeout(self, deadline: Deadline) -> Any:
        import openai

        silence = deadline.left if self.settings.is_local else min(deadline.left, SILENCE_SECONDS)
        return openai.Timeout(max(silence, 0.1), connect=min(CONNECT_SECONDS, max(deadline.left, 0.1)))

    def _open(self, messages: Sequence[Message], deadline: Deadline) -> Answer:
        """Ask, and wait for the first piece: until then a failure costs nothing and is retried."""

        def call() -> Answer:
            self.usage.requests += 1
            parts = self._shape.optional(stream=True)
            if self._shape.json_mode:
                parts["response_format"] = {"type": "json_object"}
            stream = self._sdk.chat.completions.create(
                model=self.model, messages=_plain(messages), stream=True, timeout=self._timeout(deadline), **parts
            )
            return Answer.begin(stream)

        return self._guarded(call, deadline, self.model, stream=True)

    def _pieces(self, answer: Answer, deadline: Deadline) -> Iterator[str]:
        try:
            for piece in answer:
                yield piece
                if not deadline.left:
                    raise fault("timeout", self.settings, self.model)
        except (ModelServiceError, GeneratorExit):
            raise
        except Exception as error:
            raise from_sdk(error, self.settings, self.model) from cause_of(error, self.settings)

    def _guarded(
        self, call: Callable[[], Result], deadline: Deadline, model: str, stream: bool | None = None
    ) -> Result:
        """Retry what may pass, step down what was refused, and turn what is left into our error.

        `stream` None: the request has no optional parts to step down.
        """
        import openai

        while True:
            try:
                return retrying(call, self._policy, deadline)
            except (openai.BadRequestError, openai.UnprocessableEntityError) as error:
                known = meaning_of(str(error))
                if stream is None or known or not self._shape.step_down(str(error), stream):
                    raise from_sdk(error, self.settings, model) from cause_of(error, self.settings)
            except (ModelServiceError, SettingsError, _NotInShape):
                raise
            except Exception as error:
                raise from_sdk(error, self.settings, model) from cause_of(error, self.settings)

    def _incomplete(self, answer: Answer, scanner: AnswerScanner) -> ModelServiceError:
        if answer.finish_reason == "length":
            return ModelServiceError(LENGTH_CUT, "cut")
        if answer.finish_reason in _BAD_CONTENT:
            return from_sdk(Exception("content_filter"), self.settings, self.model)
        finished = answer.finish_reason == "stop" and not scanner.scanner.started
        return fault("bad_answer" if finished else "cut", self.settings, self.model)

    def _ask_once(self, messages: Sequence[Message], shape: type[Shape], deadline: Deadline) -> Shape:
        import instructor
        from instructor.core import InstructorRetryException

        # instructor logs failures with the whole prompt in them.
        logging.getLogger("instructor").setLevel(logging.CRITICAL)
        mode = instructor.Mode.JSON if self._shape.json_mode else instructor.Mode.MD_JSON
        self.usage.requests += 1
        try:
            answer, whole = instructor.from_openai(self._sdk, mode=mode).chat.completions.create_with_completion(
                model=self.model,
                messages=_plain(messages),
                response_model=shape,
                # Extra attempts of instructor's own; retries are ours.
                max_retries=0,
                strict=False,
                timeout=self._timeout(deadline),
                **self._shape.optional(stream=False),
            )
        except InstructorRetryException as error:
            self.usage.add(getattr(error.last_completion, "usage", None))
            cause = error.__cause__ or error
            if isinstance(cause, ValidationError | json.JSONDecodeError | TypeError | AttributeError | ValueError):
                raise _NotInShape(type(cause).__name__) from None
            raise cause from None
        self.usage.add(getattr(whole, "usage", None))
        return answer


class _NotInShape(Exception):
    """The answer came, and is not what was asked for; its text is in no message."""


def _plain(messages: Sequence[Message]) -> Any:
    return [{"role": message.role, "content": message.content} for message in messages]
