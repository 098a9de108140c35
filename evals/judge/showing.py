"""What a judge is shown: words without layout, so that nothing but the content can be preferred."""

from assistant.checking.rules.personal_names import mask
from assistant.drafting.brief import Brief
from assistant.drafting.online.draft_prompt import as_data
from assistant.model import Indicator, PerformanceTarget
from assistant.model.text import tidy


def shown_brief(brief: Brief) -> str:
    """Return what was drafted from; names masked, and nothing in it that could be taken for a tag."""
    lines = [f"项目名称：{brief.name}", f"预算：{brief.budget}", f"资金用途：{brief.purpose}"]
    if brief.facts:
        lines.append(f"经办人另行确认：{'；'.join(brief.facts)}")
    return _data("\n".join(lines))


def shown_draft(draft: PerformanceTarget) -> str:
    """Return a draft's annual part: goals, then a row a line as kind, name, value, and what it rests on."""
    rows = draft.of_period("annual") or list(draft.indicators)
    goals = [f"目标：{tidy(text)}" for text in draft.goals_of("annual")]
    return _data("\n".join([*goals, *(_row(row) for row in rows)]))


def _row(row: Indicator) -> str:
    said = [row.description, row.source.detail if row.source else None, row.data_source, row.basis]
    basis = "；".join(dict.fromkeys(tidy(each) for each in said if each))
    return " | ".join([row.level2, tidy(row.name), row.value.text, basis])


def _data(text: str) -> str:
    return as_data(mask(text))
