"""Publish the interchange format: `python -m assistant.writing.schema [--check]` writes or checks the JSON Schema."""

import json
import sys
from pathlib import Path

from assistant.model import json_schema

PUBLISHED = Path(__file__).resolve().parents[2] / "docs" / "schema" / "performance_target.schema.json"


def schema_text() -> str:
    """Return the published text of the schema."""
    return json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"


def main(arguments: list[str]) -> int:
    """Write the schema, or with `--check` return 1 when the published one is out of date."""
    if "--check" in arguments:
        published = PUBLISHED.read_text(encoding="utf-8") if PUBLISHED.is_file() else ""
        if published == schema_text():
            return 0
        sys.stderr.write(f"{PUBLISHED.name} 与模型不一致，请运行 python -m assistant.writing.schema 重新生成\n")
        return 1
    PUBLISHED.parent.mkdir(parents=True, exist_ok=True)
    PUBLISHED.write_text(schema_text(), encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
