import socket

import pytest

from assistant.app import launch
from assistant.app.theme import flags


def test_a_taken_port_is_one_sentence_and_exit_2(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        assert launch.run(port=port, open_browser=False) == 2
    shown = capsys.readouterr()
    assert f"端口 {port} 已被占用" in shown.err
    assert len(shown.err.strip().splitlines()) == 1
    assert shown.out == ""


@pytest.mark.parametrize("port", [0, -1, 70000])
def test_a_port_that_is_none_is_refused(port: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert launch.run(port=port, open_browser=False) == 2
    assert str(port) in capsys.readouterr().err


def test_the_server_is_closed_to_the_outside_and_tells_nobody() -> None:
    options = flags(8501, "127.0.0.1")
    for wanted in (
        "--server.address=127.0.0.1",
        "--browser.gatherUsageStats=false",
        "--server.enableXsrfProtection=true",
        "--server.enableCORS=true",
        "--server.maxUploadSize=20",
        "--client.showErrorDetails=none",
        "--client.toolbarMode=minimal",
        "--server.fileWatcherType=none",
    ):
        assert wanted in options
    assert not any("http" in option for option in options)
