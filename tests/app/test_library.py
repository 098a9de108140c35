"""样例库: list, search, open, add with corrections, remove."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assistant import api
from assistant.app.examples.library_search import find, is_own
from assistant.library import Library, add, own_folder
from assistant.model import Indicator, PerformanceTarget, Value
from tests.app.pages import Page


@pytest.fixture
def own(target: PerformanceTarget, row: Callable[..., Indicator]) -> PerformanceTarget:
    """A form of a field that our examples know nothing of."""
    project = target.project.model_copy(update={"name": "古树名木复壮保护", "purpose": "对古树名木开展复壮保护"})
    rows = [
        row(name="古树复壮株数", value=Value.parse("≥86株")),
        row(level2="质量指标", name="复壮成活率", value=Value.parse("≥95%")),
        row(level1="效益指标", level2="生态效益指标", name="古树保护覆盖率", value=Value.parse("≥90%")),
    ]
    return target.model_copy(update={"project": project, "indicators": rows})


@pytest.fixture
def page() -> Page:
    return Page().open("library")


def test_our_examples_are_listed_searched_and_opened(page: Page, examples: list[PerformanceTarget]) -> None:
    assert f"共 {len(examples)} 个" in page.shown
    page.app.text_input(key="in_library_query").input("法律服务").run()
    page.run()
    assert "<h1>法律服务</h1>" in page.shown
    assert "移出样例库" not in [popover.label for popover in page.app.get("popover")]
    page.app.text_input(key="in_library_query").input("")
    page.run().click("page_after")
    assert page.desk.library.page == 2
    page.click("example_3")
    opened = page.desk.library.opened
    assert opened
    name = next(example.name for example in Library.load().examples if example.id == opened)
    assert f"<h1>{name}</h1>" in page.shown


def test_a_search_asks_for_every_word_and_gives_the_nearest_where_none_has_them(own: PerformanceTarget) -> None:
    add([own], [])
    library = Library.load()
    found = find(library, "古树 成活率")
    assert [example.name for example in found.examples] == [own.project.name]
    assert not found.near
    assert is_own(found.examples[0])
    assert find(library, "").examples[0].name == own.project.name
    near = find(library, "古树修剪养护")
    assert near.near
    assert near.examples[0].name == own.project.name
    assert find(library, "xyz").examples == ()


def test_words_that_nothing_holds_are_told_and_nothing_else_is_shown(page: Page) -> None:
    page.app.text_input(key="in_library_query").input("xyz")
    page.run()
    assert "没有相近的样例" in page.shown
    assert "<h1>" not in page.shown


def test_an_example_is_read_corrected_saved_found_and_removed(
    page: Page, own: PerformanceTarget, edits: Callable[..., Any]
) -> None:
    page.click("add_example").upload(("古树.docx", api.to_bytes(own, "docx")), key="library_up")
    assert "文件原文" in page.shown
    work = page.desk.library.adding
    assert work
    page.app.session_state[f"ed_{work.stem}_annual"] = edits({0: {"name": "古树名木复壮株数"}})
    page.app.text_area(key=f"head_{work.stem}_purpose").input("对古树名木开展复壮保护")
    page.run().click("save_example")
    assert "已存入样例库，起草同类项目时会参考它" in page.shown
    (path,) = own_folder().glob("*.json")
    assert "古树名木复壮株数" in path.read_text(encoding="utf-8")
    page.click("save_example")
    assert "已经有了" in page.shown
    assert len(list(own_folder().glob("*.json"))) == 1

    page.click("back_to_library")
    assert "其中自己添加的 1 个" in page.shown
    assert f"<h1>{own.project.name}</h1>" in page.shown

    # This is where both engines look for examples when they draft.
    nearest = Library.load().search("古树名木保护", "对86株古树名木开展复壮保护")
    assert nearest[0].example.path == path

    page.click("remove_confirm")
    assert not list(own_folder().glob("*.json"))
    assert "已移出样例库" in page.shown
    assert "其中自己添加的 0 个" in page.shown


def test_corrections_survive_a_look_elsewhere(page: Page, own: PerformanceTarget, edits: Callable[..., Any]) -> None:
    page.click("add_example").upload(("古树.docx", api.to_bytes(own, "docx")), key="library_up")
    work = page.desk.library.adding
    assert work
    page.app.session_state[f"ed_{work.stem}_annual"] = edits({0: {"name": "改过的名称"}})
    page.run().open("draft").open("library").click("back_to_library").click("add_example")
    assert page.desk.library.adding is work
    assert work.current.of_period("annual")[0].name == "改过的名称"


def test_from_the_review_a_form_goes_to_the_library_with_its_file(page: Page, own: PerformanceTarget) -> None:
    page.open("review").upload(("古树.xlsx", api.to_bytes(own, "xlsx"))).click("keep_example")
    assert page.desk.page == "library"
    assert "文件原文" in page.shown
    page.click("save_example")
    assert len(list(own_folder().glob("*.json"))) == 1


def test_a_form_without_rows_is_refused_in_one_sentence(page: Page, own: PerformanceTarget) -> None:
    empty = own.model_copy(update={"indicators": []})
    page.click("add_example").upload(("空.json", api.to_bytes(empty, "json")), key="library_up").click("save_example")
    assert "没有指标，不能作为样例" in page.shown
    assert not own_folder().exists()


def test_a_folder_that_cannot_be_used_is_one_sentence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ASSISTANT_EXAMPLES", str(tmp_path / "missing"))
    page = Page().open("library")
    assert "不存在" in page.shown


def test_removing_says_what_else_goes_with_the_file(page: Page, own: PerformanceTarget) -> None:
    own_folder().mkdir(parents=True)
    (own_folder() / "两个.json").write_bytes(api.to_bytes([own, own.model_copy(update={"goals": []})], "json"))
    page.run()
    assert "另外 1 个样例会一起移出" in page.shown
