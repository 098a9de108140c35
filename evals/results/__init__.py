"""Results of runs: `list_runs`, `load_run`, `compare`; the page and the command line call nothing below them.

Nothing here needs pydantic-evals: who only looks at results needs no more than the package itself.
"""

from assistant.model import InputError, PerformanceTarget
from evals.results.comparing import VERDICTS, Comparison, Difference, Fallen, compare_runs
from evals.results.shapes import CaseResult, Run, RunHead, Versions
from evals.results.store import files, load, path_of, runs_folder, summary
from evals.results.summary import Mean, RunSummary, Spent, means, spent, summary_of, total_by

__all__ = [
    "VERDICTS", "CaseResult", "Comparison", "Difference", "Fallen", "Mean", "Run", "RunHead", "RunSummary", "Spent",
    "Versions", "compare", "list_runs", "load_run", "means", "references", "runs_folder", "spent", "summary_of", "total_by",
]  # fmt: skip


def list_runs() -> list[RunSummary]:
    """Return all runs, the newest first; a file that is no run is left out."""
    found = []
    for path in files():
        try:
            found.append(summary(path))
        except InputError:
            continue
    return found


def load_run(run: str) -> Run:
    """Return a run by its name (or the path of its file).

    Raises:
        InputError: there is none, or its file cannot be read.
    """
    return load(path_of(run))


def references(run: Run) -> dict[str, PerformanceTarget]:
    """Return the published forms of a run's cases by their key, as far as today's data sets have them."""
    from evals.loading import load_dataset

    found: dict[str, PerformanceTarget] = {}
    for name in run.head.datasets:
        try:
            cases = load_dataset(name)
        except InputError:  # An old run must not hang on today's data files.
            continue
        found |= {case.key: case.reference for case in cases if case.reference}
    return found


def compare(a: str, b: str) -> Comparison:
    """Compare two runs by name: is B better than A? Raises as `load_run`."""
    return compare_runs(load_run(a), load_run(b))
