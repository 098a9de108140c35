"""保留不改: a finding is waived with a reason, stays so through edits, files and forms, and can be taken up again."""

import io
from collections.abc import Callable

import docx
import pytest

from assistant import api
from assistant.app.edit.export_view import file_maker
from assistant.app.edit.repairs import Repairs
from assistant.app.edit.waiver_view import digest_of
from assistant.app.edit.waiving import taken_along, waived, with_waiver, without_waiver
from assistant.app.labels import objections
from assistant.app.review.file_view import table_maker
from assistant.checking.findings import Finding, Report
from assistant.model import Indicator, PerformanceTarget, Value, from_json
from tests.app.pages import Page

NAME = "参训人员考核合格率"
REASON = "上级任务书如此规定 <b>**第3号**</b>"


@pytest.fixture
def defective(target: PerformanceTarget, row: Callable[..., Indicator]) -> PerformanceTarget:
    bad = [
        row(period=period, level2="质量指标", name=NAME, value=Value.parse("≥100%"))
        for period in ("long_term", "annual")
    ]
    return target.model_copy(update={"indicators": [*target.indicators, *bad]})


def _group(report: Report, name: str | None = NAME) -> list[Finding]:
    return next(group for group in objections(report.findings) if group[0].row == name)


@pytest.fixture
def page(defective: PerformanceTarget) -> Page:
    """The editor with a form that has an objection to both of its tables."""
    return Page().open("review").upload(("去年的表.json", api.to_bytes(defective, "json"))).click("take_over").run()


def _open(page: Page) -> str:
    """Open the bubble of the objection's card, and return what its widgets are named by."""
    at = f"{page.editing.id}_{digest_of(_group(page.editing.report))}"
    page.app.session_state[f"waive_{at}"] = True
    page.run()
    return at


def _waive(page: Page, reason: str = REASON) -> Page:
    at = _open(page)
    page.app.text_input(key=f"reason_{at}").input(reason)
    return page.click(f"keep_{at}")


def _buttons(page: Page, part: str) -> list[str]:
    return [button.key for button in page.app.button if button.key and button.key.startswith(part)]


def _kept(page: Page) -> list[str]:
    return [each.label for each in page.app.expander if "保留" in each.label]


def test_a_waived_finding_costs_nothing_and_is_taken_up_again_with_a_click(page: Page) -> None:
    before = page.editing.report
    _waive(page)
    after = page.editing.report
    assert after.score.total > before.score.total
    assert set(before.findings) - set(after.findings) == set(_group(before))
    assert _kept(page) == ["已说明保留（1）"]
    assert "理由：上级任务书如此规定 &lt;b&gt;**第3号**&lt;/b&gt;" in page.shown
    assert page.editing.saved.why == "保留不改"
    (undo,) = _buttons(page, "unwaive_")
    page.click(undo)
    assert page.editing.report == before
    assert page.editing.target.waivers == []
    assert not _kept(page)


def test_without_a_reason_nothing_is_waived(page: Page) -> None:
    _waive(page, "　 ")
    assert page.editing.target.waivers == []
    assert "请先写一句理由" in page.shown


def test_a_waiver_survives_edits_other_forms_and_files(page: Page) -> None:
    page.type(page.rows[0].name, "name", "改过的指标名称")
    _waive(page)
    page.type("改过的指标名称", "name", "又改过的名称").click("arrange")
    (waiver,) = page.editing.target.waivers
    assert "又改过的名称" in {row.name for row in page.rows}
    assert (waiver.row, waiver.period, waiver.reason) == (NAME, None, REASON)
    assert page.editing.target.waivers == [waiver]
    data = file_maker(page.editing, "json")()
    assert from_json(data.decode())[0].waivers == [waiver]
    again = Page().open("review").upload(("再来.json", data)).click("take_over").run()
    assert again.editing.target.waivers == [waiver]
    assert _kept(again) == ["已说明保留（1）"]
    again.app.selectbox(key="convert_to").select("hangu")
    again.click("convert").run()
    assert again.editing.target.form == "hangu"
    assert again.editing.target.waivers == [waiver]


def test_what_a_file_says_of_waived_findings_is_told_on_its_page_and_in_the_table(
    defective: PerformanceTarget,
) -> None:
    report = api.check(defective)
    group = _group(report)
    data = api.to_bytes(with_waiver(defective, group, REASON), "json")
    page = Page().open("review").upload(("去年的表.json", data))
    (upload,) = page.desk.review.uploads
    assert [each.label for each in page.app.expander] == ["已说明保留（1）"]
    assert "理由：上级任务书如此规定" in page.shown
    assert not _buttons(page, "unwaive_")
    table = docx.Document(io.BytesIO(table_maker(upload)()))
    lines = [[cell.text for cell in line.cells] for each in table.tables for line in each.rows]
    kept = [line for line in lines if line[2] == "保留"]
    assert [line[4] for line in kept] == [finding.message for finding in group]
    assert all(REASON in line[5] for line in kept)
    assert "另有 2 个已说明保留" in "\n".join(paragraph.text for paragraph in table.paragraphs)


def test_what_goes_along_with_a_waiver_is_said_before_and_comes_back_with_it(
    target: PerformanceTarget, row: Callable[..., Indicator]
) -> None:
    """A waiver is for a rule and a row: two objections of one rule to a form as a whole go together."""
    bare = target.model_copy(update={"indicators": [row(period=period) for period in ("long_term", "annual")]})
    report = api.check(bare)
    rule = next(
        group[0].rule for group in objections(report.findings) if group[0].row is None and taken_along(group, report)
    )
    group = next(group for group in objections(report.findings) if group[0].rule == rule)
    along = taken_along(group, report)
    kept = with_waiver(bare, group, REASON)
    left = api.check(kept)
    assert set(report.findings) - set(left.findings) == {*group, *along}
    ((reason, findings),) = waived(left)
    assert reason == REASON
    assert set(findings) == {*group, *along}
    assert without_waiver(kept, findings) == bare


def test_repairs_that_were_found_stay_when_something_is_waived(defective: PerformanceTarget) -> None:
    report = api.check(defective)
    looked = Repairs().look(defective, report)
    while looked.left:
        looked.look(defective, report)
    offers = list(looked.offers)
    kept = with_waiver(defective, _group(report), REASON)
    assert looked.look(kept, api.check(kept)).offers == offers
    assert looked.look(defective, report).offers == offers
