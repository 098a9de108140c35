"""Operations of the form: exact in what they change, harmless when they come twice, deaf to what is none."""

from collections.abc import Callable
from functools import reduce
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.app.edit.operations import apply, operations_of
from assistant.model import Goal, Indicator, InputError, PerformanceTarget, Project, Source, Value
from assistant.workspace import DraftState, RowMark

Row = Callable[..., Indicator]
_KINDS = [("产出指标", "数量指标"), ("产出指标", "质量指标"), ("效益指标", "社会效益指标")]
_UIDS = ["r0", "r1", "r2", "r3", "r4", "gone"]


def _state() -> DraftState:
    rows = [
        Indicator(
            period="annual" if number < 3 else "long_term", level1=_KINDS[number % 3][0], level2=_KINDS[number % 3][1],
            name=f"第{number}条指标", value=Value.parse(f"≥{number + 1}0人"), source=Source(kind="input", detail="原话"),
        )
        for number in range(5)
    ]  # fmt: skip
    target = PerformanceTarget(
        form="ezhou", project=Project(name="培训"), goals=[Goal(period="annual", text="全年培训")], indicators=rows
    )
    return DraftState(target=target, rows=tuple(RowMark(uid=f"r{at}", origin="model") for at in range(5)))


def _ops(*ops: dict[str, Any]) -> list[Any]:
    sent = [{"id": str(number), "seen": 1, **op} for number, op in enumerate(ops)]
    found = operations_of({"ops": sent})
    assert len(found) == len(ops)
    return found


def _after(state: DraftState, *ops: dict[str, Any]) -> DraftState:
    return reduce(apply, _ops(*ops), state)


_texts = st.text(max_size=12)
_any_op = st.one_of(
    st.fixed_dictionaries({"op": st.just("cell"), "uid": st.sampled_from(_UIDS),
                           "column": st.sampled_from(["name", "value", "basis", "nothing"]), "text": _texts}),
    st.fixed_dictionaries({"op": st.just("level"), "uid": st.sampled_from(_UIDS),
                           "level1": st.just("产出指标"), "level2": st.sampled_from(["时效指标", "数量指标"])}),
    st.fixed_dictionaries({"op": st.just("goal"), "index": st.integers(0, 3), "text": _texts}),
    st.fixed_dictionaries({"op": st.just("add"), "uid": st.sampled_from(["n1", "n2", "r0"]), "period": st.just("annual"),
                           "after": st.sampled_from([None, *_UIDS]), "level1": st.just("产出指标"), "level2": st.just("数量指标")}),
    st.fixed_dictionaries({"op": st.just("copy"), "uid": st.sampled_from(["n3", "n4"]), "from": st.sampled_from(_UIDS)}),
    st.fixed_dictionaries({"op": st.just("remove"), "uid": st.sampled_from(_UIDS)}),
    st.fixed_dictionaries({"op": st.just("move"), "uid": st.sampled_from(_UIDS), "after": st.sampled_from([None, *_UIDS])}),
    st.fixed_dictionaries({"op": st.just("lock"), "uid": st.sampled_from(_UIDS), "locked": st.booleans()}),
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(_any_op, max_size=5))
def test_whatever_is_done_rows_and_marks_stay_together_and_the_last_wish_done_again_changes_nothing(
    ops: list[dict[str, Any]],
) -> None:
    state = _state()
    for operation in _ops(*ops):
        try:
            after = apply(state, operation)
        except InputError:
            continue
        again = DraftState.model_validate_json(after.model_dump_json(by_alias=True))
        assert [mark.uid for mark in again.rows] == [mark.uid for mark in after.rows]
        assert apply(after, operation) == after
        changed = {
            mark.uid
            for mark in after.rows
            if any(mark.uid == old.uid for old in state.rows) and after.row(mark.uid) != state.row(mark.uid)
        }
        assert changed <= {getattr(operation, "uid", "")}
        state = after


def test_a_typed_figure_is_the_users_and_locks_its_row_alone() -> None:
    state = _after(_state(), {"op": "cell", "uid": "r1", "column": "value", "text": " ≥25 人 "})
    assert str(state.row("r1").value) == "≥25人"
    assert state.row("r1").source == Source(kind="input", detail="用户填写")
    assert state.locked == {"r1"}
    assert state.rows[1].origin == "person"


def test_another_level_takes_the_row_to_its_group() -> None:
    state = _after(_state(), {"op": "level", "uid": "r2", "level1": "产出指标", "level2": "数量指标"})
    assert [mark.uid for mark in state.rows][:3] == ["r0", "r2", "r1"]


def test_rows_move_within_their_group_only() -> None:
    with pytest.raises(InputError, match="同一类的指标排在一起"):
        _after(_state(), {"op": "move", "uid": "r0", "after": "r2"})
    added = {"op": "add", "uid": "n1", "after": "r0", "period": "annual", "level1": "产出指标", "level2": "数量指标"}
    state = _after(_state(), added, {"op": "move", "uid": "n1", "after": None})
    assert [mark.uid for mark in state.rows][:2] == ["n1", "r0"]
    assert state.row("n1").name == ""


def test_a_row_is_taken_over_into_the_other_period_beside_its_kind() -> None:
    state = _after(_state(), {"op": "copy", "uid": "n1", "from": "r1"})
    copied = state.row("n1")
    assert (copied.period, copied.name) == ("long_term", state.row("r1").name)
    assert state.row("r1").period == "annual"


@pytest.mark.parametrize(
    "sent", [None, [], {"ops": 3}, {"ops": [{"op": "drop_table"}]}, {"ops": [{"op": "cell", "id": "a", "seen": "x"}]},
             {"ops": [{"op": "remove", "id": "", "seen": 1, "uid": "r0"}]}],
)  # fmt: skip
def test_what_is_no_operation_is_not_done(sent: object) -> None:
    assert operations_of(sent) == []
