"""Small drafts to keep."""

from typing import Any

from assistant.model import Goal, Indicator, Money, PerformanceTarget, Period, Project, Value
from assistant.workspace import DraftState, Origin


def row(name: str, value: str = "≥300人", period: Period = "annual", **parts: Any) -> Indicator:
    given = {"level1": "产出指标", "level2": "数量指标"} | parts
    return Indicator(period=period, name=name, value=Value.parse(value), **given)


def target(
    *rows: Indicator, name: str = "社区居民职业技能培训", year: int | None = 2026, **parts: Any
) -> PerformanceTarget:
    project = Project(
        name=name, budget=Money.parse("30万元"), purpose="培训社区居民300人", year=year, unit="某区人社局"
    )
    goals = [Goal(period="annual", text="分6期培训社区居民300人，考核合格率达到95%以上。")]
    rows = rows or (row("培训人数"), row("培训期数", "=6期"), row("合格率", "≥95%", level2="质量指标"))
    return PerformanceTarget(form="ezhou", project=project, indicators=list(rows), **({"goals": goals} | parts))


def state(*rows: Indicator, origin: Origin = "model", **parts: Any) -> DraftState:
    return DraftState.of(target(*rows, **parts), origin)


def edited(before: DraftState, at: int, origin: Origin = "person", **cells: Any) -> DraftState:
    """The state after one row was edited; `value` as text."""
    if "value" in cells:
        cells["value"] = Value.parse(cells["value"])
    rows = list(before.target.indicators)
    rows[at] = rows[at].model_copy(update=cells)
    return before.with_target(before.target.model_copy(update={"indicators": rows}), origin)


def values(of: DraftState) -> list[str]:
    return [str(each.value) for each in of.target.indicators]
