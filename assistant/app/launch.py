"""Serve the page: `assistant ui` calls `run`."""

import contextlib
import os
import socket
import sys
import threading
import time
import webbrowser
from pathlib import Path

from assistant import preferences
from assistant.app.signing import refusal as sign_in_refusal
from assistant.app.signing import secrets_file
from assistant.app.theme import flags
from assistant.model import SettingsError

DONE, WRONG_USE = 0, 2
_OWN_HOSTS = ("127.0.0.1", "::1", "localhost")
_START_SECONDS = 30


def run(port: int = 8501, host: str = "127.0.0.1", open_browser: bool = True) -> int:
    """Serve the page until Ctrl+C, and open it in the browser.

    Returns:
        0 when stopped by the user, 2 when the address cannot be used; one sentence on standard error says why.
    """
    _lay_settings()
    if refusal := sign_in_refusal() or _refusal(port, host):
        print(refusal, file=sys.stderr, flush=True)
        return WRONG_USE
    address = f"http://{host}:{port}"
    print(f"绩效目标助手已启动：{address}  （按 Ctrl+C 停止）", flush=True)
    if open_browser:
        threading.Thread(target=_open_when_up, args=(host, port, address), daemon=True).start()
    return _serve(port, host)


def _lay_settings() -> None:
    try:
        preferences.apply()
    except SettingsError as error:
        # The page 设置 can put it right.
        print(error, file=sys.stderr, flush=True)


def _serve(port: int, host: str) -> int:
    # Imported late: Streamlit costs a second, and a taken port is told before that.
    from streamlit.web import cli

    script = Path(__file__).with_name("main.py")
    with contextlib.suppress(KeyboardInterrupt, SystemExit):
        cli.main(["run", str(script), *flags(port, host, secrets_file())], standalone_mode=False)
    return DONE


def _refusal(port: int, host: str) -> str | None:
    if host not in _OWN_HOSTS and secrets_file() is None:
        return (
            "要让别的电脑打开，必须先设好统一登录（ASSISTANT_SIGN_IN，见 docs/使用手册.md），否则任何人都能看到全部项目"
        )
    if not 1 <= port <= 65535:
        return f"端口 {port} 不能用，请给 1 到 65535 之间的数，如 --port 8502"
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        if os.name != "nt":
            # On Linux a port just left is still "in use" for a minute without this; on Windows it would hide that
            # another program listens there.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return f"端口 {port} 已被占用或不允许使用，页面可能已经打开；请先关掉占用它的程序，或换一个端口：assistant ui --port {_next(port)}"
    return None


def _next(port: int) -> int:
    return port + 1 if port < 65535 else 8501


def _open_when_up(host: str, port: int, address: str) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline:
        try:
            socket.create_connection((host, port), timeout=1).close()
        except OSError:
            time.sleep(0.2)
            continue
        webbrowser.open(address)
        return
