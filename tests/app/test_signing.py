"""The switch for sign-in: a server that strangers could enter does not start, and says why in one sentence."""

from pathlib import Path

import pytest

from assistant.app import launch, signing

GOOD = """[auth]
redirect_uri = "http://127.0.0.1:8501/oauth2callback"
cookie_secret = "0123456789abcdef0123456789abcdef"
client_id = "assistant"
client_secret = "s"
server_metadata_url = "http://127.0.0.1:1/.well-known/openid-configuration"
"""


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "登录.toml"
    path.write_text(GOOD, encoding="utf-8")
    monkeypatch.setenv(signing.SWITCH, str(path))
    return path


def test_without_the_switch_or_with_a_whole_file_nothing_stands_in_the_way(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert signing.refusal() is None
    assert signing.secrets_file() == file
    monkeypatch.delenv(signing.SWITCH)
    assert signing.refusal() is None
    assert signing.secrets_file() is None


@pytest.mark.parametrize(
    ("text", "part"),
    [
        (GOOD.replace("client_secret", "other"), "client_secret"),
        (GOOD.replace("0123456789abcdef0123456789abcdef", "short"), "太短"),
        ("[other]\n", "[auth]"),
        ("not toml", "格式不对"),
    ],
)
def test_a_file_that_is_not_enough_is_refused_without_repeating_a_secret(file: Path, text: str, part: str) -> None:
    file.write_text(text, encoding="utf-8")
    refusal = signing.refusal()
    assert refusal is not None
    assert part in refusal
    assert "0123456789" not in refusal


def test_a_missing_file_is_refused(file: Path) -> None:
    file.unlink()
    assert "打不开" in str(signing.refusal())


def test_other_computers_are_let_in_only_where_people_sign_in(capsys: pytest.CaptureFixture[str]) -> None:
    assert launch.run(port=8501, host="0.0.0.0", open_browser=False) == launch.WRONG_USE
    assert "统一登录" in capsys.readouterr().err
