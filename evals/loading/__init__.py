"""Data sets: YAML (and what the project already holds) → cases. `load_dataset` is the only way in."""

from evals.loading.catalogue import DATASETS, DEFAULT, load_dataset, load_datasets

__all__ = ["DATASETS", "DEFAULT", "load_dataset", "load_datasets"]
