"""Put bytes in a file whole or not at all."""

import os
from pathlib import Path
from uuid import uuid4

from assistant.model import InputError


def check_place(path: Path) -> None:
    """Raise InputError when no file can be written there: a folder of this name, or no folder to hold it."""
    if path.is_dir():
        raise InputError(f"“{path}”是一个文件夹，请给出要保存的文件名")
    check_folder(path.resolve().parent)


def check_folder(folder: Path) -> None:
    """Raise InputError when a folder is missing."""
    if not folder.is_dir():
        raise InputError(f"文件夹“{folder}”不存在，请先建好或换一个位置保存")


def save(data: bytes, path: Path) -> Path:
    """Write to a new file beside the old one, then take its place.

    Raises:
        InputError: as `check_place` does, or the file cannot be replaced (open in Word, no right, disk full).
    """
    check_place(path)
    # A link stays a link: what it points to is replaced.
    final = path.resolve()
    draft = final.with_name(f".{uuid4().hex}.tmp")
    try:
        draft.write_bytes(data)
        os.replace(draft, final)
    except PermissionError as error:
        raise InputError(
            f"不能写入“{path.name}”，它可能正被 Word、Excel 或 WPS 打开，或这个文件夹不让写：请关闭后再试，或换一个位置保存"
        ) from error
    except OSError as error:
        raise InputError(f"不能写入“{path.name}”（{error.strerror or error}），请换一个位置保存") from error
    finally:
        draft.unlink(missing_ok=True)
    return path
