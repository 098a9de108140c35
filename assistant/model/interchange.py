"""Interchange JSON (schema 1): the one file format of targets, and its published JSON Schema."""

import json
from collections.abc import Iterable
from typing import Any

from pydantic import TypeAdapter, ValidationError

from assistant.model.errors import InputError
from assistant.model.target import PerformanceTarget

# Columns that few forms print; a row without them does not carry their names.
_RARE = ("method", "data_source", "weight", "scoring", "extra")
_targets = TypeAdapter(list[PerformanceTarget])


def to_data(target: PerformanceTarget) -> dict[str, Any]:
    """Return a target as JSON-ready data, with the contract's keys always present."""
    data = target.model_dump(mode="json")
    for row in data["indicators"]:
        for key in _RARE:
            if row[key] in (None, {}):
                del row[key]
    if not data["waivers"]:
        del data["waivers"]
    return data


def to_json(targets: PerformanceTarget | Iterable[PerformanceTarget]) -> str:
    """Return one target, or a list of them, as JSON text (Chinese not escaped)."""
    data = to_data(targets) if isinstance(targets, PerformanceTarget) else [to_data(target) for target in targets]
    return json.dumps(data, ensure_ascii=False, indent=1)


def from_json(text: str) -> list[PerformanceTarget]:
    """Read one target or a list of them.

    Raises:
        InputError: the text is no JSON, or not of this shape; the sentence names the first wrong place.
    """
    try:
        data = json.loads(text)
    except ValueError as error:
        raise InputError(
            f"这不是完整的 JSON 文件（第 {getattr(error, 'lineno', 1)} 行附近），请重新导出后再打开"
        ) from error
    items = data if isinstance(data, list) else [data]
    # `assistant draft --json` prints a target together with its findings; they are made anew by every check.
    items = [
        {key: item[key] for key in item if key != "findings"} if isinstance(item, dict) else item for item in items
    ]
    try:
        return _targets.validate_python(items)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        raise InputError(f"JSON 里的“{place}”不符合绩效目标的格式，请对照 docs/schema 修改") from error


def json_schema() -> dict[str, Any]:
    """Return the published JSON Schema of one target, generated from the model."""
    schema = PerformanceTarget.model_json_schema(mode="validation")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": "项目支出绩效目标"}
