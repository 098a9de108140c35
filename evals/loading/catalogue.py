"""The data sets by name."""

from collections.abc import Callable, Sequence

from assistant.model import InputError
from evals.cases import EvalCase
from evals.loading import drafts, forms

DATASETS: dict[str, Callable[[], list[EvalCase]]] = {
    "samples": drafts.samples,
    "regions": drafts.regions,
    "briefs": drafts.briefs,
    "recorded": drafts.recorded,
    "weak_forms": forms.weak_forms,
    "labels": forms.labels,
}
DEFAULT = ("samples", "regions", "briefs")
"""What `assistant eval` runs without `--dataset`."""


def load_dataset(name: str) -> list[EvalCase]:
    """Return the cases of a data set, in order.

    Raises:
        InputError: there is no such data set, or its file is wrong.
    """
    if name not in DATASETS:
        raise InputError(f"没有名为“{name}”的评测数据集，可选：{'、'.join(DATASETS)}")
    return DATASETS[name]()


def load_datasets(names: Sequence[str], limit: int | None = None) -> list[EvalCase]:
    """Return the cases of several data sets, of each the first `limit`. Raises as `load_dataset`."""
    return [case for name in dict.fromkeys(names) for case in load_dataset(name)[:limit]]
