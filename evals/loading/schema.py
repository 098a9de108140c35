"""The published JSON schemas of the data files: `python -m evals.loading.schema [--check]`."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path

from evals.loading.files import FOLDER
from evals.loading.shapes import FILES


def schema_texts() -> dict[Path, str]:
    """Return what each schema file must hold."""
    return {
        FOLDER / "schema" / f"{name}.schema.json": json.dumps(
            {"$schema": "https://json-schema.org/draft/2020-12/schema", **shape.model_json_schema()},
            ensure_ascii=False,
            indent=1,
        )
        + "\n"
        for name, shape in FILES.items()
    }


def main(arguments: Sequence[str]) -> int:
    """Write the files, or with `--check` say which are stale; return the exit code."""
    stale = [
        path for path, text in schema_texts().items() if not path.is_file() or path.read_text(encoding="utf-8") != text
    ]
    if "--check" in arguments:
        for path in stale:
            print(f"{path.name} 与数据格式不一致，请运行 python -m evals.loading.schema", file=sys.stderr)
        return 1 if stale else 0
    for path, text in schema_texts().items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
