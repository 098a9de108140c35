"""`assistant eval`: runs, reports and comparisons. The evals live beside the package, in the clone, and are imported here only.

Whoever has the package alone is told so in one sentence.
"""

import argparse
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from assistant.cli_text import say, tell

if TYPE_CHECKING:
    from assistant.llm import Settings
    from evals.results import CaseResult, Run
    from evals.running.work import Engines
    from evals.scorers import Scorer

_EVERY = 10
"""Where nobody watches, every so many cases a line of progress."""


def run(options: argparse.Namespace) -> int:
    """Run one action of `assistant eval`; return the exit code.

    Raises:
        InputError: the evals are not there, or an action's own wrong use.
    """
    actions = {"run": _run, "report": _report, "compare": _compare, "list": _list, "rescore": _rescore, "judge": _judge}
    with _evals():
        return actions[options.action or "run"](options)


@contextmanager
def _evals() -> Iterator[None]:
    """Say in one sentence what lacks: the folder (an installed package has none), or pydantic-evals."""
    from assistant.model import InputError

    root = Path(__file__).resolve().parents[1]
    if (root / "evals" / "cases.py").is_file() and str(root) not in sys.path:
        sys.path.append(str(root))
    try:
        yield
    except ModuleNotFoundError as error:
        lacking = (error.name or "").split(".")[0]
        if lacking == "evals":
            raise InputError("评测不在安装包里，请下载源代码，在它的文件夹里运行 assistant eval") from error
        if lacking == "pydantic_evals":
            raise InputError("缺少评测用的组件，请在源代码文件夹里运行 pip install --group evals 后再试") from error
        raise


def _run(options: argparse.Namespace) -> int:
    from evals.loading import DEFAULT, load_datasets
    from evals.reporting.terminal import run_lines
    from evals.results.store import load, path_of
    from evals.running.run import Plan, resume, start

    if options.resume:
        path = path_of(options.resume)
        head = load(path).head
        worker = _worker(head.engine, head.model, options.jobs)
        with _stopped_by_hand(worker), _judged(options, worker) as scorers:
            found = resume(path, worker, options.jobs, _told, scorers)
    else:
        datasets = tuple(options.dataset or DEFAULT)
        load_datasets(datasets, 0)  # Said before anything is asked for or begun.
        worker = _worker(options.engine, options.model or "", options.jobs)
        plan = Plan(datasets, options.engine, _model_name(worker), options.limit, options.jobs, options.note or "")
        tell(f"开始评测：{'、'.join(datasets)}")
        with _stopped_by_hand(worker), _judged(options, worker) as scorers:
            found = start(plan, worker, _told, scorers=scorers)
    for line in run_lines(found):
        say(line)
    tell(f"完整报告：assistant eval report {found.id}")
    return 0


@contextmanager
def _judged(options: argparse.Namespace, worker: "Engines") -> "Iterator[Sequence[Scorer]]":
    """Give the scorers of a run, with the judge where one is wanted; say at the end what it has cost."""
    from evals.scorers import SCORERS

    if not options.judge:
        yield SCORERS
        return
    from evals.judge.settings import closed, cost_line, judge_settings, scorer_of

    judge = scorer_of(judge_settings(), worker.stop, options.jobs)
    try:
        yield (*SCORERS, judge)
        tell(cost_line(judge.judges))
    finally:
        closed(judge.judges)


def _judge(options: argparse.Namespace) -> int:
    from evals.judge.agreement import hold, lines
    from evals.judge.settings import closed, cost_line, judge_of, judge_settings

    judge = judge_of(judge_settings())
    try:
        for line in lines(hold(judge, options.limit, lambda done, of, said: tell(f"{done}/{of}  {said}"))):
            say(line)
    finally:
        tell(cost_line([judge]))
        closed([judge])
    return 0


@contextmanager
def _stopped_by_hand(worker: "Engines") -> Iterator[None]:
    """Let Ctrl-C end the waits for the endpoint too, and say how to go on."""
    from evals.results.store import files

    def stop(_number: int, _frame: object) -> None:
        worker.stop.set()
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGINT, stop) if threading.current_thread() is threading.main_thread() else None
    try:
        yield
    except KeyboardInterrupt:
        if found := files():
            tell(f"\n已有的结果都保存了，接着跑：assistant eval run --resume {found[0].stem}")
        raise
    finally:
        if before is not None:
            signal.signal(signal.SIGINT, before)


def _worker(engine: 'Literal["offline", "llm"]', model: str, jobs: int) -> "Engines":
    from evals.running.work import Engines

    if engine == "offline":
        return Engines()
    from assistant.llm import Shared

    return Engines("llm", _settings(model), Shared(max(1, jobs)))


def _settings(model: str) -> "Settings":
    from assistant.llm import load_settings
    from assistant.model import SettingsError

    settings = load_settings()
    if not settings.is_configured:
        raise SettingsError("还没有设置模型：请在环境变量或 .env 里填写 OPENAI_BASE_URL 和 OPENAI_API_KEY")
    return settings.model_copy(update={"model": model}) if model else settings


def _model_name(worker: "Engines") -> str:
    return getattr(worker.settings, "model", "") if worker.settings is not None else ""


def _told(done: int, of: int, result: "CaseResult") -> None:
    said = result.error or ("未能评分" if result.total.value is None else f"{result.total.value:.1f}")
    line = f"{done}/{of}  {result.key}  {said}"
    if sys.stderr.isatty():
        print(f"\r\x1b[K{line[:100]}", end="\n" if done == of else "", file=sys.stderr, flush=True)
    elif result.failed or done == of or done % _EVERY == 0:
        tell(line)


def _report(options: argparse.Namespace) -> int:
    from assistant.api import save
    from evals.reporting.page import page_of
    from evals.reporting.terminal import run_lines
    from evals.results.store import load, path_of

    path = path_of(options.run or _newest())
    found = load(path)
    for line in run_lines(found):
        say(line)
    place = save(page_of(found).encode("utf-8"), options.output or path.with_suffix(".html"))
    tell(f"完整报告已写入 {place}，用浏览器打开")
    return 0


def _newest() -> str:
    from assistant.model import InputError
    from evals.results.store import files

    found = files()
    if not found:
        raise InputError("还没有评测结果，请先运行 assistant eval")
    return found[0].stem


def _compare(options: argparse.Namespace) -> int:
    from evals.reporting.terminal import comparison_lines
    from evals.results import compare

    for line in comparison_lines(compare(options.a, options.b)):
        say(line)
    return 0


def _list(_: argparse.Namespace) -> int:
    from evals.reporting.terminal import runs_lines
    from evals.results import list_runs

    for line in runs_lines(list_runs()):
        say(line)
    return 0


def _rescore(options: argparse.Namespace) -> int:
    from evals.reporting.terminal import run_lines
    from evals.results.store import path_of
    from evals.running.rescoring import rescore

    found: Run = rescore(path_of(options.run))
    for line in run_lines(found):
        say(line)
    return 0
