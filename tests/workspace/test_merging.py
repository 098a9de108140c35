"""What two did to one draft is joined value by value; what both changed differently is told, and either can stand."""

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.model import Goal, Indicator, Waiver
from assistant.workspace import DraftState, merge
from tests.support.states import edited, row, state, values

a_few = settings(max_examples=50, deadline=None)


def _rows(before: DraftState, rows: Sequence[Indicator]) -> DraftState:
    return before.with_target(before.target.model_copy(update={"indicators": list(rows)}), "person")


def _head(before: DraftState, **parts: object) -> DraftState:
    project = before.target.project.model_copy(update=parts)
    return before.with_target(before.target.model_copy(update={"project": project}), "person")


@st.composite
def changed(draw: st.DrawFn, before: DraftState) -> DraftState:
    """Any state that a few edits lead to."""
    after = before
    for _ in range(draw(st.integers(0, 3))):
        step = draw(st.sampled_from([_of_head, _of_rows] if after.rows else [_of_head]))
        after = step(draw, after)
    return after


def _of_rows(draw: st.DrawFn, before: DraftState) -> DraftState:
    rows = list(before.target.indicators)
    at = draw(st.integers(0, len(rows) - 1))
    match draw(st.sampled_from(["value", "name", "remove", "move", "lock"])):
        case "value":
            return edited(before, at, value=f"≥{draw(st.integers(1, 4))}人")
        case "name":
            return edited(before, at, name=draw(st.sampled_from(["甲指标", "乙指标"])))
        case "remove":
            return _rows(before, rows[:at] + rows[at + 1 :])
        case "move":
            return _rows(before, [*rows[:at], *rows[at + 1 :], rows[at]])
    return before.with_locks([before.rows[at].uid], draw(st.booleans()))


def _of_head(draw: st.DrawFn, before: DraftState) -> DraftState:
    rows = list(before.target.indicators)
    match draw(st.sampled_from(["add", "goal", "field", "done"])):
        case "add":
            at = draw(st.integers(0, len(rows)))
            return _rows(before, [*rows[:at], row(draw(st.sampled_from(["新指标一", "新指标二"])), "=1次"), *rows[at:]])
        case "goal":
            goals = [Goal(period="annual", text=draw(st.sampled_from(["目标一", "目标二"])))] * draw(st.integers(0, 2))
            return before.with_target(before.target.model_copy(update={"goals": goals}), "person")
        case "field":
            return _head(before, fields={"资金性质": draw(st.sampled_from(["财政", "自筹"]))})
    return before.with_done(draw(st.booleans()))


BASE = state(*(row(f"指标{number}", f"≥{number}次") for number in range(1, 5)))


@a_few
@given(changed(BASE))
def test_where_one_side_did_nothing_the_others_state_stands(one: DraftState) -> None:
    assert merge(BASE, one, BASE) == (one, [])
    assert merge(BASE, BASE, one) == (one, [])
    assert merge(BASE, one, one) == (one, [])


@a_few
@given(changed(BASE), changed(BASE))
def test_nothing_is_lost_and_nothing_is_silent(mine: DraftState, theirs: DraftState) -> None:
    joined, clashes = merge(BASE, mine, theirs)
    told = {clash.key for clash in clashes}
    for side in (mine, theirs):
        for mark, each in zip(side.rows, side.target.indicators, strict=True):
            was = dict(zip((m.uid for m in BASE.rows), BASE.target.indicators, strict=True)).get(mark.uid)
            if each == was:
                continue
            # A row that a side made or edited is there, as it made it, or the difference is told.
            now = joined.row(mark.uid)
            for cell in ("name", "value", "level2"):
                mine_is = getattr(each, cell) == getattr(was, cell, None) or getattr(now, cell) == getattr(each, cell)
                assert mine_is or ("row", mark.uid, cell) in told
    assert {clash.key for clash in merge(BASE, theirs, mine)[1]} == told
    by_choice, _ = merge(BASE, mine, theirs, theirs_at=told)
    assert by_choice == merge(BASE, mine, theirs, prefer="theirs", theirs_at=told)[0]


def test_edits_of_different_cells_are_both_kept() -> None:
    mine, theirs = edited(BASE, 0, value="≥9次"), edited(BASE, 0, basis="行业标准")
    joined, clashes = merge(BASE, mine, theirs)
    assert clashes == []
    assert (str(joined.target.indicators[0].value), joined.target.indicators[0].basis) == ("≥9次", "行业标准")


def test_a_clash_names_row_and_column_and_either_side_can_win() -> None:
    mine, theirs = edited(BASE, 0, value="≥9次"), edited(BASE, 0, value="≥8次")
    joined, (clash,) = merge(BASE, mine, theirs)
    assert (clash.where, clash.field, clash.base, clash.mine, clash.theirs) == (
        "年度指标“指标1”", "指标值", "≥1次", "≥9次", "≥8次",
    )  # fmt: skip
    assert values(joined)[0] == "≥9次"
    assert values(merge(BASE, mine, theirs, theirs_at=[clash.key])[0])[0] == "≥8次"
    assert values(merge(BASE, mine, theirs, prefer="theirs")[0])[0] == "≥8次"


def test_a_row_removed_here_and_edited_there_stays_and_is_told() -> None:
    rows = list(BASE.target.indicators)
    removed, kept = _rows(BASE, rows[1:]), edited(BASE, 0, value="≥8次")
    joined, (clash,) = merge(BASE, removed, kept)
    assert values(joined) == ["≥8次", "≥2次", "≥3次", "≥4次"]
    assert (clash.field, clash.mine, clash.theirs) == ("整行", None, "数量指标 指标1 ≥8次")
    joined, (clash,) = merge(BASE, kept, removed)
    assert (len(joined.rows), clash.mine, clash.theirs) == (4, "数量指标 指标1 ≥8次", None)
    assert len(merge(BASE, kept, removed, theirs_at=[clash.key])[0].rows) == 3
    assert len(merge(BASE, removed, _rows(BASE, rows[:-1]))[0].rows) == 2


def test_new_rows_of_both_stand_behind_what_they_stood_behind() -> None:
    rows = list(BASE.target.indicators)
    mine = _rows(BASE, [*rows[:2], row("我的", "=1次"), *rows[2:]])
    theirs = _rows(BASE, [row("他们的", "=2次"), *rows])
    joined, clashes = merge(BASE, mine, theirs)
    assert [each.name for each in joined.target.indicators] == ["他们的", "指标1", "指标2", "我的", "指标3", "指标4"]
    assert clashes == []
    moved = _rows(BASE, rows[::-1])
    assert [each.name for each in merge(BASE, moved, theirs)[0].target.indicators][-4:] == [
        "指标4",
        "指标3",
        "指标2",
        "指标1",
    ]


def test_heads_goals_waivers_and_the_rest_are_joined_too() -> None:
    mine = _head(BASE, name="新名称", fields={"资金性质": "财政"}).with_done(True)
    waived = BASE.target.model_copy(update={
        "waivers": [Waiver(rule="S107", row="指标1", reason="按上级要求")],
        "goals": [Goal(period="long_term", text="长期"), *BASE.target.goals],
    })  # fmt: skip
    theirs = _head(BASE.with_target(waived, "person"), unit="另一单位")
    joined, clashes = merge(BASE, mine, theirs)
    project = joined.target.project
    assert (project.name, project.unit, project.fields) == ("新名称", "另一单位", {"资金性质": "财政"})
    assert (joined.done, joined.target.waivers, joined.target.goals) == (True, waived.waivers, waived.goals)
    assert clashes == []
    _, (clash,) = merge(BASE, mine, _head(BASE, name="别的名称"))
    assert (clash.where, clash.field, clash.mine, clash.theirs) == ("项目", "项目名称", "新名称", "别的名称")
