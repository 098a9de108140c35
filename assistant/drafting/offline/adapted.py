"""Rows taken over from the library's nearest projects, only where project and row truly fit; the example is named."""

import re

from assistant.drafting.offline.data import LEVELS
from assistant.drafting.offline.plan import Plan
from assistant.drafting.offline.row import Row
from assistant.library import Example, Match
from assistant.model import Indicator, Source

NEAR = 0.3
"""From this likeness on a project counts as one of the same sort."""
_MOST = 2
_SHORT = {level: short for short, level in LEVELS.items() if short in ("质量", "时效", "社会")}
# Words that every form has; a row shares the project's subject only by others.
_COMMON = re.compile(r"工作|项目|完成|及时|全年|各项|情况|人员|数量|合格|达标|服务|管理|保障|重大|事故|投诉")
# Rates of doing one's duty hold elsewhere; what comes of it (就业率) does not.
_DUTIES = ("合格率", "达标率", "处理率", "处置率", "及时率", "完成率", "准确率", "正确率", "到位率", "办结率")
_FOREIGN = re.compile(r"\d|[省市县区镇]|我[市区县]|部委|主管部门")


def adapted_rows(plan: Plan, taken: list[Row]) -> list[Row]:
    """Return at most two rows of near examples that the draft does not have yet."""
    found: list[Row] = []
    for match in plan.matches:
        if match.score < NEAR:
            continue
        for indicator in _sound_rows(match.example):
            row = _row(plan, match, indicator)
            if row and not any(_alike(row, other) for other in [*taken, *found]):
                found.append(row)
            if len(found) == _MOST:
                return found
    return found


def _sound_rows(example: Example) -> tuple[Indicator, ...]:
    """Return an example's annual rows that no reviewer would object to: defects are not handed on."""
    from assistant.checking import check

    faulty = {finding.position for finding in check(example.target).findings if finding.severity != "hint"}
    rows = enumerate(example.target.indicators)
    return tuple(row for position, row in rows if row.period == "annual" and position not in faulty)


def _row(plan: Plan, match: Match, indicator: Indicator) -> Row | None:
    at = _SHORT.get((indicator.level1, indicator.level2))
    value = indicator.value
    if at is None or value.kind != "quantity" or value.operator is None or _FOREIGN.search(indicator.name):
        return None
    if not (_is_norm(indicator) and _shares_subject(plan, indicator.name)):
        return None
    example = match.example
    detail = f"样例《{example.name}》的“{indicator.name}”{value.text}，请按本单位情况核对"
    basis = indicator.basis if indicator.basis in ("计划标准", "行业标准", "历史标准") else "其他标准"
    return Row(
        at, indicator.name, value.styled(False), Source(kind="example", detail=detail), basis,
        about=indicator.description or f"项目实施期内实际的{indicator.name}", weight=6,
    )  # fmt: skip


def _is_norm(indicator: Indicator) -> bool:
    """Whether the value can hold elsewhere: a plausible share, a zero count, a response time; never a quantity."""
    value, name = indicator.value, indicator.name
    assert value.number is not None
    if value.unit == "%":
        return name.endswith(_DUTIES) and (
            value.operator == "=" and value.number == 100 or value.operator == "≥" and 80 <= value.number < 100
        )
    if value.number == 0:
        return value.operator == "=" and name.endswith(("次数", "数", "起数")) and value.unit in ("次", "起")
    return value.unit == "小时" and value.operator == "≤" and name.endswith("响应时间")


def _shares_subject(plan: Plan, name: str) -> bool:
    plain = _COMMON.sub("", name)
    return any(plain[at : at + 2] in plan.text for at in range(len(plain) - 1))


def _alike(row: Row, other: Row) -> bool:
    one, two = set(zip(row.name, row.name[1:], strict=False)), set(zip(other.name, other.name[1:], strict=False))
    return len(one & two) * 2 >= min(len(one), len(two))
