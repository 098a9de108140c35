"""Many drafts at once: the endpoint's wish to wait holds for all, one failure costs the others nothing."""

import threading
import time
from typing import Any

from assistant.drafting.events import Draft
from assistant.llm import Settings, Stop
from assistant.llm.retrying import RateGate
from assistant.llm.stopping import Deadline
from assistant.model import AssistantError, ModelServiceError
from tests.support.drafts import NAMES, brief, text
from tests.support.loopback import Handler, Loopback, answer, picky, stall, status, stop_when
from tests.support.together import draft_all


def test_a_429_pauses_all_workers() -> None:
    both, refused_at = threading.Barrier(2), list[float]()

    def refused(handler: Handler, body: dict[str, Any]) -> None:
        both.wait(10)
        refused_at.append(time.monotonic())
        status(429, headers={"Retry-After": "1.2"})(handler, body)

    def answered(handler: Handler, body: dict[str, Any]) -> None:
        both.wait(10)
        time.sleep(0.1)
        answer(text())(handler, body)

    with Loopback("m") as server:
        # The worker that got its answer goes on to the next brief at once, but for the other's 429.
        server.will(refused, answered)
        server.otherwise = answer(text())
        done = dict(draft_all([brief()] * 4, Settings(base_url=server.url, model="m"), at_once=2))
        times = [asked.at for asked in server.asked]
    assert sorted(done) == [0, 1, 2, 3]
    assert all(isinstance(each, Draft) and each.complete for each in done.values())
    assert len(times) == 5
    assert min(times[2:]) - refused_at[0] > 1.1


def test_one_failure_costs_the_others_nothing() -> None:
    briefs = [brief(name=f"社区居民职业技能培训{number}期") for number in "一二三"]
    with Loopback("m") as server:
        server.otherwise = picky(lambda body: "余额不足" if "二期" in str(body["messages"]) else None, answer(text()))
        done = dict(draft_all(briefs, Settings(base_url=server.url, model="m")))
    assert isinstance(done[1], ModelServiceError)
    for number in (0, 2):
        made = done[number]
        assert isinstance(made, Draft)
        assert [row.name for row in made.target.of_period("annual")] == NAMES
        assert made.usage.requests == 1


def test_what_one_was_refused_no_other_sends_again() -> None:
    gathered = threading.Barrier(2)

    def refuses(request: dict[str, Any]) -> str | None:
        kind = request.get("response_format", {}).get("type")
        if kind != "json_schema":
            return None
        gathered.wait(10)  # Both are refused before either learns of it, and neither loses a rung to the other.
        return "json_schema is unavailable now"

    with Loopback("m") as server:
        server.otherwise = picky(refuses, answer(text()))
        settings = Settings(base_url=server.url, model="m", kind="vllm")
        done = dict(draft_all([brief()] * 5, settings, at_once=2))
        formats = [request["response_format"]["type"] for request in server.bodies]
    assert all(isinstance(each, Draft) and each.complete for each in done.values())
    assert sorted(formats) == ["json_object"] * 5 + ["json_schema"] * 2


def test_an_answer_that_failed_changes_nothing_for_the_others() -> None:
    with Loopback("m") as server:
        server.will(answer("我不明白。"))
        server.otherwise = answer(text())
        settings = Settings(base_url=server.url, model="m")
        done = dict(draft_all([brief()] * 3, settings, at_once=1))
        asked = ["response_format" in request for request in server.bodies]
    assert all(isinstance(each, Draft) and each.complete for each in done.values())
    assert asked == [True, False, True, True]


def test_an_unknown_form_is_that_brief_s_own_error() -> None:
    briefs = [brief().model_copy(update={"form": "火星"}), brief(form="shanghai"), brief(form="central")]
    with Loopback("m") as server:
        server.otherwise = answer(text())
        done = dict(draft_all(briefs, Settings(base_url=server.url, model="m"), at_once=1))
    assert isinstance(done[0], AssistantError)
    assert [each.target.form for _, each in sorted(done.items()) if isinstance(each, Draft)] == ["shanghai", "central"]


def test_a_batch_can_be_stopped() -> None:
    over, stop = threading.Event(), Stop()
    with Loopback("m") as server:
        server.otherwise = stall("", over, 0)
        stop_when(lambda: len(server.bodies) == 2, stop)
        done = dict(draft_all([brief()] * 4, Settings(base_url=server.url, model="m"), at_once=2, stop=stop))
        over.set()
        assert len(server.bodies) == 2
    assert {getattr(each, "kind", "") for each in done.values()} == {"cancelled"}
    assert all(isinstance(each, AssistantError) for each in done.values())


def test_a_gate_opens_by_itself_and_is_not_held_past_a_deadline() -> None:
    gate = RateGate()
    gate.pause(30)
    gate.pause(0.01)  # A shorter pause does not open it.
    deadline = Deadline(0.1)
    gate.pass_through(Stop(), deadline)
    assert deadline.left == 0
    stopped = Stop()
    stopped.set()
    gate.pass_through(stopped, Deadline(60))
