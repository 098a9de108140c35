"""Blind verdicts made by hand: which of two drafts of one brief an expert would rather let pass.

`evals/recorded/verdicts` holds, mostly a JSON object a line:

* `briefs.jsonl` – what was drafted from; `expect` as in `evals/datasets/briefs.yaml`, written from the purpose alone. Briefs of
  the name h01… are those of the data set `regions`.
* `answers.json` – what the clerk said when asked, by brief; an arm that was told them ends in `-asked`.
* `drafts.jsonl` – the drafts by arm (`ARMS`), rows and goals as the judges saw them.
* `verdicts.jsonl` – a judge's verdict on a pair: 88号's eight points of each draft, which is better, figures without support,
  objections. Every pair was judged twice, by two judges who did not know the arms and saw them in opposite orders.
"""

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from statistics import fmean
from typing import Any, Literal

from assistant.drafting.brief import Brief
from assistant.model import InputError
from evals.cases import EvalCase, Expectations, Shape
from evals.loading import load_dataset

FOLDER = Path(__file__).resolve().parents[1] / "recorded" / "verdicts"
ARMS = {
    "draft-4": "our engine, prompt draft.zh version 4",
    "draft-6": "our engine, prompt draft.zh version 6",
    "draft-7": "our engine, prompt draft.zh version 7",
    "draft-7-asked": "our engine, prompt draft.zh version 7, its questions answered",
    "draft-8": "our engine, prompt draft.zh version 8",
    "draft-8-asked": "our engine, prompt draft.zh version 8, its questions answered",
    "draft-9": "our engine, prompt draft.zh version 9",
    "draft-9-asked": "our engine, prompt draft.zh version 9, its questions answered",
    "offline-2": "our offline engine, after the first round's objections",
    "offline": "our offline engine",
    "skilled": "the same model asked by a skilled user, with eight rules and examples",
    "plain": "the same model asked plainly",
    "published": "the form that was published",
}
POINTS = (10, 10, 15, 15, 15, 15, 10, 10)
"""What 88号's eight points are worth, in the order of the score card."""


class JudgedRow(Shape):
    """A row as a judge saw it."""

    kind: str
    """二级指标."""
    name: str
    value: str
    description: str = ""
    source: tuple[str, str] | None = None
    """Kind and words of what its figure rests on: as our engine gave it, or for drafts of other hands as our engine's code of
    the day read their basis, kept here so that the yardstick stands still. None: nothing in brief or basis bears it out."""
    data: str = ""
    """数据来源."""
    basis: str = ""


class JudgedDraft(Shape):
    """A draft that was judged; its annual part."""

    arm: str
    brief: str
    goals: tuple[str, ...]
    rows: tuple[JudgedRow, ...]


class Verdict(Shape):
    """One judge on one pair."""

    round: str
    judge: int
    brief: str
    first: str
    """The arm that was shown first."""
    second: str
    better: Literal["first", "second", "tie"]
    points: tuple[tuple[int, ...], tuple[int, ...]]
    """Eight points of the first and of the second."""
    unsupported: tuple[int, int]
    objections: tuple[tuple[str, ...], tuple[str, ...]]
    answers: bool = False
    """Whether the judges saw the clerk's answers."""

    @property
    def arms(self) -> tuple[str, str]:
        """Both arms, sorted, whatever the order shown."""
        one, other = sorted((self.first, self.second))
        return one, other

    @property
    def winner(self) -> str | None:
        """The better arm; None for a tie."""
        return {"first": self.first, "second": self.second, "tie": None}[self.better]

    def margin(self, arm: str) -> int:
        """Return by how many points of 100 an arm is ahead of the other."""
        ahead = sum(self.points[0]) - sum(self.points[1])
        return ahead if arm == self.first else -ahead


@dataclass(frozen=True)
class JudgedPair:
    """Two drafts of one brief and what the judges say of them."""

    round: str
    brief: str
    a: JudgedDraft
    b: JudgedDraft
    verdicts: tuple[Verdict, ...]

    @property
    def id(self) -> str:
        """Round, brief and arms."""
        return f"{self.round}/{self.brief} {self.a.arm}:{self.b.arm}"

    @property
    def margin(self) -> float:
        """Points of 100 by which a is ahead of b, on the judges' average."""
        return fmean(verdict.margin(self.a.arm) for verdict in self.verdicts)

    @property
    def winner(self) -> str | None:
        """The arm that every judge prefers; None where they differ or call it a tie."""
        winners = {verdict.winner for verdict in self.verdicts}
        return winners.pop() if len(winners) == 1 else None


@dataclass(frozen=True)
class JudgedBrief:
    """What was drafted from."""

    id: str
    brief: Brief
    expect: Expectations
    answers: tuple[str, ...] = ()

    def case(self, asked: bool = False) -> EvalCase:
        """Return the case that scorers see; with the clerk's answers where the judges saw them."""
        brief = self.brief.model_copy(update={"facts": self.answers}) if asked else self.brief
        return EvalCase(
            id=self.id, dataset="verdicts", project=self.id, field="", sort="", brief=brief, expect=self.expect
        )


def _lines(name: str, folder: Path) -> Iterator[dict[str, object]]:
    for line in _text(name, folder).splitlines():
        yield _json(line, name)


def _json(text: str, name: str) -> Any:
    try:
        return json.loads(text)
    except ValueError as error:
        raise InputError(f"评审记录 {name} 不是 JSON，请恢复 evals/recorded/verdicts 文件夹") from error


def _text(name: str, folder: Path) -> str:
    try:
        return (folder / name).read_text(encoding="utf-8")
    except OSError as error:
        raise InputError(f"找不到评审记录 {name}，请恢复 evals/recorded/verdicts 文件夹") from error


class _TypedBrief(Shape):
    id: str
    name: str
    budget: str
    unit: str
    purpose: str
    expect: Expectations

    def read(self) -> tuple[str, Brief, Expectations]:
        return self.id, Brief.of(self.name, self.budget, self.purpose, "central", unit=self.unit), self.expect


@cache
def judged_briefs(folder: Path = FOLDER) -> dict[str, JudgedBrief]:
    """Return what was drafted from, by id.

    Raises:
        InputError: a file is missing or broken.
    """
    published = [(case.id, case.brief, case.expect) for case in load_dataset("regions") if case.brief]
    own = [_TypedBrief.model_validate(raw).read() for raw in _lines("briefs.jsonl", folder)]
    answers = _json(_text("answers.json", folder), "answers.json")
    return {
        name: JudgedBrief(name, brief, expect, tuple(answers.get(name, ())))
        for name, brief, expect in (*published, *own)
    }


@cache
def judged_drafts(folder: Path = FOLDER) -> dict[tuple[str, str], JudgedDraft]:
    """Return the drafts by brief and arm. Raises as `judged_briefs`."""
    found = [JudgedDraft.model_validate(raw) for raw in _lines("drafts.jsonl", folder)]
    return {(draft.brief, draft.arm): draft for draft in found}


@cache
def judged_pairs(folder: Path = FOLDER) -> tuple[JudgedPair, ...]:
    """Return the pairs with their verdicts, in the order of judging. Raises as `judged_briefs`."""
    drafts, grouped = judged_drafts(folder), defaultdict[tuple[str, str, tuple[str, str]], list[Verdict]](list)
    for raw in _lines("verdicts.jsonl", folder):
        verdict = Verdict.model_validate(raw)
        grouped[verdict.round, verdict.brief, verdict.arms].append(verdict)
    return tuple(
        JudgedPair(round_, brief, drafts[brief, a], drafts[brief, b], tuple(verdicts))
        for (round_, brief, (a, b)), verdicts in grouped.items()
    )
