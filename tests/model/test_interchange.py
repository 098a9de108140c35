import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from assistant.model import InputError, PerformanceTarget, Project, Waiver, from_json, to_data, to_json

MINIMAL = {
    "schema": 1,
    "form": "ezhou",
    "project": {"name": "培训", "budget": "620万元"},
    "goals": [],
    "indicators": [],
}
ROW = {"period": "annual", "level1": "产出指标", "level2": "数量指标", "name": "参训人数", "value": "≥3万人"}


def test_the_contract_s_keys_are_always_there() -> None:
    data = to_data(PerformanceTarget.model_validate({**MINIMAL, "indicators": [ROW]}))
    assert list(data) == ["schema", "form", "project", "goals", "indicators"]
    assert set(data["project"]) == {"name", "budget", "purpose", "year", "unit", "fields"}
    assert set(data["indicators"][0]) == {
        "period", "level1", "level2", "name", "description", "value", "basis", "source"
    }  # fmt: skip
    assert data["indicators"][0]["value"] == "≥3万人"


@given(
    st.lists(
        st.fixed_dictionaries({
            "period": st.sampled_from(["annual", "long_term"]), "level1": st.text(max_size=8), "level2": st.text(max_size=8),
            "name": st.text(max_size=20), "value": st.text(max_size=20), "basis": st.none() | st.text(max_size=8),
            "weight": st.none() | st.decimals(0, 100, places=1).map(str),
        }),
        max_size=5,
    )
)  # fmt: skip
def test_any_target_survives_json(rows: list[dict[str, object]]) -> None:
    target = PerformanceTarget.model_validate({**MINIMAL, "indicators": rows})
    assert from_json(to_json(target)) == [target]


def test_a_draft_printed_with_its_findings_is_read_as_a_target() -> None:
    assert from_json(json.dumps({**MINIMAL, "findings": [{"rule": "W101"}]}))[0].project.name == "培训"


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]x", '{"schema": 2}', json.dumps({**MINIMAL, "schema": 2}), json.dumps({**MINIMAL, "typo": 1}),
     json.dumps({**MINIMAL, "project": {"name": "x", "budget": 620.5}}), "3"],
)  # fmt: skip
def test_what_is_no_target_gets_one_sentence(text: str) -> None:
    with pytest.raises(InputError, match=r"^[^\n]*[\u4e00-\u9fff][^\n]*$"):
        from_json(text)


def test_waivers_are_kept_with_the_draft_and_left_out_where_there_are_none() -> None:
    target = PerformanceTarget(project=Project(name="培训"))
    assert "waivers" not in to_data(target)
    target.waivers = [Waiver(rule="S107", row="参训人员满意度", reason="上级文件规定为100%")]
    assert from_json(to_json(target)) == [target]
    with pytest.raises(ValidationError):
        Waiver(rule="S107", reason=" ")
