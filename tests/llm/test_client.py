"""The client against an endpoint that misbehaves; what is asserted is what went over the wire and what came out."""

import json
import logging
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import BaseModel

from assistant.llm import ChatClient, Item, Message, Settings, Stop
from assistant.llm.retrying import RetryPolicy
from assistant.model import ModelServiceError, SettingsError
from tests.support.loopback import USAGE, Behaviour, Loopback, answer, body, cut, events, reset, status

KEY = "sk-very-secret-0123456789"
ROWS = [
    {"name": "参训人数", "value": "≥300人"},
    {"name": "合格率", "value": "≥95%"},
    {"name": "满意度", "value": "≥90%"},
]
TEXT = json.dumps({"goals": [{"period": "annual", "text": "培训"}], "rows": ROWS}, ensure_ascii=False)
QUESTION = [Message("system", "只回答 JSON"), Message("user", "起草")]
QUICK = RetryPolicy(attempts=3, first_wait=0.01, longest_wait=1)


@pytest.fixture
def server() -> Iterator[Loopback]:
    with Loopback("only-model") as running:
        yield running


def client_of(server: Loopback, **settings: Any) -> ChatClient:
    return ChatClient(Settings(**({"base_url": server.url, "api_key": KEY, "model": "m"} | settings)), QUICK)


def stream(server: Loopback, **settings: Any) -> list[Item]:
    with client_of(server, **settings) as client:
        return list(client.stream_items(QUESTION, ("rows", "goals")))


def rows(items: list[Item]) -> list[Any]:
    return [item.data for item in items if item.key == "rows"]


def failing(server: Loopback, **settings: Any) -> tuple[list[Item], ModelServiceError]:
    """Return what arrived before the error, and the error; the key is in none of it."""
    got: list[Item] = []
    with client_of(server, **settings) as client, pytest.raises(ModelServiceError) as caught:
        got.extend(client.stream_items(QUESTION, ("rows", "goals")))
    assert KEY not in f"{caught.value!r}{caught.value}{caught.value.__cause__!r}{client.settings!r}"
    return got, caught.value


@pytest.mark.parametrize(
    "behaviour",
    [
        answer(TEXT),
        answer(TEXT, finish=None),
        answer(TEXT, usage=False),
        answer(f"```json\n{TEXT}\n```"),
        answer(f"好的，[说明]如下：\n{TEXT}\n以上共 {{3}} 条。"),
        answer(f'<think>先想 {{"rows":[{{"name":"假"}}]}}</think>\n{TEXT}'),
        answer(TEXT, field="reasoning_content"),
        answer(TEXT, field="reasoning"),
        body({"choices": [{"index": 0, "message": {"role": "assistant", "content": TEXT}, "finish_reason": "stop"}]}),
    ],
    ids=[
        "plain",
        "no-finish",
        "no-usage",
        "fenced",
        "prose",
        "think",
        "reasoning_content",
        "reasoning",
        "not-streamed",
    ],
)
def test_every_way_of_answering_gives_the_same_rows(server: Loopback, behaviour: Behaviour) -> None:
    server.will(behaviour)
    assert rows(stream(server)) == ROWS


def test_a_row_is_seen_before_the_rest_is_sent(server: Loopback) -> None:
    go_on = threading.Event()
    first_row_ends = TEXT.index("}", TEXT.index("参训人数")) + 1
    server.will(answer(TEXT, wait=(first_row_ends, go_on)))
    with client_of(server) as client:
        items = client.stream_items(QUESTION, ("rows", "goals"))
        assert [next(items).key, next(items).data] == ["goals", ROWS[0]]
        go_on.set()
        assert rows(list(items)) == ROWS[1:]


def test_the_key_travels_in_the_header_alone_and_thinking_is_off(server: Loopback) -> None:
    server.will(answer(TEXT))
    stream(server, model="qwen3-32b")
    asked = server.asked[-1]
    assert asked.headers["authorization"] == f"Bearer {KEY}"
    assert KEY.encode() not in asked.raw
    assert asked.body["chat_template_kwargs"]["enable_thinking"] is False
    assert asked.body["response_format"] == {"type": "json_object"}
    assert asked.body["stream_options"] == {"include_usage": True}
    assert [message["role"] for message in asked.body["messages"]] == ["system", "user"]


def test_usage_is_counted_once(server: Loopback) -> None:
    server.will(answer(TEXT), answer(TEXT, usage=False))
    with client_of(server) as client:
        list(client.stream_items(QUESTION, ("rows",)))
        first = (client.usage.prompt_tokens, client.usage.completion_tokens, client.usage.estimated)
        assert first == (USAGE["prompt_tokens"], USAGE["completion_tokens"], False)
        list(client.stream_items(QUESTION, ("rows",)))
        # The second answer has none: an estimate of the same order takes its place, and says so.
        assert client.usage.requests == 2
        assert client.usage.prompt_tokens > USAGE["prompt_tokens"]
        assert 20 < client.usage.completion_tokens - USAGE["completion_tokens"] < 120
        assert client.usage.estimated


@pytest.mark.parametrize(
    ("behaviour", "kind", "word", "requests"),
    [
        (status(401, f"Incorrect API key provided: {KEY}"), "auth", "密钥不对", 1),
        (status(403), "auth", "密钥不对", 1),
        (status(404, "The model `m` does not exist"), "not_found", "“m”", 1),
        (status(400, "Model Not Exist"), "not_found", "“m”", 1),
        (status(429, "slow down"), "rate_limit", "限流", 3),
        (status(429, "You exceeded your current quota", code="insufficient_quota"), "rate_limit", "余额", 1),
        (status(402, "Insufficient Balance"), "rate_limit", "余额", 1),
        (status(429, headers={"Retry-After": "600"}), "rate_limit", "限流", 1),
        (status(500, f"boom {KEY}"), "server", "boom ***", 3),
        (status(400, "maximum context length is 4096 tokens"), "too_long", "上下文", 1),
        (status(400, "Content Exists Risk"), "refused", "审核", 1),
        (reset(), "network", "连不上", 3),
        (body({"error": {"message": "upstream gone", "code": 503}}), "server", "upstream gone", 3),
        (body({"choices": None}), "server", "出错", 3),
        (body({"error": {"message": "bad key", "code": 401}}), "auth", "密钥", 1),
        (events({"error": {"message": "overloaded"}}), "server", "overloaded", 3),
        (events({"id": "c", "choices": None}), "cut", "断了", 2),
        (answer("对不起，我不能回答。"), "bad_answer", "格式", 2),
        (answer("", finish="content_filter"), "refused", "审核", 1),
    ],
)
def test_faults_before_the_first_row(
    server: Loopback, behaviour: Behaviour, kind: str, word: str, requests: int
) -> None:
    server.will(*[behaviour] * 4)
    got, error = failing(server)
    assert (got, error.kind, len(server.bodies)) == ([], kind, requests)
    assert word in str(error)
    assert "\n" not in str(error)


@pytest.mark.parametrize(
    ("behaviour", "kind"),
    [
        (cut(TEXT[: TEXT.index("满意度")]), "cut"),
        (cut(TEXT[: TEXT.index("满意度")], reset_it=True), "cut"),
        (answer(TEXT[: TEXT.index("满意度")], finish="length"), "cut"),
        (answer(TEXT[: TEXT.index("满意度")], finish="stop"), "cut"),
        (events({"error": {"message": "gone"}}, text=TEXT[: TEXT.index("满意度")]), "server"),
    ],
    ids=["closed", "reset", "length", "says-stop", "error-event"],
)
def test_what_had_arrived_is_yielded_before_the_error(server: Loopback, behaviour: Behaviour, kind: str) -> None:
    server.will(behaviour)
    got, error = failing(server)
    assert rows(got) == ROWS[:2]
    assert error.kind == kind
    assert len(server.bodies) == 1


def test_a_passing_fault_is_retried_as_the_endpoint_asks(server: Loopback) -> None:
    server.will(status(429, headers={"Retry-After": "0.05"}), status(503), answer(TEXT))
    assert rows(stream(server)) == ROWS
    assert len(server.bodies) == 3


@pytest.mark.parametrize(
    ("message", "gone"),
    [
        ("response_format.type must be 'json_schema' or 'text'", "response_format"),
        ("temperature: only 1 is allowed for this model", "temperature"),
        ("Unrecognized request argument: stream_options", "stream_options"),
        ("unknown field chat_template_kwargs", "chat_template_kwargs"),
    ],
)
def test_what_an_endpoint_refuses_is_left_out_and_remembered(server: Loopback, message: str, gone: str) -> None:
    server.will(status(400, message), answer(TEXT), answer(TEXT))
    with client_of(server, model="qwen3-8b") as client:
        for _ in range(2):
            assert rows(list(client.stream_items(QUESTION, ("rows",)))) == ROWS
    with_it, *without = server.bodies
    assert gone in with_it
    assert len(without) == 2
    assert not any(gone in later for later in without)
    assert all(set(with_it) - set(later) == {gone} for later in without)


def test_a_refusal_without_reason_is_answered_with_the_barest_request(server: Loopback) -> None:
    server.will(status(400, "Invalid request"), answer(TEXT))
    assert rows(stream(server)) == ROWS
    assert set(server.bodies[1]) == {"model", "messages", "stream"}


def test_a_stubborn_refusal_ends(server: Loopback) -> None:
    server.will(*[status(400, "Invalid request")] * 9)
    _, error = failing(server)
    assert (error.kind, len(server.bodies)) == ("refused", 2)


def test_silence_and_slowness_end_at_the_deadline(server: Loopback) -> None:
    server.will(answer(TEXT, silence=1.0))
    assert failing(server, timeout=0.3)[1].kind == "timeout"
    server.will(answer(TEXT, every=0.03))
    assert failing(server, timeout=0.4)[1].kind == "timeout"


def test_nobody_listens() -> None:
    with Loopback() as gone:
        url = gone.url
    client = ChatClient(Settings(base_url=url, model="m"), QUICK)
    with client, pytest.raises(ModelServiceError, match="连不上") as caught:
        list(client.stream_items(QUESTION, ("rows",)))
    assert caught.value.kind == "network"


def test_a_proxy_in_the_environment_does_not_get_loopback_calls(
    server: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    server.will(answer(TEXT))
    assert rows(stream(server)) == ROWS


def test_the_only_model_is_taken_and_no_key_is_needed(server: Loopback) -> None:
    server.will(answer(TEXT))
    assert rows(stream(server, model="", api_key="")) == ROWS
    assert server.bodies[0]["model"] == "only-model"


@pytest.mark.parametrize(
    ("models", "lists", "words"),
    [(("甲", "乙"), True, "甲、乙"), ((), True, "OPENAI_MODEL"), ((), False, "OPENAI_MODEL")],
)
def test_which_model_is_asked_for_when_it_is_not_plain(models: tuple[str, ...], lists: bool, words: str) -> None:
    with Loopback(*models, lists_models=lists) as server, pytest.raises(SettingsError, match=words):
        stream(server, model="")


def test_without_settings_there_is_no_client() -> None:
    with pytest.raises(SettingsError, match="OPENAI_BASE_URL"):
        ChatClient(Settings())


class Reply(BaseModel):
    rows: list[dict[str, str | None]]


def ask(server: Loopback, **settings: Any) -> Reply:
    with client_of(server, **settings) as client:
        return client.ask(QUESTION, Reply)


@pytest.mark.parametrize("text", [TEXT, f"```json\n{TEXT}\n```", f"<think>嗯</think>\n```json\n{TEXT}\n```"])
def test_a_whole_answer_in_shape(server: Loopback, text: str) -> None:
    server.will(answer(text), answer(text))
    assert ask(server).rows == ROWS
    assert server.bodies[0]["response_format"] == {"type": "json_object"}
    assert "tools" not in server.bodies[0]
    # The question says itself what JSON it wants, so nothing is put before it.
    assert all(asked["messages"] == [message._asdict() for message in QUESTION] for asked in server.bodies)


def test_a_question_that_does_not_speak_of_json_gets_the_schema_said(server: Loopback) -> None:
    server.will(answer(TEXT))
    with client_of(server) as client:
        assert client.ask([Message("user", "起草")], Reply).rows == ROWS
    assert "json" in str(server.bodies[0]["messages"]).lower()


@pytest.mark.parametrize(
    ("behaviour", "kind", "requests"),
    [
        (status(401, KEY), "auth", 1),
        (status(500), "server", 3),
        (answer("不是 JSON"), "bad_answer", 2),
        (answer('{"rows": 5}'), "bad_answer", 2),
        (body({"choices": None, "error": {"message": "x"}}), "bad_answer", 2),
        (reset(), "network", 3),
    ],
)
def test_faults_of_a_whole_answer(
    server: Loopback, behaviour: Behaviour, kind: str, requests: int, caplog: pytest.LogCaptureFixture
) -> None:
    server.will(*[behaviour] * 4)
    with caplog.at_level(logging.DEBUG), pytest.raises(ModelServiceError) as caught:
        ask(server)
    assert (caught.value.kind, len(server.bodies)) == (kind, requests)
    assert KEY not in f"{caught.value!r}{caught.value.__cause__!r}{caplog.text}"


def test_numbers_where_text_was_asked_for_do_not_fail(server: Loopback) -> None:
    class Loose(BaseModel):
        count: int

    server.will(answer('{"count": "300"}'))
    with client_of(server) as client:
        assert client.ask(QUESTION, Loose).count == 300


def test_a_whole_answer_ends_at_the_deadline_and_at_the_stop(server: Loopback) -> None:
    server.otherwise = answer(TEXT, silence=6)
    with client_of(server, timeout=0.4) as client, pytest.raises(ModelServiceError) as caught:
        client.ask(QUESTION, Reply)
    assert caught.value.kind == "timeout"
    stop = Stop()
    threading.Timer(0.3, stop.set).start()
    begun = time.monotonic()
    with ChatClient(Settings(base_url=server.url, model="m"), QUICK, stop) as client:
        with pytest.raises(ModelServiceError) as caught:
            client.ask(QUESTION, Reply)
        assert caught.value.kind == "cancelled"
        with pytest.raises(ModelServiceError, match="已停止"):
            client.ask(QUESTION, Reply)
    assert time.monotonic() - begun < 5


def test_a_model_without_end_is_not_listened_to(server: Loopback, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.llm.client.MOST_SIGNS", 1_000)
    server.will(answer('{"rows":[{"name":"' + "参训" * 1_000))
    _, error = failing(server)
    assert error.kind == "cut"
    assert "写个不停" in str(error)


def test_a_whole_answer_that_was_cut_says_so(server: Loopback) -> None:
    server.otherwise = answer(TEXT[:40], finish="length")
    with pytest.raises(ModelServiceError, match="长度上限"):
        ask(server)


@pytest.mark.parametrize("header", ["nan", "inf", "soon", "Wed, 99 Foo 2026"])
def test_a_retry_after_that_says_nothing_is_passed_over(server: Loopback, header: str) -> None:
    server.will(status(429, headers={"Retry-After": header}), answer(TEXT))
    assert rows(stream(server)) == ROWS
