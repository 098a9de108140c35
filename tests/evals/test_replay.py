"""Recorded answers replay, without a network, to complete drafts that nothing stands against."""

import json
import re

import pytest

from assistant.checking.rules.personal_names import mask
from assistant.forms import get_form
from evals.replay import RECORDED, Recording, line, recordings, replay

ALL = recordings()


def test_the_recordings_are_there() -> None:
    assert len(ALL) >= 10
    assert {recording.brief.form for recording in ALL} == {"ezhou", "shanghai", "hangu", "central"}
    assert [recording.id for recording in recordings(["m03"])] == ["m03"]


@pytest.mark.parametrize("recording", ALL, ids=lambda recording: recording.id)
def test_a_recording_replays_to_a_complete_draft_without_an_error(recording: Recording) -> None:
    draft = replay(recording)
    target, form = draft.target, get_form(recording.brief.form)
    assert draft.complete
    assert draft.report.errors == ()
    assert {goal.period for goal in target.goals} == {"long_term", "annual"}
    assert {row.period for row in target.indicators} == {table.period for table in form.tables}
    assert 8 <= len(target.of_period("annual")) <= 15
    assert all(row.source for row in target.indicators)
    assert not any("待核实" in goal.text for goal in target.goals)
    assert draft.examples
    assert draft.usage.requests == len(recording.answers)
    assert line(recording, draft).startswith(recording.id)


@pytest.mark.parametrize("path", sorted(RECORDED.glob("*.json")), ids=lambda path: path.stem)
def test_a_recording_holds_the_agreed_parts_and_nothing_private(path) -> None:  # type: ignore[no-untyped-def]
    text = path.read_text(encoding="utf-8")
    raw = json.loads(text)
    assert set(raw) == {"id", "brief", "engine", "prompt", "recorded", "answers"}
    assert (raw["id"], raw["engine"], set(raw["prompt"])) == (path.stem, "llm", {"id", "version"})
    assert raw["answers"]
    assert all(isinstance(answer, str) for answer in raw["answers"])
    assert mask(text) == text
    assert not re.search(r"/(?:tmp|home|work|root)/|[A-Z]:\\\\|https?://|sk-", text)
