"""Put a draft together: rows from the brief, the norms and the library, and only as many as a reviewer reads."""

import re

from assistant.drafting.offline.adapted import adapted_rows
from assistant.drafting.offline.costs import cost_rows
from assistant.drafting.offline.counted import MOST, counted_rows
from assistant.drafting.offline.gains import gain_rows
from assistant.drafting.offline.given import deadline_row, fact_rows, full_rows, outcome_rows, period_rows, rate_rows
from assistant.drafting.offline.opened import open_rows
from assistant.drafting.offline.plan import Plan
from assistant.drafting.offline.row import Row
from assistant.drafting.offline.standards import satisfaction_row, standard_rows
from assistant.drafting.offline.trading import trade_rows

_ROOM = {"成本": 4, "数量": MOST, "质量": 2, "时效": 2, "社会": 2, "生态": 1, "经济": 1, "持续": 1, "满意": 1}
_MOST_ROWS = 13
_MOST_OPEN = 3
_ENOUGH = 3
# What only holds of works that are done.
_WHOLE = re.compile(r"(?:完工|投入使用|交付|通车|启用)率$")
_BENEFITS = ("社会", "生态", "经济", "持续")


def draft_rows(plan: Plan) -> list[Row]:
    """Return the annual rows of a draft, each level's most telling first."""
    dated = deadline_row(plan)
    own = [
        *fact_rows(plan),
        *rate_rows(plan),
        *outcome_rows(plan),
        *period_rows(plan),
        *full_rows(plan),
        *([dated] if dated else []),
    ]
    known = sum(row.at == "数量" for row in own)
    counted = counted_rows(plan, known)
    trade, costs = trade_rows(plan), cost_rows(plan)
    quantities = [row for row in (*own, *counted, *trade) if row.at == "数量"]
    opened = open_rows(plan, quantities, _left(quantities))
    rows = _without_doubles([*own, *counted, *opened, *_own_gains(plan, trade), *trade, *costs, *standard_rows(plan)])
    rows = [row for row in rows if not (_is_partial(own) and _WHOLE.search(row.name))]
    rows += adapted_rows(plan, rows)
    if not any(row.at == "满意" for row in rows):
        rows.append(satisfaction_row(plan))
    return _fit(_few_open(rows))


def _own_gains(plan: Plan, trade: list[Row]) -> list[Row]:
    """What the purpose says it is good for, where no row of the trade measures the same thing."""
    measured = "".join(row.name for row in trade if row.at in _BENEFITS)
    return [row for row in gain_rows(plan) if not any(row.name[at : at + 2] in measured for at in range(4))]


def _is_partial(own: list[Row]) -> bool:
    """Whether the year ends with a part of the works done: 完成主体工程70%."""
    return any(row.name.endswith("进度") and row.value.number is not None and row.value.number < 100 for row in own)


def _left(quantities: list[Row]) -> int:
    """How many quantities may still be left open: the more are firm, the fewer."""
    firm = sum(not row.value.is_unconfirmed for row in quantities)
    if firm > _ENOUGH:
        return 0
    most = _MOST_OPEN if not firm else 2 if firm < _ENOUGH else 1
    return most - min(most - 1 if firm == 0 else most, len(quantities) - firm)


def _few_open(rows: list[Row]) -> list[Row]:
    """Nobody can hand in a draft with more than three figures to be looked up; prices wait before quantities."""
    open_ = sorted((row for row in rows if row.value.is_unconfirmed), key=lambda row: (row.at == "数量", row.weight))
    spare = open_[: max(0, len(open_) - _MOST_OPEN)]
    return [row for row in rows if row not in spare]


def _without_doubles(rows: list[Row]) -> list[Row]:
    """What the brief says itself comes first; a norm of the same name or the same end falls away."""
    found: list[Row] = []
    for row in rows:
        if not any(_same(row, other) for other in found):
            found.append(row)
    return found


def _same(row: Row, other: Row) -> bool:
    if row.name == other.name:
        return True
    if row.source.kind == "standard" and other.source.kind == "input" and row.name[-4:] == other.name[-4:]:
        return row.name.endswith("率")
    if row.at != other.at or row.at not in ("数量", "质量", "时效", "社会"):
        return False
    if other.value.kind == "deadline" and re.search(r"按期|按时", row.name):
        return True
    if row.at == "质量" and row.name.endswith("工程验收合格率") and other.name.endswith("工程验收合格率"):
        return row.weight < other.weight or len(row.name) < len(other.name)
    if row.at == "社会" and row.name[-3:] == other.name[-3:] == "消除率":
        return True
    if other.source.kind == "input" and row.source.kind == "standard":
        return row.name[-3:] == other.name[-3:] and row.name.endswith("率")
    both_given = other.source.kind == row.source.kind == "input" and row.at == "数量"
    return (
        both_given
        and row.value.number == other.value.number
        and row.value.unit == other.value.unit
        and ("已知数据" in other.source.detail)
        and "已知数据" not in row.source.detail  # two known figures may be alike
    )


def _unlike(ranked: list[Row], room: int) -> list[Row]:
    """Not one event after another that is not to happen: the last place goes to a benefit of another sort."""
    best, rest = ranked[:room], ranked[room:]
    if len(best) > 1 and all(row.value.number == 0 and not row.value.is_percent for row in best):
        other = next((row for row in rest if row.value.number != 0 or row.value.is_percent), None)
        best = [*best[:-1], other or best[-1]]
    return best


def _fit(rows: list[Row]) -> list[Row]:
    """Keep each level within its room, then drop the least telling rows until a reviewer can take them in."""
    kept: list[Row] = []
    for at, room in _ROOM.items():
        mine = [row for row in rows if row.at == at]
        best = (
            _unlike(sorted(mine, key=lambda row: -row.weight), room)
            if at == "社会"
            else sorted(mine, key=lambda row: -row.weight)[:room]
        )
        kept += [row for row in mine if row in best]
    for row in sorted(reversed(kept), key=lambda row: row.weight):
        if len(kept) <= _MOST_ROWS:
            break
        if _spare(row, kept):
            kept.remove(row)
    return kept


def _spare(row: Row, rows: list[Row]) -> bool:
    """Whether the draft stays complete without a row."""
    if row.at in ("质量", "时效", "满意") or row.name == "项目总成本":
        return sum(other.at == row.at for other in rows) > 1
    if row.at in _BENEFITS:
        return sum(other.at in _BENEFITS for other in rows) > 2
    return sum(other.at == row.at for other in rows) > 3
