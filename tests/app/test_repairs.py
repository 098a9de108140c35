"""Repairs as the page offers them: grouped by objection, shown before → after, never at the cost of a long wait."""

from collections.abc import Callable
from typing import Any

import pytest

from assistant import api
from assistant.app.edit import repairs as repairs_module
from assistant.app.edit.repair_markup import repair, template_marks
from assistant.app.edit.repairs import Change, Repairs, for_objection
from assistant.model import Indicator, PerformanceTarget, Value
from assistant.writing.template import TemplateField

NASTY = "<img src=x onerror=alert(1)>"


@pytest.fixture
def defective(target: PerformanceTarget, row: Callable[..., Indicator]) -> PerformanceTarget:
    bad = [
        row(period=period, level2="质量指标", name="参训人员考核合格率", value=Value.parse("≥100%"))
        for period in ("long_term", "annual")
    ]
    return target.model_copy(update={"indicators": [*target.indicators, *bad]})


def test_what_a_repair_does_to_both_tables_is_offered_once(defective: PerformanceTarget) -> None:
    report = api.check(defective)
    group = [finding for finding in report.errors if finding.row == "参训人员考核合格率"]
    assert {finding.period for finding in group} == {"long_term", "annual"}
    looked = Repairs().look(defective, report)
    while looked.left:
        looked.look(defective, report)
    found = for_objection(looked.offers, group)
    assert found[0].is_direct
    assert found[0].changes == (Change("参训人员考核合格率", "指标值", "≥100%", "=100%"),)
    mended = api.apply_fixes(defective, [found[0].fix]).target
    assert not [finding for finding in api.check(mended).errors if finding.row == "参训人员考核合格率"]


def test_the_gravest_come_first_and_a_long_form_is_looked_at_bit_by_bit(
    defective: PerformanceTarget, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = api.check(defective)
    asked: list[Any] = []
    real = api.suggest_fixes

    def slow(target: PerformanceTarget, part: Any, *rest: Any) -> Any:
        asked.extend(part.findings)
        return real(target, part, *rest)

    monkeypatch.setattr(api, "suggest_fixes", slow)
    monkeypatch.setattr(repairs_module, "_BUDGET_SECONDS", 0.0)
    looked = Repairs().look(defective, report)
    assert (asked, looked.left) == ([], len(report.findings))
    monkeypatch.setattr(repairs_module, "_BUDGET_SECONDS", 60.0)
    looked.look(defective, report)
    assert looked.left == 0
    assert len(asked) == len(report.findings)
    order = [("error", "warning", "hint").index(finding.severity) for finding in asked]
    assert order == sorted(order)
    looked.look(defective, report)
    assert len(asked) == len(report.findings)


def test_a_defect_in_a_repair_costs_nobody_the_findings(
    defective: PerformanceTarget, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise KeyError("defect")

    monkeypatch.setattr(api, "suggest_fixes", broken)
    assert Repairs().look(defective, api.check(defective)).offers == []


def test_of_a_long_text_only_what_changes_is_shown() -> None:
    before = (
        "组织开展职业技能培训，提高劳动者就业能力，" * 2 + "培训三百人，确保按时完成各项任务，提高补贴资金使用效益。"
    )
    html = repair([Change("", "目标", before, before.replace("三百", "300"))], "理由", "")
    assert "…" in html
    assert "培训<del>三百</del><u>→</u><ins>300</ins>人" in html
    html = repair([Change("", "目标", before, before + "满意度达到95%。")], "理由", "")
    assert "<ins>满意度达到95%。</ins>" in html
    assert "<del>" not in html
    assert "<del>≥100%</del><u>→</u><ins>=100%</ins>" in repair([Change("甲", "指标值", "≥100%", "=100%")], "", "")


def test_rows_that_come_and_go_are_named_so() -> None:
    assert "增加</b><ins>甲 ≥1次</ins>" in repair([Change("", "指标", None, "甲 ≥1次")], "", "")
    assert "删去</b><del>甲</del>" in repair([Change("", "指标", "甲", None)], "", "")


def test_no_text_of_a_form_or_a_template_becomes_markup() -> None:
    changes = [Change(NASTY, NASTY, NASTY, NASTY), Change("乙", NASTY, None, NASTY), Change("", NASTY, NASTY, None)]
    fields = [
        TemplateField(NASTY, "field", 1, NASTY),
        TemplateField(NASTY, "column", 1, NASTY, 3),
        TemplateField(NASTY, "unknown", 2),
    ]
    for html in (repair(changes, NASTY, NASTY), template_marks(fields)):
        assert "<img" not in html
        assert "&lt;img" in html
    assert "不认识的标记" in template_marks(fields)
