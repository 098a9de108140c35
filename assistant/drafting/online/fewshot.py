"""Examples as a model is shown them: in the answer's own format, mended, without what a reviewer would send back."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from assistant.checking.lexicon import classify
from assistant.drafting.norms import norm_of
from assistant.drafting.online.cells import LEFT_OUT, cells
from assistant.drafting.online.long_term import timeless
from assistant.drafting.online.rows import Levels
from assistant.forms import FormDefinition
from assistant.model import Indicator, Operator, PerformanceTarget, Value
from assistant.model.text import match_key

ROWS, EXAMPLES = 6, 2
"""At most so many rows of an example, and so many examples: a local model's context is short, and the prompt itself
shows one complete answer."""
NEAR = 0.06
"""From this likeness on an example is shown as a project of the same sort; below it, for its manner alone."""
_GOAL_LEAST, _GOAL_MOST, _NAME_LEAST = 24, 130, 4
# A near project teaches with few rows; a far one only with rows of most kinds.
_LEAST_NEAR, _LEAST_FAR = 3, 4
_ALIKE = 0.5
# What reads well in no form: mere grades, and words that promise everything.
_WEAK = re.compile(
    r"^(?:优|良|好|高|是|有|及时|100%?影响|持续发展|全面提高|显著.{0,2})$|^(?:不断|有效|进一步)?(?:提高|提升|增强|改善)$"
)
_FILLER = re.compile(r"(?<=%)(?:完成|满意)$")
_PROMISES = re.compile(r"^(?:减少|降低|提升|提高|保障|确保|促进|保证|加强|增强|推进)")
_BOILERPLATE = re.compile(r"顺利|进一步|不断")
_YEAR = re.compile(r"20\d{2}|^\d[.、]")


class Shown(Protocol):
    """What the engine needs of an example: `library.Example` has it."""

    @property
    def target(self) -> PerformanceTarget:
        """The reviewed target."""
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
        text: a head line, then a JSON object in the answer's format.
        near: whether it is a project of the same sort.
    """

    target: PerformanceTarget
    rows: tuple[Indicator, ...]
    text: str
    near: bool
    goals: int = 0

    @property
    def tells(self) -> int:
        """How much of a form it shows: kinds of rows, and a goal."""
        return len({row.level2 for row in self.rows}) + self.goals


def shots(matches: Sequence[Found], form: FormDefinition) -> list[Shot]:
    """Return up to two examples: the nearest first, the second one unlike the first.

    Where none is near, those that show the most kinds of rows come first: they are shown for their manner.
    """
    made = [shot for match in matches if (shot := _shot(match, form))]
    made.sort(key=lambda shot: 0 if shot.near else 2 + ROWS - shot.tells)
    chosen = list[Shot]()
    for shot in made:
        if len(chosen) < EXAMPLES and not any(_overlap(shot, other) > _ALIKE for other in chosen):
            chosen.append(shot)
    return chosen


def _overlap(one: Shot, other: Shot) -> float:
    names = [{match_key(row.name) for row in shot.rows} for shot in (one, other)]
    return len(names[0] & names[1]) / min(len(names[0]), len(names[1]))


def _shot(match: Found, form: FormDefinition) -> Shot | None:
    target, near = match.example.target, match.score >= NEAR
    rows = _worthy(target)
    if len(rows) < (_LEAST_NEAR if near else _LEAST_FAR):
        return None
    goals = [["annual", text] for text in target.goals_of("annual") if _good_goal(text)][:1]
    head = f"〔{target.project.name}〕预算 {target.project.budget or '未写'}（{'同类项目' if near else '不同类，只看写法'}）"
    # No empty list where there is no goal worth showing: a model might take it for the thing to do.
    said = f'"goals":{compact(goals)},' if goals else ""
    lines = ",\n".join(answer_line(row, form) for row in rows)
    return Shot(target, tuple(rows), f'{head}\n{{{said}"rows":[\n{lines}]}}', near, len(goals))


def _worthy(target: PerformanceTarget) -> list[Indicator]:
    """Annual rows that nothing is said against once they are mended, at most two of a kind, in the form's order."""
    from assistant.checking import check

    mended = [good for row in target.of_period("annual") if (good := _mended(row, target.project.name))]
    report = check(target.model_copy(update={"indicators": mended}))
    blamed = {finding.position for finding in report.findings}
    chosen, count, names = list[Indicator](), dict[str, int](), set[str]()
    for position, row in enumerate(mended):
        if position not in blamed and count.get(row.level2, 0) < 2 and match_key(row.name) not in names:
            count[row.level2] = count.get(row.level2, 0) + 1
            names.add(match_key(row.name))
            chosen.append(row)
    return _varied(chosen)


def _varied(rows: list[Indicator]) -> list[Indicator]:
    """Keep the first row of each kind before a second one, and the form's own order."""
    seen, first, second = set[str](), list[int](), list[int]()
    for at, row in enumerate(rows):
        (second if row.level2 in seen else first).append(at)
        seen.add(row.level2)
    return [rows[at] for at in sorted((first + second)[:ROWS])]


def _mended(row: Indicator, project: str) -> Indicator | None:
    """Return the row with its name and value as they should be written; None where it teaches nothing."""
    value, name = _mended_value(row), timeless(row.name)
    if len(name) < _NAME_LEAST or _WEAK.search(value.text) or not value.text:
        return None
    if match_key(value.text) == match_key(name) or (value.kind == "quantity" and value.operator is None):
        return None
    # A share that no norm bears out, a name that promises, a year that is not the brief's: reviewers object to them.
    if value.is_percent and not norm_of(name, value, project):
        return None
    if _PROMISES.search(name) or _YEAR.search(name + value.text):
        return None
    return row.model_copy(update={"name": name, "value": value})


def _mended_value(row: Indicator) -> Value:
    """`100%完成` → `=100%`, `38人` → `≥38人`, a cost of `8万元` → `≤8万元`, `≥100%` → `=100%`."""
    value = Value.parse(_FILLER.sub("", row.value.text))
    value = row.value if value.text == row.value.text else value
    if value.kind != "quantity" or value.number is None or not value.unit:
        return value
    if value.is_percent and value.number == 100 and value.operator in (None, "≥", ">"):
        return Value.of("=", 100, "%", value.bracketed)
    if value.operator is None and re.fullmatch(r"[\d.,]+\S{1,3}", value.text):
        operator: Operator = "≤" if classify(row.name, value.unit).direction == "down" or "成本" in row.level2 else "≥"
        return Value.of(operator, value.number, value.unit, value.bracketed)
    return value


def _good_goal(text: str) -> bool:
    told = _GOAL_LEAST <= len(text) <= _GOAL_MOST and any(sign.isdigit() for sign in text)
    return told and not _BOILERPLATE.search(text) and not _YEAR.search(text)


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
