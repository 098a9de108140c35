"""What the browser tests do on the pages, in a clerk's words."""

from pathlib import Path
from typing import Any

import docx


def open_page(tab: Any, address: str, link: str = "") -> None:
    tab.goto(f"{address}/draft")
    tab.get_by_text("起草项目支出绩效目标").wait_for(timeout=60_000)
    if link:
        go(tab, link)


def go(tab: Any, link: str) -> None:
    tab.locator(".st-key-topbar").get_by_role("button", name=link, exact=True).click()


def give(tab: Any, *paths: Path) -> None:
    """Put files into the page's drop zone."""
    tab.get_by_test_id("stFileUploaderDropzone").wait_for(timeout=30_000)
    tab.get_by_test_id("stFileUploaderDropzoneInput").set_input_files([str(path) for path in paths])


def cell(grid: Any, column: int, row: int) -> str:
    return str(grid.get_by_test_id(f"glide-cell-{column}-{row}").text_content())


def select(tab: Any, grid: Any, column: int, row: int) -> None:
    """Select a cell of a grid; the first focus only focuses the grid."""
    wanted = grid.get_by_test_id(f"glide-cell-{column}-{row}")
    for _ in range(8):
        wanted.evaluate("cell => cell.blur()")
        wanted.focus()
        tab.wait_for_timeout(200)
        if wanted.get_attribute("aria-selected") == "true":
            return
        grid.get_by_test_id("data-grid-canvas").evaluate("canvas => canvas.focus()")
        tab.wait_for_timeout(150)
    raise AssertionError(f"cell {column}, {row} cannot be selected")


def type_into(tab: Any, grid: Any, column: int, row: int, text: str) -> None:
    """Leave the cell in editing, with the text typed."""
    select(tab, grid, column, row)
    tab.keyboard.press("Enter")
    tab.locator("[data-testid=portal] textarea:visible, [data-testid=portal] input:visible").first.fill(text)


def download(tab: Any, button: str) -> Any:
    with tab.expect_download(timeout=60_000) as expected:
        tab.get_by_role("button", name=button).click()
    return expected.value


def texts_of_word(file: Any) -> set[str]:
    document = docx.Document(file.path())
    return {cell.text for table in document.tables for row in table.rows for cell in row.cells}
