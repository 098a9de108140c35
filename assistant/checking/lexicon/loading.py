"""The lexicon's files: YAML beside this module, and what a user adds to them.

The environment variable ASSISTANT_LEXICON names a YAML file (the keys of lexicon.yaml, and `terms` for those of
terms.yaml) or a folder that holds files of the same names as ours. What it lists comes before ours: its kinds win, its
words are added. It is read once a process.
"""

import os
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, Final, get_args

from yaml import YAMLError

from assistant.checking.lexicon.meaning import Direction, Kind
from assistant.model import SettingsError
from assistant.model.data import parse_yaml
from assistant.model.framework import PARENT

FILES: Final = ("lexicon.yaml", "terms.yaml", "people.yaml")
# Beside these a user may name further keys: a new family of units is as good as ours.
_OPEN: Final = frozenset({"units"})
_KIND_KEYS: Final = frozenset(
    {"kind", "aspect", "starts", "contains", "ends", "without", "direction", "units", "level2"}
)
_CHOICES: Final = {"kind": get_args(Kind), "direction": get_args(Direction), "level2": tuple(PARENT)}


@cache
def load_yaml(name: str) -> Any:
    """Return one of the lexicon's files, with what the user's own adds to it.

    Raises:
        SettingsError: the user's file is missing, no YAML, or not of our shape.
    """
    own = os.environ.get("ASSISTANT_LEXICON")
    return with_own(name, Path(own)) if own else ours(name)


@cache
def ours(name: str) -> Any:
    """Return one of the lexicon's files as we ship it."""
    return parse_yaml(resources.files(__package__).joinpath(name).read_text(encoding="utf-8"))


def with_own(name: str, path: Path) -> Any:
    """Return one of the lexicon's files with what a user's file or folder adds. Raises SettingsError as `load_yaml`."""
    if path.is_dir():
        file = path / name
        return _merge(ours(name), _read(file), file.name, "") if file.is_file() else ours(name)
    if not path.is_file():
        raise SettingsError(f"设置 ASSISTANT_LEXICON 所指的词库“{path}”不存在，请改正或去掉这项设置")
    added = _read(path)
    if not isinstance(added, dict):
        raise SettingsError(f"词库文件 {path.name} 应写成“项目: 内容”的形式，请对照自带的 lexicon.yaml 修改")
    terms = added.pop("terms", [])
    if name == "terms.yaml":
        return _merge(ours(name), terms, path.name, "terms")
    return _merge(ours(name), added, path.name, "") if name == "lexicon.yaml" else ours(name)


def _read(path: Path) -> Any:
    try:
        return parse_yaml(path.read_text(encoding="utf-8")) or {}
    except (YAMLError, UnicodeDecodeError, OSError) as error:
        raise SettingsError(f"词库文件 {path.name} 读不出来，请检查缩进、引号，并存为 UTF-8 编码的 YAML") from error


def _merge(known: Any, added: Any, file: str, place: str) -> Any:
    """Return the added before the known; both of one shape."""
    if isinstance(known, list) and known and isinstance(known[0], str) and isinstance(added, list):
        added = [str(word) for word in added if not isinstance(word, dict | list)]
    if type(known) is not type(added):
        raise SettingsError(f"词库文件 {file} 里的“{place or '内容'}”与自带词库的写法不同，请对照自带的文件修改")
    if isinstance(known, dict):
        return known | {key: _merge_key(known, key, value, file, place) for key, value in added.items()}
    if isinstance(known, str):
        return added + known
    for item in added:
        _check_item(known, item, file, place)
    return [*added, *known]


def _merge_key(known: dict[str, Any], key: str, added: Any, file: str, place: str) -> Any:
    if key in known:
        return _merge(known[key], added, file, f"{place}.{key}".lstrip("."))
    if place in _OPEN:
        return _merge([""], added, file, f"{place}.{key}")[:-1]
    raise SettingsError(f"词库文件 {file} 里的“{key}”不是词库的项目，可用的有：{'、'.join(known)}")


def _check_item(known: list[Any], item: Any, file: str, place: str) -> None:
    if type(item) is not type(known[0]):
        raise SettingsError(f"词库文件 {file} 里“{place}”的“{item}”与自带词库的写法不同，请对照自带的文件修改")
    if not isinstance(item, dict):
        return
    keys = _KIND_KEYS if place == "kinds" else {key for entry in known for key in entry}
    needed = {key for key in known[0] if all(key in entry for entry in known)}
    wrong = next((key for key in item if key not in keys), None) or next(iter(needed - set(item)), None)
    wrong = wrong or next((key for key, allowed in _CHOICES.items() if key in item and item[key] not in allowed), None)
    if wrong is None and place == "kinds" and not {"starts", "contains", "ends"} & set(item):
        wrong = "ends"
    if wrong:
        raise SettingsError(f"词库文件 {file} 里“{place}”有一条的“{wrong}”写错或没有写，请对照自带的文件修改")
