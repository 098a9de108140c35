"""One brief and a model's good answer to it."""

import json
from typing import Any

from assistant.drafting.brief import Brief

GOALS = [
    {"period": "long_term", "text": "建立社区居民技能提升机制，使有培训意愿的居民都能就近参加培训并稳定就业。"},
    {"period": "annual", "text": "分6期培训社区居民300人，考核合格率达到95%以上，支出控制在30万元以内。"},
]
ROWS: list[dict[str, Any]] = [
    {"kind": "经济成本指标", "name": "技能培训总成本", "value": "≤30万元", "why": "300人×1000元/人=30万元"},
    {"kind": "数量指标", "name": "技能培训人数", "value": "≥300人", "why": "材料"},
    {"kind": "数量指标", "name": "举办培训班期数", "value": "=6期", "why": "材料"},
    {"kind": "质量指标", "name": "参训学员考核合格率", "value": "≥95%", "why": "惯例"},
    {"kind": "时效指标", "name": "培训计划按期完成率", "value": "=100%", "why": "惯例"},
    {"kind": "社会效益指标", "name": "参训学员推荐就业率", "value": "≥【待核实】%", "why": "查上年就业台账"},
    {"kind": "服务对象满意度指标", "name": "参训学员满意度", "value": "≥90%", "why": "惯例"},
]
NAMES = [row["name"] for row in ROWS]


def text(rows: list[Any] = ROWS, goals: Any = GOALS) -> str:
    """A model's answer, in the format that it is asked for in the form of `brief`."""
    cells = ("kind", "name", "value", "why")
    arrays = [[row.get(key) for key in cells] if isinstance(row, dict) else row for row in rows]
    return json.dumps({"goals": goals, "rows": arrays}, ensure_ascii=False)


def brief(**parts: Any) -> Brief:
    """The brief that the answer is for."""
    typed = {
        "name": "社区居民职业技能培训", "budget": "30万元", "form": "ezhou", "year": 2026,
        "purpose": "面向社区居民开展职业技能培训，计划培训300人、6期，人均补贴1000元，培训合格后推荐就业",
    } | parts  # fmt: skip
    return Brief.of(**typed)
