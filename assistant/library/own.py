"""The user's own examples: the folder that they are kept in, and adding to it."""

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from assistant.home import user_folder
from assistant.model import InputError, PerformanceTarget, SettingsError, to_json

OWN_FOLDER = "ASSISTANT_EXAMPLES"
"""Environment variable that names a user's own folder of interchange JSON files."""
# What a file system, Windows' above all, does not take in a name; also blanks, which only make trouble in a shell.
_UNFIT = re.compile(r'[\\/:*?"<>|\s\x00-\x1f]+')
_LONGEST = 60


@dataclass(frozen=True)
class Added:
    """What became of one target.

    Attributes:
        path: the file that holds it now; None where the same example was there already.
    """

    target: PerformanceTarget
    path: Path | None


def own_folder() -> Path:
    """Return the folder of the user's own examples; it may not exist yet, unless a setting names it.

    Raises:
        SettingsError: the folder that a setting names does not exist.
    """
    if named := os.environ.get(OWN_FOLDER, "").strip():
        if not Path(named).is_dir():
            raise SettingsError(f"{OWN_FOLDER} 指定的样例文件夹“{named}”不存在，请改正路径或取消这项设置")
        return Path(named)
    return user_folder() / "examples"


def add(targets: Sequence[PerformanceTarget], present: Sequence[PerformanceTarget]) -> list[Added]:
    """Save targets as examples of the user's own, a file each; one that is there already is not added again.

    Args:
        targets: reviewed by the user; personal names are masked by the caller.
        present: all examples that there are.

    Raises:
        InputError: a target has no name or no indicator, so that nobody could learn from it (then none is saved), or
            the folder cannot be written to.
    """
    for target in targets:
        if not target.project.name or not target.indicators:
            lacking = "指标" if target.project.name else "项目名称"
            raise InputError(f"“{target.project.name or '未命名项目'}”没有{lacking}，不能作为样例，请补上后再存")
    known = [_content(target) for target in present]
    added: list[Added] = []
    for target in targets:
        if (content := _content(target)) in known:
            added.append(Added(target, None))
            continue
        known.append(content)
        added.append(Added(target, _save(target)))
    return added


def _content(target: PerformanceTarget) -> str:
    return to_json(target)


def remove(path: Path) -> None:
    """Take one of the user's own examples out of the library.

    Raises:
        InputError: the file is none of the user's own folder, or cannot be removed.
    """
    if path.resolve().parent != own_folder().resolve():
        raise InputError(f"“{path.name}”不是自己添加的样例，不能删除")
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise InputError(f"不能删除“{path.name}”，请确认文件没有被占用") from error


def _save(target: PerformanceTarget) -> Path:
    folder = own_folder()
    stem = _UNFIT.sub("_", target.project.name).strip("._")[:_LONGEST] or "项目"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        # Half a file must never be an example: what is written under another name first is whole or not there.
        draft = folder / f".{uuid4().hex}.tmp"
        draft.write_text(to_json(target), encoding="utf-8")
        path = _free(folder, f"自有-{stem}")
        draft.rename(path)
    except OSError as error:
        raise InputError(f"样例存不进“{folder}”，请检查这个文件夹能否写入，或用 {OWN_FOLDER} 指定别的文件夹") from error
    return path


def _free(folder: Path, stem: str) -> Path:
    number, path = 1, folder / f"{stem}.json"
    while path.exists():
        number += 1
        path = folder / f"{stem}-{number}.json"
    return path
