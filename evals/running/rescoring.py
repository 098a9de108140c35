"""Kept drafts through today's scorers and weights, without drafting again: `assistant eval rescore RUN`."""

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from assistant.checking import check
from assistant.drafting.events import Usage
from assistant.model import PerformanceTarget
from evals.cases import EvalCase
from evals.loading import load_datasets
from evals.results import store
from evals.results.shapes import CaseResult, Run
from evals.running.run import failed, result_of, score_all
from evals.running.versions import versions
from evals.running.work import Outcome


def rescore(path: Path) -> Run:
    """Score a run's drafts anew, as a run of its own beside it; a case that left the data set is left out.

    Raises:
        InputError: the run cannot be read, or the new one cannot be kept.
    """
    run = store.load(path)
    cases = {case.key: case for case in load_datasets(run.head.datasets)}
    place = store.new_path(f"{run.id}-rescored")
    now = versions(run.head.datasets)
    kept = run.head.versions.model_copy(update={"scorers": now.scorers, "datasets": now.datasets})
    results = [rescored(cases[result.key], result) for result in run.results if result.key in cases]
    head = run.head.model_copy(
        update={"id": place.stem, "started": datetime.now(UTC), "cases": len(results), "versions": kept}
    )
    store.begin(place, head)
    for result in results:
        store.add(place, result)
    store.end(place)
    return store.load(place)


def rescored(case: EvalCase, result: CaseResult) -> CaseResult:
    """Return a result with today's scores of its draft."""
    if result.target is None:
        return failed(case, result.error)
    outcome = outcome_of(result)
    outcome.scores = score_all(case, outcome)
    return result_of(case, outcome, result.seconds)


def outcome_of(result: CaseResult) -> Outcome:
    """Return what a result was made of; findings are looked for anew."""
    target = PerformanceTarget.model_validate(result.target)
    return Outcome(target, check(target), _usage(result.usage), result.examples, result.notices)


def _usage(data: dict[str, Any]) -> Usage:
    cost = data.get("cost")
    return Usage(**{**data, "cost": None if cost is None else Decimal(cost)})
