"""Columns that only some forms print: 取值方式, 数据来源, 权重, 评分规则, filled by code from what each row is."""

from collections.abc import Sequence
from decimal import ROUND_DOWN, Decimal
from functools import cache
from importlib import resources
from typing import Any

from assistant.forms import FormDefinition
from assistant.model import Indicator
from assistant.model.data import parse_yaml


def fill_columns(rows: Sequence[Indicator], form: FormDefinition) -> list[Indicator]:
    """Return the rows of one table with the form's rarer columns filled; what is filled already stays."""
    weights = weights_of(rows, form) if form.has_column("weight") else [None] * len(rows)
    return [_filled(row, weight, form) for row, weight in zip(rows, weights, strict=True)]


def weights_of(rows: Sequence[Indicator], form: FormDefinition) -> list[Decimal]:
    """Return each row's points, by the form's points of each 一级指标, shared evenly within it.

    Points of a 一级指标 that has no row go to 效益指标 when it is 满意度指标 (101号), else to 产出指标; together the rows
    hold 100 less what is kept for the 预算执行率.
    """
    levels = [row.level1 for row in rows]
    has_cost = any("成本" in row.level1 or "成本" in row.level2 for row in rows)
    points = {name: Decimal(each) for name, each in _points(form, has_cost).items()}
    for missing in [name for name in points if name not in levels]:
        heir = "效益指标" if missing == "满意度指标" else "产出指标"
        heir = heir if heir in levels else next((level for level in levels), missing)
        points[heir] = points.get(heir, Decimal(0)) + points.pop(missing)
    shared = {level: _shares(points.get(level, Decimal(0)), levels.count(level)) for level in set(levels)}
    return [shared[level].pop(0) for level in levels]


def _points(form: FormDefinition, has_cost: bool) -> dict[str, int]:
    return form.weights.with_cost if has_cost else form.weights.without_cost


def _shares(points: Decimal, count: int) -> list[Decimal]:
    """Share points in steps of 0.5 (0.1 where there are many rows); the first rows get what is left."""
    step = Decimal("0.5") if points >= count else Decimal("0.1")
    each = (points / count / step).to_integral_value(ROUND_DOWN) * step
    left = points - each * count
    shares = []
    for _ in range(count):
        more = min(step, left)
        shares.append(each + more)
        left -= more
    return shares


def _filled(row: Indicator, weight: Decimal | None, form: FormDefinition) -> Indicator:
    kind, texts = _kind(row), _texts()
    update: dict[str, Any] = {}
    if form.has_column("method") and not row.method:
        update["method"] = texts["method"][kind]
    if form.has_column("data_source") and not row.data_source:
        update["data_source"] = texts["data_source"][kind]
    if form.has_column("scoring") and not row.scoring:
        update["scoring"] = texts["scoring"][_scored(row)]
    if form.has_column("weight"):
        update["weight"] = weight
    return row.model_copy(update=update) if update else row


def _kind(row: Indicator) -> str:
    from assistant.checking.lexicon import classify

    kind = classify(row.name, row.value.unit).kind
    if kind in ("satisfaction", "amount", "unit_cost"):
        return kind
    return row.value.kind if row.value.kind in ("deadline", "statement") else "other"


def _scored(row: Indicator) -> str:
    if row.value.kind in ("deadline", "statement"):
        return row.value.kind
    if row.value.number == 0:
        return "zero"
    return {"≤": "≤", "<": "≤", "=": "="}.get(row.value.operator or "=", "≥")


@cache
def _texts() -> dict[str, dict[str, str]]:
    text = resources.files("assistant.drafting.online").joinpath("columns.yaml").read_text(encoding="utf-8")
    found: dict[str, dict[str, str]] = parse_yaml(text)
    return found
