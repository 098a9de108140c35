"""The evals as the page sees them: `evals.results`, imported when they are there, and the cases that runs were made of."""

import sys
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.model import InputError

if TYPE_CHECKING:
    from evals.cases import EvalCase
    from evals.results import Comparison, Run, RunSummary

_ROOT = Path(__file__).resolve().parents[3]


def lacking() -> str:
    """Return why there are no evals here, as one sentence; empty where there are."""
    if (_ROOT / "evals" / "results").is_dir() and str(_ROOT) not in sys.path:
        sys.path.append(str(_ROOT))
    try:
        import_module("evals.results")
    except ModuleNotFoundError:
        return "质量评测不在安装包里：它给维护提示词、规则和引擎的人用，请在源代码文件夹里启动助手。日常起草和审核不需要它。"
    return ""


def runs() -> "list[RunSummary]":
    """Return all runs, the newest first."""
    from evals.results import list_runs

    return list_runs()


def run(id_: str) -> "Run":
    """Return a run, read anew only where its file has changed. Raises InputError where there is none."""
    from evals.results.store import path_of

    path = path_of(id_)
    return _run(str(path), path.stat().st_mtime_ns)


@lru_cache(maxsize=4)
def _run(path: str, stamp: int) -> "Run":
    from evals.results import load_run

    return load_run(path)


def comparison(a: str, b: str) -> "Comparison":
    """Compare two runs: is B better than A? Raises as `run`."""
    from evals.results.comparing import compare_runs

    return compare_runs(run(a), run(b))


@lru_cache(maxsize=8)
def _cases(dataset: str) -> "dict[str, EvalCase]":
    from evals.loading import load_dataset

    return {case.key: case for case in load_dataset(dataset)}


def case(dataset: str, key: str) -> "EvalCase | None":
    """Return what was known of a case beforehand; None where the data set has it no more."""
    try:
        return _cases(dataset).get(key)
    except InputError:
        return None
