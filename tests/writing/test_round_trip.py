"""What is written in Word or Excel is read back as the same target."""

from pathlib import Path
from typing import Literal

import pytest

from assistant.forms.convert import convert
from assistant.model import PerformanceTarget, from_json
from assistant.reading import read_document
from assistant.writing import write_file
from tests.writing.shown import shown_goals

EXAMPLES = sorted((Path(__file__).parents[2] / "examples" / "targets").glob("*.json"))
FORMS = ["central", "ezhou", "hangu", "shanghai"]
KINDS = ["docx", "xlsx", "csv", "json"]


def load(path: Path) -> PerformanceTarget:
    return from_json(path.read_text(encoding="utf-8"))[0]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name[:6])
def test_an_example_is_read_back_as_it_was(path: Path, kind: str, tmp_path: Path) -> None:
    target = load(path)
    assert list(read_document(write_file([target], tmp_path / f"表.{kind}"))) == [target]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("start", ["000", "001", "002", "003", "004"])
def test_several_targets_in_one_file_are_read_back_in_their_order(start: str, kind: str, tmp_path: Path) -> None:
    targets = [load(path) for path in EXAMPLES if path.name.startswith(start)]
    assert list(read_document(write_file(targets, tmp_path / f"表.{kind}"))) == targets


@pytest.mark.parametrize("kind", KINDS)
def test_targets_of_different_forms_in_one_file(kind: str, tmp_path: Path) -> None:
    targets = [load(EXAMPLES[place]) for place in (0, 9, 20, 2, 46)]
    assert list(read_document(write_file(targets, tmp_path / f"表.{kind}"))) == targets


def printed(target: PerformanceTarget) -> object:
    """What a file shows of every row, goal and amount, whatever the form."""
    rows = [(row.period, row.level1, row.level2, row.name, str(row.value)) for row in target.indicators]
    return rows, {goal.text for goal in shown_goals(target)}, target.project.name, target.project.budget


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
@pytest.mark.parametrize("form_id", FORMS)
@pytest.mark.parametrize("start", ["000-01", "001-03", "002-01", "002-06", "003-01", "004-02", "004-05"])
def test_a_converted_target_is_read_back_with_all_rows(
    start: str, form_id: str, kind: Literal["docx", "xlsx"], tmp_path: Path
) -> None:
    source = load(next(path for path in EXAMPLES if path.name.startswith(start)))
    target = convert(source, form_id)
    (found,) = read_document(write_file([target], tmp_path / f"表.{kind}"))
    assert found.form == form_id
    assert printed(found) == printed(target)
