"""A row under the wrong 二级指标: moved to the right one, and where that leaves a needed kind empty, one is added."""

import re
from collections.abc import Iterator

from assistant.checking.category import is_own_deed
from assistant.checking.context import Row
from assistant.checking.row import COST_LEVELS
from assistant.fixing.case import Case
from assistant.fixing.fix import Edit, Fix, How
from assistant.fixing.kinds import proposals
from assistant.fixing.rewording import is_bare
from assistant.model import Value
from assistant.model.framework import LEVEL2, PARENT

_LASTING = re.compile(r"可持续|持续|长期|长效|不断|机制|制度")
_PEOPLE = re.compile(r"^(?P<what>.*?)(?:预计|共|约)?(?P<count>\d+(?:\.\d+)?万?(?:人次|人|户|名))(?P<rest>[^\d]*)$")
_SPENT = re.compile(r"补贴|补助|缴费|代缴|发放|工资|费|金额")


def moved(case: Case) -> Iterator[Fix]:
    """Move the row to where its name belongs; add what is then missing; split a count from its sum of money."""
    row = case.row
    if row is None or (row.meaning.kind == "rate" and row.families and not row.percent and row.number):
        # 培训完成率 ≥4期 answers no rate: first it gets the name that its value answers.
        return
    split = list(_split(case, row))
    yield from split
    for level2, how in _homes(row):
        if split and level2 in COST_LEVELS:
            # Moved as it is the row would take its count of people along.
            how = "offline"
        level1 = case.home_of(level2, row)
        if level1 is None or (level1, level2) == (row.level1, row.level2):
            continue
        name = row.indicator.description if is_bare(row.name) and row.indicator.description else row.name
        edits = case.change(row, row.indicator.source, level1=level1, level2=level2)
        reason = f"“{name}”不是{_vacated(row)}的内容，移到{level1}的{level2}下"
        yield from case.fix(edits, how, reason)
        for added in proposals(case, row.level1, _vacated(row), row.period):
            also = f"，{added.level2}另补一条“{added.name} {added.value.text}”"
            if added.source and added.source.kind == "standard":
                also += f"（{added.source.detail}）"
            yield from case.fix((*edits, case.add(added)), "offline", reason + also)
        if name != row.name:
            renamed = case.change(row, row.indicator.source, level1=level1, level2=level2, name=name)
            yield from case.fix(renamed, "offline", f"{reason}，并按描述改名为“{name}”")


def satisfied(case: Case) -> Iterator[Fix]:
    """`服务对象` → `服务对象满意度`, under 满意度指标."""
    row = case.row
    if row and row.level1 == "满意度指标" and row.percent and not row.name.endswith(("满意度", "满意率")):
        name = f"{row.name}满意度"
        edits = case.change(row, row.indicator.source, name=name)
        yield from case.fix(edits, "exact", f"满意度指标的名称写明“{name}”，指标值不变")


def _vacated(row: Row) -> str:
    """The 二级指标 that loses the row: where level 1 and 2 do not fit, the one that level 1 stands for."""
    own = LEVEL2.get(row.level1, ())
    return row.level2 if row.level2 in own or not own else own[0]


def _homes(row: Row) -> Iterator[tuple[str, How]]:
    """Where a row may belong, the surest first."""
    if row.level2 in PARENT and row.level2 not in LEVEL2.get(row.level1, ()):
        yield row.level2, "exact"
    kind, meaning = row.meaning.kind, row.meaning
    described = row.described
    if kind == "statement" and described and described.kind in ("rate", "satisfaction") and described.level2:
        yield described.level2, "offline"
    spent = "money" in row.families and meaning.aspect != "turnover"
    if spent or kind in ("amount", "unit_cost"):
        yield from ((level2, "exact") for level2 in ("经济成本指标", "成本指标"))
    if row.level2 in ("经济效益指标", "生态效益指标") and kind == "count" and not is_own_deed(row):
        # An effect stays one: 带动就业人数 is none of ecology, and no output.
        yield "社会效益指标", "offline"
        return
    if meaning.level2:
        yield meaning.level2, "exact"
    if kind == "rate" and meaning.level2 is None:
        yield "质量指标", "exact"
    if row.level2 in ("经济效益指标", "生态效益指标"):
        order = ("可持续影响指标", "社会效益指标")
        yield from ((level2, "offline") for level2 in (order if _LASTING.search(row.name) else order[::-1]))


def _split(case: Case, row: Row) -> Iterator[Fix]:
    """`参保缴费1万人：缴费补贴15万元` → the people under 数量, the money under cost; both figures stay."""
    found = _PEOPLE.match(row.name)
    cost = case.cost_kind()
    if not found or cost is None or "money" not in row.families or row.level2 != "数量指标":
        return
    what = re.sub(r"(?:预计|共|约|的|[，、])+$", "", found["what"]) or found["rest"]
    money = re.search(r"\d[\d,.]*\D*$", row.text)
    if not what or money is None:
        return
    label = re.sub(r"^(?:预计|年计|共计?)+|[≥≤=><]", "", row.text[: money.start()])
    label = label if _SPENT.search(label) else "金额"
    people = case.change(
        row, row.indicator.source, name=joined(what.removesuffix("员"), "人数"), value=Value.parse(f"≥{found['count']}")
    )
    spending = row.indicator.model_copy(
        update={
            "level1": cost[0],
            "level2": cost[1],
            "name": joined(what, label),
            "value": Value.parse(money[0]),
        }
    )
    edits: tuple[Edit, ...] = (*people, case.add(spending))
    reason = f"“{row.name} {row.text}”一行里有人数又有金额，人数留在数量指标，金额移到{cost[1]}下，两个数都不变"
    yield from case.fix(edits, "offline", reason)


def joined(left: str, right: str) -> str:
    """Join two words, the part that both have once: 参保缴费 + 缴费补贴 → 参保缴费补贴."""
    shared = next((size for size in range(min(len(left), len(right)), 0, -1) if left.endswith(right[:size])), 0)
    return left + right[shared:]
