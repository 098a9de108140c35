"""Injected faults: clean forms of every region, one fault of each kind at every row where it can be made."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml

from assistant.api import draft
from assistant.checking import Report, check
from assistant.drafting.brief import Brief
from assistant.forms import all_forms
from assistant.model import PerformanceTarget

from .faults import FORM_FAULTS, ROW_FAULTS, RowFault

Maker = Callable[[str], PerformanceTarget]
_FOUND = 0.99


def injected(clean: Maker, form: str, fault: RowFault) -> Iterator[tuple[str, Report]]:
    """Yield the report of each form with the fault at one row, and the row's name."""
    for at, row in enumerate(clean(form).indicators):
        if fault.fits(row):
            yield row.name, check(with_fault(clean(form), at, fault))


@pytest.mark.parametrize("name", ROW_FAULTS)
def test_a_fault_of_a_row_is_found_wherever_it_stands(clean: Maker, name: str) -> None:
    fault = ROW_FAULTS[name]
    made = [(form, row, report) for form in sorted(all_forms()) for row, report in injected(clean, form, fault)]
    missed = [
        (form, row) for form, row, report in made if fault.rule not in {finding.rule for finding in report.findings}
    ]
    assert len(made) >= 2
    assert len(missed) <= (1 - _FOUND) * len(made), missed


# These are about the clean form's own budget.
OF_ITS_BUDGET = {"成本超过预算", "元写成万元", "总成本少于预算", "单价乘人数超过预算"}


def drafted() -> Iterator[PerformanceTarget]:
    """Yield drafts of the offline engine for other trades, all four forms in turn."""
    path = Path(__file__).resolve().parents[1] / "drafting" / "briefs_offices.yaml"
    briefs = yaml.safe_load(path.read_text(encoding="utf-8"))
    for number, brief in enumerate(briefs[:: len(briefs) // 5]):
        form = ("central", "ezhou", "shanghai", "hangu")[number % 4]
        yield draft(Brief.of(brief["name"], brief["budget"], brief["purpose"], form, 2026), "offline").target


def with_fault(target: PerformanceTarget, at: int, fault: RowFault) -> PerformanceTarget:
    """Return a target with a fault at one row."""
    row = target.indicators[at]
    faulty = row.model_copy(update=fault.make(row), deep=True)
    rows = [*target.indicators[:at], *([row] if fault.added else []), faulty, *target.indicators[at + 1 :]]
    return target.model_copy(update={"indicators": rows})


def test_faults_are_found_in_drafts_of_other_trades() -> None:
    made, missed = 0, []
    faults = {name: fault for name, fault in ROW_FAULTS.items() if name not in OF_ITS_BUDGET}
    for target in drafted():
        for name, fault in faults.items():
            for at, row in enumerate(target.indicators):
                if row.value.is_unconfirmed or not fault.fits(row):
                    continue
                made += 1
                report = check(with_fault(target, at, fault))
                if fault.rule not in {finding.rule for finding in report.findings}:
                    missed.append((name, row.name))
    assert made > 1000
    assert len(missed) <= (1 - _FOUND) * made, missed


def can_be_made(form: str, fault: str) -> bool:
    """Whether a form prints what the fault is about."""
    printed = all_forms()[form]
    if fault == "资金构成不符":
        return any(field.part_of_budget for field in printed.fields)
    return fault != "长期与年度目标相同" or any(slot.period == "long_term" for slot in printed.goals)


FORM_CASES = [(form, fault) for form in sorted(all_forms()) for fault in FORM_FAULTS if can_be_made(form, fault)]


@pytest.mark.parametrize(("form", "name"), FORM_CASES)
def test_a_fault_of_the_form_is_found(clean: Maker, form: str, name: str) -> None:
    rule, make = FORM_FAULTS[name]
    target = clean(form)
    assert rule not in {finding.rule for finding in check(target).findings}
    make(target)
    assert rule in {finding.rule for finding in check(target).findings}
