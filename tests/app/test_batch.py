"""批量起草: lists as departments keep them, faults by row, a batch in the worker, the package."""

import time
import zipfile
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any

import openpyxl
import pytest

from assistant import api
from assistant.app.batch.package import package
from assistant.app.batch.project_list import columns, read_list
from assistant.app.batch.sheets import template
from assistant.model import InputError
from assistant.worker import close_workers
from assistant.workspace import LOCAL_OWNER, close_workspaces, open_workspace
from tests.app.pages import Page

PURPOSE = "培训乡村医生{}人，每人1000元，11月底前完成"


@pytest.fixture(autouse=True)
def _closed() -> Iterator[None]:
    yield
    close_workers()
    close_workspaces()


def _excel(*rows: Sequence[Any]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(list(row))
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def _list(*rows: Sequence[Any], head: Sequence[str] = ("项目名称", "预算（万元）", "资金用途")) -> bytes:
    return _excel(head, *rows)


def _projects(count: int) -> bytes:
    return _list(*((f"乡村医生培训{chr(0x4E00 + n)}班", 10 + n, PURPOSE.format(100 + 10 * n)) for n in range(count)))


def test_the_template_can_be_given_back_as_it_is() -> None:
    found = read_list(template(), "项目清单模板.xlsx", "shanghai")
    (line,) = found.lines
    assert line.brief is not None
    assert (line.brief.name, str(line.brief.budget), line.brief.form, line.brief.year) == (
        "养老护理员职业技能培训补贴", "62万元", "ezhou", 2027,
    )  # fmt: skip
    assert line.brief.facts == ("取证率=90%", "培训满意度=95%")


@pytest.mark.parametrize(
    ("head", "row"),
    [
        (["序号", "主要内容", "项目名称", "金额（元）", "实施单位"], [1, PURPOSE.format(9), "乡医培训", 120000, "卫健局"]),
        (["项目", "单位", "资金用途", "2027年预算数（万元）"], ["乡医培训", "卫健局", PURPOSE.format(9), 12]),
        (["申报单位", "项目 名称", "项目概况", "项目预算"], ["卫健局", "乡医培训", PURPOSE.format(9), "12万元"]),
        (["项目名称", "项目类型", "项目单位", "用途", "预算金额\n（万元）", "资金来源"],
         ["乡医培训", "常年性", "卫健局", PURPOSE.format(9), "12.00", "一般公共预算"]),
    ],
)  # fmt: skip
def test_columns_are_found_by_their_words_in_any_order(head: list[str], row: list[Any]) -> None:
    (line,) = read_list(_excel(["2027年度项目清单"], head, row, ["合计"]), "清单.xlsx", "hangu", 2027).lines
    assert line.brief is not None, line.fault
    assert (line.number, line.brief.name, line.brief.unit) == (3, "乡医培训", "卫健局")
    assert line.brief.budget.number("元") == "120000"
    assert (line.brief.form, line.brief.year) == ("hangu", 2027)


def test_a_fault_is_one_sentence_at_its_row_and_the_others_stay() -> None:
    data = _excel(
        ["项目名称", "预算", "资金用途", "表式", "年度"],
        ["乡医培训", "12", PURPOSE.format(9), "", ""],
        ["没有预算", "", PURPOSE.format(9), "", ""],
        ["", "12", PURPOSE.format(9), "", ""],
        ["坏表式", "12", PURPOSE.format(9), "火星", ""],
        ["坏年度", "12", PURPOSE.format(9), "", "明年"],
        ["乡医培训", "13", PURPOSE.format(8), "", ""],
        ["", "", "", "", ""],
    )
    found = read_list(data, "清单.xlsx", "ezhou")
    assert [line.name for line in found.lines if line.brief] == ["乡医培训"]
    faults = {line.number: line.fault for line in found.faults}
    assert list(faults) == [3, 4, 5, 6, 7]
    for number, part in {3: "预算", 4: "项目名称", 5: "火星", 6: "年度", 7: "第 2 行"}.items():
        assert part in faults[number]
        assert "\n" not in faults[number]


@pytest.mark.parametrize(
    ("data", "part"),
    [
        (_excel(["名单"], ["张三", 12]), "没有找到“项目名称、预算、资金用途”"),
        (_excel(["项目名称", "资金用途"], ["甲", "乙"]), "没有找到“预算”"),
        (_list(), "没有项目"),
        (_list(*(("项目", 1, "用途") for _ in range(201))), "一次最多 200 个"),
    ],
)
def test_a_list_that_is_none_says_what_lacks(data: bytes, part: str) -> None:
    with pytest.raises(InputError, match=part):
        read_list(data, "清单.xlsx", "ezhou")


def test_every_column_has_words_of_its_own() -> None:
    for column in columns():
        for word in column.words:
            best = max(columns(), key=lambda other: other.fits(word))
            assert best.fits(word) <= column.fits(word) or best is column, (column.key, word, best.key)


def _until_over(page: Page, id_: str) -> None:
    deadline = time.monotonic() + 60
    while not open_workspace().jobs.batch(id_, LOCAL_OWNER).is_over and time.monotonic() < deadline:
        time.sleep(0.05)
    page.run()


def test_a_list_becomes_drafts_and_one_package(monkeypatch: pytest.MonkeyPatch) -> None:
    page = Page("batch")
    box = page.app.file_uploader(key=f"batch_up_{page.desk.batch.version}")
    box.set_value([("三个培训.xlsx", _projects(3), "application/octet-stream")])
    page.run()
    assert "可以起草 3 个项目" in page.shown
    page.click("start_batch")
    (batch,) = open_workspace().jobs.batches(LOCAL_OWNER)
    _until_over(page, batch.id)
    batch = open_workspace().jobs.batch(batch.id, LOCAL_OWNER)
    assert batch.name == "三个培训"
    assert batch.count("done") == 3
    assert [button.label for button in page.app.download_button] == ["下载全部（Word）", "下载全部（Excel）"]
    with zipfile.ZipFile(BytesIO(package(open_workspace(), LOCAL_OWNER, batch, "docx"))) as archive:
        names = archive.namelist()
        assert len(names) == 4
        summary = openpyxl.load_workbook(BytesIO(archive.read("汇总表.xlsx"))).active
        (read,) = api.read_bytes(archive.read(names[0]), names[0]).targets
    assert read.project.name == "乡村医生培训一班"
    lines = list(summary.iter_rows(values_only=True))
    assert lines[0][1] == "项目名称"
    assert [line[1] for line in lines[1:]] == [job.name for job in batch.jobs]
    assert all(int(line[6]) >= 8 and line[12] == "已完成" for line in lines[1:])


def test_a_stopped_batch_goes_on_and_says_what_is_not_done() -> None:
    page = Page("batch")
    worker = open_workspace().jobs
    from assistant.app import services

    found = read_list(_projects(4), "清单.xlsx", "ezhou")
    id_ = services.worker().submit_batch(LOCAL_OWNER, found.briefs, "offline", found.stem)
    services.worker().cancel_batch(LOCAL_OWNER, id_)
    page.app.query_params["batch"] = id_
    _until_over(page, id_)
    stopped = worker.batch(id_, LOCAL_OWNER).count("cancelled")
    if stopped:
        assert "没有完成的项目" in page.shown
        page.click("resume_batch")
        _until_over(page, id_)
    assert worker.batch(id_, LOCAL_OWNER).count("done") == 4
    assert "没有完成的项目" not in page.shown
