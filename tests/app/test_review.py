"""审核已有表: real files through the real readers and rules, buttons as a user clicks them."""

import io
from collections.abc import Callable
from typing import Any

import docx
import openpyxl
import pytest

from assistant import api
from assistant.app.review.file_view import copy_maker, table_maker
from assistant.app.review.uploads import MOST_FILES, Shelf, Upload
from assistant.model import (
    Document,
    Indicator,
    ModelServiceError,
    PerformanceTarget,
    ReadingNote,
    UnrecognisedFormError,
    Value,
)
from assistant.workspace import LOCAL_OWNER, open_workspace
from tests.app.pages import Page


@pytest.fixture
def defective(target: PerformanceTarget, row: Callable[..., Indicator]) -> PerformanceTarget:
    """A form with a value that cannot be: `≥100%` of a rate."""
    bad = row(level2="质量指标", name="参训人员考核合格率", value=Value.parse("≥100%"))
    return target.model_copy(update={"indicators": [*target.indicators, bad]})


@pytest.fixture
def page() -> Page:
    return Page().open("review")


def _comments(data: bytes) -> list[str]:
    return [comment.text for comment in docx.Document(io.BytesIO(data)).comments]


def test_the_empty_page_says_what_to_do(page: Page) -> None:
    assert "放入文件" in page.shown
    assert ".docx" in page.shown
    assert not page.app.download_button


def test_a_word_file_is_shown_beside_what_was_read_and_comes_back_with_comments(
    page: Page, defective: PerformanceTarget
) -> None:
    page.upload(("去年的表.docx", api.to_bytes(defective, "docx")))
    (upload,) = page.desk.review.uploads
    assert upload.failure is None
    assert [form.target.project.name for form in upload.forms] == [defective.project.name]
    for text in ("文件原文", "读到的内容", "参训人员考核合格率", "≥100%", "校验结果"):
        assert text in page.shown
    finding = next(each for each in upload.forms[0].report.errors if each.row == "参训人员考核合格率")
    assert finding.message in page.shown
    labels = [button.label for button in page.app.download_button]
    assert labels == ["下载批注件", "下载审核意见表"]
    assert any("≥100%" in comment for comment in _comments(copy_maker(upload)()))
    table = docx.Document(io.BytesIO(table_maker(upload)()))
    assert any(finding.message in cell.text for each in table.tables for line in each.rows for cell in line.cells)


def test_every_kind_of_file_is_read_and_one_that_cannot_be_is_one_sentence_beside_the_others(
    page: Page, defective: PerformanceTarget
) -> None:
    page.upload(
        ("甲.xlsx", api.to_bytes(defective, "xlsx")),
        ("乙.json", api.to_bytes(defective, "json")),
        ("丙.csv", api.to_bytes(defective, "csv")),
        ("丁.doc", b"\xd0\xcf\x11\xe0" + b"\0" * 600),
        ("戊.docx", b"PK\x03\x04 broken"),
    )
    uploads = {upload.name: upload for upload in page.desk.review.uploads}
    assert [name for name, upload in uploads.items() if upload.failure] == ["丁.doc", "戊.docx"]
    for name in ("丁.doc", "戊.docx"):
        failure = uploads[name].failure
        assert failure
        assert name in failure.sentence
        assert "\n" not in failure.sentence
        assert failure.sentence in page.shown
    for name in ("甲.xlsx", "乙.json", "丙.csv"):
        assert len(uploads[name].forms[0].target.indicators) == len(defective.indicators)
    notes = openpyxl.load_workbook(io.BytesIO(copy_maker(uploads["甲.xlsx"])())).active
    assert notes is not None
    assert any(cell.comment for line in notes.iter_rows() for cell in line)
    labels = [button.label for button in page.app.download_button]
    assert labels.count("下载批注件") == 1
    assert labels.count("下载审核意见表") == 3


def test_a_form_is_chosen_by_its_name_and_files_can_be_taken_away(
    page: Page, examples: list[PerformanceTarget]
) -> None:
    page.upload(("整本.docx", api.to_bytes(examples[:3], "docx")))
    (upload,) = page.desk.review.uploads
    assert len(upload.forms) == 3
    page.click(f"form_{upload.digest}_2")
    assert f"<h1>{examples[2].project.name}</h1>" in page.shown
    page.click(f"remove_{upload.digest}")
    assert not page.desk.review.uploads
    assert "放入文件" in page.shown


def test_the_narrative_part_of_a_departments_book_can_be_read_too(page: Page, root: Any) -> None:
    (book,) = (root / "examples/sources").glob("004*")
    page.upload((book.name, book.read_bytes()))
    (upload,) = page.desk.review.uploads
    assert upload.content
    assert len(upload.forms) == 30
    text = upload.content.document.narrative
    assert text
    page.click(f"form_{upload.digest}_-1")
    assert "分项绩效目标" in page.shown
    assert text.items[0].name in page.shown
    assert text.measures[0][:20] in page.shown


def test_reading_notes_stand_at_their_rows(
    page: Page, target: PerformanceTarget, monkeypatch: pytest.MonkeyPatch
) -> None:
    notes = [
        ReadingNote(kind="unsure", project="甲", row="一", message="名称可能断开", target=0, position=2),
        ReadingNote(kind="repaired", project="甲", message="整表向左对齐", target=0),
        ReadingNote(kind="unsure", project="甲", message="文件不完整"),
    ]
    monkeypatch.setattr(api, "read_bytes", lambda *_, **__: Document([target], notes=notes))
    page.upload(("甲.json", b"{}"))
    shown = page.shown
    at_row = shown.index("名称可能断开")
    assert shown.rindex("<tr", 0, at_row) == shown.rindex('<tr class="unsure">', 0, at_row)
    assert target.indicators[2].name in shown[shown.rindex("<tr", 0, at_row) : at_row]
    assert "整表向左对齐" in shown
    assert "文件不完整" in shown
    assert "2 处请核对" in shown


def test_editing_goes_on_in_a_draft_of_its_own_with_every_row(page: Page, defective: PerformanceTarget) -> None:
    page.upload(("去年的表.docx", api.to_bytes(defective, "docx"))).click("take_over").run()
    assert page.desk.page == "edit"
    assert [each.name for each in page.editing.target.indicators] == [each.name for each in defective.indicators]
    assert page.editing.saved.why == "读自 去年的表.docx"
    page.do("head", key="head:name", field="name", text="今年的项目")
    page.open("library").open("review")
    page.click("take_over").run()
    assert page.editing.target.project.name == defective.project.name
    assert {line.name for line in page.editing.workspace.list("本机")} == {"今年的项目", defective.project.name}


def test_a_repair_is_taken_with_a_click_and_taken_back(page: Page, defective: PerformanceTarget) -> None:
    page.upload(("去年的表.docx", api.to_bytes(defective, "docx")))
    (upload,) = page.desk.review.uploads
    before = len(upload.forms[0].report.findings)
    assert any(label.startswith("采用全部可直接改的") for label in [button.label for button in page.app.button])
    page.click(f"take_all_{upload.digest}_0_0")
    form = upload.forms[0]
    assert str(form.target.indicators[-1].value) == "=100%"
    assert len(form.report.findings) < before
    assert "已采用修改" in page.shown
    assert "下载改好的表" in [button.label for button in page.app.download_button]
    # The commented copy is of the file as it came.
    assert any("≥100%" in comment for comment in _comments(copy_maker(upload)()))
    page.click("undo_repair")
    assert str(upload.forms[0].target.indicators[-1].value) == "≥100%"
    assert len(upload.forms[0].report.findings) == before


def test_in_the_editor_too(page: Page, defective: PerformanceTarget) -> None:
    page.upload(("去年的表.docx", api.to_bytes(defective, "docx"))).click("take_over").run()
    page.click(f"take_all_{page.editing.id}")
    assert str(page.editing.target.indicators[-1].value) == "=100%"
    page.editing.step("undo")
    assert str(page.editing.target.indicators[-1].value) == "≥100%"


PLAIN = "关于培训工作的通知\n各单位：请按时参加。\n".encode()


def test_without_a_model_an_unknown_document_is_a_sentence_and_a_hint(page: Page) -> None:
    page.upload(("通知.txt", PLAIN))
    (upload,) = page.desk.review.uploads
    assert upload.failure
    assert upload.failure.may_ask_model
    assert f"ask_{upload.digest}" not in [button.key for button in page.app.button]
    assert "“设置”页的“大模型”" in page.shown


def test_a_model_is_asked_only_after_the_click_and_the_page_says_where_the_text_goes(
    monkeypatch: pytest.MonkeyPatch, target: PerformanceTarget
) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", "https://llm.example.gov.cn/v1")
    monkeypatch.setenv("OPENAI_API_KEY", "sk-x")
    asked: list[bool] = []

    def read(data: bytes, name: str, ask_model: bool = False) -> Document:
        asked.append(ask_model)
        if not ask_model:
            raise UnrecognisedFormError(f"“{name}”里没有找到绩效目标表", name)
        if len(asked) == 2:
            raise ModelServiceError("模型服务没有回应，请稍后再试", "timeout")
        return Document([target])

    monkeypatch.setattr(api, "read_bytes", read)
    page = Page().open("review").upload(("通知.txt", PLAIN))
    (upload,) = page.desk.review.uploads
    assert asked == [False]
    assert "将发送到 llm.example.gov.cn" in page.shown
    page.click(f"ask_{upload.digest}").until_read(page.desk.review)
    assert "模型服务没有回应" in page.shown
    page.click(f"ask_{upload.digest}").until_read(page.desk.review)
    assert asked == [False, True, True]
    assert "由大模型辨认" in page.shown
    assert f"<h1>{target.project.name}</h1>" in page.shown


def test_markup_in_a_document_stays_text(page: Page, target: PerformanceTarget, row: Callable[..., Indicator]) -> None:
    nasty = "<img src=x onerror=alert(1)>"
    project = target.project.model_copy(update={"name": f"培训{nasty}"})
    rows = [*target.indicators, row(name=f"参训{nasty}人数")]
    data = api.to_bytes(target.model_copy(update={"project": project, "indicators": rows}), "docx")
    page.upload((f"{nasty}.docx", data))
    assert "<img" not in page.shown
    assert "&lt;img" in page.shown


def test_a_defect_of_ours_is_a_sentence_and_the_other_files_are_read(
    monkeypatch: pytest.MonkeyPatch, target: PerformanceTarget
) -> None:
    real = api.read_bytes

    def read(data: bytes, name: str, **options: Any) -> Document:
        if name == "坏.json":
            raise RuntimeError("secret detail")
        return real(data, name, **options)

    monkeypatch.setattr(api, "read_bytes", read)
    good = api.to_bytes(target, "json")
    page = Page().open("review").upload(("坏.json", good), ("好.json", good))
    assert "程序内部出错（RuntimeError）" in page.shown
    assert "secret" not in page.shown
    assert page.desk.review.uploads[1].forms


def test_the_same_file_is_not_taken_twice_and_there_is_a_limit() -> None:
    shelf = Shelf()
    shelf.take([("甲.txt", b"1"), ("甲.txt", b"1")])
    assert len(shelf.uploads) == 1
    assert "已经在下面" in shelf.remarks[0]
    shelf.take((f"{number}.txt", b"x") for number in range(MOST_FILES))
    assert len(shelf.uploads) == MOST_FILES
    assert str(MOST_FILES) in shelf.remarks[0]


def test_rows_keep_their_place_in_the_document_when_a_repair_adds_or_removes_some(
    target: PerformanceTarget, row: Callable[..., Indicator]
) -> None:
    upload = Upload("甲.docx", api.to_bytes(target, "docx"))
    shelf = Shelf()
    shelf.take([(upload.name, upload.data)])
    (upload,) = shelf.uploads
    while not upload.is_read:
        pass
    old = upload.forms[0].target.indicators
    upload.replace(0, target.model_copy(update={"indicators": [old[0], *old[2:4], row(name="新的一行"), *old[4:]]}))
    assert upload.forms[0].origins == (0, 2, 3, None, *range(4, len(old)))
    upload.take_back(0)
    assert upload.forms[0].origins == tuple(range(len(old)))


def test_all_forms_of_a_file_are_taken_over_each_as_a_project(page: Page, examples: list[PerformanceTarget]) -> None:
    page.upload(("去年的表.docx", api.to_bytes(examples[:3], "docx")))
    (upload,) = page.desk.review.uploads
    page.click(f"keep_all_{upload.digest}")
    assert page.desk.page == "projects"
    assert "3 张表已存入我的项目" in page.shown
    lines = open_workspace().list(LOCAL_OWNER)
    assert [line.name for line in lines] == [form.target.project.name for form in upload.forms]
    assert {line.state for line in lines} == {"草稿"}
