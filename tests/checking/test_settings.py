"""Rules switched off or re-graded by form or file, waivers kept with the draft, deductions traced to findings."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.checking import ALL_RULES, RULES, Finding, check, check_all
from assistant.checking.scorecard import STANDARD, Place, Scheme, score
from assistant.model import Goal, PerformanceTarget, SettingsError, Value, Waiver

Maker = Callable[[str], PerformanceTarget]
Write = Callable[[str], None]


@pytest.fixture
def rules_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Return a writer of the user's rules file, which is then in force."""

    def write(text: str) -> None:
        path = tmp_path / f"rules{len(list(tmp_path.iterdir()))}.yaml"
        path.write_text(text, encoding="utf-8")
        monkeypatch.setenv("ASSISTANT_RULES", str(path))

    return write


@pytest.fixture
def faulty(clean: Maker) -> PerformanceTarget:
    """A clean form with one error (S102) and one hint (S107)."""
    target = clean("central")
    target.indicators[5].value = Value.parse("≥100%")
    target.indicators[-1].value = Value.parse("≥99%")
    return target


def severities(target: PerformanceTarget) -> dict[str, str]:
    return {finding.rule: finding.severity for finding in check(target).findings}


def test_a_user_switches_rules_off_and_grades_them(faulty: PerformanceTarget, rules_file: Write) -> None:
    before = severities(faulty)
    assert (before["S102"], before["S107"]) == ("error", "hint")
    rules_file("off: [S107]\nseverity: {S102: hint}\n")
    after = severities(faulty)
    assert after["S102"] == "hint"
    assert "S107" not in after


def test_rules_of_the_whole_book_are_set_too(clean: Maker, rules_file: Write) -> None:
    targets = [clean("central"), clean("central")]
    assert {"W112", "X109"} <= {finding.rule for finding in check_all(targets)[1].findings}
    rules_file("off: [X109]\nseverity: {W112: hint}\n")
    found = {finding.rule: finding.severity for finding in check_all(targets)[1].findings}
    assert "X109" not in found
    assert found["W112"] == "hint"


def test_a_region_s_form_sets_rules_and_points(
    faulty: PerformanceTarget, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rules_file: Write
) -> None:
    text = (root / "assistant" / "forms" / "central" / "form.yaml").read_text(encoding="utf-8")
    review = "review: {off: [S107], severity: {S102: warning}, points: {绩效合理性: 25, 资金匹配性: 5}, deduction: {warning: 4}}\n"
    (tmp_path / "own" / "region").mkdir(parents=True)
    (tmp_path / "own" / "region" / "form.yaml").write_text(text.replace("id: central", "id: region") + review, "utf-8")
    monkeypatch.setenv("ASSISTANT_FORMS", str(tmp_path / "own"))
    faulty.form = "region"
    report = check(faulty)
    assert {finding.rule: finding.severity for finding in report.findings}["S102"] == "warning"
    assert (report.score.points["绩效合理性"], report.score.points["资金匹配性"]) == (21, 5)
    rules_file("severity: {S102: hint}\n")
    assert severities(faulty)["S102"] == "hint", "the user's file wins over the form"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("off: [X999]", "X999"),
        ("severity: {Q1: hint}", "Q1"),
        ("severity: {S102: fatal}", "severity.S102"),
        ("points: {完美: 10}", "完美"),
        ("points: {规范完整性: 50}", "140"),
        ("colour: red", "colour"),
        ("- off", "内容"),
        ("off: [X1", "缩进"),
        ("deduction: {hint: -1}", "deduction.hint"),
    ],
)
def test_a_bad_rules_file_is_one_sentence(clean: Maker, rules_file: Write, text: str, named: str) -> None:
    rules_file(text)
    with pytest.raises(SettingsError, match=named):
        check(clean("central"))


def test_a_missing_rules_file_is_told(clean: Maker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_RULES", "没有这个文件.yaml")
    with pytest.raises(SettingsError, match="打不开"):
        check(clean("central"))


def test_an_empty_rules_file_changes_nothing(faulty: PerformanceTarget, rules_file: Write) -> None:
    before = check(faulty)
    rules_file("")
    assert check(faulty) == before


def test_a_waived_finding_costs_nothing_and_keeps_its_reason(faulty: PerformanceTarget) -> None:
    before = check(faulty)
    row = faulty.indicators[5].name
    faulty.waivers = [Waiver(rule="S102", row=row, reason="上级任务书如此规定")]
    report = check(faulty)
    assert [(waived.finding.rule, waived.finding.row, waived.reason) for waived in report.waived] == [
        ("S102", row, "上级任务书如此规定")
    ]
    assert {*report.findings, report.waived[0].finding} == set(before.findings)
    assert report.score.total == before.score.total + 8
    assert set(report.model_dump()) == {"project", "score", "findings"}


def test_a_waiver_is_for_its_rule_row_and_period_alone(faulty: PerformanceTarget) -> None:
    row = faulty.indicators[5].name
    for waiver in (
        Waiver(rule="S101", row=row, reason="另一条规则"),
        Waiver(rule="S102", row="别的指标", reason="另一行"),
        Waiver(rule="S102", row=row, period="long_term", reason="另一期"),
        Waiver(rule="S102", reason="整张表"),
    ):
        faulty.waivers = [waiver]
        assert not check(faulty).waived
    faulty.waivers = [Waiver(rule="S102", row=row, period="annual", reason="本期")]
    assert len(check(faulty).waived) == 1


def test_a_finding_about_the_form_is_waived(clean: Maker) -> None:
    target = clean("central")
    target.goals = [Goal(period="annual", text="培训失业人员300人，举办10期")]
    assert [finding.rule for finding in check(target).errors] == ["W103"]
    target.waivers = [Waiver(rule="W103", reason="一次性项目，不设中期目标")]
    assert not check(target).errors


_FINDINGS = st.lists(
    st.builds(
        lambda rule, severity, row, message: Finding(
            rule=rule.code,
            dimension=rule.dimension,
            severity=severity,
            row=row,
            message=message,
            suggestion="改",
            clause="88号",
        ),
        st.sampled_from(ALL_RULES),
        st.sampled_from(["error", "warning", "hint"]),
        st.sampled_from(["甲", "乙", None]),
        st.sampled_from(["一", "二", "三"]),
    ),
    max_size=40,
)


@given(findings=_FINDINGS)
def test_the_deductions_are_the_score(findings: list[Finding]) -> None:
    places = {rule.code: Place(rule.point, rule.weight) for rule in ALL_RULES}
    card, deductions = score(findings, places)
    assert sum((each.points for each in deductions), Decimal(0)) == Decimal(100) - Decimal(str(card.total))
    for point, left in card.points.items():
        lost = sum((each.points for each in deductions if each.point == point), Decimal(0))
        assert STANDARD.points[point] - lost == Decimal(str(left))  # type: ignore[index]
    for each in deductions:
        assert each.points > 0
        assert each.findings
        assert {finding.rule for finding in each.findings} == {each.rule}
        assert set(each.findings) <= set(findings)


def test_a_scheme_of_other_sizes_counts_by_them() -> None:
    rule = RULES[0]
    finding = Finding(
        rule=rule.code, dimension="完整性", severity="error", message="缺", suggestion="补", clause="88号"
    )
    scheme = Scheme(STANDARD.points, {**STANDARD.deduction, "error": Decimal(5)}, STANDARD.cap)
    assert score([finding], {rule.code: Place(rule.point)}, scheme)[0].total == 95
