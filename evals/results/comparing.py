"""Two runs against each other: is B better than A, beyond what the choice of projects would do?

Intervals are bootstrapped by project: projects are drawn with replacement, all cases of a project together, since drafts of
one project rise and fall together. What only one run has, or what one could not score, is left out and named.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from evals.results.bootstrap import interval
from evals.results.shapes import CaseResult, Run
from evals.results.summary import TOTAL, values_of
from evals.scorers import SCORERS

Verdict = Literal["better", "worse", "same", "unknown"]
LEAST_PROJECTS = 5
"""Below, an interval says nothing, and there is no verdict."""
VERDICTS: dict[Verdict, str] = {
    "better": "更好",
    "worse": "更差",
    "same": "没有差别",
    "unknown": "项目太少，不下结论",
}


@dataclass(frozen=True)
class Difference:
    """One scorer in both runs.

    Attributes:
        a, b: means over the cases that both have.
        low, high: the 95 % interval of the mean difference, b less a, over projects.
        projects: how many.
    """

    scorer: str
    a: float
    b: float
    low: float
    high: float
    projects: int

    @property
    def by(self) -> float:
        """How much B is better."""
        return round(self.b - self.a, 2)

    @property
    def verdict(self) -> Verdict:
        """What the interval allows to be said."""
        if self.projects < LEAST_PROJECTS:
            return "unknown"
        return "better" if self.low > 0 else "worse" if self.high < 0 else "same"


@dataclass(frozen=True)
class Fallen:
    """A case that is worse in B: what fell, and the rows that only one of the two drafts has."""

    a: CaseResult
    b: CaseResult
    by: float
    scorers: tuple[tuple[str, float, float], ...]
    """Scorer, value in A, value in B; the largest fall first."""
    only_a: tuple[str, ...]
    only_b: tuple[str, ...]


@dataclass(frozen=True)
class LeftOut:
    """A case that could not be compared, and why."""

    key: str
    reason: str


@dataclass(frozen=True)
class Comparison:
    """Two runs compared."""

    a: Run
    b: Run
    differences: tuple[Difference, ...]
    """The total first."""
    fallen: tuple[Fallen, ...]
    """The worst first."""
    left_out: tuple[LeftOut, ...]
    changed: tuple[str, ...]
    """What the runs were made with differently."""

    @property
    def verdict(self) -> Verdict:
        """The total's."""
        return self.differences[0].verdict if self.differences else "unknown"


def compare_runs(a: Run, b: Run) -> Comparison:
    """Compare the cases that both runs have. A failed case counts zero."""
    first, second = a.by_key, b.by_key
    keys = [key for key in first if key in second]
    pairs = [(first[key], second[key]) for key in keys]
    order = [TOTAL, *(scorer.id for scorer in SCORERS)]
    differences = [found for name in order if (found := _difference(name, pairs))]
    return Comparison(a, b, tuple(differences), _fallen(pairs), tuple(_left_out(a, b)), _changed(a, b))


def _difference(name: str, pairs: Sequence[tuple[CaseResult, CaseResult]]) -> Difference | None:
    by_project: dict[str, list[tuple[float, float]]] = {}
    for a, b in pairs:
        one, two = values_of(a).get(name), values_of(b).get(name)
        if one is not None and two is not None:
            by_project.setdefault(f"{a.dataset}/{a.project}", []).append((one, two))
    if not by_project:
        return None
    values = [pair for project in by_project.values() for pair in project]
    low, high = interval([[two - one for one, two in project] for project in by_project.values()])
    mean = [sum(pair[side] for pair in values) / len(values) for side in (0, 1)]
    return Difference(name, round(mean[0], 2), round(mean[1], 2), low, high, len(by_project))


def _fallen(pairs: Sequence[tuple[CaseResult, CaseResult]]) -> tuple[Fallen, ...]:
    found = []
    for a, b in pairs:
        if a.total.value is not None and b.total.value is not None and b.total.value < a.total.value:
            only_a, only_b = _differing(a, b)
            fell = _falls(values_of(a), values_of(b))
            found.append(Fallen(a, b, round(b.total.value - a.total.value, 2), fell, only_a, only_b))
    return tuple(sorted(found, key=lambda each: each.by))


def _falls(a: Mapping[str, float | None], b: Mapping[str, float | None]) -> tuple[tuple[str, float, float], ...]:
    both = [(name, one, two) for name, one in a.items() if one is not None and (two := b.get(name)) is not None]
    fell = [(name, one, two) for name, one, two in both if two < one and name != TOTAL]
    return tuple(sorted(fell, key=lambda each: each[2] - each[1]))


def _differing(a: CaseResult, b: CaseResult) -> tuple[tuple[str, ...], tuple[str, ...]]:
    one, two = _lines(a), _lines(b)
    return tuple(line for line in one if line not in two), tuple(line for line in two if line not in one)


def _lines(result: CaseResult) -> list[str]:
    """Return goals and rows as lines of text."""
    target = result.target or {}
    goals = [f"目标：{goal['text']}" for goal in target.get("goals", ())]
    rows = [f"{row['level2']}：{row['name']} {row['value']}" for row in target.get("indicators", ())]
    return list(dict.fromkeys([*goals, *rows]))


def _left_out(a: Run, b: Run) -> list[LeftOut]:
    one, two = a.by_key, b.by_key
    found = [LeftOut(key, "只在 A 里有") for key in one if key not in two]
    found += [LeftOut(key, "只在 B 里有") for key in two if key not in one]
    for key in one:
        for side, result in (("A", one[key]), ("B", two.get(key))):
            if result is not None and result.total.value is None:
                found.append(LeftOut(key, f"{side}：{result.total.reason}"))
    return found


def _changed(a: Run, b: Run) -> tuple[str, ...]:
    one, two = a.head.versions, b.head.versions
    found = []
    if (a.head.engine, a.head.model) != (b.head.engine, b.head.model):
        found.append(f"引擎 {a.head.engine} {a.head.model} → {b.head.engine} {b.head.model}")
    if one.engine != two.engine:
        found.append(f"代码 {one.code or one.engine} → {two.code or two.engine}")
    names = sorted({*one.prompts, *two.prompts})
    found += [
        f"提示词 {name} {one.prompts.get(name, '无')} → {two.prompts.get(name, '无')}"
        for name in names
        if one.prompts.get(name) != two.prompts.get(name)
    ]
    if one.examples != two.examples:
        found.append("样例库")
    if one.scorers != two.scorers:
        found.append("评分办法（两次得分不可直接比，先用 assistant eval rescore 重新评分）")
    found += [
        f"数据集 {name}" for name in one.datasets if two.datasets.get(name, one.datasets[name]) != one.datasets[name]
    ]
    return tuple(found)
