import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.model import from_json, to_data, to_json
from assistant.writing import schema

EXAMPLES = sorted((Path(__file__).parents[2] / "examples" / "targets").glob("*.json"))
PUBLISHED = json.loads(schema.PUBLISHED.read_text(encoding="utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(PUBLISHED)

words = st.text(st.sampled_from("人事考试经费补贴及时率满意度≥≤=%0123456789()<>&{}\"'元万 \n"), max_size=20)
optional = st.none() | words
amounts = st.builds(
    lambda fen, unit: f"{format(Decimal(fen).scaleb(-2), 'f')}{unit}",
    st.integers(0, 10**14),
    st.sampled_from(["元", "万元"]),
)
periods = st.sampled_from(["long_term", "annual"])
sources = st.none() | st.fixed_dictionaries({
    "kind": st.sampled_from(["input", "budget", "standard", "example", "unconfirmed"]), "detail": words,
})  # fmt: skip
rows = st.fixed_dictionaries(
    {"period": periods, "level1": words, "level2": words, "name": words, "value": words},
    optional={
        "description": optional, "basis": optional, "source": sources, "method": optional, "data_source": optional,
        "weight": st.none() | st.integers(0, 100) | st.integers(0, 1000).map(lambda tenths: f"{tenths / 10}"),
        "scoring": optional,
    },
)  # fmt: skip
projects = st.fixed_dictionaries(
    {"name": words},
    optional={
        "budget": st.none() | amounts, "purpose": optional, "year": st.none() | st.integers(1990, 2100),
        "unit": optional, "fields": st.dictionaries(words, words, max_size=3),
    },
)  # fmt: skip
target_data = st.fixed_dictionaries(
    {"project": projects},
    optional={
        "schema": st.just(1),
        "form": st.sampled_from(["ezhou", "shanghai", "hangu", "central"]),
        "goals": st.lists(st.fixed_dictionaries({"period": periods, "text": words}), max_size=3),
        "indicators": st.lists(rows, max_size=4),
    },
)


def test_the_published_schema_is_current() -> None:
    assert schema.PUBLISHED.read_text(encoding="utf-8") == schema.schema_text()
    assert schema.main(["--check"]) == 0


def test_check_tells_a_stale_schema(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schema, "PUBLISHED", tmp_path / "docs" / "stale.json")
    assert schema.main(["--check"]) == 1
    assert schema.main([]) == 0
    assert schema.main(["--check"]) == 0


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(PUBLISHED)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name[:6])
def test_examples_follow_the_schema(path: Path) -> None:
    data = json.loads(path.read_text(encoding="utf-8"))
    VALIDATOR.validate(data)
    # Written again, an example is the same file.
    assert to_data(from_json(json.dumps(data))[0]) == data


@pytest.mark.parametrize(
    "wrong",
    [
        {"project": {"name": "甲", "budget": 620}},
        {"project": {"name": "甲"}, "goals": [{"period": "周期", "text": ""}]},
        {"project": {"name": "甲", "预算": "1万元"}},
        {"schema": 2, "project": {"name": "甲"}},
        {},
    ],
    ids=["number", "period", "unknown-key", "version", "no-project"],
)
def test_what_is_not_a_target_is_refused(wrong: dict[str, Any]) -> None:
    assert not VALIDATOR.is_valid(wrong)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(target_data)
def test_what_follows_the_schema_round_trips(data: dict[str, Any]) -> None:
    VALIDATOR.validate(data)
    (target,) = from_json(json.dumps(data))
    (again,) = from_json(to_json(target))
    assert again == target
    VALIDATOR.validate(to_data(target))
