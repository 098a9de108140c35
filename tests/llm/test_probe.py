"""The probe of an endpoint: each thing that works or does not is one line, and says what to do."""

import json
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest

from assistant.drafting.online.probing import probe_endpoint
from assistant.llm import Settings, Stop
from assistant.llm.probe_report import MARKS, ProbeLine, ProbeReport
from assistant.model import SettingsError
from tests.support.loopback import Behaviour, Loopback, answer, obliging, page, picky, stall, status, stop_when

KEY = "sk-probe-not-to-be-seen-7"
ALL = ["连接", "模型", "密钥", "提问", "JSON", "分段", "思考", "整段", "上下文", "速度", "用量"]
PACED = {"every": 0.003}


@pytest.fixture
def server() -> Iterator[Loopback]:
    with Loopback("m") as running:
        running.otherwise = obliging(**PACED)
        yield running


def probed(server: Loopback | None, **parts: Any) -> tuple[ProbeReport, dict[str, ProbeLine]]:
    typed = {"base_url": server.url if server else "http://127.0.0.1:9/v1", "api_key": KEY, "model": "m", "timeout": 15}
    told: list[ProbeLine] = []
    report = probe_endpoint(Settings(**(typed | parts)), told.append)
    assert tuple(told) == report.lines
    assert sorted(line.what for line in report.lines) == sorted(ALL)
    assert KEY not in report.text() + repr(report)
    assert all("\n" not in line.said for line in report.lines)
    return report, {line.what: line for line in report.lines}


def verdicts(lines: dict[str, ProbeLine], *but: str) -> set[str]:
    return {line.verdict for what, line in lines.items() if what not in but}


def test_an_endpoint_where_all_works(server: Loopback) -> None:
    report, lines = probed(server, kind="vllm")
    assert report.works
    assert verdicts(lines) == {"ok"}
    assert "json_schema" in lines["JSON"].said
    assert "已关闭" in lines["思考"].said
    assert report.first_token is not None
    assert report.speed
    assert report.draft_seconds
    assert report.text().startswith(f"接口：{server.url}（vLLM），模型：m\n[可以] 连接")
    assert report.text().endswith("秒")
    assert len(server.bodies) == 3


def test_what_an_endpoint_refuses_is_named(server: Loopback) -> None:
    def refuses(body: dict[str, Any]) -> str | None:
        return next((f"{part} not supported" for part in ("response_format", "temperature") if part in body), None)

    server.otherwise = picky(refuses, obliging(**PACED))
    report, lines = probed(server)
    assert report.works
    assert lines["JSON"].verdict == "ok"
    assert "只靠提示词" in lines["JSON"].said
    assert "温度" in lines["JSON"].said


@pytest.mark.parametrize(
    ("otherwise", "what", "verdict", "word"),
    [
        (obliging(prefix="<think>想想</think>", **PACED), "思考", "warning", "关闭思考"),
        (obliging(field="reasoning", **PACED), "思考", "warning", "升级"),
        (obliging(usage=False, **PACED), "用量", "ok", "估算"),
        (obliging(window=300, usage_is={"prompt_tokens": 200, "completion_tokens": 90}, **PACED), "上下文", "failed", "截短"),
        (obliging(window=300, usage=False, **PACED), "上下文", "warning", "可能截短"),
        (obliging(every=0.01, usage_is={"prompt_tokens": 9000, "completion_tokens": 4}), "速度", "warning", "太慢"),
    ],
)  # fmt: skip
def test_what_works_half(server: Loopback, otherwise: Behaviour, what: str, verdict: str, word: str) -> None:
    server.otherwise = otherwise
    report, lines = probed(server, kind="ollama")
    assert (lines[what].verdict, report.works) == (verdict, verdict != "failed")
    assert word in lines[what].said
    if what == "上下文":
        assert "OLLAMA_CONTEXT_LENGTH" in lines[what].said


def test_an_answer_that_comes_all_at_once(server: Loopback) -> None:
    def whole(handler: Any, body: dict[str, Any]) -> None:
        obliging()(handler, body | {"stream": False})

    server.otherwise = whole
    report, lines = probed(server)
    assert (lines["分段"].verdict, report.works) == ("warning", True)


def test_a_context_that_is_refused(server: Loopback) -> None:
    server.otherwise = picky(
        lambda body: "maximum context length is 2048 tokens" if len(json.dumps(body)) > 4000 else None,
        obliging(**PACED),
    )
    report, lines = probed(server, kind="llamacpp")
    assert not report.works
    assert lines["上下文"].verdict == "failed"
    assert "-c 8192" in lines["上下文"].said
    assert verdicts(lines, "上下文") == {"ok"}
    assert "上下文" in report.conclusion


@pytest.mark.parametrize(
    ("otherwise", "what", "word", "later"),
    [
        (status(401, f"bad key {KEY}"), "密钥", "OPENAI_API_KEY", "JSON"),
        (status(404, "The model `m` does not exist"), "提问", "“m”", "JSON"),
        (answer("我是聊天助手，请问有什么可以帮您？"), "JSON", "换一个模型", None),
        (status(429, headers={"Retry-After": "600"}), "提问", "10 分钟", "分段"),
        (page(502), "提问", "稍后再试", "分段"),
    ],
)
def test_what_does_not_work(server: Loopback, otherwise: Behaviour, what: str, word: str, later: str | None) -> None:
    server.otherwise = otherwise
    report, lines = probed(server)
    assert not report.works
    assert lines[what].verdict == "failed"
    assert word in lines[what].said
    assert f"“{what}”" in report.conclusion
    if later:
        assert lines[later].verdict == "skipped"
        assert f"[{MARKS['skipped']}] {later}" in report.text()


@pytest.mark.parametrize(("model", "asked"), [("m", 1), ("", 0)])
def test_a_wrong_key(server: Loopback, model: str, asked: int) -> None:
    server.key = "another"
    _, lines = probed(server, model=model)
    assert (lines["连接"].verdict, lines["密钥"].verdict) == ("ok", "failed")
    assert len(server.bodies) == asked


def test_a_key_that_may_chat_but_not_list_models(server: Loopback) -> None:
    server.lists_to_nobody = True
    report, lines = probed(server)
    assert report.works
    assert lines["密钥"].verdict == "ok"


def test_nobody_there() -> None:
    report, lines = probed(None)
    assert lines["连接"].verdict == "failed"
    assert verdicts(lines, "连接") == {"skipped"}
    assert not report.works


def test_an_address_without_its_version(server: Loopback) -> None:
    _, lines = probed(server, base_url=server.url.removesuffix("/v1"))
    assert lines["连接"].verdict == "failed"
    assert f"改成 {server.url}" in lines["连接"].said


@pytest.mark.parametrize(
    ("models", "wanted", "verdict", "word"),
    [
        (("甲", "乙"), "", "failed", "甲、乙"),
        (("甲",), "", "ok", "甲"),
        (("甲", "乙"), "丙", "warning", "列表里没有“丙”"),
        (("丙:latest",), "丙", "ok", "丙"),
        (None, "丙", "ok", "不列出"),
        (None, "", "failed", "OPENAI_MODEL"),
        ((f"模型{KEY}", "乙"), "", "failed", "***"),
    ],
)
def test_models(models: tuple[str, ...] | None, wanted: str, verdict: str, word: str) -> None:
    with Loopback(*(models or ()), lists_models=models is not None) as server:
        server.otherwise = obliging(**PACED)
        _, lines = probed(server, model=wanted)
    assert lines["模型"].verdict == verdict
    assert word in lines["模型"].said


def test_a_probe_can_be_stopped(server: Loopback) -> None:
    over, stop = threading.Event(), Stop()
    server.otherwise = stall("", over, 0)
    stop_when(lambda: bool(server.bodies), stop)
    begun = time.monotonic()
    report = probe_endpoint(Settings(base_url=server.url, model="m"), stop=stop)
    over.set()
    assert time.monotonic() - begun < 8
    assert not report.works


def test_without_settings_there_is_nothing_to_probe() -> None:
    with pytest.raises(SettingsError):
        probe_endpoint(Settings())
    with pytest.raises(SettingsError, match="ollama"):
        probe_endpoint(Settings(base_url="http://127.0.0.1:9/v1", kind="nonsense"))
