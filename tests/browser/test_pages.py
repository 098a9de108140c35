"""Every page in a real browser, on an empty and on a full workspace: no fault, no English, no request to elsewhere.

A batch is stopped, goes on, and outlives its server.
"""

import json
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from sqlalchemy.engine import make_url

from assistant.app.pages import PAGES
from assistant.workspace.drafts import Workspace
from tests.browser.conftest import _serving, free_port
from tests.browser.pages import give
from tests.support.full_workspace import fill
from tests.support.loopback import Loopback, answer

pytestmark = pytest.mark.browser

# Words of Streamlit's own that a clerk must never see; terms that are Latin in Chinese forms too are none of them.
ENGLISH = re.compile(
    r"Browse files|Drag and drop|Deploy|Press Enter|Running|Rerun|Page not found|Connection error|Limit \d|per file|Oh no"
    r"|Error running|Choose an option|No options|Select|Upload|Settings|empty|Stop\b|Made with",
)

# What a person sees: Streamlit's own words are hidden by the style sheet, and stay in the document.
SEEN = """() => {
    const texts = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const parent = walker.currentNode.parentElement;
        if (parent && !["STYLE", "SCRIPT"].includes(parent.tagName) && parent.checkVisibility()
            && parseFloat(getComputedStyle(parent).fontSize) > 0) texts.push(walker.currentNode.textContent);
    }
    return texts.join("\\n");
}"""


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """A server whose user has 500 drafts; the id of one comes with its address."""
    folder = tmp_path_factory.mktemp("full")
    (folder / "home").mkdir()
    drafts = Workspace(make_url("sqlite://").set(database=str(folder / "home/workspace.db")).render_as_string())
    id_ = fill(drafts, 500)[-1]
    drafts.close()
    with _serving(folder, {}) as url:
        yield url, id_


def _visit(tab: Any, address: str, page: str, draft: str = "") -> None:
    tab.goto(f"{address}/{page}{f'?draft={draft}' if draft else ''}")
    tab.locator(f".st-key-tab_on_{page}").wait_for(timeout=60_000)
    tab.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for(timeout=30_000)


def _look(tab: Any, where: str) -> None:
    assert tab.locator(".jx-fault").count() == 0, where
    assert tab.get_by_test_id("stException").count() == 0, where
    shown = tab.evaluate(SEEN)
    assert not (found := ENGLISH.search(shown)), (where, found)
    wide = tab.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"{where} is wider than the screen by {wide}"


def test_every_page_opens_on_a_full_workspace_and_asks_nobody_else(tab: Any, full: tuple[str, str]) -> None:
    address, id_ = full
    for info in PAGES:
        _visit(tab, address, info.id, id_ if info.id == "edit" else "")
        _look(tab, info.id)
    for page in ("settings", "help"):
        _visit(tab, address, page)
        for part in tab.locator(f".st-key-menu_{page} button").all():
            part.click()
            tab.wait_for_timeout(250)
            _look(tab, f"{page}: {part.inner_text()}")
    assert {host for host in tab.hosts if host} == {address.removeprefix("http://")}


def test_every_page_opens_on_an_empty_workspace(tab: Any, serve: Callable[..., Any]) -> None:
    with serve({}) as address:
        for info in PAGES:
            _visit(tab, address, info.id)
            _look(tab, info.id)
        tab.goto(f"{address}/no-such-page")
        tab.get_by_text("从这里开始").wait_for(timeout=30_000)
        _keep_a_key(tab, address)
        assert {host for host in tab.hosts if host} == {address.removeprefix("http://")}


def _keep_a_key(tab: Any, address: str) -> None:
    """Set a model up by keyboard; the key is kept, and comes back to the browser never again."""
    _visit(tab, address, "settings")
    tab.get_by_label("接口地址").fill("https://llm.example.gov.cn/v1")
    tab.get_by_label("密钥", exact=True).fill("sk-typed-once")
    tab.keyboard.press("Tab")
    tab.get_by_role("button", name="保存", exact=True).click()
    tab.get_by_placeholder("已设置，不再显示").wait_for(timeout=30_000)
    tab.reload()
    tab.get_by_placeholder("已设置，不再显示").wait_for(timeout=30_000)
    assert "sk-typed-once" not in tab.content()


def test_a_full_list_is_searched_paged_copied_and_exported(tab: Any, full: tuple[str, str]) -> None:
    address, _ = full
    _visit(tab, address, "projects")
    tab.get_by_text("共 500 个项目").wait_for(timeout=30_000)
    tab.get_by_placeholder("项目名称或单位里的词").fill("职称评审")
    tab.keyboard.press("Enter")
    tab.get_by_text(re.compile("共 1[01] 个项目")).wait_for(timeout=30_000)
    lines = tab.locator('[class*="st-key-line_"]')
    for at in range(2):
        lines.nth(at).get_by_test_id("stCheckbox").locator("label").click()
        tab.get_by_text(f"已选 {at + 1} 个").wait_for(timeout=30_000)
    tab.get_by_role("button", name="导出").click()
    with tab.expect_download(timeout=60_000) as expected:
        tab.get_by_role("button", name="部门整本（Word）").click()
    assert zipfile.is_zipfile(expected.value.path())
    tab.keyboard.press("Escape")
    lines.first.get_by_role("button", name="更多").click()
    tab.get_by_text(re.compile("复制为 20[0-9]+ 年度")).click()
    tab.wait_for_url("**/edit?draft=*", timeout=30_000)


def _list(path: Path, count: int) -> Path:
    book = openpyxl.Workbook()
    book.active.append(["项目名称", "预算（万元）", "资金用途"])
    for number in range(count):
        book.active.append(
            [f"第{number + 1}期乡村医生培训", 12 + number, f"培训乡村医生{100 + number}人，每人1000元，11月底前完成"]
        )
    book.save(path)
    return path


def _rows() -> str:
    rows = [
        {"kind": kind, "name": name, "value": value, "basis": "计划标准", "why": "材料原词"}
        for kind, name, value in (
            ("数量指标", "培训乡村医生人数", "≥100人"),
            ("质量指标", "培训合格率", "≥95%"),
            ("时效指标", "培训完成时间", "11月底前完成"),
            ("社会效益指标", "乡村医生诊疗能力", "有效提升"),
            ("服务对象满意度指标", "乡村医生满意度", "≥90%"),
        )
    ]
    goals = [{"period": "annual", "text": "培训乡村医生100人，11月底前完成。"}]
    return json.dumps({"goals": goals, "rows": rows}, ensure_ascii=False)


def _count(tab: Any, state: str) -> int:
    found = re.search(rf"{state} (\d+)", tab.locator(".jx-batch p").inner_text())
    return int(found[1]) if found else 0


def test_a_batch_of_ten_is_stopped_goes_on_and_outlives_its_server(tab: Any, tmp_path: Path) -> None:
    home, port = {"ASSISTANT_HOME": str(tmp_path / "home")}, free_port()
    with Loopback("stub") as model:
        model.otherwise = answer(_rows(), silence=0.4)
        environment = home | {"OPENAI_BASE_URL": model.url, "OPENAI_MODEL": "stub"}
        with _serving(tmp_path, environment, port) as address:
            _visit(tab, address, "batch")
            give(tab, _list(tmp_path / "十个培训.xlsx", 10))
            tab.get_by_role("button", name="开始起草 10 个项目").click(timeout=30_000)
            tab.get_by_role("button", name="停止").click(timeout=30_000)
            tab.get_by_role("button", name="接着写没完成的").wait_for(timeout=60_000)
            stopped = _count(tab, "已停止")
            assert stopped >= 1
            tab.locator(".jx-failures li").nth(stopped - 1).wait_for(timeout=30_000)
            url = tab.url
            tab.get_by_role("button", name="接着写没完成的").click()
            tab.get_by_role("button", name="停止").wait_for(timeout=30_000)
        # The server is gone in the midst of it; the next one takes up what was left.
        with _serving(tmp_path, environment, port):
            tab.goto(url)
            tab.get_by_role("button", name="下载全部（Word）").wait_for(timeout=90_000)
            assert _count(tab, "已完成") == 10, tab.locator(".jx-failures").inner_text()
            with tab.expect_download(timeout=60_000) as expected:
                tab.get_by_role("button", name="下载全部（Word）").click()
    with zipfile.ZipFile(expected.value.path()) as archive:
        assert len(archive.namelist()) == 11
        assert "汇总表.xlsx" in archive.namelist()
