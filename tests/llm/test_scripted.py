"""The shipped fake keeps the real model's contract."""

import pytest
from pydantic import BaseModel

from assistant.llm import Message, ScriptedModel
from assistant.model import ModelServiceError

QUESTION = [Message("user", "起草")]


class Answer(BaseModel):
    rows: list[dict[str, str]]


def test_replies_are_taken_in_turn_and_questions_kept() -> None:
    model = ScriptedModel.of('{"rows":[{"a":"1"},{"a":"2"}]}')
    model.enqueue(['{"rows":[{"a":"3"}]}'])
    assert [item.data for item in model.stream_items(QUESTION, ("rows",))] == [{"a": "1"}, {"a": "2"}]
    assert model.ask(QUESTION, Answer).rows == [{"a": "3"}]
    assert (model.history, model.usage.requests) == ([QUESTION, QUESTION], 2)


def test_an_error_strikes_after_what_was_said() -> None:
    model = ScriptedModel.of(
        ('{"rows":[{"a":"1"},', ModelServiceError("断了", "cut")), ModelServiceError("忙", "rate_limit")
    )
    items = model.stream_items(QUESTION, ("rows",))
    assert next(items).data == {"a": "1"}
    with pytest.raises(ModelServiceError, match="断了"):
        next(items)
    with pytest.raises(ModelServiceError, match="忙"):
        model.ask(QUESTION, Answer)


@pytest.mark.parametrize("reply", ['{"rows":[', "不会"])
def test_an_answer_that_does_not_close_is_cut(reply: str) -> None:
    with pytest.raises(ModelServiceError):
        list(ScriptedModel.of(reply).stream_items(QUESTION, ("rows",)))
    with pytest.raises(ModelServiceError) as caught:
        ScriptedModel.of(reply).ask(QUESTION, Answer)
    assert caught.value.kind == "bad_answer"


def test_an_empty_script_says_so() -> None:
    with pytest.raises(ModelServiceError, match="脚本"):
        ScriptedModel().ask(QUESTION, Answer)
