from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.model import Value

SHAPES = [
    ("≥3万人", "quantity", "≥", "3", "万人"),
    ("=48万元", "quantity", "=", "48", "万元"),
    ("500元/人/天", "quantity", None, "500", "元/人/天"),
    ("=1000元/人/天", "quantity", "=", "1000", "元/人/天"),
    ("≥1550(人次)", "quantity", "≥", "1550", "人次"),
    ("=2740.00(人*天)", "quantity", "=", "2740.00", "人*天"),
    ("≥1(天/周)", "quantity", "≥", "1", "天/周"),
    ("≤4(小时)", "quantity", "≤", "4", "小时"),
    ("=24(小时/天)", "quantity", "=", "24", "小时/天"),
    ("≦9万元", "quantity", "≤", "9", "万元"),
    ("4000元以内", "quantity", "≤", "4000", "元"),
    ("12月底前完成", "deadline", None, None, None),
    ("2025年12月底完成", "deadline", None, None, None),
    ("98%满意", "quantity", None, "98", "%"),
    ("100%完成", "quantity", None, "100", "%"),
    ("每人每月1900元", "quantity", None, "1900", "元"),
    ("缴费补贴0.33万元", "quantity", None, "0.33", "万元"),
    ("完成新建", "statement", None, None, None),
    ("有效保障", "statement", None, None, None),
    ("及时", "statement", None, None, None),
    ("优", "statement", None, None, None),
    ("≥ 9 0%", "quantity", "≥", "90", "%"),
    ("＝１００％", "quantity", "=", "100", "%"),
    ("不低于95%", "quantity", "≥", "95", "%"),
    ("5次以上", "quantity", "≥", "5", "次"),
    ("控制在30万元以内", "quantity", "≤", "30", "万元"),
    ("1,200元", "quantity", None, "1200", "元"),
    ("2023.07-2024.01", "statement", None, None, None),
    ("≥【待核实】人", "unconfirmed", "≥", None, "人"),
    ("≥【待核实】(人次)", "unconfirmed", "≥", None, "人次"),
    ("", "statement", None, None, None),
]


@pytest.mark.parametrize(("text", "kind", "operator", "number", "unit"), SHAPES)
def test_the_shapes_of_the_field_parse(
    text: str, kind: str, operator: str | None, number: str | None, unit: str | None
) -> None:
    value = Value.parse(text)
    expected = (kind, operator, Decimal(number) if number else None, unit)
    assert (value.kind, value.operator, value.number, value.unit) == expected


def test_full_width_signs_and_stray_spaces_print_the_normal_way() -> None:
    assert str(Value.parse(" ≧ ９０（％） ")) == "≥90(%)"
    assert str(Value.parse(">= 3 万人")) == "≥3万人"


@given(st.text(max_size=60))
def test_any_text_is_a_value_and_printing_is_stable(text: str) -> None:
    once = Value.parse(text)
    assert Value.parse(str(once)) == once


OPERATORS = st.sampled_from([None, "≥", "≤", "=", ">", "<"])
NUMBERS = st.decimals(min_value=0, max_value=10**12, places=2, allow_nan=False) | st.integers(0, 10**12).map(Decimal)
UNITS = st.sampled_from(
    ["", "人", "人次", "万元", "元/人/天", "%", "‰", "小时/天", "人*天", "公里", "m2", "平方米", "GB"]
)


@given(OPERATORS, NUMBERS, UNITS.filter(lambda unit: not any(sign.isdigit() for sign in unit)), st.booleans())
def test_what_was_put_in_is_read_back(operator: str | None, number: Decimal, unit: str, bracketed: bool) -> None:
    value = Value.of(operator, number, unit, bracketed)  # type: ignore[arg-type]
    assert (value.kind, value.operator, value.number, value.unit) == ("quantity", operator, number, unit or None)


@given(OPERATORS, st.sampled_from(["", "人", "万元", "%"]), st.booleans())
def test_a_figure_to_confirm_keeps_operator_and_unit(operator: str | None, unit: str, bracketed: bool) -> None:
    value = Value.to_confirm(operator, unit, bracketed)  # type: ignore[arg-type]
    assert (value.is_unconfirmed, value.operator, value.unit) == (True, operator, unit or None)


@pytest.mark.parametrize(
    ("text", "bracketed", "bare"),
    [("≥1550人次", "≥1550(人次)", "≥1550人次"), ("=90(%)", "=90(%)", "=90%"), ("98%满意", "98%满意", "98%满意"),
     ("有效保障", "有效保障", "有效保障"), ("≥【待核实】人", "≥【待核实】(人)", "≥【待核实】人"), ("4000元以内",) * 3],
)  # fmt: skip
def test_the_form_decides_whether_units_stand_in_brackets(text: str, bracketed: str, bare: str) -> None:
    assert str(Value.parse(text).styled(bracketed=True)) == bracketed
    assert str(Value.parse(bracketed).styled(bracketed=False)) == bare
