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


# A module long: a driven browser keeps an event loop running in its thread, which other tests of the process would meet.
@pytest.fixture(scope="module")
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


class Server:
    """The page's own server as a process, with a data folder that outlives it.

    Attributes:
        address: of the page; the same after a start anew.
    """

    def __init__(self, folder: Path, environment: dict[str, str], port: int = 0) -> None:
        self.folder = folder
        self.environment = environment
        self.port = port or free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> "Server":
        code = f"from assistant.app.launch import run; raise SystemExit(run(port={self.port}, open_browser=False))"
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("OPENAI_", "ASSISTANT_", "STREAMLIT_")) and "proxy" not in name.lower()
        }
        own = {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", "ASSISTANT_HOME": str(self.folder / "home")}
        log = self.folder / "server.log"
        with log.open("ab") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-c", code],
                cwd=self.folder,
                env=kept | own | self.environment,
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        _wait_until_up(self.port, self.process, log)
        return self

    def kill(self) -> None:
        """End it as `kill -9` and a power cut do: at once, and without a word."""
        assert self.process is not None
        self.process.kill()
        self.process.wait(20)

    def stop(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(20)


@contextmanager
def _serving(folder: Path, environment: dict[str, str], port: int = 0) -> Iterator[str]:
    server = Server(folder, environment, port)
    try:
        yield server.start().address
    finally:
        server.stop()


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
def server(tmp_path: Path) -> Iterator[Callable[[dict[str, str]], Server]]:
    """Start a server that the test may kill and start again."""
    started: list[Server] = []

    def start(environment: dict[str, str]) -> Server:
        started.append(Server(tmp_path, environment).start())
        return started[-1]

    yield start
    for each in started:
        each.stop()


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
