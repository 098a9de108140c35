"""A model's draft from the shell: the JSON carries what it cost, and says so to who watches."""

import json

import pytest

from assistant.cli import main
from tests.support.drafts import NAMES, text
from tests.support.loopback import Loopback, answer, cut

DRAFT = [
    "draft", "--name", "社区居民职业技能培训", "--budget", "30万元", "--engine", "llm", "--json",
    "--purpose", "面向社区居民开展职业技能培训，计划培训300人、6期，人均补贴1000元，培训合格后推荐就业",
]  # fmt: skip


def drafted(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], reply: object
) -> tuple[int, dict, str]:
    with Loopback("m") as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        server.will(reply)  # type: ignore[arg-type]
        code = main(DRAFT)
    printed = capsys.readouterr()
    return code, json.loads(printed.out), printed.err


def test_what_a_draft_cost(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    code, data, told = drafted(monkeypatch, capsys, answer(text()))
    assert code == 0
    assert [row["name"] for row in data["indicators"] if row["period"] == "annual"] == NAMES
    assert isinstance(data["findings"], list)
    usage = data["usage"]
    assert (usage["requests"], usage["prompt_tokens"], usage["completion_tokens"], usage["cost"]) == (1, 100, 20, None)
    assert "请求模型 1 次" in told


def test_a_draft_that_was_cut_is_not_done(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    code, data, told = drafted(monkeypatch, capsys, cut(text()[:-150]))
    assert code == 2
    assert data["usage"]["estimated"] is True
    assert "保留" in told
