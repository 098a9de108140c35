"""Every sample form ends with fewer findings and no new one; no figure is invented, none lost, nothing is left to do."""

import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from assistant.checking import Finding, check
from assistant.fixing import Fixed, diff_text, fix_all
from assistant.fixing.guard import known, numbers
from assistant.fixing.trial import REMINDER
from assistant.model import PerformanceTarget, from_json

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = sorted(ROOT.glob("examples/targets/*.json"))
SEVERITY = {"error": 3, "warning": 2, "hint": 1}


@cache
def sample(path: Path) -> PerformanceTarget:
    return from_json(path.read_text(encoding="utf-8"))[0]


@cache
def fixed(path: Path) -> Fixed:
    return fix_all(sample(path))


def _objections(findings: tuple[Finding, ...]) -> list[Finding]:
    return [finding for finding in findings if finding.rule != REMINDER]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_sample_ends_with_fewer_findings_and_no_new_one(path: Path) -> None:
    before, after = _objections(check(sample(path)).findings), _objections(fixed(path).left)
    assert len(fixed(path).left) <= len(check(sample(path)).findings)
    assert not Counter(each.rule for each in after) - Counter(each.rule for each in before)
    assert len(after) < len(before) or not [fix for fix in fixed(path).applied]
    for severity in SEVERITY:
        graver = [each for each in SEVERITY if SEVERITY[each] >= SEVERITY[severity]]
        assert sum(each.severity in graver for each in after) <= sum(each.severity in graver for each in before)
    assert fixed(path).left == check(fixed(path).target).findings


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_no_figure_is_invented_and_none_is_lost(path: Path) -> None:
    result = fixed(path)
    said = frozenset(number for fix in result.applied for number in numbers(fix.reason))
    assert known(result.target) <= known(sample(path)) | said
    whole = {0, 100}
    replaced = {
        number for change in result.changes if "行业惯例" in change.reason for number in numbers(change.old or "")
    }
    assert {number for number in known(sample(path)) - known(result.target) if number not in whole} <= replaced


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_every_change_has_its_reason_and_a_second_run_changes_nothing(path: Path) -> None:
    result = fixed(path)
    assert all(change.reason for change in result.changes)
    assert not fix_all(result.target).applied
    text = diff_text(result.changes)
    assert (text == "没有改动\n") == (not result.applied)
    assert not re.search(r"None|[{}\[\]]", text)


def test_most_of_what_the_samples_are_returned_for_is_mended() -> None:
    before = [each for path in SAMPLES for each in _objections(check(sample(path)).findings)]
    after = [each for path in SAMPLES for each in _objections(fixed(path).left)]
    assert len(after) <= 0.15 * len(before)


def test_contradictions_of_given_figures_are_left_to_people() -> None:
    left = {
        (finding.rule, finding.message)
        for path in SAMPLES
        for finding in check(sample(path)).findings
        if finding.rule in ("X101", "K101", "K102", "W105")
    }
    assert left
    still = {(finding.rule, finding.position is None) for path in SAMPLES for finding in fixed(path).left}
    assert {rule for rule, _ in left} <= {rule for rule, _ in still}
