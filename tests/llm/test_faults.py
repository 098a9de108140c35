"""Every fault of an endpoint through the public API: a complete draft, or what had arrived, one sentence, and going on."""

import json
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest

from assistant.api import draft, stream_draft
from assistant.drafting.events import Draft, DraftEvent, Finished, RowDrafted
from assistant.llm import Settings, Stop
from assistant.model import AssistantError, InputError, ModelServiceError, Value
from tests.support.drafts import GOALS, NAMES, ROWS, brief, text
from tests.support.loopback import (
    Behaviour,
    Loopback,
    answer,
    body,
    cut,
    cut_at,
    events,
    page,
    picky,
    reset,
    stall,
    status,
    stop_when,
)

KEY = "sk-not-to-be-seen-42"
TEXT = text()
HALF = TEXT[: TEXT.index("参训学员考核合格率")]
"""Three rows are whole in it."""


@pytest.fixture
def server() -> Iterator[Loopback]:
    with Loopback("only-model") as running:
        running.otherwise = answer('{"rows":[]}')  # To whatever is asked in repair.
        yield running


def settings_of(server: Loopback, **parts: Any) -> Settings:
    return Settings(**({"base_url": server.url, "api_key": KEY, "model": "m", "timeout": 20} | parts))


def drafted(server: Loopback, *behaviours: Behaviour, **parts: Any) -> Draft:
    server.will(*behaviours)
    made = draft(brief(), "llm", settings_of(server, **parts))
    assert KEY not in repr(made)
    return made


def names(made: Draft) -> list[str]:
    return [row.name for row in made.target.of_period("annual")]


def refusing(part: str, sentence: str) -> Behaviour:
    return picky(lambda body: sentence if part in json.dumps(body, ensure_ascii=False) else None, answer(TEXT))


def in_a_moment(seconds: float) -> str:
    return format_datetime(datetime.now(UTC) + timedelta(seconds=seconds), usegmt=True)


COMPLETE: dict[str, list[Behaviour]] = {
    "429, Retry-After in seconds": [status(429, headers={"Retry-After": "0"}), answer(TEXT)],
    "429, Retry-After as a date": [status(429, headers={"Retry-After": in_a_moment(-5)}), answer(TEXT)],
    "500 that passes": [status(500, headers={"Retry-After": "0"}), answer(TEXT)],
    "JSON in the reasoning field": [answer(TEXT, field="reasoning_content")],
    "JSON in the other reasoning field": [answer(TEXT, field="reasoning")],
    "thoughts first": [answer(f'<think>先想想 {{"rows":[{{"name":"假"}}]}}</think>{TEXT}')],
    "fenced": [answer(f"```json\n{TEXT}\n```")],
    "prose around it": [answer(f"好的，以下是[绩效目标]：\n{TEXT}\n共 {{7}} 条，请审阅。")],
    "no finish_reason": [answer(TEXT, finish=None)],
    "usage missing": [answer(TEXT, usage=False)],
    "whole though a stream was asked for": [
        body({"choices": [{"index": 0, "message": {"role": "assistant", "content": TEXT}, "finish_reason": "stop"}]})
    ],
    "empty content, then an answer": [answer(""), answer(TEXT)],
    "broken off before the first row, then an answer": [cut(TEXT[:20]), answer(TEXT)],
    "server out of means, then an answer": [answer("", finish="insufficient_system_resource"), answer(TEXT)],
    "objects where arrays were asked for": [answer(json.dumps({"goals": GOALS, "rows": ROWS}, ensure_ascii=False))],
    "a bracket too many": [answer(TEXT.replace('"rows": [', '"rows": [[').replace("]]}", "]]]}"))],
    "quotes inside a cell": [answer(TEXT.replace("材料", '材料"计划培训"所写'))],
    "duplicate rows": [answer(text([*ROWS, *ROWS, ROWS[0]]))],
    "forced tools refused": [refusing('"tool', "tool_choice is not supported")],
    "json_object refused": [refusing("json_object", "response_format.type json_object is not supported")],
    "temperature refused": [refusing("temperature", "invalid temperature: only 1 is allowed for this model")],
    "stream_options refused": [refusing("stream_options", "Unrecognized request argument: stream_options")],
    "a refusal that names nothing": [refusing("temperature", "Invalid request")],
}


WITHOUT_USAGE = (
    "usage missing", "whole though a stream was asked for", "broken off before the first row, then an answer",
    "stream_options refused", "a refusal that names nothing",
)  # fmt: skip


@pytest.mark.parametrize("fault", COMPLETE)
def test_a_fault_that_can_be_got_over_ends_in_a_complete_draft(server: Loopback, fault: str) -> None:
    behaviours = COMPLETE[fault]
    made = drafted(server, *behaviours, *behaviours[-1:])
    assert (names(made), made.complete, made.can_continue) == (NAMES, True, False)
    assert not made.report.errors
    assert made.usage.prompt_tokens > 0
    assert made.usage.estimated is (fault in WITHOUT_USAGE)


@pytest.mark.parametrize(
    ("kind", "refused", "formats"),
    [
        ("vllm", [], ["json_schema"]),
        ("vllm", ["json_schema"], ["json_schema", "json_object"]),
        ("ollama", ["json_schema", "json_object"], ["json_schema", "json_object", "none"]),
        ("lmstudio", ["json_schema"], ["json_schema", "none"]),
        ("deepseek", ["json_object"], ["json_object", "none"]),
    ],
)
def test_the_ladder_of_formats_is_gone_down_once(
    server: Loopback, kind: str, refused: list[str], formats: list[str]
) -> None:
    asked: list[str] = []

    def refuses(request: dict[str, Any]) -> str | None:
        asked.append(request.get("response_format", {}).get("type", "none"))
        return f"response_format {asked[-1]} is unavailable now" if asked[-1] in refused else None

    # A row without a value is asked for again, by instructor, in the format that was found.
    again = {"rows": [{"id": "b0", "kind": "数量指标", "name": NAMES[1], "value": "≥300人"}]}
    lacking = [row | {"value": None} if row["name"] == NAMES[1] else row for row in ROWS]
    server.will(*[picky(refuses, answer(text(lacking)))] * len(formats), picky(refuses, answer(json.dumps(again))))
    made = drafted(server, kind=kind)
    assert asked == [*formats, formats[-1]]
    assert sorted(names(made)) == sorted(NAMES)
    assert made.complete


def test_the_schema_keeps_to_what_every_grammar_takes(server: Loopback) -> None:
    drafted(server, answer(TEXT), kind="llamacpp")
    asked = server.bodies[0]["response_format"]["json_schema"]
    assert asked["strict"] is True
    assert asked["schema"]["required"] == list(asked["schema"]["properties"]) == ["goals", "rows"]
    assert asked["schema"]["additionalProperties"] is False
    row = asked["schema"]["properties"]["rows"]["items"]
    assert row == {"type": "array", "items": {"type": "string"}}


def test_an_answer_that_is_none_in_json_mode_is_asked_for_in_plain_words(server: Loopback) -> None:
    made = drafted(server, answer("对不起，请换一种问法。"), answer(f"<think>好</think>```json\n{TEXT}\n```"))
    assert made.complete
    assert ["response_format" in asked for asked in server.bodies] == [True, False]


def test_a_tiny_context_gets_the_prompt_without_examples(server: Loopback) -> None:
    def refuses(request: dict[str, Any]) -> str | None:
        return "maximum context length is 4096 tokens" if "# 样例" in request["messages"][-1]["content"] else None

    made = drafted(server, *[picky(refuses, answer(TEXT))] * 2)
    assert made.complete
    assert any("去掉样例" in notice for notice in made.notices)
    assert not any("截短" in notice for notice in made.notices)


def test_a_context_that_is_still_too_short_is_one_sentence(server: Loopback) -> None:
    with pytest.raises(ModelServiceError, match="上下文") as caught:
        drafted(server, *[status(400, "prompt is too long")] * 2)
    assert caught.value.kind == "too_long"


def test_a_prompt_that_the_server_cut_without_a_word_is_said(server: Loopback) -> None:
    made = drafted(server, answer(TEXT, usage_is={"prompt_tokens": 1010, "completion_tokens": 300}))
    assert any("截短了提示词" in notice for notice in made.notices)


@pytest.mark.parametrize(
    ("row", "place"),
    [
        ({"value": 300}, ("产出指标", "数量指标")),
        ({"value": ["≥300人"], "why": {"a": 1}}, ("产出指标", "数量指标")),
        ({"kind": "数量"}, ("产出指标", "数量指标")),
        ({"kind": ["产出指标", "数量指标"], "name": NAMES[1]}, ("产出指标", "数量指标")),
    ],
)
def test_wrong_types_and_near_levels_are_understood(
    server: Loopback, row: dict[str, Any], place: tuple[str, str]
) -> None:
    made = drafted(server, answer(text([ROWS[0], ROWS[1] | row, *ROWS[2:]])))
    found = next(each for each in made.target.of_period("annual") if each.name == NAMES[1])
    assert (found.level1, found.level2) == place
    assert made.complete


def test_an_unknown_level_is_asked_for_again(server: Loopback) -> None:
    again = {"rows": [{"id": "b0", "kind": "质量指标", "name": "别的", "value": "=100%"}]}
    made = drafted(
        server, answer(text([*ROWS, {"kind": "花样", "name": "别的", "value": "1"}])), answer(json.dumps(again))
    )
    assert made.complete
    assert not made.report.errors
    assert "别的" in names(made) or any("未采用" in notice for notice in made.notices)


def test_two_hundred_rows_are_too_many(server: Loopback) -> None:
    many = [{"kind": "数量指标", "name": f"第{number}类资料印制情况", "value": "完成印制"} for number in range(193)]
    made = drafted(server, answer(text([*ROWS, *many])))
    assert len(names(made)) == 40
    assert any("太多" in notice for notice in made.notices)
    assert made.complete


HALF_WAY: dict[str, Behaviour] = {
    "reset": cut(HALF, reset_it=True),
    "closed quietly": cut(HALF),
    "an error event": events({"error": {"message": "overloaded"}}, text=HALF),
    "cut at the length limit": answer(HALF, finish="length"),
    "content filter": answer(HALF, finish="content_filter"),
    "says that it is done": answer(HALF, finish="stop"),
}


def goes_on(server: Loopback, made: Draft) -> None:
    """What had arrived is kept, said in one sentence, and a second request completes it."""
    assert made.can_continue
    assert made.arrived
    arrived = [row.name for row in made.arrived.of_period("annual")]
    assert arrived == NAMES[: len(arrived)]
    assert arrived
    assert set(arrived) <= set(names(made))
    assert not made.report.errors
    sentences = [notice for notice in made.notices if "保留" in notice]
    assert len(sentences) == 1
    assert "接着写" in sentences[0]
    before = len(server.bodies)
    server.will(answer(text(ROWS[len(arrived) :], [])))
    whole = draft(brief(), "llm", settings_of(server), so_far=made)
    assert whole.complete
    assert sorted(names(whole)) == sorted(NAMES)
    assert [goal.text for goal in whole.target.goals] == [goal["text"] for goal in GOALS]
    question = server.bodies[before]["messages"]
    assert [message["role"] for message in question] == ["system", "user", "assistant", "user"]
    assert all(name in question[2]["content"] for name in arrived)


@pytest.mark.parametrize("fault", HALF_WAY)
def test_what_had_arrived_is_kept_and_gone_on_from(server: Loopback, fault: str) -> None:
    goes_on(server, drafted(server, HALF_WAY[fault]))


@pytest.mark.parametrize("share", [number / 9 for number in range(9)])
def test_a_stream_may_be_cut_at_any_byte(server: Loopback, share: float) -> None:
    # While nothing has arrived the client asks again by itself.
    made = drafted(server, cut_at(TEXT, share), answer(TEXT))
    if made.complete:
        assert names(made) == NAMES
    else:
        server.queue.clear()
        goes_on(server, made)


@pytest.mark.parametrize("at", [0, len(HALF)])
def test_silence_ends_at_the_deadline_and_not_later(server: Loopback, at: int) -> None:
    over, begun = threading.Event(), time.monotonic()
    server.will(stall(TEXT, over, at))
    try:
        if at:
            goes_on(server, drafted(server, timeout=2.0))
        else:
            with pytest.raises(ModelServiceError, match="太久没有回答"):
                drafted(server, timeout=0.6)
    finally:
        over.set()
    assert time.monotonic() - begun < 9


def test_a_stream_that_is_whole_and_never_ends_is_not_waited_for(server: Loopback) -> None:
    over, begun = threading.Event(), time.monotonic()
    made = drafted(server, stall(TEXT, over, len(TEXT)))
    over.set()
    assert time.monotonic() - begun < 9
    assert (made.complete, names(made)) == (True, NAMES)
    assert made.usage.estimated


@pytest.mark.parametrize("at", [0, len(HALF)])
def test_the_user_stops_it_while_the_endpoint_says_nothing(server: Loopback, at: int) -> None:
    over, stop = threading.Event(), Stop()
    server.will(stall(TEXT, over, at))
    begun, seen = time.monotonic(), list[DraftEvent]()
    stop_when(
        lambda: len(server.bodies) == 1 and sum(isinstance(each, RowDrafted) for each in seen) >= (3 if at else 0), stop
    )

    def follow() -> None:
        for event in stream_draft(brief(), "llm", settings_of(server), stop=stop):
            seen.append(event)

    try:
        if at:
            follow()
            assert isinstance(seen[-1], Finished)
            goes_on(server, seen[-1].draft)
        else:
            with pytest.raises(ModelServiceError, match="已停止") as caught:
                follow()
            assert caught.value.kind == "cancelled"
    finally:
        over.set()
    assert time.monotonic() - begun < 9


NOTHING: dict[str, tuple[Behaviour | None, str, str]] = {
    "401": (status(401, f"Incorrect API key provided: {KEY}"), "auth", "密钥"),
    "404 model": (status(404, "The model `m` does not exist"), "not_found", "“m”"),
    "429 without Retry-After": (status(429), "rate_limit", "过几分钟"),
    "429 for long": (status(429, headers={"Retry-After": "300"}), "rate_limit", "约 5 分钟后"),
    "500": (status(500, "boom"), "server", "boom"),
    "502 page": (page(502), "server", "稍后再试"),
    "refused connection": (None, "network", "连不上"),
    "reset at once": (reset(), "network", "连不上"),
    "200 with an error body": (body({"error": {"message": "gone", "code": 503}}), "server", "gone"),
    "choices null": (body({"choices": None}), "server", "出错"),
    "empty content": (answer(""), "bad_answer", "格式"),
    "refusal": (answer("我很抱歉", field="refusal"), "refused", "我很抱歉"),
    "prose for an answer": (answer("我是聊天助手。"), "bad_answer", "格式"),
    "content filter": (answer("", finish="content_filter"), "refused", "审核"),
    "all thoughts": (answer("想啊想", field="reasoning", finish="length"), "cut", "思考"),
    "no rows": (answer('{"goals":[],"rows":[]}'), "bad_answer", "没有写出可用的指标"),
}


def test_before_the_first_row_each_fault_is_one_sentence() -> None:
    """Together, for some of them wait before they ask again."""

    def failing(fault: str) -> AssistantError:
        behaviour = NOTHING[fault][0]
        with Loopback("m") as server:
            settings = settings_of(server)
            if behaviour:
                server.otherwise = behaviour
                with pytest.raises(ModelServiceError) as caught:
                    draft(brief(), "llm", settings)
                return caught.value
        with pytest.raises(ModelServiceError) as caught:
            draft(brief(), "llm", settings)
        return caught.value

    with ThreadPoolExecutor(len(NOTHING)) as pool:
        for fault, error in zip(NOTHING, pool.map(failing, NOTHING), strict=True):
            _, kind, word = NOTHING[fault]
            assert (fault, getattr(error, "kind", "")) == (fault, kind)
            assert word in str(error), fault
            assert "\n" not in str(error)
            assert KEY not in f"{error!r}{error.__cause__!r}"


def test_rows_that_the_user_has_changed_stay_as_they_are(server: Loopback) -> None:
    made = drafted(server, cut(HALF))
    assert made.arrived
    rows = {(row.period, row.name): row for row in made.target.indicators}
    # Errors both: the user is told of them, and they stay the user's to change. The long-term table has edits of its own.
    rows["annual", NAMES[0]] = rows["annual", NAMES[0]].model_copy(update={"value": Value.parse("≤300万元")})
    rows["long_term", NAMES[1]] = rows["long_term", NAMES[1]].model_copy(update={"name": "我改过的名称"})
    edited = made.target.model_copy(update={"indicators": list(rows.values()), "goals": made.target.goals[1:]})
    edited.goals[0] = edited.goals[0].model_copy(update={"text": f"{edited.goals[0].text}联系电话13812345678。"})
    server.will(answer(text(ROWS[3:])))
    better = {"id": "r0", "kind": "经济成本指标", "name": NAMES[0], "value": "≤30万元"}
    server.otherwise = answer(json.dumps({"rows": [better]}))
    whole = draft(brief(), "llm", settings_of(server), so_far=edited)
    for period in ("annual", "long_term"):
        mine, now = edited.of_period(period), whole.target.of_period(period)
        assert [row for row in now if row.name in {each.name for each in mine}] == mine
        assert len(now) > len(mine)
    assert whole.complete
    assert whole.report.errors
    assert edited.goals[0] in whole.target.goals
    assert b"13812345678" not in server.asked[1].raw
    assert len(whole.target.goals) == 2
    assert "缺少的" in server.bodies[1]["messages"][-1]["content"]


def test_a_figure_that_nobody_gave_does_not_come_back_by_going_on(server: Loopback) -> None:
    goals = [GOALS[0], GOALS[1] | {"text": "分6期培训社区居民300人，带动就业260人，支出控制在30万元以内。"}]
    made = drafted(server, cut(text(ROWS, goals)[: len(HALF)]))
    assert not made.complete
    server.will(answer(text(ROWS[len(made.arrived.indicators) // 2 :], [])))  # type: ignore[union-attr]
    whole = draft(brief(), "llm", settings_of(server), so_far=made)
    assert whole.complete
    assert whole.target.goals_of("annual") == ["分6期培训社区居民300人，带动就业，支出控制在30万元以内。"]


def test_the_offline_engine_has_nothing_to_go_on_with(server: Loopback) -> None:
    whole = draft(brief(), "offline")
    with pytest.raises(InputError, match="接着写"):
        draft(brief(), "offline", so_far=whole.target)
