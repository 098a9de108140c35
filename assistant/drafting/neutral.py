"""Rows and goals that can be said of any project without a figure that nobody gave (`neutral.yaml`)."""

from functools import cache
from importlib import resources
from typing import Any

import yaml

from assistant.drafting.facts import Facts
from assistant.drafting.provenance import Ground
from assistant.drafting.rows import DraftRow, to_indicator
from assistant.drafting.sheet import Sheet
from assistant.model import Indicator, Period

_OUTPUTS = ("数量指标", "质量指标")


def neutral_row(level2: str, sheet: Sheet, ground: Ground, facts: Facts) -> Indicator | None:
    """Return the neutral row of a 二级指标, or None for a kind that has none."""
    entry = _texts()["rows"].get(level2)
    if entry is None:
        return None
    row = DraftRow(kind=level2, name=_fill(entry["name"], sheet, facts), value=_fill(entry["value"], sheet, facts))
    return to_indicator(row, sheet.form, ground)


def neutral_goal(period: Period, sheet: Sheet, facts: Facts, figures: bool = True) -> str:
    """Return a goal text made of the sheet's own rows: their names and figures, or without figures at all."""
    return _fill(_texts()["goals"][period], sheet, facts, figures)


def _fill(text: str, sheet: Sheet, facts: Facts, figures: bool = True) -> str:
    brief = sheet.brief
    return text.format(
        stem=facts.stem[:14] or "项目",
        group=facts.group or "服务对象",
        budget=brief.budget.to(sheet.form.money_unit),
        year=f"{brief.year}年" if brief.year else "本年",
        outputs=(_outputs(sheet) if figures else "") or "按计划完成各项任务",
    )


def _outputs(sheet: Sheet) -> str:
    """`参训人数300人、考核合格率100%`, of rows whose figures stand."""
    said = []
    for row in (sheet.rows[at] for at in sheet.order):
        if row.level2 in _OUTPUTS and row.value.kind == "quantity":
            said.append(row.name + row.value.styled(bracketed=False).text.lstrip("≥≤=><"))
    return "、".join(said[:4])


@cache
def _texts() -> dict[str, Any]:
    text = resources.files("assistant.drafting").joinpath("neutral.yaml").read_text(encoding="utf-8")
    found: dict[str, Any] = yaml.safe_load(text)
    return found
