"""The long-term table: what is to be there and to last at the project's end, without the year's own rows."""

from dataclasses import replace

from assistant.drafting.norms import norms
from assistant.drafting.offline.plan import Plan
from assistant.drafting.offline.row import Row, by_norm
from assistant.drafting.offline.standards import long_rows
from assistant.model import Value

# Kinds that end with the thing done: its size is the project's own, whatever the year.
_ONE_OFF = ("purchase", "build", "renovate", "restore", "plant", "digital", "stock", "study", "record", "settlement")
_MOST = {"成本": 2, "数量": 3, "质量": 1, "时效": 1}


def lasting_rows(plan: Plan, rows: list[Row]) -> list[Row]:
    """Return the rows of a long-term table from those of the annual one.

    Benefits and satisfaction stay; of outputs only the most telling do, and of what goes on every year no more than
    the scale on which it goes on. Dates of the year become the plan's own period.
    """
    one_off = plan.main.id in _ONE_OFF
    found: list[Row] = []
    for at in dict.fromkeys(row.at for row in rows):
        mine = [row for row in rows if row.at == at]
        if at == "时效":
            mine = [_planned(plan)] if one_off else _standing(mine) or [_planned(plan)]
        elif at == "成本":
            mine = (
                mine[-1:] if one_off else [row for row in mine if "/" in (row.value.unit or "")] or _yearly(mine[-1:])
            )
        elif at == "数量":
            mine = mine if one_off else _scale(mine)
        found += [row for row in mine[: _MOST.get(at, len(mine))] if row.name not in {other.name for other in found}]
    return [*found, *(row for row in long_rows(plan) if all(other.at != "持续" for other in found))]


def _yearly(rows: list[Row]) -> list[Row]:
    """The year's total is that of each year, not of the whole time."""
    return [replace(row, name=f"年度{row.name}") for row in rows]


def _standing(rows: list[Row]) -> list[Row]:
    """Rates of time that hold in every year, not a year's own dates and periods."""
    return [row for row in rows if row.value.is_percent]


def _scale(rows: list[Row]) -> list[Row]:
    """Whom and where it serves tells how large it is; else the first quantity does."""
    served = [
        row
        for row in rows
        if row.name.startswith(("覆盖", "服务", "受益", "享受", "保障", "接待")) or "人数" in row.name
    ]
    return served[:2] or rows[:1]


def _planned(plan: Plan) -> Row:
    norm = norms()["practice_plan"]
    about = "按批复的实施计划完成的任务数÷计划任务数×100%"
    return Row(
        "时效", "实施计划按期完成率", Value.parse("=100%"), by_norm(norm), norm.basis, about, "直接证明法",
        plan.main.ask.where, weight=5,
    )  # fmt: skip
