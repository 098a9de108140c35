import re
from decimal import Decimal

from assistant.app import markup
from assistant.app.rule_help import rule_help, title_of
from assistant.app.score_markup import score_card
from assistant.checking.findings import Deduction, Finding, Report, Score
from assistant.checking.rulebook import help_of
from assistant.checking.rules import ALL_RULES
from assistant.checking.scorecard import POINTS as FULL
from assistant.forms import get_form
from assistant.model import Indicator, PerformanceTarget, Project, Source, Value

NASTY = "<img src=x onerror=alert(1)>\"'&**粗**"
POINTS = {"规范完整性": 10.0, "明确清晰性": 5.0, "目标相关性": 14.0, "指标科学性": 15.0,
          "绩效合理性": 0.0, "资金匹配性": 15.0, "实现可能性": 10.0, "条件充分性": 7.5}  # fmt: skip


def _row(**changes: object) -> Indicator:
    data = {"period": "annual", "level1": NASTY, "level2": NASTY, "name": NASTY, "value": Value.parse(NASTY),
            "source": Source(kind="input", detail=NASTY)}  # fmt: skip
    return Indicator.model_validate(data | changes)


def _finding(severity: str = "error") -> Finding:
    return Finding.model_validate(
        {"rule": "A101", "dimension": "完整性", "severity": severity, "row": NASTY, "message": f"{severity} {NASTY}",
         "suggestion": NASTY, "clause": NASTY}
    )  # fmt: skip


def _report(*findings: Finding) -> Report:
    return Report(project=NASTY, score=Score(total=87.5, grade="良", points=POINTS), findings=findings)


def _target(*rows: Indicator) -> PerformanceTarget:
    return PerformanceTarget(form="ezhou", project=Project(name=NASTY, unit=NASTY), indicators=list(rows))


def test_no_text_of_a_user_or_a_model_becomes_markup() -> None:
    form, target, report = get_form("ezhou"), _target(_row()), _report(_finding())
    pieces = [
        markup.engine_label(NASTY),
        markup.done_line(NASTY),
        markup.project_head(target, form),
        markup.drafting_head(NASTY),
        markup.findings_panel(report, target, form),
        markup.waive_hint("", [NASTY]),
        markup.waived_entry([[_finding()]], NASTY, target, form),
        score_card(_deducted(_finding()), target, form),
        markup.draft_rows([_row()], form),
        markup.goals_so_far([(NASTY, NASTY)]),
        markup.progress_line(NASTY, 1, 1, 2.0, [NASTY], running=True),
        markup.provenance(NASTY, [NASTY]),
        markup.notes([NASTY]),
        markup.warning_line(NASTY),
        markup.hint_line(NASTY),
    ]
    for piece in pieces:
        assert "<img" not in piece
        assert "&lt;img" in piece
        assert not re.search(r'title="[^"]*<', piece)


def _deducted(finding: Finding, points: dict[str, float] = POINTS) -> Report:
    """A report in which one rule took all that lacks."""
    lost = {point: Decimal(str(full - points[point])) for point, full in FULL.items() if full > points[point]}
    made = tuple(Deduction(point, finding.rule, finding.severity, taken, (finding,)) for point, taken in lost.items())
    score = Score(total=sum(points.values()), grade="良", points=points)
    return Report(project=NASTY, score=score, findings=(finding,), deductions=made)


def test_the_score_card_shows_all_eight_points_and_the_grade() -> None:
    card = score_card(_deducted(_finding()), _target(), get_form("ezhou"))
    assert f"{sum(POINTS.values()):g}" in card
    assert "良" in card
    for name, points in POINTS.items():
        assert f'"{name} {points:g} / {FULL[name]}"' in card
    assert 'style="width:50%"' in card


def test_a_point_that_lost_something_says_to_which_findings_and_the_others_say_nothing() -> None:
    finding = _finding("warning").model_copy(update={"rule": "S107", "row": "参训人数"})
    card = score_card(_deducted(finding), _target(), get_form("ezhou"))
    assert card.count("jx-lost") == sum(full > POINTS[point] for point, full in FULL.items()) > 0
    (whole,) = re.findall(r"<h4>明确清晰性　扣 5 分</h4><ul>.*?</ul>", card)
    for part in ("<b>−5</b>", title_of("S107"), "警告 S107", "参训人数：warning &lt;img"):
        assert part in whole
    assert "<img" not in card
    many = _deducted(finding)
    twelve = tuple(finding.model_copy(update={"row": f"第{number}项"}) for number in range(12))
    made = tuple(each._replace(findings=twelve) for each in many.deductions)
    card = score_card(many.model_copy(update={"deductions": made}), _target(), get_form("ezhou"))
    assert "等 12 处" in card
    assert "第2项" in card
    assert "第3项" not in card


def test_a_region_that_gives_a_point_nothing_has_a_card_too() -> None:
    points = {**POINTS, "规范完整性": 0.0, "明确清晰性": 20.0}
    report = Report(project="甲", score=Score(total=80, grade="良", points=points))
    card = score_card(report, _target(), get_form("ezhou"))
    assert 'title="规范完整性 0 / 0"' in card
    assert 'title="明确清晰性 20 / 20"' in card


def test_every_rule_explains_itself_in_its_own_words_and_an_unknown_one_is_silent() -> None:
    for rule in ALL_RULES:
        html, text = rule_help(rule.code), help_of(rule)
        assert rule.title in html
        plain = html.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&#x27;", "'")
        assert all(part in plain.replace("&amp;", "&") for part in (text.finds, text.matters, text.bad, text.good))
    assert rule_help("A101") == ""
    assert title_of("A101") == "A101"


def test_findings_stand_by_severity_with_suggestion_and_clause() -> None:
    report = _report(_finding("hint"), _finding("error"), _finding("warning"))
    panel = markup.findings_panel(report, _target(_row()), get_form("ezhou"))
    order = [panel.index(f"{severity} &lt;img") for severity in ("error", "warning", "hint")]
    assert order == sorted(order)
    assert panel.count("建议：") == 3
    assert "没有发现问题" in markup.findings_panel(_report(), _target(), get_form("ezhou"))


def test_what_is_said_of_both_tables_is_one_objection_with_two_places() -> None:
    twice = [_finding().model_copy(update={"period": period, "row": "参训人数"}) for period in ("long_term", "annual")]
    panel = markup.findings_panel(_report(*twice), _target(_row()), get_form("ezhou"))
    assert panel.count("建议：") == 1
    assert "长期 参训人数、年度 参训人数" in panel
    assert "错误 1" in markup.tally(_report(*twice))
