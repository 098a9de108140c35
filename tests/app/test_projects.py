"""The page 我的项目: first run, a full workspace, and what can be done with one draft and with several."""

import time
import zipfile
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest

from assistant import api
from assistant.app.projects.chosen_view import _targets, _warning
from assistant.app.projects.lines_markup import when
from assistant.app.projects.listing import PER_PAGE as SIZES
from assistant.app.projects.listing import ProjectsDesk, listed
from assistant.model import PerformanceTarget
from assistant.workspace import LOCAL_OWNER, DraftState, Workspace, close_workspaces, open_workspace
from tests.app.pages import Page
from tests.support.full_workspace import fill

PER_PAGE = SIZES[0]


@pytest.fixture(autouse=True)
def _closed() -> Any:
    yield
    close_workspaces()


@pytest.fixture
def drafts() -> Workspace:
    return open_workspace()


def _menu(page: Page, id_: str, wanted: str) -> Page:
    page.app.menu_button(key=f"do_{id_}").click(wanted)
    return page.run()


def test_the_first_run_names_the_engine_and_offers_an_example_that_drafts(drafts: Workspace) -> None:
    page = Page("projects")
    assert "离线引擎" in page.shown
    page.click("try_example")
    (line,) = drafts.list(LOCAL_OWNER)
    assert line.name == "养老护理员职业技能培训补贴"
    assert line.budget_fen == 62_000_000
    deadline = time.monotonic() + 30
    while drafts.list(LOCAL_OWNER)[0].state == "起草中" and time.monotonic() < deadline:
        time.sleep(0.05)
    assert drafts.list(LOCAL_OWNER)[0].rows >= 8


def test_pages_search_and_filters_narrow_the_list(drafts: Workspace) -> None:
    fill(drafts, 30)
    view = ProjectsDesk()
    first = listed(drafts, LOCAL_OWNER, view)
    assert (first.count, first.pages, len(first.lines)) == (30, 3, PER_PAGE)
    view.page = 99
    assert len(listed(drafts, LOCAL_OWNER, view).lines) == 30 - 2 * PER_PAGE
    assert view.page == 3
    view.look_for("", 2026, None, "active")
    assert view.page == 1
    assert {line.year for line in listed(drafts, LOCAL_OWNER, view).lines} == {2026}
    view.look_for("人事考试", None, "已完成", "active")
    assert all("人事考试" in line.name and line.state == "已完成" for line in listed(drafts, LOCAL_OWNER, view).lines)
    page = Page("projects")
    page.app.text_input(key="in_projects_search").input("没有这样的项目")
    page.run()
    assert "没有符合条件的项目" in page.shown


def test_a_draft_is_copied_for_the_year_to_come_and_opened(drafts: Workspace) -> None:
    (id_,) = fill(drafts, 1)
    page = Page("projects")
    assert f"open_{id_}" in [button.key for button in page.app.button]
    _menu(page, id_, "复制为 2028 年度")
    copy, old = drafts.list(LOCAL_OWNER)
    assert (copy.year, old.year) == (2028, 2027)
    assert page.desk.page == "edit"


def test_archived_deleted_and_brought_back(drafts: Workspace) -> None:
    ids = fill(drafts, 3)
    page = Page("projects")
    _menu(page, ids[0], "归档")
    assert "已归档" in page.shown
    assert drafts.count(LOCAL_OWNER, shelf="archived") == 1
    _menu(page, ids[1], "删除")
    page.app.segmented_control(key="in_projects_shelf").set_value("deleted")
    page.run()
    _menu(page, ids[1], "恢复")
    assert {line.id for line in drafts.list(LOCAL_OWNER)} == {ids[1], ids[2]}
    assert "回收站是空的" in page.shown


def test_several_are_ticked_over_pages_and_put_away_together(drafts: Workspace) -> None:
    ids = fill(drafts, PER_PAGE + 2)
    page = Page("projects")
    page.app.checkbox(key=f"tick_0_{ids[-1]}").check()
    page.run()
    page.app.checkbox(key=f"tick_0_{ids[-2]}").check()
    page.run()
    assert set(page.desk.projects.ticked) == {ids[-1], ids[-2]}
    page.click("delete_chosen")
    assert "2 个项目已放进回收站" in page.shown
    assert drafts.count(LOCAL_OWNER) == PER_PAGE
    assert not page.desk.projects.ticked


def test_the_chosen_leave_as_a_book_with_what_is_open_said_before(drafts: Workspace) -> None:
    ids = fill(drafts, 47)
    ticked = {id_: drafts.load(id_, LOCAL_OWNER).state.target.project.name for id_ in ids[:8]}
    targets = _targets(ticked, LOCAL_OWNER)
    assert api.book_bytes(targets, "docx")[:2] == b"PK"
    with zipfile.ZipFile(BytesIO(api.to_zip(targets, "docx"))) as archive:
        assert len(archive.namelist()) == 8
    faulty = [name for id_, name in ticked.items() if api.check(drafts.load(id_, LOCAL_OWNER).state.target).errors]
    assert faulty
    assert faulty[0] in _warning(ticked, LOCAL_OWNER)


def test_names_are_shown_as_typed_never_as_markup(drafts: Workspace, target: PerformanceTarget) -> None:
    evil = '<img src=x onerror="alert(1)"> **粗** :smile: $x$ [链接](http://a.b)'
    project = target.project.model_copy(update={"name": evil, "unit": "<script>alert(2)</script>"})
    drafts.create(LOCAL_OWNER, DraftState.of(target.model_copy(update={"project": project}), "file"))
    page = Page("projects")
    assert "<img" not in page.shown
    assert "<script>alert" not in page.shown
    assert "&lt;script&gt;" in page.shown
    (label,) = (button.label for button in page.app.button if (button.key or "").startswith("open_"))
    assert "\\*\\*粗" in label
    assert "[链接](" not in label
    page.app.checkbox(key=next(box.key for box in page.app.checkbox if (box.key or "").startswith("tick_0_"))).check()
    page.run()
    assert "<img" not in page.shown


HERE = datetime.now(UTC).astimezone().tzinfo


@pytest.mark.parametrize(
    ("at", "said"),
    [
        ((2026, 11, 20, 14, 2), "今天 14:02"),
        ((2026, 11, 19, 23, 59), "昨天 23:59"),
        ((2026, 3, 1, 4, 5), "3月1日 04:05"),
        ((2025, 3, 1, 4, 5), "2025年3月1日"),
    ],
)
def test_times_are_said_as_people_do(at: tuple[int, int, int, int, int], said: str) -> None:
    year, month, day, hour, minute = at
    now = datetime(2026, 11, 20, 15, 0, tzinfo=HERE)
    assert when(datetime(year, month, day, hour, minute, tzinfo=HERE).astimezone(UTC), now) == said
