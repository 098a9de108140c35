"""The 88号 score card: points, caps, grades."""

from assistant.checking import RULES, Finding, Score, Severity
from assistant.checking.scorecard import POINTS, Place
from assistant.checking.scorecard import score as score_and_deductions

PLACES = {"A101": Place("目标相关性"), "A102": Place("目标相关性"), "A103": Place("明确清晰性", weight=2)}


def score(findings: list[Finding], places: dict[str, Place]) -> Score:
    return score_and_deductions(findings, places)[0]


def finding(rule: str, severity: Severity, row: str = "培训人数", **changes: object) -> Finding:
    data = {
        "rule": rule, "dimension": "相关性", "severity": severity, "period": "annual", "row": row,
        "message": "不一致", "suggestion": "改", "clause": "88号",
    }  # fmt: skip
    return Finding.model_validate(data | changes)


def test_nothing_wrong_is_a_hundred() -> None:
    card = score([], PLACES)
    assert (card.total, card.grade) == (100, "优")
    assert card.points == {point: float(most) for point, most in POINTS.items()}
    assert sum(POINTS.values()) == 100


def test_severities_weigh_differently_and_only_on_their_point() -> None:
    lost = {severity: 100 - score([finding("A101", severity)], PLACES).total for severity in ("error", "warning", "hint")}  # type: ignore[arg-type]  # fmt: skip
    assert lost["error"] > lost["warning"] > lost["hint"] > 0
    card = score([finding("A101", "error")], PLACES)
    assert card.points["目标相关性"] == 15 - lost["error"]
    assert card.points["明确清晰性"] == 10


def test_thirty_equal_hints_do_not_sink_a_form() -> None:
    assert score([finding("A101", "hint", f"指标{at}") for at in range(30)], PLACES).grade == "优"


def test_the_same_objection_in_both_tables_counts_once() -> None:
    one = finding("A101", "error")
    assert score([one, finding("A101", "error", period="long_term")], PLACES) == score([one], PLACES)


def test_a_weighty_rule_counts_double() -> None:
    single, double = score([finding("A101", "warning")], PLACES), score([finding("A103", "warning")], PLACES)
    assert 100 - double.total == 2 * (100 - single.total)


def test_no_point_falls_below_nothing_and_grades_follow() -> None:
    many = [finding(rule, "error", f"指标{at}") for at in range(9) for rule in ("A101", "A102", "A103")]
    card = score(many, PLACES)
    assert card.points["目标相关性"] == card.points["明确清晰性"] == 0
    assert (card.total, card.grade) == (75, "中")


def test_every_point_has_a_rule() -> None:
    assert {rule.point for rule in RULES} == set(POINTS)
