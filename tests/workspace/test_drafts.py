"""Drafts are kept, listed, changed, undone, restored and copied, on SQLite and PostgreSQL alike."""

from datetime import UTC, datetime, timedelta

import pytest

from assistant.drafting.brief import Brief
from assistant.model import InputError, Money, Source, Value
from assistant.workspace import ConflictError, DraftState, NoSuchDraftError
from assistant.workspace.drafts import Workspace
from tests.support.states import edited, row, state, target, values

ME = "王×"


def test_a_draft_comes_back_as_it_was_kept(workspace: Workspace) -> None:
    brief = Brief.of("社区居民职业技能培训", "30万元", "面向社区居民开展职业技能培训", facts=("参训人数=300人",))
    rows = (
        row(
            "培训人数",
            source=Source(kind="input", detail="计划培训300人"),
            weight="12.5",
            extra={"备注": "含\x00控制符"},
        ),
        row("推荐就业率", "≥【待核实】%", source=Source(kind="unconfirmed", detail="查上年台账")),
    )
    kept = DraftState.of(target(*rows), "model", brief=brief, engine="llm", examples=("甲",), notices=("乙",))
    kept = kept.with_locks([kept.rows[0].uid], True).with_tick(kept.rows[1].uid, ME, "查台账", datetime.now(UTC))
    saved = workspace.create(ME, kept, why="起草\x00完成")
    again = workspace.load(saved.id, ME)
    assert again.state == kept
    assert again.state.brief == brief
    assert (again.version, again.who, again.why, again.phase) == (1, ME, "起草完成", "草稿")
    assert not (again.can_undo)
    assert not (again.can_redo)
    assert not (again.archived)
    assert abs(again.at - datetime.now(UTC)) < timedelta(minutes=1)


def test_every_save_is_a_version(workspace: Workspace) -> None:
    first = workspace.create(ME, state())
    second = workspace.save(first.id, ME, edited(first.state, 0, value="≥320人"), 1, "改培训人数", who="李×")
    third = workspace.save(first.id, ME, second.state.with_done(True), 2)
    assert (third.version, third.phase) == (3, "已完成")
    told = [(line.number, line.who, line.why, line.summary) for line in workspace.versions(first.id, ME)]
    assert told == [
        (3, ME, "修改", "标为已完成"),
        (2, "李×", "改培训人数", "改 1 行（培训人数），锁定 1 行（培训人数）"),
        (1, ME, "新建", ""),
    ]
    assert workspace.version(first.id, ME, 1) == first.state
    assert workspace.version(first.id, ME, 2) == second.state
    changes = [
        (change.where, change.field, change.before, change.after) for change in workspace.diff(first.id, ME, 1, 2)
    ]
    assert changes == [
        ("年度指标“培训人数”", "指标值", "≥300人", "≥320人"),
        ("年度指标“培训人数”", "锁定", "否", "是"),
    ]
    assert [line.number for line in workspace.versions(first.id, ME, limit=1, before=3)] == [2]


def test_saving_what_is_there_makes_no_version(workspace: Workspace) -> None:
    first = workspace.create(ME, state())
    second = workspace.save(first.id, ME, edited(first.state, 0, value="≥320人"), 1)
    assert workspace.save(first.id, ME, second.state, 2).version == 2
    assert workspace.save(first.id, ME, second.state, 1).version == 2  # A run of the page that came twice.
    assert len(workspace.versions(first.id, ME)) == 2


def test_undo_and_redo_go_to_and_fro(workspace: Workspace) -> None:
    draft = workspace.create(ME, state())
    for value in ("≥1人", "≥2人", "≥3人"):
        draft = workspace.save(draft.id, ME, edited(draft.state, 0, value=value), draft.version, f"改成{value}")
    seen = []
    for step in (workspace.undo, workspace.undo, workspace.redo, workspace.undo, workspace.undo):
        draft = step(draft.id, ME, draft.version)
        seen.append((values(draft.state)[0], draft.why))
    assert seen == [
        ("≥2人", "撤销：改成≥3人"), ("≥1人", "撤销：改成≥2人"), ("≥2人", "重做：改成≥2人"),
        ("≥1人", "撤销：改成≥2人"), ("≥300人", "撤销：改成≥1人"),
    ]  # fmt: skip
    assert not draft.can_undo
    with pytest.raises(InputError, match="没有可以撤销的改动"):
        workspace.undo(draft.id, ME, draft.version)
    for value in ("≥1人", "≥2人", "≥3人"):
        draft = workspace.redo(draft.id, ME, draft.version)
        assert values(draft.state)[0] == value
    assert not draft.can_redo
    with pytest.raises(InputError, match="没有可以重做的改动"):
        workspace.redo(draft.id, ME, draft.version)
    draft = workspace.undo(draft.id, ME, draft.version)
    draft = workspace.save(draft.id, ME, edited(draft.state, 0, value="≥9人"), draft.version)
    assert not draft.can_redo
    assert values(workspace.undo(draft.id, ME, draft.version).state)[0] == "≥2人"


def test_an_earlier_version_is_restored_as_a_new_one(workspace: Workspace) -> None:
    draft = workspace.create(ME, state())
    changed = workspace.save(draft.id, ME, edited(draft.state, 0, value="≥1人"), 1)
    back = workspace.restore(draft.id, ME, 1, seen=2)
    assert (back.version, back.state, back.why) == (3, draft.state, "恢复第 1 版")
    assert workspace.undo(draft.id, ME, 3).state == changed.state
    with pytest.raises(NoSuchDraftError, match="没有第 99 版"):
        workspace.restore(draft.id, ME, 99, seen=4)
    with pytest.raises(ConflictError):
        workspace.restore(draft.id, ME, 1, seen=1)


def test_last_years_form_becomes_this_years(workspace: Workspace) -> None:
    brief = Brief.of("社区居民职业技能培训", "30万元", "面向社区居民开展职业技能培训", year=2026)
    kept = DraftState.of(
        target(row("完成时间", "2026年12月底完成")), "model", brief=brief, engine="llm", notices=("乙",)
    )
    kept = kept.with_tick(kept.rows[0].uid, ME, "查台账", datetime.now(UTC)).with_done(True)
    old = workspace.create(ME, kept)
    new = workspace.copy(old.id, ME)
    project = new.state.target.project
    assert (project.year, project.name, project.budget) == (2027, "社区居民职业技能培训", Money.parse("30万元"))
    assert values(new.state) == ["2026年12月底完成"]
    assert new.state.brief is not None
    assert new.state.brief.year == 2027
    assert (new.version, new.phase, new.state.rows[0].tick, new.state.notices) == (1, "草稿", None, ())
    assert new.why == "复制自“社区居民职业技能培训”（2026年）"
    assert workspace.load(old.id, ME).state == kept
    assert workspace.copy(old.id, ME, year=2030).state.target.project.year == 2030
    assert (
        workspace.load(workspace.copy(workspace.copy(old.id, ME, 2100).id, ME).id, ME).state.target.project.year == 2100
    )


def test_lists_are_searched_filtered_and_paged(workspace: Workspace) -> None:
    for name, year in (("乡村道路改造", 2025), ("职业技能培训 100%", 2026), ("培训补贴_发放", 2026)):
        workspace.create(ME, state(name=name, year=year))

    def names(**wanted: object) -> list[str]:
        found = [line.name for line in workspace.list(ME, **wanted)]  # type: ignore[arg-type]
        wanted = {key: value for key, value in wanted.items() if key not in ("limit", "offset")}
        assert len(found) <= workspace.count(ME, **wanted)  # type: ignore[arg-type]
        return found

    assert names() == ["培训补贴_发放", "职业技能培训 100%", "乡村道路改造"]
    assert names(limit=1, offset=1) == ["职业技能培训 100%"]
    assert names(search="培训") == ["培训补贴_发放", "职业技能培训 100%"]
    assert names(search="人社局 培训 发放") == ["培训补贴_发放"]
    assert names(search="100%") == ["职业技能培训 100%"]
    assert names(search="_") == ["培训补贴_发放"]
    assert names(search="不存在") == []
    assert names(year=2025) == ["乡村道路改造"]
    assert workspace.count(ME, year=2026) == 2
    assert workspace.years(ME) == [2026, 2025]
    road = workspace.list(ME, search="道路")[0]
    workspace.save(road.id, ME, workspace.load(road.id, ME).state.with_done(True), 1)
    assert names()[0] == "乡村道路改造"
    assert names(state="已完成") == ["乡村道路改造"]
    assert workspace.count(ME, state="草稿") == 2


def test_a_line_tells_what_the_check_said(workspace: Workspace) -> None:
    from assistant.checking import check

    kept = state(row("培训人数"), row("合格率", "≥100%"), row("推荐就业率", "≥【待核实】%"))
    workspace.create(ME, kept)
    line, report = workspace.list(ME)[0], check(kept.target)
    assert (line.total, line.grade, line.errors) == (report.score.total, report.score.grade, len(report.errors))
    assert line.warnings == sum(finding.severity == "warning" for finding in report.findings)
    assert (line.unconfirmed, line.rows, line.budget_fen, line.year, line.unit) == (
        1,
        3,
        30_000_000,
        2026,
        "某区人社局",
    )
    assert (line.state, line.form, line.updated_by, line.job) == ("草稿", "ezhou", ME, None)


def test_drafts_are_renamed_put_away_deleted_and_brought_back(workspace: Workspace) -> None:
    draft = workspace.create(ME, state())
    draft = workspace.rename(draft.id, ME, " 新名称 ", 1)
    assert (draft.version, workspace.list(ME)[0].name) == (2, "新名称")
    with pytest.raises(InputError, match="请填写项目名称"):
        workspace.rename(draft.id, ME, " ", 2)
    workspace.archive(draft.id, ME)
    assert (workspace.count(ME), workspace.list(ME, shelf="archived")[0].shelf) == (0, "archived")
    workspace.archive(draft.id, ME, archived=False)
    workspace.delete(draft.id, ME)
    assert (workspace.count(ME), workspace.list(ME, shelf="deleted")[0].shelf) == (0, "deleted")
    workspace.recover(draft.id, ME)
    assert (workspace.count(ME), workspace.count(ME, shelf="deleted")) == (1, 0)
    assert workspace.load(draft.id, ME).version == 2
    with pytest.raises(InputError, match="请先删除"):
        workspace.purge(draft.id, ME)
    workspace.delete(draft.id, ME)
    workspace.purge(draft.id, ME)
    with pytest.raises(NoSuchDraftError, match="找不到这份草稿"):
        workspace.load(draft.id, ME)
    assert workspace.count(ME, shelf="deleted") == 0


def test_amounts_of_any_size_are_kept(workspace: Workspace) -> None:
    huge = target()
    huge.project.budget = Money(fen=10**30)
    saved = workspace.create(ME, DraftState.of(huge, "file"))
    assert workspace.load(saved.id, ME).state.target.project.budget == Money(fen=10**30)
    assert workspace.list(ME)[0].budget_fen is None


def test_a_draft_without_rows_or_name_is_kept_too(workspace: Workspace) -> None:
    empty = target(name="", year=None, goals=[])
    empty = empty.model_copy(update={"indicators": []})
    saved = workspace.create(ME, DraftState.of(empty, "person"))
    assert workspace.load(saved.id, ME).state.target == empty
    assert workspace.copy(saved.id, ME).state.target.project.year is None


def test_a_nameless_owner_is_refused(workspace: Workspace) -> None:
    for owner in (" ", "甲" * 256, "甲\x00"):
        with pytest.raises(InputError, match="是谁的"):
            workspace.create(owner, state())


def test_values_of_a_state_cannot_be_of_another_length() -> None:
    with pytest.raises(ValueError, match="differ in length"):
        DraftState(target=target(), rows=())
    first = state()
    with pytest.raises(ValueError, match="one uid"):
        DraftState(target=first.target, rows=(first.rows[0],) * 3)
    assert Value.parse("≥1人")
