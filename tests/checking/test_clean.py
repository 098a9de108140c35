"""Good forms pass: no error, no warning, a high score, whatever the form."""

from collections.abc import Callable

import pytest

from assistant.checking import check
from assistant.forms import all_forms
from assistant.model import PerformanceTarget, Value

Maker = Callable[[str], PerformanceTarget]
FORMS = sorted(all_forms())


@pytest.mark.parametrize("form", FORMS)
def test_a_clean_form_has_no_error_and_no_warning(clean: Maker, form: str) -> None:
    report = check(clean(form))
    assert [finding.message for finding in report.findings if finding.severity != "hint"] == []
    assert report.score.grade == "优"
    assert report.score.total >= 97


@pytest.mark.parametrize("form", FORMS)
def test_a_draft_whose_figures_wait_for_confirmation_still_scores_well(clean: Maker, form: str) -> None:
    target = clean(form)
    shares = [row for row in target.indicators if row.value.is_percent]
    for row in shares:
        row.value = Value.to_confirm(row.value.operator, "%", row.value.bracketed)
    report = check(target)
    assert {finding.severity for finding in report.findings} == {"hint"}
    assert sum(finding.rule == "W108" for finding in report.findings) == len(shares)
    assert report.score.total >= 90


def test_an_unknown_form_is_judged_by_the_central_one(clean: Maker) -> None:
    target = clean("central")
    target.form = "nowhere"
    assert not check(target).errors


def test_checking_does_not_change_the_target(clean: Maker) -> None:
    target = clean("ezhou")
    before = target.model_dump_json()
    check(target)
    assert target.model_dump_json() == before


def test_the_report_keeps_the_contract_of_check_json(clean: Maker) -> None:
    target = clean("central")
    target.indicators[5].value = Value.parse("≥100%")
    data = check(target).model_dump(mode="json")
    assert set(data) == {"project", "score", "findings"}
    assert set(data["score"]) == {"total", "grade", "points"}
    assert sum(data["score"]["points"].values()) == pytest.approx(data["score"]["total"])
    finding = data["findings"][0]
    assert set(finding) == {
        "rule", "dimension", "severity", "period", "row", "message", "suggestion", "clause",
    }  # fmt: skip
    assert (finding["rule"], finding["row"], finding["period"]) == ("S102", "补贴发放准确率", "annual")


def test_a_finding_knows_its_row(clean: Maker) -> None:
    target = clean("central")
    target.indicators[5].value = Value.parse("≥100%")
    report = check(target)
    assert [finding.rule for finding in report.of_row(5)] == ["S102"]
    assert report.errors == report.of_row(5)
