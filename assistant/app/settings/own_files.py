"""The user's own data files that the page 设置 writes: rules, words, prices; in their folder, read where settings say."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from assistant.home import user_folder
from assistant.model import SettingsError
from assistant.model.data import parse_yaml


def own_file(name: str) -> Path:
    """Return where one of the user's data files is kept; it may not exist yet."""
    return user_folder() / name


def read_own(path: Path) -> dict[str, Any]:
    """Return a data file's mapping; empty where there is none.

    Raises:
        SettingsError: it cannot be read, or is no mapping.
    """
    if not path.is_file():
        return {}
    try:
        data = parse_yaml(path.read_text(encoding="utf-8-sig")) or {}
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise SettingsError(f"文件“{path}”读不出来，请检查缩进，并存为 UTF-8 编码") from error
    if not isinstance(data, dict):
        raise SettingsError(f"文件“{path}”应写成“项目: 内容”的形式，请改正或删除它")
    return data


def write_own(path: Path, data: Mapping[str, Any]) -> None:
    """Write a data file whole or not at all. Raises SettingsError where that cannot be done."""
    from assistant import api
    from assistant.model import InputError

    text = yaml.safe_dump(dict(data), allow_unicode=True, sort_keys=False)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        api.save(text.encode(), path)
    except (OSError, InputError) as error:
        raise SettingsError(f"设置存不进“{path}”，请检查这个文件夹能否写入") from error


def clean_rows(rows: Sequence[Mapping[str, Any]], keys: Sequence[str]) -> list[dict[str, str]]:
    """Return a grid's rows as plain texts, those without any left out; pandas gives empty cells as NaN."""
    cleaned = [
        {key: "" if row.get(key) in (None, "") or row[key] != row[key] else str(row[key]).strip() for key in keys}
        for row in rows
    ]
    return [row for row in cleaned if any(row.values())]
