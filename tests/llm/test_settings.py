"""Settings from the environment and from `.env`, and what kind of endpoint they name."""

from pathlib import Path

import pytest

from assistant.llm import Settings, load_settings
from assistant.llm.profiles import all_profiles, profile_of
from assistant.model import SettingsError


def test_nothing_set_is_not_configured() -> None:
    assert not load_settings().is_configured


def test_env_file_as_notepad_writes_it(tmp_path: Path) -> None:
    text = '\ufeffOPENAI_BASE_URL="http://10.1.2.3:8000/v1"\r\nOPENAI_API_KEY= sk-abc \r\n# 说明\r\nOTHER=1\r\n'
    (tmp_path / ".env").write_bytes(text.encode())
    settings = load_settings()
    assert (settings.endpoint, settings.api_key.get_secret_value()) == ("http://10.1.2.3:8000/v1", "sk-abc")
    assert settings.is_configured
    assert "sk-abc" not in f"{settings!r}{settings}"


def test_the_environment_wins_over_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".env").write_text("OPENAI_MODEL=file", encoding="utf-8")
    monkeypatch.setenv("OPENAI_MODEL", "environment")
    assert load_settings().model == "environment"


@pytest.mark.parametrize("content", ["OPENAI_MODEL=模型".encode("gbk"), None])
def test_an_unreadable_env_file_is_one_sentence(tmp_path: Path, content: bytes | None) -> None:
    if content is None:
        (tmp_path / ".env").mkdir()
        assert not load_settings().is_configured
        return
    (tmp_path / ".env").write_bytes(content)
    with pytest.raises(SettingsError, match="UTF-8"):
        load_settings()


def test_a_wrong_number_names_the_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_TIMEOUT", "soon")
    with pytest.raises(SettingsError, match="OPENAI_TIMEOUT"):
        load_settings()


@pytest.mark.parametrize(
    ("typed", "endpoint", "local"),
    [
        ("", "https://api.openai.com/v1", False),
        ("https://api.deepseek.com/v1/chat/completions/", "https://api.deepseek.com/v1", False),
        ("localhost:11434/v1", "http://localhost:11434/v1", True),
        ("api.deepseek.com", "https://api.deepseek.com", False),
        ("http://192.168.1.5:8000/v1/", "http://192.168.1.5:8000/v1", True),
        ("http://[::1]:8000/v1", "http://[::1]:8000/v1", True),
        ("http://llm-server/v1", "http://llm-server/v1", True),
        ("http://8.8.8.8/v1", "http://8.8.8.8/v1", False),
    ],
)
def test_addresses_as_people_paste_them(typed: str, endpoint: str, local: bool) -> None:
    settings = Settings(base_url=typed)
    assert (settings.endpoint, settings.is_local) == (endpoint, local)


@pytest.mark.parametrize("typed", ["ftp://x/v1", "http://", "http://[::1/v1"])
def test_an_address_that_is_none(typed: str) -> None:
    with pytest.raises(SettingsError, match="OPENAI_BASE_URL"):
        _ = Settings(base_url=typed).endpoint


@pytest.mark.parametrize(
    ("endpoint", "model", "profile"),
    [
        ("https://api.deepseek.com", "deepseek-v4", "deepseek"),
        ("https://dashscope.aliyuncs.com/compatible-mode/v1", "qwen3-max", "qwen"),
        ("https://open.bigmodel.cn/api/paas/v4", "glm-5", "glm"),
        ("https://api.moonshot.cn/v1", "kimi-k2.6", "kimi"),
        ("https://api.moonshot.cn/v1", "kimi-k3", "kimi-thinking"),
        ("http://127.0.0.1:11434/v1", "qwen3:8b", "ollama"),
        ("http://127.0.0.1:1234/v1", "qwen3-8b", "lmstudio"),
        ("http://10.0.0.7:8000/v1", "Qwen3-32B", "vllm"),
        ("http://127.0.0.1:8080/v1", "Qwen3-8B", "llamacpp"),
        ("http://10.0.0.7:9100/v1", "Qwen3-32B", "local-thinking"),
        ("https://api.openai.com/v1", "gpt-5.2-mini", "openai-thinking"),
        ("https://api.openai.com/v1", "gpt-4o", "openai"),
        ("https://gateway.example.com/v1", "deepseek-v4", "deepseek-elsewhere"),
        ("https://gateway.example.com/v1", "my-model", "other"),
    ],
)
def test_profiles(endpoint: str, model: str, profile: str) -> None:
    assert profile_of(endpoint, model).id == profile


def test_every_kind_of_endpoint_stands_on_the_page_for_whoever_sets_one_up(root: Path) -> None:
    page = (root / "docs" / "接口.md").read_text(encoding="utf-8")
    named = [profile for profile in all_profiles() if profile.address]
    assert {profile.id for profile in named} == {
        "openai", "deepseek", "qwen", "glm", "kimi", "vllm", "ollama", "llamacpp", "lmstudio",
    }  # fmt: skip
    for profile in named:
        assert f"| `{profile.id}` | {profile.name} | `{profile.address}` |" in page
        assert profile_of(profile.address, "any").id == profile.id
    ways = {"json_schema": "按结构", "json_object": "JSON 模式", "text": "只靠提示词"}
    for profile in named:
        line = next(line for line in page.splitlines() if line.startswith(f"| `{profile.id}`"))
        assert " → ".join(ways[each] for each in profile.formats) in line
    for setting in ("base_url", "api_key", "model", "timeout", "kind", "prices"):
        alias = Settings.model_fields[setting].validation_alias
        assert f"`{alias.choices[1]}`" in page  # type: ignore[union-attr]


def test_a_kind_that_the_user_names_wins_over_the_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_ENDPOINT", " Ollama ")
    settings = load_settings()
    assert profile_of("https://api.deepseek.com", "x", settings.kind).id == "ollama"
    with pytest.raises(SettingsError, match="ASSISTANT_ENDPOINT"):
        profile_of("https://api.deepseek.com", "x", "deep seek")
