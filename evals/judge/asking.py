"""A model as judge: 88号's eight points, absolutely and of two drafts in both orders.

Judges prefer what they see first, or last; so each pair is asked twice, the drafts exchanged, and only what both answers say
counts: a verdict that turns with the order is a tie. Answers are kept on disk (`keeping`), so nothing is asked for twice.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from statistics import fmean
from typing import Annotated, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, field_validator

from assistant.drafting.brief import Brief
from assistant.llm import LanguageModel
from assistant.llm.prompts import load_prompt
from assistant.model import PerformanceTarget
from assistant.model.data import parse_yaml
from evals.judge.keeping import Kept
from evals.judge.showing import shown_brief, shown_draft

PROMPT = "judge.zh"
RUBRIC = Path(__file__).parent / "rubric.yaml"


class Point(BaseModel):
    """One of 88号's points."""

    name: str
    most: int
    asks: str


@cache
def rubric() -> tuple[Point, ...]:
    """Return the eight points, together 100."""
    return tuple(Point.model_validate(each) for each in parse_yaml(RUBRIC.read_text(encoding="utf-8")))


def _held(points: tuple[float, ...]) -> tuple[float, ...]:
    """Refuse points that are not eight, or more than a point is worth: they were given by another rubric."""
    most = [point.most for point in rubric()]
    if len(points) != len(most) or any(not 0 <= got <= limit for got, limit in zip(points, most, strict=True)):
        raise ValueError("eight points within their limits")
    return points


Objections = Annotated[tuple[str, ...], Field(default=())]


class _Answer(BaseModel):
    model_config = ConfigDict(extra="ignore")


class Marks(_Answer):
    """A judge on one draft."""

    points: tuple[float, ...]
    objections: Objections

    _points = field_validator("points")(_held)

    @property
    def total(self) -> float:
        """Of 100."""
        return sum(self.points)


class PairAnswer(_Answer):
    """A judge on two drafts, in one order."""

    first: tuple[float, ...]
    second: tuple[float, ...]
    better: Literal["甲", "乙", "平"]
    objections_first: Objections
    objections_second: Objections

    _points = field_validator("first", "second")(_held)

    @property
    def ahead(self) -> float:
        """Points by which the first is ahead."""
        return sum(self.first) - sum(self.second)


@dataclass(frozen=True)
class Judgement:
    """A judge on drafts a and b, both orders taken together.

    Attributes:
        winner: `a` or `b` where both orders say so; else `tie`.
        margin: points by which a is ahead, on average.
        steady: whether both orders said the same.
    """

    winner: Literal["a", "b", "tie"]
    margin: float
    steady: bool


Given = TypeVar("Given", bound=_Answer)


@dataclass(frozen=True)
class Judge:
    """A model that judges.

    Attributes:
        model: of the judge, not of the drafts.
        kept: answers that were given before.
    """

    model: LanguageModel
    kept: Kept

    def marks(self, brief: Brief, draft: PerformanceTarget) -> Marks:
        """Return the eight points of one draft.

        Raises:
            SettingsError, PromptError: the endpoint or the prompt is not set up.
            ModelServiceError: the endpoint failed or refused, or answered in no usable shape.
        """
        return self._ask(Marks, brief, shown_draft(draft), None)

    def compare(self, brief: Brief, a: PerformanceTarget, b: PerformanceTarget) -> Judgement:
        """Return which of two drafts is better, asked in both orders. Raises as `marks` does."""
        one, other = shown_draft(a), shown_draft(b)
        if one == other:
            return Judgement("tie", 0.0, True)
        there, back = self._ask(PairAnswer, brief, one, other), self._ask(PairAnswer, brief, other, one)
        said = ({"甲": "a", "乙": "b", "平": "tie"}[there.better], {"甲": "b", "乙": "a", "平": "tie"}[back.better])
        winner: Literal["a", "b", "tie"] = "a" if said == ("a", "a") else "b" if said == ("b", "b") else "tie"
        return Judgement(winner, fmean((there.ahead, -back.ahead)), said[0] == said[1])

    def _ask(self, shape: type[Given], brief: Brief, first: str, second: str | None) -> Given:
        prompt = load_prompt(PROMPT)
        points = [point.model_dump() for point in rubric()]
        messages = prompt.render(rubric=points, brief=shown_brief(brief), first=first, second=second)
        key = self.kept.key(prompt.id, prompt.version, self.model.model, messages)
        if (answer := self.kept.get(key, shape)) is not None:
            return answer
        answer = self.model.ask(messages, shape)
        self.kept.put(key, answer)
        return answer
