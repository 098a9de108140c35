"""Data sets: complete, held to their schema, honest about what may be shown, without anything private."""

import contextlib
import json
import re
from pathlib import Path

import jsonschema
import pytest

from assistant.checking.rules.personal_names import mask
from assistant.drafting import stream
from assistant.drafting.events import Finished, Started
from assistant.library import Library
from assistant.llm import ScriptedModel
from assistant.model import InputError, ModelServiceError
from assistant.model.data import parse_yaml
from assistant.model.text import match_key
from evals.cases import EvalCase
from evals.loading import DATASETS, load_dataset, load_datasets
from evals.loading.examples import all_examples, library_without, twins_of
from evals.loading.files import FOLDER, read_file
from evals.loading.schema import main as schema_main
from evals.loading.schema import schema_texts
from evals.loading.shapes import FILES, BriefFile
from evals.scorers.evidence import Evidence
from evals.scorers.texts import readings

SAMPLES = load_dataset("samples")
BRIEFS = load_dataset("briefs")
WEAK = load_dataset("weak_forms")
ALL = load_datasets(tuple(DATASETS))


def test_the_data_sets_are_as_large_and_varied_as_they_should_be() -> None:
    assert (len(SAMPLES), len(load_dataset("regions")), len(load_dataset("labels"))) == (47, 20, 67)
    assert len(BRIEFS) >= 30
    assert len({case.field for case in BRIEFS}) >= 10
    assert len({case.sort for case in BRIEFS}) >= 10
    assert {case.brief.form for case in BRIEFS if case.brief} == {"ezhou", "shanghai", "hangu", "central"}
    assert len(WEAK) >= 12
    assert all(case.defects for case in WEAK)
    assert len({case.key for case in ALL}) == len(ALL)


def test_the_hard_briefs_are_there() -> None:
    hard = [case.brief for case in BRIEFS if case.hard and case.brief]
    assert any(not re.search(r"\d", brief.purpose) for brief in hard)
    assert any(len(brief.purpose) >= 3000 for brief in hard)
    assert {str(brief.budget.to("万元")) for brief in hard} >= {"0.15万元", "100000万元"}
    assert any("免审" in brief.purpose for brief in hard)


@pytest.mark.parametrize("name", sorted(FILES))
def test_a_data_file_is_held_to_its_published_schema(name: str) -> None:
    schema = json.loads((FOLDER / "schema" / f"{name}.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(parse_yaml((FOLDER / f"{name}.yaml").read_text(encoding="utf-8")), schema)


def test_the_published_schemas_are_those_of_the_code(capsys: pytest.CaptureFixture[str]) -> None:
    assert schema_main(["--check"]) == 0
    assert len(schema_texts()) == len(FILES)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("cases: [", "YAML"),
        ("cases: []", "cases"),
        (
            "cases: [{id: b1, field: 教育, sort: 购置, brief: {form: central, name: 甲, budget: 1万元}}]",
            "b1.brief.purpose",
        ),
        (
            "cases: [{id: b1, field: 教育, sort: 购置, typo: 1, brief: {form: central, name: 甲, budget: 1万元, purpose: 乙}}]",
            "b1.typo",
        ),
        (
            "cases:\n- &a {id: b1, field: 教育, sort: 购置, brief: {form: central, name: 甲, budget: 1万元, purpose: 乙}}\n- *a",
            "b1",
        ),
    ],
)
def test_a_wrong_data_file_is_told_in_one_sentence(text: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "briefs.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=said) as error:
        read_file("briefs.yaml", BriefFile, tmp_path)
    assert "\n" not in str(error.value)


def test_a_missing_file_and_an_unknown_data_set_are_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"找不到.*briefs\.yaml"):
        read_file("briefs.yaml", BriefFile, tmp_path)
    with pytest.raises(InputError, match="没有名为“nix”"):
        load_dataset("nix")


@pytest.mark.parametrize("case", [*SAMPLES, *load_dataset("regions"), *BRIEFS], ids=lambda case: case.key)
def test_expected_figures_follow_from_the_brief(case: EvalCase) -> None:
    """A slip in an expectation would be counted against every engine for ever."""
    assert case.expect.facts or case.expect.topics
    known = Evidence.of(case).given
    for fact in (*case.expect.facts, *filter(None, [case.expect.cost])):
        numbers = [number for reading in readings(fact) for number in reading]
        implied = {4, 8, 400, 48, 1860}
        assert any(number in known or number in implied for number in numbers), fact


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.yaml")), ids=lambda path: path.stem)
def test_nothing_private_is_kept(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert mask(text) == text
    assert set(re.findall(r"1[3-9]\d{9}", text)) <= {"13800000000", "13900000000"}


# ---- leave-one-out


@pytest.mark.parametrize("case", SAMPLES, ids=lambda case: case.id)
def test_no_sample_sees_itself_or_a_twin_among_its_examples(case: EvalCase) -> None:
    assert case.id in case.leave_out
    names = {match_key(example.name) for example in library_without(case.leave_out).examples}
    assert case.reference
    assert match_key(case.reference.project.name) not in names
    assert len(library_without(case.leave_out).examples) == len(all_examples()) - len(case.leave_out)


def prompted(case: EvalCase, library: Library) -> tuple[tuple[str, ...], str]:
    """Return the examples that the model's engine says it shows, and all that it sends."""
    assert case.brief
    model, named = ScriptedModel.of(ModelServiceError("不答", "refused")), tuple[str, ...]()
    with contextlib.suppress(ModelServiceError):
        for event in stream(case.brief, "llm", model, library=library):
            named = event.examples if isinstance(event, Started) else named
    return named, "\n".join(message.content for message in model.history[0])


@pytest.mark.parametrize("case", SAMPLES, ids=lambda case: case.id)
def test_neither_engine_shows_a_sample_its_own_form(case: EvalCase) -> None:
    assert case.brief
    library = library_without(case.leave_out)
    offline = [each for each in stream(case.brief, "offline", library=library) if isinstance(each, Finished)][0].draft
    assert case.brief.name not in offline.examples
    assert not any(row.source and f"《{case.brief.name}》" in row.source.detail for row in offline.target.indicators)

    named, asked = prompted(case, library)
    shown = {example.name for example in all_examples() if f"〔{example.name}〕" in asked}
    assert case.brief.name not in shown | set(named)
    assert shown | set(named) <= {example.name for example in library.examples}


def test_without_leaving_out_a_sample_would_see_itself() -> None:
    """What the test above would miss if examples were no longer shown by their names."""
    everything = library_without(())
    assert any(case.brief and f"〔{case.brief.name}〕" in prompted(case, everything)[1] for case in SAMPLES[:8])


def test_a_twin_of_another_year_or_spelling_is_left_out_too() -> None:
    (first,) = [example for example in all_examples() if example.id.startswith("002-06")]
    renamed = first.target.model_copy(
        update={
            "indicators": [],
            "project": first.target.project.model_copy(update={"name": "2026年委托考试经费（续）"}),
        }
    )
    assert twins_of(renamed) == (first.id,)
    rows_alone = first.target.model_copy(
        update={"project": first.target.project.model_copy(update={"name": "全然不同的名称"})}
    )
    assert first.id in twins_of(rows_alone)
