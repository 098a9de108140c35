"""File names of projects, good on every system."""

import re
from collections.abc import Iterable

from assistant.writing.cleaning import one_line

_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?:\..*)?", re.IGNORECASE)
_LONGEST, _MOST_BYTES = 60, 180


def safe_name(text: str) -> str:
    """Return a text as a file name without suffix: at most 60 signs, no sign or name that a system keeps for itself."""
    plain = _cut(re.sub(r"\s+", " ", _FORBIDDEN.sub(" ", one_line(text))).strip(" ."))
    plain = plain or "项目"
    return f"_{plain}" if _RESERVED.fullmatch(plain) else plain


def safe_names(texts: Iterable[str]) -> list[str]:
    """Return a file name for each text, unlike all the others (case ignored): the second 道路改造 is 道路改造(2)."""
    found: list[str] = []
    taken: set[str] = set()
    for text in texts:
        plain = name = safe_name(text)
        number = 1
        while name.casefold() in taken:
            number += 1
            mark = f"({number})"
            name = _cut(plain, len(mark)) + mark
        taken.add(name.casefold())
        found.append(name)
    return found


def _cut(text: str, spare: int = 0) -> str:
    """Return the beginning of a text that leaves room for so many ASCII signs; no sign is cut in two."""
    short = text[: _LONGEST - spare].encode("utf-8")[: _MOST_BYTES - spare]
    return short.decode("utf-8", "ignore").rstrip(" .")
