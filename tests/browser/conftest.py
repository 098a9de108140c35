"""The real server and a real browser. Without a Chromium these tests are skipped, except in CI, where one must be."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "msedge")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def _missing(reason: str) -> None:
    if os.environ.get("CI") == "true":
        pytest.fail(f"browser tests are required in CI: {reason}")
    pytest.skip(reason)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        _missing("playwright is not installed")
    path = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if path is None:
        _missing("no Chromium found")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield running
        running.close()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def _serving(folder: Path, environment: dict[str, str], port: int = 0) -> Iterator[str]:
    port = port or free_port()
    code = f"from assistant.app.launch import run; raise SystemExit(run(port={port}, open_browser=False))"
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("OPENAI_", "ASSISTANT_", "STREAMLIT_")) and "proxy" not in name.lower()
    }
    log = folder / "server.log"
    with log.open("wb") as output:
        server = subprocess.Popen(
            [sys.executable, "-c", code],
            cwd=folder,
            env=kept
            | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", "ASSISTANT_HOME": str(folder / "home")}
            | environment,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        _wait_until_up(port, server, log)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(20)


def _wait_until_up(port: int, server: "subprocess.Popen[bytes]", log: Path) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if server.poll() is not None:
            break
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.2)
    raise AssertionError(f"the page did not start: {log.read_text(encoding='utf-8', errors='replace')}")


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The page without a model."""
    with _serving(tmp_path_factory.mktemp("offline"), {}) as url:
        yield url


@pytest.fixture
def serve(tmp_path: Path) -> Callable[..., Any]:
    """Start the page with an environment of the test's own."""
    return lambda environment, port=0: _serving(tmp_path, environment, port)


@pytest.fixture
def tab(browser: Any) -> Iterator[Any]:
    """A browser tab that remembers where it sent requests (`tab.hosts`)."""
    context = browser.new_context(viewport={"width": 1366, "height": 768}, accept_downloads=True)
    page = context.new_page()
    page.hosts = set()
    page.on("request", lambda request: page.hosts.add(request.url.split("/")[2] if "//" in request.url else ""))
    page.on("websocket", lambda websocket: page.hosts.add(websocket.url.split("/")[2]))
    yield page
    context.close()
