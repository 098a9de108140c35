"""One reader of data files: YAML held to a shape, and one Chinese sentence where it is not."""

from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from assistant.model import InputError
from assistant.model.data import parse_yaml

FOLDER = Path(__file__).resolve().parents[1] / "datasets"
File = TypeVar("File", bound=BaseModel)


def read_file(name: str, shape: type[File], folder: Path = FOLDER) -> File:
    """Return a data file in its shape; ids must differ.

    Raises:
        InputError: the file is missing, no YAML, or not of its shape; the sentence names file and place.
    """
    try:
        data = parse_yaml((folder / name).read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError(f"找不到评测数据文件 {name}，请恢复 evals/datasets 文件夹") from error
    except (UnicodeDecodeError, yaml.YAMLError) as error:
        raise InputError(f"评测数据文件 {name} 不是 UTF-8 编码的 YAML{_line(error)}，请改正后再运行") from error
    try:
        found = shape.model_validate(data)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        raise InputError(
            f"评测数据文件 {name} 的“{_place(first['loc'], data)}”不符合格式，请对照 evals/datasets/schema 改正"
        ) from error
    _differ([str(case.id) for case in getattr(found, "cases", ())], name)
    return found


def _line(error: Exception) -> str:
    mark = getattr(error, "problem_mark", None)
    return f"（第 {mark.line + 1} 行附近）" if mark else ""


def _place(where: tuple[int | str, ...], data: Any) -> str:
    """Name the case by its id where there is one, then the key within it."""
    if len(where) > 1 and where[0] == "cases" and isinstance(where[1], int):
        case = data["cases"][where[1]]
        name = case.get("id") if isinstance(case, dict) else None
        return ".".join([str(name or f"第 {where[1] + 1} 个"), *(str(part) for part in where[2:])])
    return ".".join(str(part) for part in where) or "cases"


def _differ(ids: list[str], name: str) -> None:
    for at, each in enumerate(ids):
        if each in ids[:at]:
            raise InputError(f"评测数据文件 {name} 里有两个案例都叫“{each}”，请改名")
