"""A run in numbers: means by scorer, by field, kind of project and 一级指标; failures count as zeros."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import fmean

from evals.results.shapes import CaseResult, Run
from evals.scorers import SCORERS

TOTAL = "total"


@dataclass(frozen=True)
class Mean:
    """A mean over cases.

    Attributes:
        value: 0 to 100; None where no case could be scored.
        scored: over how many cases.
        unscored: how many could not be scored and are not in it.
    """

    value: float | None
    scored: int
    unscored: int


@dataclass(frozen=True)
class Spent:
    """What a run's cases cost together; yuan None where no price is known."""

    prompt_tokens: int
    completion_tokens: int
    requests: int
    seconds: float
    yuan: Decimal | None
    estimated: bool


def values_of(result: CaseResult) -> dict[str, float | None]:
    """Return a result's scores by scorer's id, with the total; None for what could not be scored."""
    return {TOTAL: result.total.value, **{name: score.value for name, score in result.scores.items()}}


def means(results: Iterable[CaseResult]) -> dict[str, Mean]:
    """Return the mean of every scorer that looked at one of the results, the total first."""
    found: dict[str, list[float | None]] = defaultdict(list)
    for result in results:
        for name, value in values_of(result).items():
            found[name].append(value)
    order = [TOTAL, *(scorer.id for scorer in SCORERS)]
    return {name: _mean(found[name]) for name in sorted(found, key=lambda name: _place(order, name))}


def _place(order: Sequence[str], name: str) -> int:
    return order.index(name) if name in order else len(order)


def _mean(values: Sequence[float | None]) -> Mean:
    scored = [value for value in values if value is not None]
    return Mean(round(fmean(scored), 2) if scored else None, len(scored), len(values) - len(scored))


def total_by(results: Iterable[CaseResult], key: Callable[[CaseResult], str]) -> dict[str, Mean]:
    """Return the mean total by a key (field, sort), the best first."""
    groups: dict[str, list[float | None]] = defaultdict(list)
    for result in results:
        groups[key(result)].append(result.total.value)
    found = {name: _mean(values) for name, values in groups.items()}
    return dict(sorted(found.items(), key=lambda pair: -(pair[1].value or 0)))


def coverage_by_level(results: Iterable[CaseResult]) -> dict[str, tuple[int, int]]:
    """Return of how many published rows of each 一级指标 how many are covered."""
    found: dict[str, tuple[int, int]] = {}
    for result in results:
        score = result.scores.get("coverage")
        for level, (hit, of) in (score.details.get("by_level", {}) if score else {}).items():
            before = found.get(level, (0, 0))
            found[level] = (before[0] + hit, before[1] + of)
    return found


def objections_by_level(results: Iterable[CaseResult]) -> dict[str, int]:
    """Return how many findings stand against rows of each 一级指标."""
    found: dict[str, int] = defaultdict(int)
    for result in results:
        score = result.scores.get("objections")
        for level, count in (score.details.get("by_level", {}) if score else {}).items():
            found[level] += count
    return dict(found)


def spent(results: Iterable[CaseResult]) -> Spent:
    """Return what the results cost together."""
    usages = [(result.usage, result.seconds) for result in results if result.usage]
    costs = [Decimal(usage["cost"]) for usage, _ in usages if usage.get("cost") is not None]
    return Spent(
        sum(usage.get("prompt_tokens", 0) for usage, _ in usages),
        sum(usage.get("completion_tokens", 0) for usage, _ in usages),
        sum(usage.get("requests", 0) for usage, _ in usages),
        round(sum(seconds for _, seconds in usages), 2),
        sum(costs, Decimal(0)) if costs else None,
        any(usage.get("estimated", False) for usage, _ in usages),
    )


@dataclass(frozen=True)
class RunSummary:
    """A run in a line of a list."""

    id: str
    started: str
    engine: str
    model: str
    datasets: tuple[str, ...]
    cases: int
    done: int
    failed: int
    total: float | None
    finished: bool
    note: str
    tokens: float
    """Of one case, on average; as the next two."""
    seconds: float
    yuan: str | None
    """None where no price is known."""


def summary_of(run: Run) -> RunSummary:
    """Return a run's line."""
    head, cost = run.head, spent(run.results)
    whole, count = means(run.results).get(TOTAL), max(1, len(run.results))
    return RunSummary(
        id=head.id,
        started=f"{head.started:%Y-%m-%d %H:%M}",
        engine=head.engine,
        model=head.model,
        datasets=head.datasets,
        cases=head.cases,
        done=len(run.results),
        failed=len(run.failures),
        total=whole.value if whole else None,
        finished=run.finished,
        note=head.note,
        tokens=round((cost.prompt_tokens + cost.completion_tokens) / count, 1),
        seconds=round(cost.seconds / count, 2),
        yuan=None if cost.yuan is None else f"{cost.yuan / count:.4f}",
    )
