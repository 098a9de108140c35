"""What the page's tests share: a filled target, and the page itself under Streamlit's own test runner."""

import logging
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.app import session
from assistant.app.edit import export_view
from assistant.model import Indicator, PerformanceTarget, Source, Value, from_json
from assistant.worker import close_workers
from assistant.workspace import close_workspaces

# Streamlit warns on every call made outside its server; the pure parts are tested there on purpose.
logging.getLogger("streamlit").setLevel(logging.ERROR)


@pytest.fixture(autouse=True)
def _nothing_on_its_way(monkeypatch: pytest.MonkeyPatch) -> None:
    """Edits come with the run here; only a browser sends them later (tests/browser)."""
    monkeypatch.setattr(session, "SETTLE_SECONDS", 0)
    monkeypatch.setattr(export_view, "SETTLE_SECONDS", 0)


@pytest.fixture(autouse=True)
def _workers_end_with_their_test() -> Iterator[None]:
    yield
    close_workers()
    close_workspaces()


@pytest.fixture
def examples(root: Path) -> list[PerformanceTarget]:
    return [
        target
        for path in sorted((root / "examples/targets").glob("*.json"))
        for target in from_json(path.read_text(encoding="utf-8"))
    ]


@pytest.fixture
def target(examples: list[PerformanceTarget]) -> PerformanceTarget:
    """鄂州's first sample: two tables, two goals."""
    return next(example for example in examples if example.form == "ezhou")


@pytest.fixture
def row() -> Callable[..., Indicator]:
    def make(**changes: Any) -> Indicator:
        data = {
            "period": "annual",
            "level1": "产出指标",
            "level2": "数量指标",
            "name": "参训人数",
            "value": Value.parse("≥300人"),
            "basis": "计划标准",
            "source": Source(kind="input", detail="培训300人"),
        }
        return Indicator.model_validate(data | changes)

    return make


@pytest.fixture
def edits() -> Callable[..., str]:
    """The grid's edit state as the browser sends it."""

    def make(
        edited: dict[int, dict[str, Any]] | None = None,
        added: list[dict[str, Any]] | None = None,
        deleted: list[int] | None = None,
    ) -> Any:
        return {"edited_rows": edited or {}, "added_rows": added or [], "deleted_rows": deleted or []}

    return make
