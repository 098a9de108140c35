from collections import Counter
from pathlib import Path

import pytest

from assistant.forms import all_forms, get_form
from assistant.forms.convert import convert
from assistant.model import Goal, Indicator, InputError, Money, PerformanceTarget, Period, Project, Value, from_json

EXAMPLES = sorted((Path(__file__).parents[2] / "examples" / "targets").glob("*.json"))
FORMS = sorted(all_forms())


def load(start: str) -> PerformanceTarget:
    path = next(path for path in EXAMPLES if path.name.startswith(start))
    return from_json(path.read_text(encoding="utf-8"))[0]


def row(
    level1: str, level2: str, name: str = "参训人数", value: str = "≥300人", period: Period = "annual"
) -> Indicator:
    return Indicator(period=period, level1=level1, level2=level2, name=name, value=Value.parse(value))


def target(form: str, *rows: Indicator, goals: tuple[Goal, ...] = (), **project: object) -> PerformanceTarget:
    head = Project.model_validate({"name": "技能培训", **project})
    return PerformanceTarget(form=form, project=head, goals=list(goals), indicators=list(rows))


def said(found: PerformanceTarget) -> Counter[tuple[str, str, str | None, str | None]]:
    """What the annual rows say, whatever the form's levels and brackets."""
    return Counter(
        (row.name, str(row.value.styled(False)), row.description, row.basis) for row in found.of_period("annual")
    )


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name[:6])
def test_for_its_own_form_a_target_stays_as_it_is(path: Path) -> None:
    (found,) = from_json(path.read_text(encoding="utf-8"))
    copy = convert(found, found.form)
    assert copy == found
    copy.project.fields["改"] = "动"
    assert copy != found


@pytest.mark.parametrize("form_id", FORMS)
@pytest.mark.parametrize("start", ["000-01", "001-05", "002-01", "002-06", "004-01", "004-05"])
def test_rows_goals_and_fields_survive_any_form_and_the_way_back(start: str, form_id: str) -> None:
    found = load(start)
    there = convert(found, form_id)
    assert there.form == form_id
    assert said(there) == said(found)
    assert {goal.text for goal in there.goals} == {goal.text for goal in found.goals}
    assert there.project.purpose == found.project.purpose
    assert there.project.budget == found.project.budget
    back = convert(there, found.form)
    assert said(back) == said(found)
    assert {goal.text for goal in back.goals} == {goal.text for goal in found.goals}
    assert set(found.project.fields) <= set(back.project.fields)
    levels = Counter((row.level1, row.level2, row.name) for row in found.of_period("annual"))
    assert Counter((row.level1, row.level2, row.name) for row in back.of_period("annual")) == levels


@pytest.mark.parametrize("form_id", FORMS)
@pytest.mark.parametrize("start", ["000-02", "002-02", "004-06"])
def test_rows_stand_in_the_forms_order_and_equal_levels_together(start: str, form_id: str) -> None:
    there = convert(load(start), form_id)
    for table in get_form(form_id).tables:
        pairs = [(row.level1, row.level2) for row in there.of_period(table.period)]
        breaks = [pair for place, pair in enumerate(pairs) if place == 0 or pairs[place - 1] != pair]
        assert len(breaks) == len(set(breaks))


@pytest.mark.parametrize(
    ("form_id", "levels", "expected"),
    [
        ("ezhou", ("产出指标", "成本指标"), ("成本指标", "经济成本指标")),
        ("central", ("产出指标", "成本指标"), ("成本指标", "经济成本指标")),
        ("shanghai", ("成本指标", "经济成本指标"), ("产出指标", "成本指标")),
        ("shanghai", ("成本指标", "社会成本指标"), ("产出指标", "成本指标")),
        ("ezhou", ("满意度指标", "可持续影响指标"), ("满意度指标", "可持续影响指标")),
        ("ezhou", ("投入", "人力"), ("投入", "人力")),
    ],
)
def test_costs_stand_where_the_form_has_them(form_id: str, levels: tuple[str, str], expected: tuple[str, str]) -> None:
    (first, *_) = convert(target("hangu", row(*levels)), form_id).indicators
    assert (first.level1, first.level2) == expected


@pytest.mark.parametrize(
    ("value", "form_id", "expected"),
    [
        ("≥1550人次", "shanghai", "≥1550(人次)"),
        ("≥1550(人次)", "central", "≥1550人次"),
        ("=100%", "shanghai", "=100(%)"),
        ("12月底前完成", "shanghai", "12月底前完成"),
        ("≥【待核实】人", "shanghai", "≥【待核实】(人)"),
    ],
)
def test_values_get_the_forms_style(value: str, form_id: str, expected: str) -> None:
    found = convert(target("hangu", row("产出指标", "数量指标", value=value)), form_id)
    assert {str(row.value) for row in found.indicators} == {expected}


def test_two_tables_get_the_annual_rows_as_long_term_rows() -> None:
    found = convert(load("002-02"), "ezhou")
    assert len(found.of_period("annual")) == 10
    assert [row.name for row in found.of_period("long_term")] == [row.name for row in found.of_period("annual")]
    assert found.goals_of("long_term") == []


def test_one_table_keeps_long_term_rows_that_say_something_else() -> None:
    same = row("产出指标", "数量指标")
    rows = [
        same.model_copy(update={"period": "long_term"}),
        row("产出指标", "数量指标", value="≥900人", period="long_term"),
    ]
    found = convert(target("ezhou", *rows, same), "hangu")
    assert [(row.period, str(row.value)) for row in found.indicators] == [("annual", "≥300人"), ("long_term", "≥900人")]


def test_one_table_takes_long_term_rows_where_there_are_no_others() -> None:
    only = (Goal(period="long_term", text="培训三年"),)
    found = convert(target("ezhou", row("产出指标", "数量指标", period="long_term"), goals=only), "hangu")
    assert [row.period for row in found.indicators] == ["annual"]
    assert found.goals == [Goal(period="annual", text="培训三年")]


def test_a_goal_that_stands_twice_is_kept_once_where_the_form_has_one_period() -> None:
    found = load("001-01")
    assert len(found.goals) == 2
    assert len(convert(found, "hangu").goals) == 1
    assert len(convert(load("000-01"), "hangu").goals) == 2


@pytest.mark.parametrize(
    ("start", "form_id", "fields"),
    [
        ("000-01", "shanghai", {"年度资金申请总额": "6200000.00元"}),
        ("000-01", "central", {"年度资金总额": "620万元"}),
        ("001-01", "central", {"实施单位": "鄂州市人力资源和社会保障局本级", "年度资金总额": "130万元"}),
        ("004-02", "shanghai",
         {"年度资金申请总额": "90000.00元", "当年财政拨款": "90000.00元", "上年结转资金": "0.00元", "其他资金": "0.00元"}),
        ("002-06", "hangu", {"财政资金": "0万元", "其他资金": "1078万元"}),
        # 财政资金 exceeds the budget in the original: nothing is worked out of that.
        ("004-01", "central", {"年度资金总额": "90万元", "年度财政拨款": "92万元"}),
    ],
)  # fmt: skip
def test_funds_are_carried_and_filled_in_only_where_they_follow(
    start: str, form_id: str, fields: dict[str, str]
) -> None:
    found = convert(load(start), form_id)
    own = {field.key for field in get_form(form_id).fields if field.money or field.same_as}
    assert {key: text for key, text in found.project.fields.items() if key in own} == fields


def test_the_missing_part_of_the_funds_is_what_the_budget_leaves() -> None:
    found = convert(target("hangu", budget="90万元", fields={"财政资金": "60.5万元"}), "central")
    assert found.project.fields["年度其他资金"] == "29.5万元"


def test_carried_over_funds_without_a_cell_are_not_counted_as_others() -> None:
    fields = {"年度资金申请总额": "900000.00元", "上年结转资金": "100000.00元", "其他资金": "0.00元"}
    found = convert(target("shanghai", budget="900000元", fields=fields), "hangu")
    assert "财政资金" not in found.project.fields
    assert found.project.fields["上年结转资金"] == "100000.00元"


def test_amounts_are_given_in_the_forms_unit() -> None:
    found = convert(target("ezhou", budget="27.06万元"), "shanghai")
    assert str(found.project.budget) == "270600元"
    assert found.project.budget == Money.parse("27.06万元")


def test_a_target_of_an_unknown_form_can_be_converted() -> None:
    found = convert(target("某市", row("产出指标", "数量指标"), fields={"主管部门": "教育局"}), "central")
    assert found.project.fields["主管部门"] == "教育局"
    assert len(found.indicators) == 1


def test_an_unknown_form_is_refused() -> None:
    with pytest.raises(InputError, match="没有“火星”这种表式"):
        convert(target("ezhou"), "火星")
