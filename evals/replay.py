"""Recorded answers through today's engine, without a network: `python -m evals.replay [ID …]`.

A recording is `evals/recorded/<id>.json`: `brief` (as typed), `engine`, `prompt` (id and version that was asked with),
`recorded` (how), and `answers`, one text a request in the order of the requests. What the engine makes of the same
words is what changes between versions of the code; where it asks more than was recorded, the endpoint counts as
refusing, and the engine does without.
"""

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.drafting import Brief, Draft, Finished, stream
from assistant.llm import ScriptedModel

RECORDED = Path(__file__).parent / "recorded"


@dataclass(frozen=True)
class Recording:
    """One recorded draft."""

    id: str
    brief: Brief
    prompt: dict[str, Any]
    answers: tuple[str, ...]

    @classmethod
    def load(cls, path: Path) -> "Recording":
        """Read a recording; raises KeyError or InputError where it is wrong."""
        raw = json.loads(path.read_text(encoding="utf-8"))
        return cls(raw["id"], Brief.of(**raw["brief"]), raw["prompt"], tuple(raw["answers"]))


def recordings(ids: Sequence[str] = ()) -> list[Recording]:
    """Return all recordings in the order of their names, or those of the given ids."""
    found = [Recording.load(path) for path in sorted(RECORDED.glob("*.json"))]
    return [each for each in found if not ids or each.id in ids]


def replay(recording: Recording) -> Draft:
    """Draft from a recording's answers."""
    for event in stream(recording.brief, "llm", ScriptedModel.of(*recording.answers)):
        if isinstance(event, Finished):
            return event.draft
    raise AssertionError("a stream of events ends with Finished")


def line(recording: Recording, draft: Draft) -> str:
    """Return one line on a draft: rows of the annual table, 待核实 in it and in the goals, findings, score."""
    annual = draft.target.of_period("annual")
    left_open = sum("待核实" in row.value.text for row in annual)
    in_goals = sum(goal.text.count("待核实") for goal in draft.target.goals)
    findings = draft.report.findings
    counts = [sum(each.severity == severity for each in findings) for severity in ("error", "warning", "hint")]
    return (
        f"{recording.id} {recording.brief.form:8} 指标 {len(annual):2}  待核实 {left_open}+{in_goals}  "
        f"错误 {counts[0]} 警告 {counts[1]} 提示 {counts[2]}  {draft.report.score.total:g} {draft.report.score.grade}  "
        f"{recording.brief.name}"
    )


def main(ids: Sequence[str]) -> None:
    """Print one line a recording."""
    for recording in recordings(ids):
        print(line(recording, replay(recording)))


if __name__ == "__main__":
    main(sys.argv[1:])
