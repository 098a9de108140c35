"""JSON out of text that arrives in pieces."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.llm.jsonstream import AnswerScanner

leaves = st.none() | st.booleans() | st.integers(-999, 999) | st.text(max_size=12)
row = st.dictionaries(
    st.sampled_from(["name", "value", "说明"]), leaves | st.lists(leaves, max_size=3), min_size=1
) | st.lists(leaves, min_size=1, max_size=6)
# In running text a quote right before a comma, a colon or a closing bracket cannot be told from an end.


def scan(text: str, size: int) -> tuple[list[tuple[str, Any]], bool]:
    scanner = AnswerScanner(("rows", "goals"), default_key="rows")
    found = [(item.key, item.data) for at in range(0, len(text), size) for item in scanner.feed(text[at : at + size])]
    return found, scanner.closed


@given(st.lists(row, max_size=4), st.lists(row, max_size=2), st.integers(1, 40), st.booleans(), st.booleans())
def test_any_json_in_any_pieces(rows: list[Any], goals: list[Any], size: int, escaped: bool, indented: bool) -> None:
    text = json.dumps({"goals": goals, "rows": rows}, ensure_ascii=escaped, indent=1 if indented else None)
    found, closed = scan(text, size)
    assert closed
    assert found == [("goals", goal) for goal in goals] + [("rows", each) for each in rows]


@given(st.lists(row, min_size=1, max_size=4), st.data())
def test_a_cut_answer_is_never_taken_for_complete(rows: list[Any], data: st.DataObject) -> None:
    text = json.dumps({"rows": rows})
    found, closed = scan(text[: data.draw(st.integers(0, len(text) - 1))], 5)
    assert not closed
    assert [each for _, each in found] == rows[: len(found)]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ('[{"name":"甲"},{"name":"乙"}]', [{"name": "甲"}, {"name": "乙"}]),
        ('{"data":{"rows":[{"name":"甲"}]}}', [{"name": "甲"}]),
        ('{"rows":[["数量","甲"],["质量","乙"]]}', [["数量", "甲"], ["质量", "乙"]]),
        ('{"rows":[{"name":"开展"三支一扶"招募","value":"=1次"}]}', [{"name": '开展"三支一扶"招募', "value": "=1次"}]),
        ('{"rows":[{"name":"两\n行"}]}', [{"name": "两\n行"}]),
        ('{"rows":[{"name":oops},{"name":"乙"}]}', [{"name": "乙"}]),
        ('{"rows":[{"value":"<30天"},{"value":"≤5%"}]}', [{"value": "<30天"}, {"value": "≤5%"}]),
        ('{"rows":[]} 之后 {"rows":[{"name":"丙"}]}', []),
        ('想一想 {"x":1} </think>{"rows":[{"name":"甲"}]}', [{"name": "甲"}]),
        ("{}", []),
    ],
)
@pytest.mark.parametrize("size", [1, 7, 1000])
def test_what_models_really_send(text: str, rows: list[Any], size: int) -> None:
    found, closed = scan(text, size)
    assert (found, closed) == ([("rows", each) for each in rows], True)


def test_goals_as_one_object() -> None:
    found, _ = scan('{"goals":{"long_term":"甲","annual":"乙"},"rows":[]}', 3)
    assert found == [("goals", {"long_term": "甲", "annual": "乙"})]
