"""Forms that we do not know, in every kind of file: each cell goes where its header says, and the head is found."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from assistant.model import Money, PerformanceTarget, Period, Value
from assistant.reading import read_document
from tests.reading.layouts_general import ORDERS, OWN
from tests.reading.printers_general import BY_ID, CASES, Case, Layout, expected, goal, print_case, read_rows
from tests.reading.provinces import FORMS, Wanted
from tests.reading.provinces_last import LAST
from tests.reading.provinces_more import MORE
from tests.reading.sheets import KINDS, write

FLAT = ("txt", "md")
"""Kinds of files in which a cell has one line."""


def read(case: Case, layout: Layout, kind: str, folder: Path) -> PerformanceTarget:
    document = read_document(write(print_case(case, layout), folder / f"{case['id']}.{kind}"))
    (target,) = document
    assert target.project.name == "".join(case["project"].split())
    assert target.project.budget == Money.parse(case["budget_wan"])
    assert target.project.unit == case["unit"]
    assert target.goals_of("annual") == [goal(case)]
    wanted = expected(case, layout)
    assert read_rows(target, wanted)[len(layout.extra_rows) :] == wanted
    return target


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("number", OWN)
def test_each_form_in_its_own_layout(number: str, kind: str, tmp_path: Path) -> None:
    assert read(BY_ID[number], OWN[number], kind, tmp_path).form == "general"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("order", ORDERS)
def test_other_orders_and_wordings(order: str, kind: str, tmp_path: Path) -> None:
    """Four of the twenty forms in each order; all of them occur."""
    first = list(ORDERS).index(order) % 5
    for case in CASES[first::5]:
        read(case, ORDERS[order], kind, tmp_path)


def _rows(target: PerformanceTarget, period: Period) -> list[tuple[str, ...]]:
    return [(row.level1, row.level2, row.name, str(row.value)) for row in target.of_period(period)]


def _wanted(rows: Sequence[tuple[str, str, str, str]]) -> list[tuple[str, ...]]:
    return [(one, two, name, str(Value.parse(value))) for one, two, name, value in rows]


def _lines(goals: list[str], kind: str) -> list[str]:
    return ["".join(text.split("\n")) if kind in FLAT else text for text in goals]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("province", [*FORMS, *MORE, *LAST])
def test_forms_of_provinces(province: str, kind: str, tmp_path: Path) -> None:
    sheet, wanted = (FORMS | MORE | LAST)[province]()
    document = read_document(write(sheet, tmp_path / f"{province}.{kind}"))
    assert len(document) == len(wanted)
    for target, want in zip(document, wanted, strict=True):
        _same(target, want, kind)


def _same(target: PerformanceTarget, want: Wanted, kind: str) -> None:
    project = target.project
    found: list[Any] = [project.name, str(project.budget) if project.budget else None, project.unit, project.year]
    assert found == [want.name, want.budget, want.unit, want.year]
    assert _lines(target.goals_of("annual"), kind) == _lines(want.annual, kind)
    assert target.goals_of("long_term") == want.long_term
    assert _rows(target, "annual") == _wanted(want.rows)
    assert _rows(target, "long_term") == _wanted(want.long_rows)
    assert want.fields.items() <= project.fields.items()
    first = target.of_period("annual")[0]
    assert want.extra.items() <= first.extra.items()
    if want.weight:
        assert str(first.weight) == want.weight


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_written_and_read_again(kind: str, tmp_path: Path) -> None:
    """What is read of a form that we do not know is all printed when it is written, and read the same."""
    writing = pytest.importorskip("assistant.writing")
    for province, made in (FORMS | MORE | LAST).items():
        targets = list(read_document(write(made()[0], tmp_path / f"{province}.csv")))
        again = read_document(writing.write_file(targets, tmp_path / f"{province}.{kind}"))
        assert list(again) == targets, province
