"""The checker against two reviewers of the samples: what both flag is found, what it flags one of them flags."""

from functools import cache

import pytest

from evals.review_labels import (
    LABELS,
    Sides,
    Targets,
    Unit,
    all_units,
    kappa,
    load_labels,
    load_targets,
    report,
    sides_of,
)


@cache
def samples() -> tuple[Targets, Sides]:
    targets = load_targets()
    return targets, sides_of(LABELS, targets)


def test_what_both_reviewers_flag_is_found_and_little_else() -> None:
    targets, sides = samples()
    rows = {unit for unit in all_units(targets) if unit.row is not None}
    a, b, every, grave = ({flag.unit for flag in flags} & rows for flags in sides)
    assert len(a & b) > 200
    assert len(every & a & b) / len(a & b) >= 0.95
    assert len(grave & (a | b)) / len(grave) >= 0.90


@pytest.mark.parametrize("name", ["a.yaml", "b.yaml"])
def test_the_labels_are_of_the_samples(name: str) -> None:
    targets, _ = samples()
    for label in load_labels(LABELS / name):
        if label.position is not None:
            row = targets[label.form].indicators[label.position]
            assert (row.name, row.period) == (label.name, label.period)


def test_agreement_by_chance_is_no_agreement() -> None:
    units = {Unit(str(at), None) for at in range(4)}
    one, two, three, four = sorted(units)
    assert kappa({one, two}, {one, two}, units) == (1, 1)
    assert kappa({one, two}, {one, three}, units) == (0.5, 0)
    assert kappa({one, two}, {three, four}, units) == (0, -1)


def test_the_report_names_rows_forms_and_dimensions() -> None:
    targets, sides = samples()
    printed = report(sides, targets)
    assert all(word in printed for word in ("rows", "forms", "recall", "precision", "kappa", "可行性"))
