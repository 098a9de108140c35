"""What the prompts are filled with: form, brief, examples, sums; user text is fenced and cannot close the fence."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from assistant.drafting.brief import Brief
from assistant.drafting.facts import Facts
from assistant.drafting.norms import named_norms
from assistant.drafting.online.kind_hints import hints_for
from assistant.drafting.online.sheet import goal_slots
from assistant.forms import FormDefinition
from assistant.llm import Message
from assistant.llm.prompts import load_prompt
from assistant.model import Indicator

PROMPT = "draft.zh"
_NEED = {"required": "必须有", "wanted": "一般应有", "optional": "贴切时才写"}


@dataclass(frozen=True)
class Complaint:
    """A row to be written again, and why.

    Attributes:
        id: by which the answer names it.
        row: the row as it stands, as text; what is missing, where there is none.
    """

    id: str
    row: str
    objections: tuple[str, ...]


def draft_messages(brief: Brief, form: FormDefinition, facts: Facts, examples: Sequence[str]) -> list[Message]:
    """Return the question for a whole draft, with the texts of the examples that are shown.

    Raises:
        PromptError: the prompt text is wrong.
    """
    goals: list[dict[str, Any]] = []
    for slot in goal_slots(form):
        number = 1 + sum(earlier["period"] == slot.period for earlier in goals)
        goals.append({"period": slot.period, "label": slot.label, "number": number})
    return load_prompt(PROMPT).render(
        goals=goals,
        examples=[as_data(text) for text in examples],
        cost_kind=next(child.name for level in form.levels for child in level.level2 if "成本" in child.name),
        hints=hints_for(brief),
        norms=named_norms(f"{brief.name}。{brief.purpose}"),
        **common(brief, form, facts),
    )


def repair_messages(
    brief: Brief, form: FormDefinition, facts: Facts, rows: Sequence[Indicator], complaints: Sequence[Complaint]
) -> list[Message]:
    """Return the question for single rows. Raises PromptError when the prompt text is wrong."""
    return load_prompt("repair.zh").render(
        rows=[as_data(line(row)) for row in rows],
        complaints=[
            {"id": each.id, "row": as_data(each.row), "objections": [as_data(said) for said in each.objections]}
            for each in complaints
        ],
        **common(brief, form, facts),
    )


def line(row: Indicator) -> str:
    """Return a row as one line of a prompt."""
    return f"{row.level2} | {row.name} | {row.value}"


def as_data(text: str) -> str:
    """Return text that cannot be taken for a tag of the prompt: `</项目材料>` loses its bracket; `<30天` stays."""
    return re.sub(r"<(?=\s*[/!?|A-Za-z\u4e00-\u9fff])", "＜", text)


def common(brief: Brief, form: FormDefinition, facts: Facts) -> dict[str, Any]:
    """Return the variables that all prompts about a brief share: the form's kinds and columns, the project, sums."""
    return {
        "form": form.name,
        "kinds": [
            {"name": child.name, "level1": level.name, "need": _NEED[child.need]}
            for level in form.levels
            for child in level.level2
        ],
        "basis_options": form.basis_options,
        "brackets": form.value_brackets,
        "with_description": form.has_column("description"),
        "with_data_source": form.has_column("data_source"),
        "project": {
            "name": as_data(brief.name),
            "budget": str(brief.budget.to(form.money_unit)),
            "unit": as_data(brief.unit or ""),
            "year": brief.year,
            "purpose": as_data(brief.purpose),
            "facts": [as_data(fact) for fact in brief.facts],
        },
        "sums": [
            as_data(product.formula)
            for product in facts.products
            # Of a price per month or day the months or days are not known, unless the budget tells them.
            if product.total.fen <= brief.budget.fen and (len(product.price.per) == 1 or product.months > 1)
        ],
    }
