"""Rows as arrays of cells: whatever a model does to the cells, the row that it meant is read."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.drafting.online.cells import as_parts, columns, rows_in
from assistant.drafting.online.goals import goals_in
from assistant.drafting.online.rows import parse_row
from assistant.forms import all_forms, get_form
from assistant.llm.jsonstream import AnswerScanner

FORMS = sorted(all_forms())
WHOLE = {
    "kind": "数量指标", "name": "培训乡村医生人数", "desc": "参加并完成培训的人数", "value": "≥360人", "data": "培训签到表",
    "why": "培训乡村医生360人",
}  # fmt: skip


def laid(form: str, **changes: Any) -> list[Any]:
    return [(WHOLE | changes)[key] for key in columns(get_form(form))]


@pytest.mark.parametrize("form", FORMS)
def test_cells_are_read_back(form: str) -> None:
    row = parse_row(laid(form), get_form(form))
    assert {key: getattr(row, key) for key in columns(get_form(form))} == {
        key: WHOLE[key] for key in columns(get_form(form))
    }


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "spoilt",
    [
        lambda cells, form: ["产出指标", *cells],
        lambda cells, form: [cells[0], cells[1], "≥360人"],
        lambda cells, form: [*cells[:-1]],
        lambda cells, form: [*cells, "多出的一格", None],
        lambda cells, form: [cells[0], cells[1], "≥360人", *[cell for cell in cells[2:] if cell != "≥360人"]],
        lambda cells, form: [None if cell == cells[-1] else cell for cell in cells],
        lambda cells, form: [[cell] if cell == "≥360人" else cell for cell in cells],
    ],
)
def test_cells_too_many_too_few_or_swapped(form: str, spoilt: Any) -> None:
    row = parse_row(spoilt(laid(form), form), get_form(form))
    assert (row.kind, row.name, row.value) == ("数量指标", "培训乡村医生人数", "≥360人")


def test_cells_parted_by_chinese_commas_are_parted() -> None:
    said = '{"rows":[["数量指标"，"培训人数"，"≥360人"，"材料“培训"三农"人才”"]]}'
    (item,) = AnswerScanner(("rows",)).feed(said)
    row = parse_row(item.data, get_form("ezhou"))
    assert (row.kind, row.name, row.value, row.why) == ("数量指标", "培训人数", "≥360人", '材料“培训"三农"人才”')


def test_a_description_that_is_left_out_shifts_the_rest() -> None:
    row = parse_row(["数量指标", "培训人数", "≥360人", "培训签到表", "材料"], get_form("central"))
    assert (row.desc, row.value, row.data, row.why) == (None, "≥360人", "培训签到表", "材料")


@pytest.mark.parametrize("form", [form for form in FORMS if get_form(form).basis_options])
def test_a_basis_may_stand_last(form: str) -> None:
    option = get_form(form).basis_options[-1]
    row = parse_row([*laid(form), option], get_form(form))
    assert (row.basis, row.why) == (option, WHOLE["why"])
    assert parse_row(laid(form), get_form(form)).basis is None


def test_words_without_a_sign_stand_in_the_usual_place() -> None:
    row = parse_row(laid("hangu", value="建成并投入使用"), get_form("hangu"))
    assert (row.desc, row.value) == (WHOLE["desc"], "建成并投入使用")


@pytest.mark.parametrize("data", [[laid("ezhou")], [*laid("ezhou"), laid("ezhou")], [[laid("ezhou")], laid("ezhou")]])
def test_a_bracket_too_many_or_too_few_loses_no_row(data: Any) -> None:
    assert all(row == laid("ezhou") for row in rows_in(data))
    assert len(list(rows_in(data))) == (1 if data == [laid("ezhou")] else 2)


@given(
    st.lists(st.none() | st.text(max_size=8) | st.integers() | st.lists(st.text(max_size=3), max_size=3), max_size=9)
)
def test_no_array_is_too_odd_to_be_looked_at(data: list[Any]) -> None:
    for form in FORMS:
        for row in rows_in(data):
            if isinstance(row, list):
                assert set(as_parts(row, get_form(form))) <= {*columns(get_form(form)), "level1", "basis"}


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (["annual", "培训300人"], [("annual", "培训300人")]),
        ({"period": "长期", "text": "建成"}, [("long_term", "建成")]),
        ("建成", [(None, "建成")]),
        (["建成", "培训300人"], [(None, "建成"), (None, "培训300人")]),
        ({"annual": "培训300人", "other": "x"}, [("annual", "培训300人")]),
        ("annual", []),
        (["annual", None], []),
        (3, []),
    ],
)
def test_goals_in_every_shape(data: Any, said: list[tuple[str | None, str]]) -> None:
    assert list(goals_in(data)) == said


def test_arrays_come_out_of_a_stream_one_by_one() -> None:
    text = json.dumps({"goals": [["annual", "目标"]], "rows": [laid("ezhou"), laid("ezhou")]}, ensure_ascii=False)
    scanner, seen = AnswerScanner(("rows", "goals")), []
    for at, sign in enumerate(text):
        seen += [(at, item.key, item.data) for item in scanner.feed(sign)]
    assert [key for _, key, _ in seen] == ["goals", "rows", "rows"]
    assert seen[1][0] == text.index("]", text.index("培训乡村医生360人"))
    assert scanner.closed
