"""What a version changed, for people."""

from datetime import UTC, datetime

import pytest

from assistant.model import Goal, Indicator, Source, Waiver
from assistant.workspace import DraftState, diff, summed_up
from tests.support.states import edited, row, state

BASE = state()


def _rows(*rows: Indicator) -> DraftState:
    return BASE.with_target(BASE.target.model_copy(update={"indicators": list(rows)}), "person")


def _target(**parts: object) -> DraftState:
    return BASE.with_target(BASE.target.model_copy(update=parts), "person")


def _project(**parts: object) -> DraftState:
    return _target(project=BASE.target.project.model_copy(update=parts))


ROWS = BASE.target.indicators
TICKED = BASE.with_tick(BASE.rows[0].uid, "王×", "查台账", datetime(2026, 1, 1, tzinfo=UTC))
ANNUAL = BASE.target.goals[0]


@pytest.mark.parametrize(
    ("after", "summary"),
    [
        (BASE, ""),
        (edited(BASE, 0, "rule", value="≥1人"), "改 1 行（培训人数）"),
        (edited(BASE, 0, value="≥1人"), "改 1 行（培训人数），锁定 1 行（培训人数）"),
        (_rows(*ROWS, row("满意度", "≥90%")), "加 1 行（满意度）"),
        (_rows(*ROWS[1:]), "删 1 行（培训人数）"),
        (_rows(*ROWS[::-1]), "调整行的顺序"),
        (_rows(*ROWS, *(row(name, "=1次") for name in "甲乙丙丁")), "加 4 行（甲、乙、丙等）"),
        (BASE.with_locks([BASE.rows[0].uid], True), "锁定 1 行（培训人数）"),
        (TICKED, "核实 1 行（培训人数）"),
        (BASE.with_done(True), "标为已完成"),
        (_project(name="新名称", unit=None), "改项目名称，改申报单位"),
        (_project(fields={"资金性质": "财政"}), "改资金性质"),
        (_target(form="hangu"), "改表式"),
        (_target(goals=[]), "删年度目标1"),
        (_target(goals=[ANNUAL, Goal(period="long_term", text="长期")]), "加长期目标1"),
        (_target(goals=[Goal(period="annual", text="别的")]), "改年度目标1"),
        (_target(waivers=[Waiver(rule="S107", row="培训人数", reason="上级要求")]), "保留问题 S107“培训人数”"),
        (_target(waivers=[Waiver(rule="S107", reason="上级要求")]), "保留问题 S107"),
    ],
)  # fmt: skip
def test_a_change_is_summed_up_in_one_line(after: DraftState, summary: str) -> None:
    assert summed_up(diff(BASE, after)) == summary


def test_taking_back_is_said_too() -> None:
    waived = _target(waivers=[Waiver(rule="S107", row="培训人数", reason="上级要求")])
    assert summed_up(diff(waived, BASE)) == "不再保留问题 S107“培训人数”"
    locked = BASE.with_locks([BASE.rows[0].uid], True)
    assert summed_up(diff(locked, BASE)) == "解锁 1 行（培训人数）"
    assert summed_up(diff(BASE.with_done(True), BASE)) == "改回草稿"


def test_each_value_is_shown_before_and_after() -> None:
    source = Source(kind="standard", detail="某标准")
    after = edited(BASE, 0, "rule", value="≥1人", basis="行业标准", source=source, extra={"备注": "甲"}, weight=None)
    found = [(change.field, change.before, change.after) for change in diff(BASE, after)]
    assert found == [
        ("指标值", "≥300人", "≥1人"),
        ("依据", None, "行业标准"),
        ("出处", None, "标准：某标准"),
        ("其他栏", None, "备注：甲"),
    ]
    assert {change.uid for change in diff(BASE, after)} == {BASE.rows[0].uid}


def test_the_same_row_of_both_tables_is_named_once() -> None:
    before = state(row("培训人数", period="long_term"), row("培训人数"))
    after = edited(edited(before, 0, "rule", value="≥1人"), 1, "rule", value="≥1人")
    assert summed_up(diff(before, after)) == "改 2 行（培训人数）"
