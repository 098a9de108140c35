"""The indicator framework of 财预〔2021〕101号: the two upper levels, and the names that forms print for them."""

from typing import Final

LEVEL1: Final = ("成本指标", "产出指标", "效益指标", "满意度指标")
LEVEL2: Final[dict[str, tuple[str, ...]]] = {
    "成本指标": ("经济成本指标", "社会成本指标", "生态环境成本指标"),
    "产出指标": ("数量指标", "质量指标", "时效指标", "成本指标"),
    "效益指标": ("经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标"),
    "满意度指标": ("服务对象满意度指标",),
}
"""Level 2 by level 1. 成本指标 under 产出指标 is the older framework (财预〔2015〕88号), which 汉沽 still prints."""

PARENT: Final[dict[str, str]] = {child: parent for parent, children in LEVEL2.items() for child in children}

ALIASES: Final[dict[str, str]] = {
    "效果指标": "效益指标",
    "结果指标": "效益指标",
    "投入指标": "成本指标",
    "实效指标": "时效指标",
    "时间指标": "时效指标",
    "可持续性影响": "可持续影响指标",
    "可持续性影响指标": "可持续影响指标",
    "可持续发展指标": "可持续影响指标",
    "可持续效益指标": "可持续影响指标",
    "环境效益指标": "生态效益指标",
    "生态成本指标": "生态环境成本指标",
    "环境成本指标": "生态环境成本指标",
    "满意度": "满意度指标",
    "服务对象满意度": "服务对象满意度指标",
    "受益对象满意度指标": "服务对象满意度指标",
    "社会公众满意度指标": "服务对象满意度指标",
    "社会公众或服务对象满意度指标": "服务对象满意度指标",
    "社会公众或项目受益人满意度指标": "服务对象满意度指标",
    "服务对象或项目受益人满意度指标": "服务对象满意度指标",
    "受益群众满意度指标": "服务对象满意度指标",
    "群众满意度指标": "服务对象满意度指标",
    "公众满意度指标": "服务对象满意度指标",
    "社会满意度指标": "服务对象满意度指标",
    "受益者满意度指标": "服务对象满意度指标",
    "服务对象满意指标": "服务对象满意度指标",
    "产出目标": "产出指标",
    "效果目标": "效益指标",
    "效益目标": "效益指标",
    "项目完成指标": "产出指标",
    "项目产出指标": "产出指标",
    "预期产出指标": "产出指标",
    "项目效益指标": "效益指标",
    "项目效果指标": "效益指标",
    "预期效果指标": "效益指标",
    "预期效益指标": "效益指标",
    "项目成本指标": "成本指标",
    "项目满意度指标": "满意度指标",
    "产出数量指标": "数量指标",
    "产出质量指标": "质量指标",
    "产出时效指标": "时效指标",
    "产出成本指标": "成本指标",
    "完成数量指标": "数量指标",
    "完成质量指标": "质量指标",
    "完成时效指标": "时效指标",
    "完成进度指标": "时效指标",
    "预算控制指标": "成本指标",
    "投资规模控制指标": "成本指标",
    "成本控制指标": "成本指标",
    "可持续影响力指标": "可持续影响指标",
    "可持续影响效益指标": "可持续影响指标",
}


def canonical(term: str) -> str:
    """Return the framework's term for a printed one: `效果指标` → `效益指标`; unknown terms come back as they are."""
    plain = "".join(term.split())
    if plain in ALIASES:
        return ALIASES[plain]
    if plain in LEVEL1 or plain in PARENT:
        return plain
    longer = plain + "指标"
    return ALIASES.get(longer, longer if longer in LEVEL1 or longer in PARENT else plain)


def canonical_level2(term: str, level1: str) -> str:
    """Return the framework's level 2 term; under 满意度指标 the printed `满意度指标` means 服务对象满意度指标."""
    found = canonical(term)
    return "服务对象满意度指标" if found == "满意度指标" and level1 == "满意度指标" else found
