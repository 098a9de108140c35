"""The page 编辑 under Streamlit's own runner: operations as the browser sends them, the real workspace and checker."""

import time
from collections.abc import Callable
from typing import Any

import pytest

from assistant import api
from assistant.app.edit.export_view import file_maker
from assistant.app.edit.grid_data import data_of
from assistant.drafting.brief import Brief
from assistant.model import Indicator, PerformanceTarget, Source, Value, from_json
from assistant.workspace import DraftState, Saved, WorkspaceError, open_workspace
from tests.app.pages import FIELDS, Page

BRIEF = Brief.of(FIELDS["name"], FIELDS["budget"], FIELDS["purpose"])
Row = Callable[..., Indicator]


def _kept(target: PerformanceTarget, **more: Any) -> Saved:
    return open_workspace().create("本机", DraftState.of(target, "offline", **more), "测试")


def _open(saved: Saved) -> Page:
    page = Page("draft")
    page.desk.editing = saved.id
    page.app._page_hash = page.app.session_state["pages"]["edit"]._script_hash
    page.app.query_params["draft"] = saved.id
    return page.run()


@pytest.fixture
def drafted() -> PerformanceTarget:
    return api.draft(BRIEF, "offline").target


@pytest.fixture
def page(drafted: PerformanceTarget) -> Page:
    return _open(_kept(drafted, brief=BRIEF, engine="offline"))


def _tags(page: Page, name: str) -> str:
    return str(data_of(page.editing)["rows"][page.uid(name)]["tags"])


def test_a_defect_brings_a_badge_at_its_row_and_mending_it_takes_it_away(page: Page) -> None:
    at = next(number for number, row in enumerate(page.rows) if row.value.is_percent)
    before, total = page.rows[at], page.editing.report.score.total
    page.type(before.name, "value", "≥100%")
    edited = page.rows[at]
    assert (str(edited.value), edited.source) == ("≥100%", Source(kind="input", detail="用户填写"))
    assert "error" in _tags(page, before.name)
    assert page.editing.report.score.total < total
    assert "不可能超过100%" in page.shown
    page.type(before.name, "value", str(before.value))
    assert "error" not in _tags(page, before.name)


def test_every_change_is_a_version_and_a_new_session_finds_them_all(page: Page) -> None:
    first = page.rows[0].name
    page.type(first, "name", "改过的指标名称")
    page.do("goal", key="goal:1", index=1, text="改过的年度目标，培训300人")
    page.do("head", key="head:unit", field="unit", text="市人社局")
    page.do("head", key="head:field:立项依据", field="field:立项依据", text="市政府第 3 次常务会议纪要")
    assert page.editing.saved.version == 5
    again = _open(page.editing.saved)
    target = again.editing.target
    assert again.rows[0].name == "改过的指标名称"
    assert target.goals_of("annual") == ["改过的年度目标，培训300人"]
    assert (target.project.unit, target.project.fields["立项依据"]) == ("市人社局", "市政府第 3 次常务会议纪要")
    mark = again.editing.state.rows[again.editing.state.position(again.uid("改过的指标名称"))]
    assert (mark.origin, mark.locked) == ("person", True)


def test_undo_and_redo_go_step_by_step_through_the_saved_versions(page: Page) -> None:
    first = page.rows[0]
    page.type(first.name, "name", "改过的指标名称").do("remove", uid=page.uid(page.rows[1].name))
    gone = len(page.rows)
    page.editing.step("undo")
    assert len(page.rows) == gone + 1
    page.editing.step("undo")
    assert page.run().rows[0] == first
    page.editing.step("redo")
    assert page.run().rows[0].name == "改过的指标名称"
    page.editing.step("undo")
    page.editing.step("undo")
    page.run()
    assert "没有可以撤销的改动了" in page.shown


@pytest.mark.parametrize(
    ("field", "text", "part"),
    [("budget", "很多钱", "读不出金额"), ("year", "明年", "四位数字"), ("name", "  ", "不能空着")],
)
def test_what_a_field_cannot_hold_stays_in_it_with_the_reason_and_is_not_saved(
    page: Page, field: str, text: str, part: str
) -> None:
    before = page.editing.saved
    page.do("head", key=f"head:{field}", field=field, text=text)
    refused = data_of(page.editing)["refused"][f"head:{field}"]
    assert refused["text"] == text
    assert part in refused["why"]
    assert page.editing.saved.version == before.version
    page.do("head", key=f"head:{field}", field=field, text="2028")
    assert f"head:{field}" not in data_of(page.editing)["refused"]


def test_another_window_that_changed_something_else_is_joined_and_told(page: Page) -> None:
    other = _open(page.editing.saved)
    seen = page.editing.saved.version
    names = [row.name for row in page.rows]
    other.type(names[0], "name", "另一窗口改的名称")
    uid = page.uid(names[1])
    page.do("cell", key=f"cell:{uid}:value", uid=uid, column="value", text="=1400元/人", seen=seen)
    assert page.rows[0].name == "另一窗口改的名称"
    assert str(page.rows[1].value) == "=1400元/人"
    assert page.editing.conflict is None
    assert "两边都已保存" in page.shown


@pytest.mark.parametrize(("choice", "stands"), [("settle_mine", "我的名称"), ("settle_theirs", "对方的名称")])
def test_a_conflict_shows_both_and_nothing_is_saved_before_somebody_has_chosen(
    page: Page, choice: str, stands: str
) -> None:
    other = _open(page.editing.saved)
    seen, uid = page.editing.saved.version, page.uid(page.rows[0].name)
    other.type(page.rows[0].name, "name", "对方的名称")
    version = other.editing.saved.version
    op = {
        "id": "mine",
        "op": "cell",
        "key": f"cell:{uid}:name",
        "uid": uid,
        "column": "name",
        "text": "我的名称",
        "seen": seen,
    }
    page.editing.take({"ops": [op]})
    page.run()
    labels = [label for radio in page.app.radio for label in radio.options]
    assert [any(text in label for label in labels) for text in ("我的名称", "对方的名称")] == [True, True]
    data = data_of(page.editing)
    assert (data["held"], "mine" in data["done"]) == (True, False)
    assert not page.editing.take({"ops": [op]}), "what waits for a choice must not be taken again and again"
    assert open_workspace().load(page.editing.id, "本机").version == version
    page.click(choice)
    assert page.rows[0].name == stands
    data = data_of(page.editing)
    assert (data["held"], "mine" in data["done"]) == (False, True)
    assert open_workspace().load(page.editing.id, "本机").state.row(uid).name == stands


def test_what_cannot_be_saved_now_is_told_and_saved_when_it_is_sent_again(
    page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    uid, version = page.uid(page.rows[0].name), page.editing.saved.version
    op = {
        "id": "a",
        "op": "cell",
        "key": f"cell:{uid}:name",
        "uid": uid,
        "column": "name",
        "text": "新名称",
        "seen": version,
    }

    def locked(*_: object, **__: object) -> Saved:
        raise WorkspaceError("数据库正忙，请稍后再试", "locked")

    with monkeypatch.context() as patch:
        patch.setattr(page.editing.workspace, "save", locked)
        assert not page.editing.take({"ops": [op]})
        assert "数据库正忙" in page.run().shown
        assert "a" not in data_of(page.editing)["done"]
    assert page.editing.take({"ops": [op]})
    assert page.run().rows[0].name == "新名称"
    assert page.editing.take({"ops": [{**op, "id": "b", "seen": 10**9, "text": "再新的名称"}]})
    assert page.run().rows[0].name == "再新的名称"


def test_operations_that_come_twice_are_done_once(page: Page) -> None:
    seen, count = page.editing.saved.version, len(page.rows)
    ops = [
        {"id": "a", "op": "add", "uid": "new1", "after": None, "period": "annual", "level1": "产出指标", "level2": "时效指标", "seen": seen},
        {"id": "b", "op": "cell", "key": "cell:new1:name", "uid": "new1", "column": "name", "text": "培训完成时间", "seen": seen},
    ]  # fmt: skip
    page.editing.take({"ops": ops})
    again = _open(page.editing.saved)
    assert again.editing.take({"ops": ops})
    assert [row.name for row in again.rows].count("培训完成时间") == 1
    assert len(again.rows) == count + 1
    assert not again.editing.take({"ops": ops})


def test_a_suggestion_is_taken_and_the_whole_kind_is_left_with_a_reason(drafted: PerformanceTarget) -> None:
    rows = [
        row.model_copy(update={"value": Value.parse("≥100%")}) if row.value.is_percent else row
        for row in drafted.indicators
    ]
    page = _open(_kept(drafted.model_copy(update={"indicators": rows})))
    errors = len(page.editing.report.errors)
    assert errors
    take = next(button.key for button in page.app.button if button.label == "采用" and button.key)
    page.click(take)
    assert len(page.editing.report.errors) < errors
    page.editing.step("undo")
    page.app.session_state["by_kind"] = True
    page.run()
    key = next(each.key for each in page.app.text_input if each.key and each.key.startswith("kind_why_"))
    page.app.text_input(key=key).input("上级任务书如此规定")
    page.click(f"kind_keep_{key.removeprefix('kind_why_')}")
    assert {waiver.reason for waiver in page.editing.target.waivers} == {"上级任务书如此规定"}
    assert len(page.editing.report.waived) >= 2
    assert page.editing.saved.why.startswith("按类保留")


def _with_gap(drafted: PerformanceTarget, value: str) -> tuple[PerformanceTarget, str]:
    source = Source(kind="unconfirmed", detail="查上年度培训台账")
    row = drafted.of_period("annual")[4].model_copy(update={"value": Value.parse(value), "source": source})
    rows = [row if each.name == row.name and each.period == "annual" else each for each in drafted.indicators]
    return drafted.model_copy(update={"indicators": rows}), row.name


def test_a_figure_that_is_open_is_filled_in_or_answered_for_with_a_note(drafted: PerformanceTarget) -> None:
    target, name = _with_gap(drafted, "≥260人")
    page = _open(_kept(target))
    page.app.session_state[f"side_{page.editing.id}"] = "gaps"
    page.run()
    uid = page.uid(name)
    assert "查上年度培训台账" in page.shown
    page.click(f"confirm_{uid}")
    page.click(f"confirm_ok_{uid}")
    assert "请写明这个数字是怎么核实的" in page.shown
    page.app.text_input(key=f"confirm_why_{uid}").input("查2025年培训台账")
    page.click(f"confirm_ok_{uid}")
    assert page.editing.state.unconfirmed == ()
    tick = page.editing.state.rows[page.editing.state.position(uid)].tick
    assert tick is not None
    assert tick.why == "查2025年培训台账"
    page.editing.change(page.editing.state.without_tick(uid), "撤回核实")
    page.run().click(f"confirm_{uid}")
    page.app.text_input(key=f"confirm_value_{uid}").input("≥280人")
    page.click(f"confirm_ok_{uid}")
    assert str(page.editing.state.row(uid).value) == "≥280人"
    assert page.editing.state.unconfirmed == ()


def test_leaving_the_house_warns_of_what_is_open_and_the_file_has_the_last_edit(drafted: PerformanceTarget) -> None:
    target, name = _with_gap(drafted, "【待核实】")
    page = _open(_kept(target))
    page.type(page.rows[-1].name, "value", "≥120%")
    for text in ("1 处待核实", name, "个错误", "上报前请处理"):
        assert text in page.shown
    page.type(page.rows[0].name, "name", "培训总成本")
    for kind in ("docx", "xlsx"):
        assert file_maker(page.editing, kind)()[:2] == b"PK"
    (exported,) = from_json(file_maker(page.editing, "json")().decode())
    assert "培训总成本" in {row.name for row in exported.indicators}


def test_where_no_pdf_can_be_made_the_page_says_how_to_get_one(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api, "pdf_available", lambda: False)
    page.run()
    assert "PDF" not in [button.label for button in page.app.download_button]
    assert "另存为 PDF" in page.shown


def test_rows_are_drafted_again_and_what_a_person_wrote_stays(page: Page) -> None:
    mine, other = page.rows[3].name, page.rows[5].name
    page.type(mine, "value", "≥7期")
    uid, before = page.uid(other), list(page.editing.target.indicators)
    page.editing.row = uid
    page.run().click(f"redraft_go_row_{uid}")
    deadline = time.monotonic() + 20
    while page.editing.saved.phase == "起草中" and time.monotonic() < deadline:
        page.run()
    after = page.editing.target.indicators
    changed = [number for number, row in enumerate(after) if row != before[number]]
    assert changed in ([], [page.editing.state.position(uid)])
    assert page.editing.state.position(page.uid(mine)) not in changed
    page.editing.row = page.uid(mine)
    assert "已锁定" in page.run().shown
    assert f"redraft_go_row_{page.uid(mine)}" not in [button.key for button in page.app.button]


def test_the_row_that_is_clicked_says_where_its_figure_comes_from(page: Page) -> None:
    from assistant.app.edit.grid_view import choose_row

    name = next(row.name for row in page.rows if row.source and row.source.kind == "input")
    choose_row(page.editing, {"uid": page.uid(name)})
    shown = page.run().shown
    assert "数字来源" in shown
    assert "离线引擎写的" in shown
    choose_row(page.editing, {"uid": "nobody"})
    assert page.editing.row == page.uid(name)
    page.click("row_close")
    assert page.editing.row is None


def test_an_examples_row_is_taken_over_with_its_source(page: Page) -> None:
    page.app.session_state[f"side_{page.editing.id}"] = "samples"
    page.run()
    use = next(button.key for button in page.app.button if button.label == "取用" and button.key)
    count = len(page.rows)
    page.click(use)
    assert len(page.rows) == count + 1
    (taken,) = [mark for mark in page.editing.state.rows if mark.origin == "example"]
    source = page.editing.state.row(taken.uid).source
    assert source is not None
    assert source.kind == "example"
    assert source.detail.startswith("样例“")


def test_another_form_is_a_draft_of_its_own(page: Page) -> None:
    first = page.editing.id
    page.type(page.rows[0].name, "name", "改过的指标名称")
    page.app.selectbox(key="convert_to").select("hangu")
    page.click("convert").run()
    assert page.editing.id != first
    assert page.editing.target.form == "hangu"
    assert "改过的指标名称" in {row.name for row in page.rows}
    assert open_workspace().load(first, "本机").state.target.form == "ezhou"


def test_versions_are_listed_compared_and_brought_back(page: Page) -> None:
    first = page.rows[0].name
    page.type(first, "name", "改过的指标名称")
    page.click("versions")
    assert "第 1 版" in page.shown
    assert "改过的指标名称" in page.shown
    page.editing.restore(1)
    assert page.run().rows[0].name == first
    assert page.editing.saved.version == 3


def test_a_draft_that_is_not_there_is_one_sentence(page: Page) -> None:
    page.app.query_params["draft"] = "0123456789ab"
    page.desk.editing = None
    page.run()
    assert "没有打开的草稿" in page.shown
