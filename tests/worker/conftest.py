from collections.abc import Callable, Iterator
from typing import Any

import pytest

from assistant.llm import Settings
from assistant.worker import Worker
from assistant.workspace.drafts import Workspace
from tests.support.databases import postgres_server, url, workspace
from tests.support.loopback import Loopback

__all__ = ["postgres_server", "url", "workspace"]

Hire = Callable[..., Worker]


@pytest.fixture
def server() -> Iterator[Loopback]:
    """An endpoint on 127.0.0.1."""
    with Loopback("m") as server:
        yield server


@pytest.fixture
def hire(workspace: Workspace, server: Loopback) -> Iterator[Hire]:
    """Start a worker of the workspace that asks the endpoint; it is closed at the end."""
    hired: list[Worker] = []

    def hire(of: Workspace = workspace, **times: Any) -> Worker:
        given: dict[str, Any] = {"beat": 0.2, "stale": 30.0, "look": 0.05} | times
        hired.append(Worker(of, Settings(base_url=server.url, model="m"), **given).start())
        return hired[-1]

    yield hire
    for worker in hired:
        worker.close()
