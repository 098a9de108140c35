"""Rows of the project's own trade (trades.yaml): its standards, and what such a project is good for."""

import re

from assistant.drafting.offline.data import Trade, trades
from assistant.drafting.offline.plan import BESIDE, Plan
from assistant.drafting.offline.row import Row, to_look_up
from assistant.drafting.offline.standards import template_row
from assistant.model import Value

_MOST = {"成本": 1, "数量": 3, "质量": 2, "时效": 1, "社会": 2, "经济": 1, "生态": 1, "持续": 1}
_WEIGHT = 8


def trade_rows(plan: Plan) -> list[Row]:
    """Return the rows of the trades that the name tells of, then of those that only the purpose does."""
    kinds = {kind.id for kind in plan.kinds}
    name, text = BESIDE.sub("", plan.brief.name), BESIDE.sub("", plan.text)
    fits = [trade for trade in trades() if _fits(trade, kinds, text, plan.brief.year)]
    ranked = sorted(fits, key=lambda trade: trade.sign.search(name) is None)
    found: list[Row] = []
    for trade in ranked:
        taken = sum(row.at == trade.row.at for row in found)
        if taken < _MOST.get(trade.row.at, 1) and all(row.name != trade.row.name for row in found):
            # The second one comes behind what the purpose itself says it is good for.
            found.append(_row(plan, trade, _WEIGHT - (taken if trade.row.at == "社会" else 0)))
    return found


def _fits(trade: Trade, kinds: set[str], text: str, year: int | None) -> bool:
    if trade.kinds and not kinds & set(trade.kinds):
        return False
    return trade.holds_in(year) and re.search(trade.sign, text) is not None and trade.row.fits(text)


def _row(plan: Plan, trade: Trade, weight: int) -> Row:
    if not trade.is_open:
        return template_row(plan, plan.main, trade.row, weight)
    row = trade.row
    return Row(
        row.at, row.name, Value.to_confirm("≥", trade.unit), to_look_up(trade.where), "计划标准", row.about, row.how,
        row.origin, weight=weight,
    )  # fmt: skip
