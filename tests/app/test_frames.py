"""Grid ⇄ target: what a user did not touch comes back as it was, what they typed is kept, nothing else is made up."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.app.sheet.frames import (
    ROW_ID,
    USER_FILLED,
    assemble,
    goal_texts,
    in_form_order,
    read_frame,
    tables_of,
    to_frame,
    with_goals,
)
from assistant.forms import all_forms, get_form
from assistant.model import Goal, Indicator, PerformanceTarget, Source, Value

Row = Callable[..., Indicator]


def test_an_untouched_grid_gives_every_sample_back_as_it_was(examples: list[PerformanceTarget]) -> None:
    for target in examples:
        form = get_form(target.form)
        sheets = [
            read_frame(to_frame(rows, form), rows, table.period, form)
            for table in form.tables
            for rows in [target.of_period(table.period)]
        ]
        again = assemble(target, form, goal_texts(target, form), sheets)
        assert sorted(map(str, again.indicators)) == sorted(map(str, target.indicators))
        assert sorted(map(str, again.goals)) == sorted(map(str, target.goals))
        assert not any(sheet.problems for sheet in sheets)


def test_an_edited_value_becomes_the_users_own(row: Row) -> None:
    rows, form = [row(), row(name="培训期数")], get_form("ezhou")
    frame = to_frame(rows, form)
    frame.loc[0, "value"] = " ≧ 350 人 "
    first, second = read_frame(frame, rows, "annual", form).rows
    assert str(first.value) == "≥350人"
    assert first.source == Source(kind="input", detail=USER_FILLED)
    assert second == rows[1]


def test_an_edited_cell_put_back_has_its_old_source_again(row: Row) -> None:
    rows, form = [row()], get_form("ezhou")
    frame = to_frame(rows, form)
    frame.loc[0, "value"] = "≥1人"
    frame.loc[0, "value"] = "≥300人"
    assert read_frame(frame, rows, "annual", form).rows == rows


def test_another_basis_or_level_does_not_change_where_the_figure_comes_from(row: Row) -> None:
    rows, form = [row()], get_form("ezhou")
    frame = to_frame(rows, form)
    frame.loc[0, "basis"], frame.loc[0, "level2"] = "历史标准", "质量指标"
    (edited,) = read_frame(frame, rows, "annual", form).rows
    assert (edited.basis, edited.level2, edited.source) == ("历史标准", "质量指标", rows[0].source)


@pytest.mark.parametrize(("typed", "kind"), [("≥40人", "input"), ("≥【待核实】人", "unconfirmed")])
def test_a_gap_stays_marked_until_a_figure_is_filled_in(row: Row, typed: str, kind: str) -> None:
    rows = [row(value=Value.to_confirm("≥", "人"), source=Source(kind="unconfirmed", detail="查上年完成数"))]
    frame = to_frame(rows, get_form("ezhou"))
    frame.loc[0, "name"], frame.loc[0, "value"] = "授课教师人数", typed
    (edited,) = read_frame(frame, rows, "annual", get_form("ezhou")).rows
    assert edited.source is not None
    assert edited.source.kind == kind


def test_deleted_lines_leave_gaps_and_added_ones_hold_nothing_but_what_was_typed(row: Row) -> None:
    rows, form = [row(name="甲数量"), row(name="乙数量"), row(name="丙数量")], get_form("ezhou")
    frame = to_frame(rows, form).drop(index=1)
    frame.loc[3] = [None, "产出指标", "时效指标", "完成时间", "11月底前", float("nan")]
    frame.loc[4] = [None, None, None, None, None, None]
    sheet = read_frame(frame, rows, "annual", form)
    assert [line.name if line else None for line in sheet.lines] == ["甲数量", "丙数量", "完成时间", None]
    added = sheet.rows[2]
    assert (added.level1, added.level2, str(added.value), added.basis) == ("产出指标", "时效指标", "11月底前", None)
    assert added.source == Source(kind="input", detail=USER_FILLED)
    assert sheet.rows[:2] == [rows[0], rows[2]]


def test_a_line_that_was_emptied_is_no_row(row: Row) -> None:
    rows, form = [row()], get_form("ezhou")
    frame = to_frame(rows, form)
    frame.loc[0, ["level1", "level2", "name", "value", "basis"]] = None
    assert read_frame(frame, rows, "annual", form).lines == (None,)


def test_levels_are_shown_as_printed_and_kept_in_the_frameworks_terms(row: Row) -> None:
    form, rows = get_form("hangu"), [row(level1="效益指标", level2="社会效益指标", name="就业率")]
    frame = to_frame(rows, form)
    assert frame.loc[0, "level1"] == form.printed_level1("效益指标")
    frame.loc[0, "level2"] = form.printed_level2("效益指标", "经济效益指标")
    (edited,) = read_frame(frame, rows, "annual", form).rows
    assert (edited.level1, edited.level2) == ("效益指标", "经济效益指标")


@pytest.mark.parametrize(
    ("typed", "held", "has_problem"),
    [("12.5", Decimal("12.5"), False), ("10分", Decimal(10), False), ("", None, False), ("很高", None, True),
     ("120", None, True), ("-1", None, True), ("NaN", None, True)],
)  # fmt: skip
def test_weights_are_points_of_a_hundred(row: Row, typed: str, held: Decimal | None, has_problem: bool) -> None:
    rows, form = [row(weight=Decimal(7))], get_form("central")
    frame = to_frame(rows, form)
    frame.loc[0, "weight"] = typed
    sheet = read_frame(frame, rows, "annual", form)
    assert sheet.rows[0].weight == held
    assert bool(sheet.problems) is has_problem
    assert all("第 1 行" in problem for problem in sheet.problems)


def test_an_empty_table_has_every_column_as_text() -> None:
    for form in all_forms().values():
        frame = to_frame([], form)
        assert list(frame.columns)[0] == ROW_ID
        assert {str(dtype) for dtype in frame.dtypes} <= {"str", "object"}
        assert read_frame(frame, [], "annual", form).lines == ()


def test_a_second_goal_keeps_its_place_when_the_first_is_emptied() -> None:
    target = PerformanceTarget.model_validate({"form": "hangu", "project": {"name": "某项目"}})
    form = get_form("hangu")
    goals = with_goals(target, form, ["", "完成采购"])
    assert goals == [Goal(period="annual", text=""), Goal(period="annual", text="完成采购")]
    assert goal_texts(target.model_copy(update={"goals": goals}), form) == ["", "完成采购"]
    assert with_goals(target, form, ["", ""]) == []


def test_goals_and_rows_that_the_form_does_not_print_are_kept(row: Row) -> None:
    form = get_form("hangu")
    target = PerformanceTarget(
        form="hangu",
        project={"name": "某项目"},  # type: ignore[arg-type]
        goals=[Goal(period="long_term", text="长期向好"), Goal(period="annual", text="当年完成")],
        indicators=[row(period="long_term"), row()],
    )
    sheet = read_frame(to_frame([row()], form), [row()], "annual", form)
    again = assemble(target, form, goal_texts(target, form), [sheet])
    assert again.goals == target.goals
    assert sorted(each.period for each in again.indicators) == ["annual", "long_term"]


def test_an_added_row_is_exported_in_its_group_and_not_at_the_end(row: Row) -> None:
    rows = [
        row(name="甲"),
        row(level1="满意度指标", level2="服务对象满意度指标", name="乙"),
        row(name="丙"),
        row(period="long_term", name="丁"),
    ]
    target = PerformanceTarget(form="ezhou", project={"name": "某项目"}, indicators=rows)  # type: ignore[arg-type]
    ordered = in_form_order(target, get_form("ezhou"))
    assert [each.name for each in ordered.indicators] == ["丁", "甲", "丙", "乙"]


@given(st.text(max_size=40), st.text(max_size=40), st.sampled_from(["ezhou", "shanghai", "hangu", "central"]))
def test_whatever_is_typed_the_line_stays_and_reads_back_the_same(name: str, value: str, form_id: str) -> None:
    form = get_form(form_id)
    frame = to_frame([], form)
    frame.loc[0] = {key: "" for key in frame.columns} | {"level1": "产出指标", "name": name, "value": value}
    (first,) = read_frame(frame, [], "annual", form).rows
    (second,) = read_frame(to_frame([first], form), [first], "annual", form).rows
    assert second == first


def test_columns_of_an_unknown_form_are_those_that_rows_fill_and_edits_of_them_stay(
    row: Callable[..., Indicator],
) -> None:
    form = get_form("general")
    rows = [row(extra={"备注": "甲"}), row(name="参训班次", method="情况统计法")]
    frame = to_frame(rows, form)
    assert {"extra:备注", "method"} <= set(frame.columns)
    assert not {"goal_name", "extra", "scoring", "description"} & set(frame.columns)
    assert read_frame(frame, rows, "annual", form).rows == rows
    frame.loc[0, "extra:备注"] = "乙"
    frame.loc[1, "extra:备注"] = "丙"
    first, second = read_frame(frame, rows, "annual", form).rows
    assert (first.extra, second.extra) == ({"备注": "乙"}, {"备注": "丙"})
    assert (first.value, second.method) == (rows[0].value, "情况统计法")


def test_rows_of_a_period_that_the_form_does_not_print_have_a_table_of_their_own(
    target: PerformanceTarget,
) -> None:
    form = get_form("hangu")
    assert [table.period for table in tables_of(target, form)] == ["annual", "long_term"]
    assert tables_of(target.model_copy(update={"indicators": target.of_period("annual")}), form) == list(form.tables)
