"""Rows of the project's own trade (trades.yaml): its standards, and what such a project is good for."""

import re

from assistant.drafting.offline.data import Trade, trades
from assistant.drafting.offline.plan import BESIDE, Plan
from assistant.drafting.offline.row import Row, to_look_up
from assistant.drafting.offline.standards import template_row
from assistant.model import Value

_MOST = {"成本": 1, "数量": 3, "质量": 2, "时效": 1, "社会": 2, "经济": 1, "生态": 1, "持续": 1}
_WEIGHT = 8
_GAINS = ("社会", "经济", "生态", "持续")


def trade_rows(plan: Plan) -> list[Row]:
    """Return the rows of the trades that the name tells of, then of those that only the purpose does."""
    kinds = {kind.id for kind in plan.kinds}
    name, told = BESIDE.sub("", plan.brief.name), _told(plan)
    named = [trade for trade in trades() if trade.sign.search(name) and _fits(trade, kinds, plan)]
    mine = {plan.main.id}
    meant = [
        trade for trade in trades() if trade.sign.search(told[trade.row.at in _GAINS]) and _fits(trade, mine, plan)
    ]
    ranked = [*named, *(trade for trade in meant if trade not in named)]
    found: list[Row] = []
    for trade in ranked:
        taken = sum(row.at == trade.row.at for row in found)
        if taken < _MOST.get(trade.row.at, 1) and all(row.name != trade.row.name for row in found):
            # The second one comes behind what the purpose itself says it is good for.
            found.append(_row(plan, trade, _WEIGHT - (taken if trade.row.at == "社会" else 0)))
    return found


def _told(plan: Plan) -> tuple[str, str]:
    """Return the whole purpose, and its first clause with what it is good for: what benefits follow from."""
    purpose = BESIDE.sub("", plan.brief.purpose)
    first = re.split(r"[，,。；;\n]", purpose)[0]
    return purpose, "，".join((first, *plan.facts.effects))


def _fits(trade: Trade, kinds: set[str], plan: Plan) -> bool:
    return (
        (not trade.kinds or bool(kinds & set(trade.kinds)))
        and trade.holds_in(plan.brief.year)
        and trade.row.fits(plan.text)
    )


def _row(plan: Plan, trade: Trade, weight: int) -> Row:
    if not trade.is_open:
        return template_row(plan, plan.main, trade.row, weight)
    row = trade.row
    return Row(
        row.at, row.name, Value.to_confirm("≥", trade.unit), to_look_up(trade.where), "计划标准", row.about, row.how,
        row.origin, weight=weight,
    )  # fmt: skip
