"""质量评测: runs of the evals listed, looked into and compared; one sentence where the evals are not there."""

import sys
from pathlib import Path

import pytest

from assistant.app.quality import evals_room
from assistant.cli import main
from tests.app.pages import Page


@pytest.fixture
def runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Two short runs of the offline engine, the second with rules off."""
    pytest.importorskip("pydantic_evals")
    common = ["eval", "run", "--engine", "offline", "--dataset", "regions", "--limit", "6"]
    assert main([*common, "--note", "头一次"]) == 0
    rules = tmp_path / "rules.yaml"
    rules.write_text("off: [W102, W117, S110]\n", encoding="utf-8")
    monkeypatch.setenv("ASSISTANT_RULES", str(rules))
    assert main([*common, "--note", "第二次"]) == 0
    monkeypatch.delenv("ASSISTANT_RULES")
    return [line.id for line in evals_room.runs()]


def test_without_runs_the_page_says_how_to_make_one() -> None:
    page = Page("quality")
    assert "assistant eval run" in page.shown


def test_where_the_evals_are_not_installed_the_page_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(evals_room, "_ROOT", tmp_path)
    for name in [name for name in sys.modules if name == "evals" or name.startswith("evals.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "evals", None)
    monkeypatch.setitem(sys.modules, "evals.results", None)
    assert "不在安装包里" in Page("quality").shown


def test_runs_are_listed_looked_into_and_compared(runs: list[str]) -> None:
    page = Page("quality")
    assert [button.label for button in page.app.button if (button.key or "").startswith("run_")][0].endswith("第二次")
    assert "88号得分" in page.shown
    assert "按领域" in page.shown
    page.app.segmented_control(key="quality_view").set_value("compare")
    page.run()
    assert "变差的项目" in page.shown
    assert "95% 区间" in page.shown
    page.app.segmented_control(key="quality_view").set_value("cases")
    page.run()
    assert "公开的原表" in page.shown
    assert "这个案例没有公开的原表" not in page.shown
    page.click("run_1")
    assert page.desk.parts["quality"] == runs[1]
