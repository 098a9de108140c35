"""The process' own worker: one for each database, as many jobs at once as is set."""

from collections.abc import Iterator

import pytest

from assistant.model import SettingsError
from assistant.worker import close_workers, open_worker
from assistant.workspace import close_workspaces, open_workspace
from tests.support.drafts import brief


@pytest.fixture(autouse=True)
def _closed() -> Iterator[None]:
    yield
    close_workers()
    close_workspaces()


def test_there_is_one_and_it_works() -> None:
    worker = open_worker()
    assert open_worker() is worker
    assert worker.workspace is open_workspace()
    _, job = worker.submit_draft("本机", brief(), "offline")
    assert worker.wait("本机", job).state == "done"


def test_how_many_at_once_is_a_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_AT_ONCE", "2")
    assert open_worker()._at_once == 2


@pytest.mark.parametrize("typed", ["0", "65", "-1", "viele", "1.5"])
def test_a_wrong_number_is_told(monkeypatch: pytest.MonkeyPatch, typed: str) -> None:
    monkeypatch.setenv("ASSISTANT_AT_ONCE", typed)
    with pytest.raises(SettingsError, match="ASSISTANT_AT_ONCE"):
        open_worker()
