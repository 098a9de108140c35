"""What the browser tests do on the pages 起草 and 编辑, in a clerk's words."""

from contextlib import suppress
from typing import Any

NAME = "养老护理员技能培训"
PURPOSE = "全年举办培训班6期，培训护理员300人，每人补贴1500元，11月底前完成"


def fill(tab: Any, name: str = NAME, budget: str = "62万元", purpose: str = PURPOSE) -> None:
    for label, text in (("项目名称", name), ("项目预算", budget), ("资金用途", purpose)):
        tab.get_by_label(label, exact=True).fill(text)
        tab.get_by_label(label, exact=True).press("Tab")
    tab.wait_for_timeout(300)


def draft(tab: Any, address: str, **texts: str) -> str:
    """Draft offline, skipping the questions; return the address of the page 编辑."""
    tab.goto(f"{address}/draft")
    tab.get_by_text("起草项目支出绩效目标").wait_for(timeout=60_000)
    fill(tab, **texts)
    tab.get_by_role("button", name="开始起草").click()
    skip(tab)
    opened(tab)
    return str(tab.url)


def skip(tab: Any) -> None:
    """Skip the questions where some are asked; where none are, the page goes on by itself."""
    button = tab.get_by_role("button", name="跳过，直接起草")
    for _ in range(300):
        if tab.locator(".sheet, .jx-draft, .jx-ended").count():
            return
        if button.count():
            # It may go away at this very moment: then there is nothing to skip.
            with suppress(Exception):
                button.first.click(timeout=2_000)
        tab.wait_for_timeout(100)
    raise AssertionError("the questions cannot be skipped")


def opened(tab: Any) -> None:
    """Wait until the form is there and all of it saved."""
    tab.locator(".sheet .status.saved").wait_for(timeout=60_000)


def cell(tab: Any, row: int, column: str = "三级指标") -> Any:
    return tab.get_by_label(f"第 {row} 行 {column}", exact=True)


def version(tab: Any) -> int:
    """The number of the version that the page shows as saved."""
    opened(tab)
    return int(tab.locator(".sheet .status").inner_text().split("第")[1].split("版")[0])


def saved(tab: Any, after: int) -> None:
    """Wait until a later version is shown as saved."""
    for _ in range(150):
        if tab.locator(".sheet .status.saved").count() and version(tab) > after:
            return
        tab.wait_for_timeout(100)
    raise AssertionError(tab.locator(".sheet .status").inner_text())


def write(tab: Any, row: int, text: str, column: str = "三级指标") -> None:
    """Type into a cell, leave it, and wait until it is shown as saved."""
    before = version(tab)
    cell(tab, row, column).fill(text)
    cell(tab, row, column).press("Tab")
    saved(tab, before)
