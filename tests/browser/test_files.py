"""Files in and out in a real browser: a Word file reviewed, taken over, mended; an example added and drawn upon."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest

from assistant.model import from_json
from tests.browser.editing import cell as field
from tests.browser.editing import opened, skip
from tests.browser.pages import download, give, go, open_page, texts_of_word, type_into
from tests.support.loopback import Loopback, answer

pytestmark = pytest.mark.browser

NAME_COLUMN, VALUE_COLUMN = 3, 4
ROWS = [
    ("产出指标", "数量指标", "改造道路里程", "≥3公里"),
    ("产出指标", "质量指标", "工程验收合格率", "≥100%"),
    ("产出指标", "时效指标", "改造完成时间", "11月底前完成"),
    ("", "社会效益指标", "沿线村民出行", "有效改善"),
    ("满意度指标", "服务对象满意度指标", "村民满意度", "≥90%"),
]


@pytest.fixture
def word_file(tmp_path: Path) -> Path:
    """A form as somebody makes it in Word: of no known layout, its category merged over rows, one category missing."""
    document = docx.Document()
    document.add_paragraph("2026年项目支出绩效目标申报表")
    lines = [
        ("项目名称", "乡村道路改造", "项目预算（万元）", "120"),
        ("年度目标", "改造乡村道路3公里，方便沿线村民出行。", "", ""),
        ("一级指标", "二级指标", "三级指标", "指标值"),
        *ROWS,
    ]
    table = document.add_table(rows=len(lines), cols=4, style="Table Grid")
    for row, texts in zip(table.rows, lines, strict=True):
        for cell_, text in zip(row.cells, texts, strict=True):
            cell_.text = text
    for row in table.rows[4:6]:
        row.cells[0].text = ""
    table.rows[3].cells[0].merge(table.rows[5].cells[0])
    path = tmp_path / "去年的表.docx"
    document.save(str(path))
    return path


def _shown(tab: Any, text: str) -> None:
    tab.get_by_text(text).first.wait_for(timeout=30_000)


def _grid(tab: Any) -> Any:
    grid = tab.locator(".st-key-grid_annual")
    grid.get_by_test_id("glide-cell-1-0").wait_for(state="attached", timeout=30_000)
    return grid


def test_a_word_file_is_reviewed_comes_back_with_comments_and_is_edited_on(
    tab: Any, address: str, word_file: Path
) -> None:
    open_page(tab, address, "审核已有表")
    give(tab, word_file)
    _shown(tab, "校验结果")
    words, understood = tab.locator(".jx-words"), tab.locator(".jx-understood")
    for _, _, name, value in ROWS:
        assert words.get_by_text(name, exact=True).count() == 1
        assert understood.get_by_text(name).count() >= 1
        assert words.get_by_text(value, exact=True).count() == 1
    # What reading put right is said at its row.
    assert understood.locator("tr", has_text="沿线村民出行").locator(".jx-note.repaired").count() == 1
    tab.locator(".jx-card.error", has_text="工程验收合格率").wait_for(timeout=15_000)

    copy = download(tab, "下载批注件")
    assert copy.suggested_filename == "去年的表-批注.docx"
    reviewed = docx.Document(copy.path())
    assert any("≥100%" in comment.text for comment in reviewed.comments)
    assert [row.cells[2].text for row in reviewed.tables[0].rows][3:] == [row[2] for row in ROWS]
    table = download(tab, "下载审核意见表")
    assert any("≥100%" in text for text in texts_of_word(table))

    tab.get_by_role("button", name="保存到我的项目并编辑").click()
    opened(tab)
    assert [field(tab, at).input_value() for at in range(1, len(ROWS) + 1)] == [row[2] for row in ROWS]

    # A repair with one click; then an edit that is still being typed as its user goes elsewhere.
    card = tab.locator("[class*='st-key-card_error']", has_text="工程验收合格率")
    card.get_by_role("button", name="采用").first.click()
    card.wait_for(state="detached", timeout=30_000)
    assert field(tab, 2, "指标值").input_value() == "=100%"
    url = tab.url
    field(tab, 1).fill("改造乡村道路里程")
    go(tab, "样例库")
    _shown(tab, "添加样例")
    tab.goto(url)
    opened(tab)
    assert field(tab, 1).input_value() == "改造乡村道路里程"
    tab.get_by_role("button", name="导出", exact=True).click()
    assert {"改造乡村道路里程", "=100%"} <= texts_of_word(download(tab, "Word"))
    assert {host for host in tab.hosts if host} == {address.removeprefix("http://")}


def test_the_file_stays_on_its_page_and_bad_ones_stand_beside_it(
    tab: Any, address: str, word_file: Path, tmp_path: Path
) -> None:
    bad = tmp_path / "旧表.doc"
    bad.write_bytes(b"\xd0\xcf\x11\xe0" + bytes(600))
    open_page(tab, address, "审核已有表")
    give(tab, word_file, bad)
    _shown(tab, "旧版 Word 文件")
    _shown(tab, "校验结果")
    go(tab, "起草")
    _shown(tab, "开始起草")
    go(tab, "审核已有表")
    _shown(tab, "校验结果")
    assert tab.locator(".jx-file").count() == 2
    assert tab.get_by_test_id("stException").count() == 0


def test_an_example_is_added_with_a_correction_and_the_next_draft_draws_on_it(
    tab: Any, serve: Callable[[dict[str, str]], Any], word_file: Path, tmp_path: Path
) -> None:
    row = {"kind": "数量指标", "name": "改造道路里程", "value": "≥2公里", "basis": "计划标准", "why": "材料“道路2公里”"}
    goals = [{"period": "annual", "text": "改造乡村道路2公里，方便沿线村民出行。"}]
    text = json.dumps({"goals": goals, "rows": [row]}, ensure_ascii=False)
    with (
        Loopback("stub") as model,
        serve(
            {"OPENAI_BASE_URL": model.url, "OPENAI_MODEL": "stub", "ASSISTANT_HOME": str(tmp_path / "home")}
        ) as address,
    ):
        model.otherwise = answer(text)
        open_page(tab, address, "样例库")
        tab.get_by_role("button", name="添加样例").click()
        give(tab, word_file)
        grid = _grid(tab)
        # Saved while the correction is still being typed: it must be in the example all the same.
        type_into(tab, grid, NAME_COLUMN, 0, "改造沥青道路里程")
        tab.get_by_role("button", name="存入样例库").click()
        _shown(tab, "已存入样例库")
        (saved,) = (tmp_path / "home/examples").glob("*.json")
        (target,) = from_json(saved.read_text(encoding="utf-8"))
        assert target.indicators[0].name == "改造沥青道路里程"

        go(tab, "起草")
        texts = {"项目名称": "乡村道路改造", "项目预算": "100万元", "资金用途": "改造乡村道路2公里，方便沿线村民出行"}
        for label, text in texts.items():
            tab.get_by_label(label, exact=True).fill(text)
            tab.get_by_label(label, exact=True).press("Tab")
        tab.wait_for_timeout(300)
        tab.get_by_role("button", name="开始起草").click()
        skip(tab)
        opened(tab)
        # What the model is shown of the library.
        assert any("改造沥青道路里程" in json.dumps(asked.body, ensure_ascii=False) for asked in model.asked)


def test_a_units_own_template_is_filled_from_the_editor(
    tab: Any, address: str, word_file: Path, tmp_path: Path
) -> None:
    template = docx.Document()
    template.add_paragraph("{{项目名称}}绩效目标")
    table = template.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "{{三级指标}}", "{{指标值}}"
    path = tmp_path / "模板.docx"
    template.save(str(path))
    open_page(tab, address, "审核已有表")
    give(tab, word_file)
    tab.get_by_role("button", name="保存到我的项目并编辑").click()
    opened(tab)
    tab.get_by_role("button", name="导出", exact=True).click()
    tab.get_by_role("button", name="用本单位模板导出").click()
    dialog = tab.get_by_test_id("stDialog")
    dialog.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(str(path))
    dialog.get_by_text("{{三级指标}}").wait_for(timeout=30_000)
    filled = download(tab, "下载填好的表")
    assert {row[2] for row in ROWS} <= texts_of_word(filled)
