"""The answer's JSON schema, for endpoints that hold a model to one; the prompt says in words what stands in which cell."""

from typing import Any


def answer_schema() -> dict[str, Any]:
    """Return the schema of a draft's answer: goals first, then rows, each an array of texts.

    Only what every server's grammar takes: all properties required, nothing else allowed, no limits, arrays of one type.
    """
    table = {"type": "array", "items": {"type": "array", "items": {"type": "string"}}}
    return {
        "type": "object", "properties": {"goals": table, "rows": table}, "required": ["goals", "rows"],
        "additionalProperties": False,
    }  # fmt: skip
