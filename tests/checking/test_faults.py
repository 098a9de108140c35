"""Injected faults: clean forms of every region, one fault of each kind at every row where it can be made."""

from collections.abc import Callable, Iterator

import pytest

from assistant.checking import Report, check
from assistant.forms import all_forms
from assistant.model import PerformanceTarget

from .faults import FORM_FAULTS, ROW_FAULTS, RowFault

Maker = Callable[[str], PerformanceTarget]
_FOUND = 0.99


def injected(clean: Maker, form: str, fault: RowFault) -> Iterator[tuple[str, Report]]:
    """Yield the report of each form with the fault at one row, and the row's name."""
    for at, row in enumerate(clean(form).indicators):
        if fault.fits(row):
            target = clean(form)
            faulty = row.model_copy(update=fault.make(row), deep=True)
            target.indicators[at : at + 1] = [row, faulty] if fault.added else [faulty]
            yield row.name, check(target)


@pytest.mark.parametrize("name", ROW_FAULTS)
def test_a_fault_of_a_row_is_found_wherever_it_stands(clean: Maker, name: str) -> None:
    fault = ROW_FAULTS[name]
    made = [(form, row, report) for form in sorted(all_forms()) for row, report in injected(clean, form, fault)]
    missed = [
        (form, row) for form, row, report in made if fault.rule not in {finding.rule for finding in report.findings}
    ]
    assert len(made) >= 2
    assert len(missed) <= (1 - _FOUND) * len(made), missed


@pytest.mark.parametrize("name", FORM_FAULTS)
@pytest.mark.parametrize("form", sorted(all_forms()))
def test_a_fault_of_the_form_is_found(clean: Maker, form: str, name: str) -> None:
    rule, make = FORM_FAULTS[name]
    target = clean(form)
    if name == "资金构成不符" and not any(field.part_of_budget for field in all_forms()[form].fields):
        pytest.skip("this form prints no parts of the budget")
    if name == "长期与年度目标相同" and not target.goals_of("long_term"):
        pytest.skip("this form prints no long-term goal")
    assert rule not in {finding.rule for finding in check(target).findings}
    make(target)
    assert rule in {finding.rule for finding in check(target).findings}
