"""Small cases and drafts for the tests of the evals."""

from decimal import Decimal
from typing import Any

from assistant.checking import check
from assistant.drafting.brief import Brief
from assistant.drafting.events import Usage
from assistant.model import Goal, Indicator, PerformanceTarget, Project, Source, Value
from evals.cases import EvalCase
from evals.scorers import Score, Scorer, run_scorer

PURPOSE = "培训失业人员300人，每人补助1000元，举办6期，11月底前完成"
GOOD = (
    ("成本指标", "经济成本指标", "项目总成本", "≤30万元", "budget", "300人×1000元/人=30万元"),
    ("产出指标", "数量指标", "培训失业人员人数", "=300人", "input", "资金用途“培训失业人员300人”"),
    ("产出指标", "数量指标", "举办培训班期数", "=6期", "input", "资金用途“举办6期”"),
    ("产出指标", "质量指标", "培训合格率", "≥95%", "standard", "行业惯例"),
    ("产出指标", "时效指标", "培训完成时间", "11月底前完成", "input", "资金用途“11月底前完成”"),
    ("效益指标", "社会效益指标", "参训人员返岗率", "≥【待核实】%", "unconfirmed", "查上年统计"),
    ("满意度指标", "服务对象满意度指标", "参训人员满意度", "≥90%", "standard", "行业惯例"),
)
ANNUAL = "培训失业人员300人，举办培训6期，使参训人员掌握一门就业技能"
LONG_TERM = "建立失业人员培训长效机制，使有培训意愿的人员都能学到技能"


def brief(**changed: Any) -> Brief:
    """Return a brief whose price times quantity is its budget."""
    told = {"name": "失业人员技能培训", "budget": "30万元", "purpose": PURPOSE, "form": "central", "year": 2027}
    return Brief.of(**(told | changed))


def case(**changed: Any) -> EvalCase:
    """Return a case to be drafted."""
    told = {"id": "c1", "dataset": "briefs", "project": "c1", "field": "就业", "sort": "培训", "brief": brief()}
    return EvalCase(**(told | changed))


def row(level1: str, level2: str, name: str, value: str, kind: str | None = None, detail: str = "") -> Indicator:
    """Return an annual row; without a kind it has no source."""
    return Indicator(
        period="annual", level1=level1, level2=level2, name=name, value=Value.parse(value), basis="计划标准",
        description=f"实际{name}", method="情况统计法", data_source="业务统计", weight=Decimal(10), scoring="按比例得分",
        source=Source(kind=kind, detail=detail) if kind else None,  # type: ignore[arg-type]
    )  # fmt: skip


def draft(*rows: Indicator, annual: str = ANNUAL, long_term: str = LONG_TERM) -> PerformanceTarget:
    """Return a draft of these rows, or of the good ones."""
    return PerformanceTarget(
        form="central",
        project=Project(name="失业人员技能培训", budget=brief().budget, purpose=PURPOSE, year=2027),
        goals=[Goal(period="long_term", text=long_term), Goal(period="annual", text=annual)],
        indicators=list(rows or (row(*each) for each in GOOD)),
    )


def replaced(which: str, **changed: Any) -> PerformanceTarget:
    """Return the good draft with one row changed."""
    good = draft()
    rows = [each.model_copy(update=changed) if each.name == which else each for each in good.indicators]
    return good.model_copy(update={"indicators": rows})


def scored(scorer: Scorer, of: EvalCase, target: PerformanceTarget) -> Score:
    """Score a draft."""
    return run_scorer(scorer, of, target, check(target), Usage())
