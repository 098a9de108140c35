"""A run: every case through the worker and the scorers, several at a time, each result kept as soon as it is there.

pydantic-evals does the work of running; what it leaves out of its averages (cases whose task raised) is kept here as a
result of zeros.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from anyio import to_thread
from pydantic_evals import Case, Dataset
from pydantic_evals.evaluators import EvaluationReason, Evaluator, EvaluatorContext
from pydantic_evals.lifecycle import CaseLifecycle
from pydantic_evals.reporting import ReportCase, ReportCaseFailure

from assistant.model import AssistantError, InputError, to_data
from evals.cases import EvalCase
from evals.loading import load_datasets
from evals.results import store
from evals.results.shapes import CaseResult, Run, RunHead
from evals.running.versions import versions
from evals.running.work import EngineName, Outcome, Worker
from evals.scorers import SCORERS, Score, Scorer, concerns, run_scorer
from evals.weighing import total

UNSCORED = "无法评分"
Told = Callable[[int, int, CaseResult], None]
"""Is told how many cases are done, of how many, and the last one's result."""
_Context = EvaluatorContext[EvalCase, Outcome, None]
_Ended = ReportCase[EvalCase, Outcome, None] | ReportCaseFailure[EvalCase, Outcome, None] | None


@dataclass(frozen=True)
class Plan:
    """What is to be run."""

    datasets: tuple[str, ...]
    engine: EngineName = "offline"
    model: str = ""
    limit: int | None = None
    jobs: int = 2
    note: str = ""


def start(
    plan: Plan,
    worker: Worker,
    told: Told | None = None,
    path: Path | None = None,
    scorers: Sequence[Scorer] = SCORERS,
) -> Run:
    """Run all cases of a plan and return the run.

    Args:
        plan: what to run.
        worker: deals with a case.
        told: of each result.
        path: of the run's file; None for a new one among all runs.
        scorers: more than the usual ones may ask a model (a judge): they run in threads, `jobs` at a time.

    Raises:
        InputError: an unknown data set, or results cannot be kept.
    """
    cases = load_datasets(plan.datasets, plan.limit)
    now = datetime.now(UTC)
    path = path or store.new_path(f"{now:%Y%m%d-%H%M%S}-{plan.engine}")
    head = RunHead(
        id=path.stem,
        started=now,
        engine=plan.engine,
        model=plan.model,
        datasets=plan.datasets,
        limit=plan.limit,
        cases=len(cases),
        note=plan.note,
        versions=versions(plan.datasets),
    )
    store.begin(path, head)
    return _run(cases, _Progress(path, 0, len(cases), told, scorers), worker, plan.jobs)


def resume(
    path: Path, worker: Worker, jobs: int = 2, told: Told | None = None, scorers: Sequence[Scorer] = SCORERS
) -> Run:
    """Go on with a run that was stopped: cases without a result, and those that failed, are run; the others stay.

    Raises:
        InputError: code, prompts, examples or data are no longer what the run began with.
    """
    store.cut_torn_end(path)
    run = store.load(path)
    now = versions(run.head.datasets)
    then = run.head.versions
    if now.model_copy(update={"code": ""}) != then.model_copy(update={"code": ""}):
        raise InputError("代码、提示词、样例或评测数据在这次评测开始以后改过，接着跑的结果不能合在一起，请新跑一次")
    done = {result.key for result in run.results if not result.failed}
    cases = load_datasets(run.head.datasets, run.head.limit)
    left = [case for case in cases if case.key not in done]
    return _run(left, _Progress(path, len(done), len(cases), told, scorers), worker, jobs)


def _run(cases: Sequence[EvalCase], progress: "_Progress", worker: Worker, jobs: int) -> Run:
    path = progress.path
    if cases:
        dataset = Dataset[EvalCase, Outcome, None](
            name=path.stem,
            cases=[Case(name=case.key, inputs=case) for case in cases],
            evaluators=[_Scorers(tuple(progress.scorers))],
        )
        keeper = partial(_Keeper, progress)
        dataset.evaluate_sync(worker, name=path.stem, max_concurrency=max(1, jobs), progress=False, lifecycle=keeper)
    store.end(path)
    return store.load(path)


def score_all(case: EvalCase, outcome: Outcome, scorers: Sequence[Scorer] = SCORERS) -> dict[str, Score]:
    """Return the scores of every scorer that looks at such a case."""
    return {
        scorer.id: run_scorer(scorer, case, outcome.target, outcome.report, outcome.usage)
        for scorer in scorers
        if concerns(scorer, case)
    }


@dataclass
class _Scorers(Evaluator[EvalCase, Outcome, None]):
    """All scorers as one evaluator: scores as numbers, what could not be scored as a label with its reason."""

    scorers: tuple[Scorer, ...]

    async def evaluate(self, ctx: _Context) -> dict[str, float | EvaluationReason]:
        ctx.output.scores = await to_thread.run_sync(score_all, ctx.inputs, ctx.output, self.scorers)
        return {
            name: EvaluationReason(UNSCORED, score.reason) if score.value is None else score.value
            for name, score in ctx.output.scores.items()
        }


@dataclass
class _Progress:
    """Where results go, and how far the run is."""

    path: Path
    done: int
    of: int
    told: Told | None
    scorers: Sequence[Scorer]

    def add(self, result: CaseResult) -> None:
        store.add(self.path, result)
        self.done += 1
        if self.told:
            self.told(self.done, self.of, result)


class _Keeper(CaseLifecycle[EvalCase, Outcome, None]):
    """Keeps each result the moment that its scorers are done."""

    def __init__(self, progress: _Progress, case: Case[EvalCase, Outcome, None]) -> None:
        super().__init__(case)
        self._progress = progress

    async def teardown(self, result: _Ended) -> None:
        case = self.case.inputs
        if isinstance(result, ReportCase):
            self._progress.add(result_of(case, result.output, result.task_duration))
        elif result is not None:
            self._progress.add(failed(case, _sentence(result), self._progress.scorers))


def _sentence(failure: ReportCaseFailure[EvalCase, Outcome, None]) -> str:
    """Our own errors are sentences; any other is a defect of ours, named by its type."""
    ours = {each.__name__ for each in _subclasses(AssistantError)}
    kind, _, said = failure.error_message.partition(": ")
    return said if kind in ours else f"程序内部出错（{failure.error_message[:200]}）"


def _subclasses(root: type[AssistantError]) -> set[type[AssistantError]]:
    return {root, *(each for child in root.__subclasses__() for each in _subclasses(child))}


def result_of(case: EvalCase, outcome: Outcome, seconds: float) -> CaseResult:
    """Return the result of a case that worked."""
    return CaseResult(
        **_head(case),
        scores=outcome.scores,
        total=total(case.kind, outcome.scores),
        usage=outcome.usage.as_data(),
        seconds=round(seconds, 3),
        target=to_data(outcome.target),
        findings=tuple(finding.model_dump(mode="json") for finding in outcome.report.findings),
        examples=outcome.examples,
        notices=outcome.notices,
    )


def failed(case: EvalCase, sentence: str, scorers: Sequence[Scorer] = SCORERS) -> CaseResult:
    """Return the result of a case that failed: zero in every scorer that looks at it."""
    scores = {scorer.id: Score.of(0) for scorer in scorers if concerns(scorer, case)}
    return CaseResult(**_head(case), error=sentence or "没有结果", scores=scores, total=Score.of(0))


def _head(case: EvalCase) -> dict[str, str | None]:
    shown = case.brief or (case.target and case.target.project)
    form = case.brief.form if case.brief else case.target.form if case.target else ""
    return {
        "id": case.id,
        "dataset": case.dataset,
        "kind": case.kind,
        "project": case.project,
        "name": shown.name if shown else case.id,
        "field": case.field,
        "sort": case.sort,
        "hard": case.hard,
        "form": form,
    }
