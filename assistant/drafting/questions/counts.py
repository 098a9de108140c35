"""Questions on quantities: each activity of the purpose that the draft has to leave without a number."""

import re

from assistant.drafting.facts import Activity
from assistant.drafting.offline.counted import counted_rows, derived_row
from assistant.drafting.offline.data import Scale
from assistant.drafting.offline.naming import ENDED
from assistant.drafting.offline.opened import NO_PLAN, asked_row, open_rows, scale_of
from assistant.drafting.offline.plan import Plan
from assistant.drafting.offline.row import Row
from assistant.drafting.offline.trading import trade_rows
from assistant.drafting.questions.asks import asks, example_of
from assistant.drafting.questions.question import Question

# A draft with so many quantities of its own wants no more of them.
_ENOUGH = 3
_LONGEST = 16
_QUOTE = 24
_ENDINGS = sorted((*ENDED, "笔数", "件数"), key=len, reverse=True)
_DIGITAL = ("digital", "it_upkeep")
# What is also measured by its floor.
_ROOMS = re.compile(r"楼|房|室|堂|厅|馆|校|暖通|场地")
# Aided themselves; nobody is counted there.
_INSTITUTIONS = re.compile(r"医院|机构|公司")
_PERSONS = ("军人", "老人", "老年人", "残疾人", "工人", "传承人", "负责人", "带头人", "经纪人")
_RESULTS = ("成果数量", "规划数量", "报告数量", "课题数量", "方案数量")


def count_questions(plan: Plan) -> list[Question]:
    """Return a question for each quantity that stays 待核实, in the draft's order."""
    if derived_row(plan) or plan.facts.products:  # budget ÷ unit price says it; quantity × price is the whole of it
        return []
    firm = [row for row in counted_rows(plan) if row.at == "数量" and not row.value.is_unconfirmed]
    trade = [row for row in trade_rows(plan) if row.at == "数量" and row.value.is_unconfirmed]
    found = {row.name: _of_trade(plan, row) for row in trade}
    for row in _open(plan, [*firm, *trade]):
        if row.value.is_unconfirmed and (question := _question(plan, row)):
            found.setdefault(question.fact, question)
    if not found and not firm and (ask := scale_of(plan, plan.main.id)):
        return [_scaled(plan, ask)]
    return list(found.values())


def _open(plan: Plan, firm: list[Row]) -> list[Row]:
    # Some more than the draft shows where it has none: not all of them can be asked.
    rows = open_rows(plan, firm, max(0, _ENOUGH - len(firm)) if firm else _ENOUGH + 2)
    aided = any(activity.kind == "subsidy" for activity in plan.facts.activities)
    # 人才驿站补助: the money is for what is set up; 统战工作经费: its activities say more than 工作任务.
    if ((plan.main.id == "subsidy" and not aided) or plan.main.id == "running") and len(rows) > 1:
        rows = [row for row in rows if row.name != asked_row(plan).name]
    return rows


def _of_trade(plan: Plan, row: Row) -> Question:
    """Ask for a quantity that decides in the project's trade: 享受营养膳食补助学生."""
    unit = row.value.unit or ""
    text = f"“{title_of(plan)}”{stem_of(row.name)}计划多少{unit}？"
    return Question(f"count:{row.name}", text, row.name, unit, example_of(unit), asks().whys["count"], "count")


def _question(plan: Plan, row: Row) -> Question | None:
    """One question for a row; the kind's own scale where the row says too little."""
    unit = row.value.unit or ""
    general = row.name == asked_row(plan).name
    scales = (scale for kind in plan.kinds for scale in kind.scales)
    if scale := next((scale for scale in scales if scale.name == row.name), None):
        return _scaled(plan, scale)
    ask = scale_of(plan, "service" if "服务" in row.name and unit == "项" else plan.main.id)
    if ask and (unit == "项" or (general and not plan.activities_of(plan.main))):
        return _scaled(plan, ask)
    if general and plan.main.id == "subsidy" and unit == "人" and _INSTITUTIONS.search(plan.brief.name):
        return None
    vague = (unit == "项" and not row.name.endswith(_RESULTS)) or (unit in "处个" and plan.main.id in _DIGITAL)
    if vague or NO_PLAN.search(row.name) or len(row.name) > _LONGEST:
        return None
    text, why = _text(plan, row, unit), asks().whys["count"]
    return Question(f"count:{row.name}", text, row.name, unit, example_of(unit), why, "count")


def _scaled(plan: Plan, scale: Scale) -> Question:
    text = scale.ask.format(title=title_of(plan))
    return Question(
        f"count:{scale.name}", text, scale.name, scale.unit, example_of(scale.unit), asks().whys["count"], "count"
    )


def title_of(plan: Plan) -> str:
    """Return what the clerk knows the project by, without year and brackets."""
    title = re.sub(r"[（(][^（()）]*[)）]|^\d{4}年度?", "", plan.brief.name)
    return title if len(title) > 3 else plan.brief.name


def _text(plan: Plan, row: Row, unit: str) -> str:
    """“完成两品一械抽检”计划多少批次？ — in the purpose's own words where it names the thing."""
    stem = stem_of(row.name)
    amount = f"计划多少{unit}" + ("（或多少平方米）" if unit == "处" and _ROOMS.search(stem) else "")
    if stem.endswith("发放"):
        stem, amount = stem.removesuffix("发放"), f"计划发放给多少{unit}"
    activity = _activity(plan, row)
    if activity is None:
        return f"“{title_of(plan)}”没有写数量，{stem}{amount}？"
    quote = activity.quote if len(activity.quote) <= _QUOTE else activity.phrase.label
    if len(quote) <= len(stem) + 4:
        return f"“{quote}”{amount}？"
    if stem in plan.brief.purpose:
        return f"“{stem}”{amount}？"
    return f"“{quote}”没有写数量，其中{stem}{amount}？"


def _activity(plan: Plan, row: Row) -> Activity | None:
    for activity in plan.facts.activities:
        if activity.figure is None and activity.phrase.object and activity.phrase.object in row.name:
            return activity
    return None


def stem_of(name: str) -> str:
    """Return a quantity's name without 人数, 面积, 场次 at its end; 退役军人数 counts 退役军人."""
    if name.endswith("数") and name[:-1].endswith(_PERSONS):
        return name[:-1]
    ending = next((end for end in _ENDINGS if name.endswith(end)), "")
    return name.removesuffix(ending) if len(name) > len(ending) + 1 else name
