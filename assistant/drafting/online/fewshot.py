"""Examples as a model is shown them: in the answer's own format, mended, near and unlike each other, within few tokens."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from assistant.checking.masking import masked
from assistant.drafting.online.cells import LEFT_OUT, cells
from assistant.drafting.online.rows import Levels
from assistant.drafting.online.teaching import teaches_goal, worthy_rows
from assistant.forms import FormDefinition
from assistant.library import own_folder
from assistant.llm import estimate_tokens
from assistant.model import Indicator, PerformanceTarget
from assistant.model.text import match_key

ROWS, EXAMPLES = 6, 2
"""At most so many rows of an example, and so many examples: a local model's context is short, and the prompt itself
shows one complete answer."""
MOST_TOKENS = 300
"""Of one example, by our estimate: one with long descriptions shows fewer rows."""
NEAR = 0.06
"""From this likeness on an example is shown as a project of the same sort; below it, for its manner alone."""
# A near project teaches with few rows; a far one only with rows of most kinds.
_LEAST_NEAR, _LEAST_FAR = 3, 4
_ALIKE = 0.5
# What counts in choosing: nearness first, the user's own before ours, then how much of a form is shown; likeness to what
# is chosen already takes away, kinds of rows that it does not show add.
_FOR_NEAR, _FOR_OWN, _FOR_KIND, _FOR_NEW_KIND, _FOR_LIKENESS = 1.0, 1.0, 0.1, 0.1, 0.6


class Shown(Protocol):
    """What the engine needs of an example: `library.Example` has it."""

    @property
    def target(self) -> PerformanceTarget:
        """The reviewed target."""
        ...

    @property
    def path(self) -> Path | None:
        """The file that holds it."""
        ...


class Found(Protocol):
    """What the engine needs of a match: `library.Match` has it."""

    @property
    def example(self) -> Shown:
        """The example that was found."""
        ...

    @property
    def score(self) -> float:
        """How near it is, from 0 to 1."""
        ...


@dataclass(frozen=True)
class Shot:
    """An example ready to be shown.

    Attributes:
        text: a head line, then a JSON object in the answer's format, personal names masked.
        near: whether it is a project of the same sort.
        worth: how much it serves the brief by itself.
    """

    target: PerformanceTarget
    rows: tuple[Indicator, ...]
    text: str
    near: bool
    worth: float

    @property
    def kinds(self) -> set[str]:
        """The 二级指标 that it shows."""
        return {row.level2 for row in self.rows}


def shots(matches: Sequence[Found], form: FormDefinition) -> list[Shot]:
    """Return up to two examples: the nearest first (the user's own before ours), the second one unlike the first.

    Where none is near, those that show the most kinds of rows come first: they are shown for their manner.
    """
    left = [shot for match in matches if (shot := _shot(match, form))]
    chosen = list[Shot]()
    while left and len(chosen) < EXAMPLES:
        best = max(left, key=lambda shot: _gain(shot, chosen))
        left.remove(best)
        if all(_likeness(best, other) <= _ALIKE for other in chosen):
            chosen.append(best)
    return sorted(chosen, key=lambda shot: -shot.worth)


def _gain(shot: Shot, chosen: Sequence[Shot]) -> float:
    """What showing it adds to what is chosen."""
    shown = {kind for other in chosen for kind in other.kinds}
    likeness = max((_likeness(shot, other) for other in chosen), default=0.0)
    return shot.worth + _FOR_NEW_KIND * len(shot.kinds - shown) - _FOR_LIKENESS * likeness


def _likeness(one: Shot, other: Shot) -> float:
    """The share of rows that both have, or how alike the projects' names are."""
    names = [{match_key(row.name) for row in shot.rows} for shot in (one, other)]
    pairs = [_pairs(match_key(shot.target.project.name)) for shot in (one, other)]
    return max(len(mine & its) / max(1, min(len(mine), len(its))) for mine, its in (names, pairs))


def _pairs(name: str) -> set[str]:
    return {name[at : at + 2] for at in range(len(name) - 1)}


def _shot(match: Found, form: FormDefinition) -> Shot | None:
    target, near = match.example.target, match.score >= NEAR
    rows = _varied(worthy_rows(target), ROWS)
    least = _LEAST_NEAR if near else _LEAST_FAR
    goals = [text for text in target.goals_of("annual") if teaches_goal(text)][:1]
    text = _text(target, rows, goals, near, form)
    while len(rows) > least and estimate_tokens(text) > MOST_TOKENS:
        rows = _varied(rows, len(rows) - 1)
        text = _text(target, rows, goals, near, form)
    if len(rows) < least:
        return None
    is_own = match.example.path is not None and match.example.path.parent == own_folder()
    tells = len({row.level2 for row in rows}) + len(goals)
    worth = (_FOR_NEAR + match.score + _FOR_OWN * is_own if near else 0.0) + _FOR_KIND * tells
    return Shot(target, tuple(rows), text, near, worth)


def _text(
    target: PerformanceTarget, rows: Sequence[Indicator], goals: Sequence[str], near: bool, form: FormDefinition
) -> str:
    project = target.project
    head = f"〔{project.name}〕预算 {project.budget or '未写'}（{'同类项目' if near else '不同类，只看写法'}）"
    # No empty list where there is no goal worth showing: a model might take it for the thing to do.
    said = f'"goals":{compact([["annual", text] for text in goals])},' if goals else ""
    lines = ",\n".join(answer_line(row, form) for row in rows)
    return masked(f'{head}\n{{{said}"rows":[\n{lines}]}}')


def _varied(rows: Sequence[Indicator], most: int) -> list[Indicator]:
    """Keep the first row of each kind before a second one, and the form's own order."""
    seen, first, second = set[str](), list[int](), list[int]()
    for at, row in enumerate(rows):
        (second if row.level2 in seen else first).append(at)
        seen.add(row.level2)
    return [rows[at] for at in sorted((first + second)[:most])]


def answer_line(row: Indicator, form: FormDefinition, why: str = LEFT_OUT) -> str:
    """Return a row in the answer's format; a cell that it has nothing for is said to be left out."""
    place = Levels(form).place(row.level2, row.level1)
    desc = row.description if row.description and match_key(row.description) != match_key(row.name) else LEFT_OUT
    parts = {
        "kind": place[1] if place else row.level2, "name": row.name, "desc": desc,
        "value": str(row.value.styled(form.value_brackets)), "data": row.data_source or LEFT_OUT, "why": why,
    }  # fmt: skip
    return compact(cells(parts, form))


def compact(data: object) -> str:
    """Return data as JSON in as few tokens as serves."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
