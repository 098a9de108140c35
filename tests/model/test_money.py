from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.model import Money


@pytest.mark.parametrize(
    ("text", "yuan"),
    [("620", "6200000"), ("620万元", "6200000"), ("62万", "620000"), ("１２万５千", "125000"), ("12万5千元", "125000"),
     ("12万5", "125000"), ("6,200,000元", "6200000"), ("77,677,700.00元", "77677700"), ("0.15万元", "1500"),
     ("10亿元", "1000000000"), ("1.5亿", "150000000"), ("¥500元", "500"), ("人民币 20.982 万元", "209820"),
     ("0.01元", "0.01"), ("-5", "-50000")],
)  # fmt: skip
def test_amounts_as_people_write_them(text: str, yuan: str) -> None:
    assert Money.parse(text).amount("元") == Decimal(yuan)


@pytest.mark.parametrize(
    "text", ["", "abc", "万元", "1e5", "12元5", "五万", "0.001元", "0.0000001万元", "1.2.3", "12万5百6"]
)
def test_what_is_no_amount_gets_one_sentence(text: str) -> None:
    with pytest.raises(ValueError, match=r"[\u4e00-\u9fff]"):
        Money.parse(text)


def test_a_bare_number_takes_the_form_s_unit() -> None:
    assert str(Money.parse("77677700", "元")) == "77677700元"
    assert Money.parse("620", "万元") == Money.parse("6200000", "元")


FEN = st.integers(min_value=1, max_value=10**14)


@given(FEN, st.sampled_from(["元", "万元"]))
def test_money_is_exact_in_both_units_from_one_fen_to_a_million_million_yuan(fen: int, unit: str) -> None:
    money = Money(fen, unit)  # type: ignore[arg-type]
    assert Money.parse(str(money)).fen == fen
    assert Money.parse(str(money.to("元"))).fen == Money.parse(str(money.to("万元"))).fen == fen
    assert Money.yuan(money.amount("元")) == money


@given(FEN)
def test_printing_never_uses_an_exponent(fen: int) -> None:
    assert set(str(Money(fen))) <= set("0123456789.万元")
