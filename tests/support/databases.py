"""Fixtures for what is tested on SQLite and on PostgreSQL alike."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.workspace.drafts import Workspace
from tests.support import postgres


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[postgres.Server]:
    """One server for all tests. Only a developer's machine may be without one: never CI."""
    if postgres.binaries() is None and not os.environ.get("CI"):
        pytest.skip("PostgreSQL is not installed")
    with postgres.running() as server:
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database, of either kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/workspace.db"
    return str(request.getfixturevalue("postgres_server").fresh())


@pytest.fixture
def workspace(url: str) -> Iterator[Workspace]:
    """An empty workspace, on either kind of database."""
    opened = Workspace(url)
    yield opened
    opened.close()
