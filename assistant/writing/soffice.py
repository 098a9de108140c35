"""Find LibreOffice on this machine."""

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from assistant.model import SettingsError

VARIABLE = "ASSISTANT_SOFFICE"
# soffice.com waits for the end on Windows, soffice.exe need not.
_NAMES = ("soffice.com", "soffice.exe") if sys.platform == "win32" else ("soffice", "libreoffice")


def find_soffice() -> Path | None:
    """Return LibreOffice's program, or None where it is not installed.

    The setting ASSISTANT_SOFFICE comes first, then the search path, then the places where its installers put it.

    Raises:
        SettingsError: ASSISTANT_SOFFICE names no file.
    """
    own = os.environ.get(VARIABLE, "").strip()
    if own:
        if Path(own).is_file():
            return Path(own)
        raise SettingsError(f"设置 {VARIABLE} 所指的“{own}”不存在，请改为 soffice 程序的完整路径，或去掉这项设置")
    for name in _NAMES:
        if found := shutil.which(name):
            return Path(found)
    return next((path for path in _usual_places() if path.is_file()), None)


def _usual_places() -> Iterator[Path]:
    if sys.platform == "win32":
        for variable in ("ProgramFiles", "ProgramW6432", "ProgramFiles(x86)", "LOCALAPPDATA"):
            if root := os.environ.get(variable):
                for folder in ("LibreOffice/program", "LibreOffice 5/program", "Programs/LibreOffice/program"):
                    yield from (Path(root) / folder / name for name in _NAMES)
    elif sys.platform == "darwin":
        for place in (Path("/Applications"), Path.home() / "Applications"):
            yield from sorted(place.glob("LibreOffice*.app/Contents/MacOS/soffice"), reverse=True)
    else:
        for folder in ("/usr/bin", "/usr/local/bin", "/snap/bin"):
            yield from (Path(folder) / name for name in _NAMES)
        yield Path("/usr/lib/libreoffice/program/soffice")
        yield from sorted(Path("/opt").glob("libreoffice*/program/soffice"), reverse=True)
        yield Path("/var/lib/flatpak/exports/bin/org.libreoffice.LibreOffice")
