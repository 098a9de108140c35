"""Rows keep their uid, lock and tick through any edit of the table."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.model import Indicator, InputError, PerformanceTarget, Source, Value
from assistant.workspace import DraftState
from tests.support.states import edited, row, state, target

a_few = settings(max_examples=50, deadline=None)

NOW = datetime(2026, 11, 20, tzinfo=UTC)
NAMES = ["培训人数", "培训期数", "考核合格率", "按期完成率", "满意度", "人均成本", "推荐就业率", "教材发放数量"]
tables = st.lists(st.sampled_from(NAMES), min_size=1, max_size=8, unique=True).map(
    lambda names: state(*(row(name, f"≥{at + 1}人") for at, name in enumerate(names)))
)


def _with_rows(before: DraftState, rows: list[Indicator], origin: str = "person") -> DraftState:
    changed: PerformanceTarget = before.target.model_copy(update={"indicators": rows})
    return before.with_target(changed, origin)  # type: ignore[arg-type]


def _uid(of: DraftState, name: str) -> str:
    return next(mark.uid for mark, each in zip(of.rows, of.target.indicators, strict=True) if each.name == name)


@a_few
@given(tables, st.randoms(use_true_random=False))
def test_rows_that_are_moved_keep_all_they_have(before: DraftState, random: object) -> None:
    order = list(range(len(before.rows)))
    random.shuffle(order)  # type: ignore[attr-defined]
    after = _with_rows(before, [before.target.indicators[at] for at in order])
    assert after.rows == tuple(before.rows[at] for at in order)


@a_few
@given(tables, st.data())
def test_a_row_with_one_cell_edited_stays_itself_and_is_locked(before: DraftState, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(before.rows) - 1))
    cell = data.draw(
        st.sampled_from([{"value": "≥99期"}, {"name": "改过的名称"}, {"level2": "质量指标"}, {"basis": "行业标准"}])
    )
    after = edited(before, at, **cell)
    assert [mark.uid for mark in after.rows] == [mark.uid for mark in before.rows]
    assert after.locked == {before.rows[at].uid}
    assert after.rows[at].origin == "person"


@a_few
@given(tables, st.data())
def test_added_and_removed_rows_take_nobodys_uid(before: DraftState, data: st.DataObject) -> None:
    gone = data.draw(st.integers(0, len(before.rows) - 1))
    place = data.draw(st.integers(0, len(before.rows) - 1))
    rows = list(before.target.indicators)
    left = rows[:gone] + rows[gone + 1 :]
    without = _with_rows(before, left)
    assert [mark.uid for mark in without.rows] == [mark.uid for at, mark in enumerate(before.rows) if at != gone]
    added = _with_rows(before, [*rows[:place], row("全新的一行", "=7次"), *rows[place:]])
    kept = [mark for at, mark in enumerate(added.rows) if at != place]
    assert kept == list(before.rows)
    assert added.rows[place].uid not in {mark.uid for mark in before.rows}
    assert added.rows[place].locked


def test_a_row_emptied_and_filled_again_cell_by_cell_stays_itself() -> None:
    before = state()
    uid = before.rows[1].uid
    after = edited(edited(edited(before, 1, name=""), 1, value=""), 1, name="完全不同的名字")
    assert [mark.uid for mark in after.rows] == [mark.uid for mark in before.rows]
    assert after.position(uid) == 1


def test_equal_rows_of_two_tables_are_not_mixed_up() -> None:
    before = state(row("培训人数", period="long_term"), row("培训人数"))
    after = edited(before, 1, value="≥320人")
    assert [mark.uid for mark in after.rows] == [mark.uid for mark in before.rows]
    assert (after.rows[0].locked, after.rows[1].locked) == (False, True)


def test_doubled_rows_each_keep_their_own() -> None:
    before = state(row("培训人数"), row("培训人数"))
    assert edited(before, 1, value="≥1人").rows[0] == before.rows[0]
    assert len({mark.uid for mark in edited(before, 0, value="≥1人").rows}) == 2


@pytest.mark.parametrize(
    ("origin", "is_locked"), [("person", True), ("model", False), ("rule", False), ("file", False)]
)
def test_only_a_persons_rows_are_locked(origin: str, is_locked: bool) -> None:
    before = state()
    after = edited(before, 0, origin, value="≥1人")  # type: ignore[arg-type]
    assert (after.rows[0].origin, after.rows[0].locked) == (origin, is_locked)
    assert DraftState.of(target(), origin).rows[0].locked == is_locked  # type: ignore[arg-type]


def test_locks_stay_until_they_are_taken_off() -> None:
    locked = edited(state(), 0, value="≥1人")
    uid = locked.rows[0].uid
    assert edited(locked, 0, "rule", value="≥2人").locked == {uid}
    assert locked.with_locks([uid], False).locked == frozenset()
    with pytest.raises(InputError, match="不在表里"):
        locked.with_locks(["nein"], True)


def test_a_tick_answers_for_one_figure_and_falls_with_it() -> None:
    open_source = Source(kind="unconfirmed", detail="查上年台账")
    before = state(
        row("培训人数", "≥300人", source=open_source), row("就业率", "≥【待核实】%", source=open_source), row("期数")
    )
    first, second, _ = (mark.uid for mark in before.rows)
    assert before.unconfirmed == (first, second)
    ticked = before.with_tick(first, "王×", " 查2025年台账 ", NOW)
    assert ticked.unconfirmed == (second,)
    assert ticked.rows[0].tick is not None
    assert (ticked.rows[0].tick.who, ticked.rows[0].tick.why, ticked.rows[0].tick.at) == ("王×", "查2025年台账", NOW)
    assert edited(ticked, 0, basis="历史标准").unconfirmed == (second,)
    assert edited(ticked, 0, value="≥301人").unconfirmed == (first, second)
    assert ticked.without_tick(first).unconfirmed == (first, second)
    # A place that is still open has no figure to answer for.
    assert ticked.with_tick(second, "王×", "查台账", NOW).unconfirmed == (second,)
    with pytest.raises(InputError, match="怎么核实"):
        before.with_tick(first, "王×", " ", NOW)


def test_a_row_is_found_by_its_uid() -> None:
    before = state()
    assert before.row(_uid(before, "培训期数")).value == Value.parse("=6期")
    with pytest.raises(InputError, match="不在表里"):
        before.row("nein")


@a_few
@given(tables, st.booleans())
def test_a_state_survives_json(before: DraftState, done: bool) -> None:
    after = edited(before, 0, value="≥1人").with_tick(before.rows[0].uid, "王×", "查台账", NOW).with_done(done)
    assert DraftState.model_validate_json(after.model_dump_json()) == after
