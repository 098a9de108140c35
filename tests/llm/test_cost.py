"""What a draft costs: tokens as reported, yuan by the user's table."""

from decimal import Decimal
from pathlib import Path

import pytest

from assistant.api import draft
from assistant.drafting.events import Usage
from assistant.llm import Message, Settings, estimate_prompt, estimate_tokens, load_settings
from assistant.llm.prices import load_prices, price_of
from assistant.llm.prompts import load_prompt
from assistant.model import SettingsError
from tests.support.drafts import ROWS, brief, text
from tests.support.loopback import Loopback, answer

TABLE = "# 元/百万 token\ndeepseek-v4: {prompt: 2, answer: 3}\nDeepSeek-V4-pro: {prompt: 0.1, answer: 0.2}\n"


def table(folder: Path, said: str = TABLE) -> str:
    path = folder / "价目.yaml"
    path.write_text(said, encoding="utf-8")
    return str(path)


def test_a_draft_says_what_it_cost(tmp_path: Path) -> None:
    lacking = [row | {"value": None} if row is ROWS[1] else row for row in ROWS]
    with Loopback() as server:
        # Two requests: the second asks for the row without a value again.
        server.will(answer(text(lacking)))
        server.otherwise = answer('{"rows":[]}', usage_is={"prompt_tokens": 400, "completion_tokens": 30})
        settings = Settings(base_url=server.url, model="deepseek-v4-0731", prices=table(tmp_path))
        usage = draft(brief(), "llm", settings).usage
        asked = len(server.bodies)
    assert asked > 1
    prompt, answered = 100 + 400 * (asked - 1), 20 + 30 * (asked - 1)
    assert (usage.requests, usage.prompt_tokens, usage.completion_tokens) == (asked, prompt, answered)
    assert usage.cost == (2 * Decimal(prompt) + 3 * Decimal(answered)) / 1_000_000
    assert not usage.estimated
    assert usage.as_data()["cost"] == f"{usage.cost:.4f}"
    assert usage.as_data()["model"] == "deepseek-v4-0731"
    assert usage.as_data()["prompt_version"] == f"draft.zh@{load_prompt('draft.zh').version}"


def test_without_a_price_there_is_no_cost() -> None:
    with Loopback() as server:
        server.will(answer(text(), usage=False))
        usage = draft(brief(), "llm", Settings(base_url=server.url, model="unknown")).usage
    assert usage.cost is None
    assert usage.estimated
    assert usage.as_data()["cost"] is None
    assert usage.prompt_tokens > 1000
    assert draft(brief(), "offline").usage.text() == ""


@pytest.mark.parametrize(
    ("usage", "said"),
    [
        (Usage(1, 3000, 120, 12.4), "请求模型 1 次，用时 12 秒，用量 3,120 token"),
        (Usage(2, 3000, 120, 9, Decimal("0.0156")), "请求模型 2 次，用时 9 秒，用量 3,120 token，约 0.02 元"),
        (Usage(1, 30, 12, 1, Decimal("0.0001"), True), "请求模型 1 次，用时 1 秒，用量约 42 token，不到 0.01 元"),
    ],
)
def test_in_one_line(usage: Usage, said: str) -> None:
    assert usage.text() == said


@pytest.mark.parametrize(
    ("model", "prompt"),
    [("DeepSeek-V4", 2), ("deepseek-v4-pro-0901", Decimal("0.1")), ("qwen3", None), ("deepseek", None)],
)
def test_the_longest_name_that_fits_is_taken(tmp_path: Path, model: str, prompt: object) -> None:
    found = price_of(model, load_prices(table(tmp_path)))
    assert (found.prompt if found else None) == prompt


@pytest.mark.parametrize(
    "said",
    [
        "m: {prompt: 贵, answer: 1}",
        "m: {prompt: 1}",
        "m: 3",
        "- m",
        "m: {prompt: -1, answer: 1}",
        "m: {prompt: [",
        "a: b: c",
    ],
)
def test_a_wrong_table_is_one_sentence(tmp_path: Path, said: str) -> None:
    with pytest.raises(SettingsError, match="价目文件") as caught:
        load_prices(table(tmp_path, said))
    assert "\n" not in str(caught.value)


def test_a_table_that_is_not_there_is_said_before_anything_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    with Loopback("m") as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        monkeypatch.setenv("ASSISTANT_PRICES", "没有.yaml")
        with pytest.raises(SettingsError, match="ASSISTANT_PRICES"):
            draft(brief(), "llm", load_settings())
        assert server.asked == []


def test_the_estimate_is_of_the_right_order() -> None:
    assert estimate_tokens("") == 0
    assert estimate_tokens("绩效目标") == 3
    assert estimate_tokens('{"rows":[]}') == 4
    assert estimate_prompt([Message("user", "绩效目标")] * 2) == 14
