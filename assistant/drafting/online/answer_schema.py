"""The answer's JSON schema, for endpoints that hold a model to one; the prompt says the same in words."""

from typing import Any

from assistant.drafting.online.sheet import goal_slots
from assistant.forms import FormDefinition


def answer_schema(form: FormDefinition) -> dict[str, Any]:
    """Return the schema of a draft's answer: goals first, then rows, parts in the order that the prompt shows.

    Only what every server's grammar takes: all properties required, nothing else allowed, no limits.
    """
    row: dict[str, Any] = {
        "kind": _one_of([child.name for level in form.levels for child in level.level2]),
        "name": _TEXT,
    }
    if form.has_column("description"):
        row["desc"] = _TEXT
    row["value"] = _TEXT
    if form.basis_options:
        row["basis"] = _one_of(list(form.basis_options))
    if form.has_column("data_source"):
        row["data"] = _TEXT
    row["why"] = _TEXT
    goal = {"period": _one_of(list(dict.fromkeys(slot.period for slot in goal_slots(form)))), "text": _TEXT}
    return _object({"goals": _list_of(goal), "rows": _list_of(row)})


_TEXT = {"type": "string"}


def _one_of(names: list[str]) -> dict[str, Any]:
    return {"type": "string", "enum": names}


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object", "properties": properties, "required": list(properties), "additionalProperties": False,
    }  # fmt: skip


def _list_of(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": _object(properties)}
