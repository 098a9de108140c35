"""One whole answer in a pydantic shape, by instructor: for the structured single calls (repair, fixes, transcription)."""

import logging
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from assistant.llm.faults import LENGTH_CUT
from assistant.llm.interface import Message, Shape
from assistant.llm.request import instructor_mode
from assistant.llm.wire import NotInShape
from assistant.model import ModelServiceError

if TYPE_CHECKING:
    from openai import OpenAI

Count = Callable[[object, Sequence[Message], str], None]
_NOT_IN_SHAPE = (ValueError, TypeError, AttributeError, AssertionError)
"""What instructor runs into on an answer that is no JSON (ValueError), holds no choices, or is a refusal."""


def ask_whole(
    sdk: "OpenAI", model: str, messages: Sequence[Message], shape: type[Shape], count: Count, **parts: Any
) -> Shape:
    """Ask once, without a stream.

    Args:
        sdk: the client.
        model: its name.
        messages: the question.
        shape: of the answer.
        count: is told of the usage: as reported, the question, the answer's text.
        parts: the optional arguments; the type in `response_format` says which mode of instructor's is used.

    Raises:
        NotInShape: an answer came that is not in the shape.
        ModelServiceError: the answer was cut at the endpoint's length limit.
        Exception: of the SDK, as the wire knows them.
    """
    import instructor
    from instructor.core import IncompleteOutputException, InstructorRetryException

    # instructor logs failures with the whole prompt in them.
    logging.getLogger("instructor").setLevel(logging.CRITICAL)
    mode = getattr(instructor.Mode, instructor_mode(parts.pop("response_format")["type"]))
    try:
        answer: Any = instructor.patch(create=partial(_send, sdk, messages), mode=mode)(
            model=model,
            messages=plain(messages),
            response_model=shape,
            # Extra attempts of instructor's own; retries are ours.
            max_retries=0,
            strict=False,
            **parts,
        )
    except IncompleteOutputException as error:
        count(getattr(error.last_completion, "usage", None), messages, "")
        raise ModelServiceError(LENGTH_CUT, "cut") from None
    except InstructorRetryException as error:
        cause = error.__cause__ or error
        if not isinstance(cause, _NOT_IN_SHAPE):
            raise cause from None
        count(getattr(error.last_completion, "usage", None), messages, "")
        raise NotInShape(type(cause).__name__) from None
    count(getattr(answer._raw_response, "usage", None), messages, answer.model_dump_json())
    return cast(Shape, answer)


def _send(sdk: "OpenAI", question: Sequence[Message], /, **request: Any) -> Any:
    """Send the question in its own words where it says itself what JSON it wants.

    instructor puts an English preamble and the schema before it: some hundred tokens that say the same once more.
    """
    if any("json" in message.content.lower() for message in question):
        request["messages"] = plain(question)
    return sdk.chat.completions.create(**request)


def plain(messages: Sequence[Message]) -> Any:
    """Return the messages as the SDK takes them."""
    return [{"role": message.role, "content": message.content} for message in messages]
