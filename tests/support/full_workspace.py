"""A workspace with many drafts, made of the sample forms: what a department's clerk has after some years."""

from itertools import cycle, islice
from pathlib import Path

from assistant.model import PerformanceTarget, from_json
from assistant.workspace import LOCAL_OWNER, DraftState, Workspace

ROOT = Path(__file__).resolve().parents[2]
_YEARS = (2027, 2026, 2025)


def sample_targets() -> list[PerformanceTarget]:
    """Return all sample forms, each as of a year."""
    files = sorted((ROOT / "examples/targets").glob("*.json"))
    return [target for file in files for target in from_json(file.read_text(encoding="utf-8"))]


def fill(workspace: Workspace, count: int, owner: str = LOCAL_OWNER) -> list[str]:
    """Keep so many drafts; return their ids, the one kept last at the end."""
    made = []
    for number, target in enumerate(islice(cycle(sample_targets()), count)):
        project = target.project.model_copy(
            update={
                "year": _YEARS[number % 3],
                "name": f"{target.project.name}{'' if number < 47 else f'（{number // 47 + 1}）'}",
            }
        )
        state = DraftState.of(target.model_copy(update={"project": project}), "file").with_done(number % 4 == 0)
        made.append(workspace.create(owner, state, why="读自 往年申报表.docx").id)
    return made
