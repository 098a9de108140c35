"""The settings file: who wins over whom, that a key stays its owner's, and that every face reads the same."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant import preferences
from assistant.cli import main
from assistant.llm import load_settings
from assistant.model import SettingsError
from assistant.preferences import ENDPOINT, FORM, KEY, MODEL, OFFLINE, change, given_by, settings_file, value_of


@pytest.fixture(autouse=True)
def _as_started(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Each test is a process of its own: what was laid into the environment goes with it."""
    monkeypatch.setattr(preferences, "_laid", {})
    yield
    for name in preferences.NAMES:
        os.environ.pop(name, None)


def _restart() -> None:
    for name in preferences.NAMES:
        os.environ.pop(name, None)
    preferences._laid.clear()
    preferences.apply()


def test_what_is_changed_holds_at_once_and_after_a_restart() -> None:
    change({ENDPOINT: "http://127.0.0.1:11434/v1", MODEL: "qwen3", KEY: "sk-abc"})
    for again in (False, True):
        if again:
            _restart()
        settings = load_settings()
        assert (settings.base_url, settings.model) == ("http://127.0.0.1:11434/v1", "qwen3")
        assert settings.api_key.get_secret_value() == "sk-abc"
        assert given_by(MODEL) == "file"
    change({MODEL: ""})
    assert load_settings().model == ""
    assert given_by(MODEL) is None


def test_environment_beats_dotenv_beats_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    change({ENDPOINT: "http://file/v1", MODEL: "of-file"})
    Path(".env").write_text(f"{MODEL}=of-dotenv\n", encoding="utf-8")
    _restart()
    assert (load_settings().base_url, load_settings().model) == ("http://file/v1", "of-dotenv")
    assert (given_by(MODEL), value_of(MODEL)) == (".env", "of-dotenv")
    monkeypatch.setenv(MODEL, "of-environment")
    preferences.apply()
    assert (load_settings().model, given_by(MODEL), value_of(MODEL)) == (
        "of-environment",
        "environment",
        "of-environment",
    )
    change({MODEL: "changed"})
    assert load_settings().model == "of-environment"


def test_a_key_that_is_not_to_be_kept_is_forgotten_with_the_program() -> None:
    change({ENDPOINT: "http://127.0.0.1:1/v1", KEY: "sk-once"}, keep_key=False)
    change({MODEL: "another"})
    assert load_settings().api_key.get_secret_value() == "sk-once"
    assert "sk-once" not in settings_file().read_text(encoding="utf-8")
    assert not preferences.key_is_kept()
    _restart()
    assert load_settings().api_key.get_secret_value() == ""
    change({KEY: "sk-kept"})
    assert preferences.key_is_kept()
    change({KEY: "sk-kept"}, keep_key=False)
    assert "sk-kept" not in settings_file().read_text(encoding="utf-8")


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps a user's folder to the user by itself")
def test_nobody_else_can_read_the_file() -> None:
    old = os.umask(0)
    try:
        change({KEY: "sk-abc"})
    finally:
        os.umask(old)
    assert stat.S_IMODE(settings_file().stat().st_mode) == 0o600


@pytest.mark.parametrize("text", ["- a list", "a: [", "\x00", "plain"])
def test_a_broken_file_is_one_sentence_and_the_next_change_mends_it(text: str) -> None:
    settings_file().parent.mkdir(parents=True)
    settings_file().write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match="重新设置"):
        preferences.apply()
    assert main(["examples", "list"]) == 2
    change({FORM: "hangu"})
    assert preferences.load() == {FORM: "hangu"}


def test_where_it_cannot_be_written_nothing_changes() -> None:
    settings_file().parent.parent.mkdir(parents=True, exist_ok=True)
    settings_file().parent.write_text("a file where the folder should be", encoding="utf-8")
    with pytest.raises(SettingsError, match="存不进"):
        change({FORM: "hangu"})
    assert FORM not in os.environ


def test_the_shell_starts_a_draft_in_the_form_that_was_chosen(capsys: pytest.CaptureFixture[str]) -> None:
    change({FORM: "hangu", OFFLINE: "1"})
    assert preferences.is_offline()
    _restart()
    arguments = ["draft", "--name", "乡村医生培训", "--budget", "36", "--purpose", "培训乡村医生360人，每人1000元"]
    assert main([*arguments, "--engine", "offline", "--json"]) == 0
    assert '"form": "hangu"' in capsys.readouterr().out
