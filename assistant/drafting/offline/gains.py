"""Benefits in the purpose's own words: 消除外沿脱落隐患 becomes 外沿脱落隐患消除率, 缓解拥堵 a share of those asked."""

import re
from dataclasses import dataclass

from assistant.drafting.norms import norms
from assistant.drafting.offline.plan import Plan
from assistant.drafting.offline.row import Row, by_norm
from assistant.model import Value

_LONGEST = 12
_MOST = 1
# Things that somebody can count after the works: 隐患 and 问题 that stand on a list.
_LISTED = re.compile(
    r"^(?:消除|解决|排除)(?P<what>[\u4e00-\u9fff]{2,12}?(?:隐患|漏水|渗漏|积水|内涝|破损|问题|风险点))(?:问题)?$"
)
_SAFE = re.compile(r"^(?:保障|确保|保证|维护)(?P<what>[\u4e00-\u9fff]{2,10}安全)$")
_NEEDED = re.compile(
    r"^(?:保障|确保|保证|满足)(?P<what>[\u4e00-\u9fff]{2,10}?)(?:的?(?:实际|基本|日常)?(?:需要|需求|供应稳定|供应|稳定运行|正常运行|正常运转))$"
)
_CHANGED = re.compile(r"^(?P<verb>改善|提升|提高|优化|方便|便利|丰富|增强)(?P<what>[\u4e00-\u9fff]{3,12})$")
_TAIL = {
    "方便": "便利",
    "便利": "便利",
    "改善": "改善",
    "提升": "提升",
    "提高": "提高",
    "优化": "优化",
    "丰富": "丰富",
    "增强": "增强",
}
# What nobody who is asked can judge.
_VAGUE = re.compile(
    r"(?:装备|设备|经费|资金|物资)$|水平|社会|发展|效益|形象|战略|意义|事业|经济|现代化|治理|体系|队伍|各项|持续|和谐|质量$|进程|格局"
)


@dataclass(frozen=True)
class _Gain:
    """What a clause promises, as a row can hold it."""

    name: str
    value: str
    norm: str
    note: str
    about: str
    how: str
    origin: str
    say: str


def gain_rows(plan: Plan) -> list[Row]:
    """Return at most one row that holds the project to what its purpose says it is good for."""
    found = [
        _row(gain)
        for effect in plan.facts.effects
        for clause in re.split("、", effect)
        if (gain := _gain(plan, clause))
    ]
    return sorted(found, key=lambda row: -row.weight)[:_MOST]


def _gain(plan: Plan, clause: str) -> _Gain | None:
    if found := _LISTED.match(clause):
        what = found["what"]
        return _Gain(
            f"{what}消除率", "=100%", "practice", f"列入项目范围的{what}应全部消除",
            "已消除的处数÷列入项目范围的处数×100%", "情况统计法", "隐患（问题）台账、验收资料", f"列入项目范围的{what}全部消除",
        )  # fmt: skip
    if found := _SAFE.match(clause):
        what = found["what"]
        return _Gain(
            f"{what}责任事故次数", "=0次", "practice_zero", "", f"经认定的{what}责任事故次数", "情况统计法",
            "安全检查和事故记录", f"不发生{what}责任事故",
        )  # fmt: skip
    if (found := _NEEDED.match(clause)) and not _VAGUE.search(found["what"]):
        what = found["what"].removesuffix("的")
        return _Gain(
            f"因保障不到位影响{what}的次数", "=0次", "practice_zero", "", f"因项目保障不到位影响{what}的次数", "情况统计法",
            "部门业务统计", f"不因保障不到位影响{what}",
        )  # fmt: skip
    return _of_change(plan, clause)


def _of_change(plan: Plan, clause: str) -> _Gain | None:
    found = _CHANGED.match(clause)
    if not found or _VAGUE.search(found["what"]) or len(found["what"]) > _LONGEST:
        return None
    what, tail = found["what"], _TAIL.get(found["verb"], "改善")
    return _Gain(
        f"{what}{tail}认可率", "≥85%", "recognised", "", f"问卷中认为{what}有所{tail}的人数÷有效问卷人数×100%", "问卷调查法",
        f"对{plan.group}的问卷调查报告", f"{what}{tail}认可率达到85%以上",
    )  # fmt: skip


def _row(gain: _Gain) -> Row:
    norm = norms()[gain.norm]
    weight = 7 if gain.norm == "recognised" else 8
    return Row(
        "社会", gain.name, Value.parse(gain.value), by_norm(norm, gain.note), norm.basis, gain.about, gain.how, gain.origin,
        say=gain.say, weight=weight,
    )  # fmt: skip
