from collections.abc import Callable

from assistant.model import Goal, PerformanceTarget
from assistant.writing import left_out, to_bytes
from tests.writing.test_word import everything, opened

LONG = Goal(period="long_term", text="长期保持道路完好")
YEAR = Goal(period="annual", text="本年改造道路3公里")


def test_a_bureau_s_form_gets_no_goal_row_of_ours_and_the_user_is_told(
    example: Callable[[str], PerformanceTarget],
) -> None:
    target = example("004-05").model_copy(update={"goals": [LONG, YEAR]})
    assert "长期绩效目标" in left_out(target)
    text = everything(opened(target))
    assert YEAR.text in text
    assert LONG.text not in text
    assert LONG.text in to_bytes([target], "json").decode("utf-8")


def test_the_only_goal_there_is_gets_printed_all_the_same(example: Callable[[str], PerformanceTarget]) -> None:
    target = example("004-05").model_copy(update={"goals": [LONG]})
    assert "长期绩效目标" not in left_out(target)
    assert LONG.text in everything(opened(target))


def test_columns_that_the_form_does_not_print_are_named(example: Callable[[str], PerformanceTarget]) -> None:
    target = example("000-01")
    rows = [row.model_copy(update={"data_source": "签到表"}) for row in target.indicators]
    assert left_out(target) == ()
    assert left_out(target.model_copy(update={"indicators": rows})) == (f"数据来源（{len(rows)} 行）",)
