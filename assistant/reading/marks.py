"""Marks that extraction leaves in a cell, and the signs that stand for a filled-in box."""

import re

from assistant.model.text import tidy

_TAG = re.compile(r"</?(?:p|br|b|i|u|span|div|strong|em|sup|sub|td|tr|font)\b[^<>]{0,200}/?>", re.IGNORECASE)
_BOOKMARK = re.compile(r"\[bookmark:[^\[\]]{0,80}\]")
_LATEX_SIGNS = {
    r"\geqslant": "≥", r"\leqslant": "≤", r"\geq": "≥", r"\leq": "≤", r"\ge": "≥", r"\le": "≤", r"\times": "×",
    r"\sim": "~", r"\%": "%", r"\％": "%", r"\pm": "±", r"\,": "", r"\ ": " ", r"\quad": " ",
}  # fmt: skip
_LATEX = re.compile(r"\$([^$\n]{1,80})\$")
_LATEX_TEXT = re.compile(r"\\(?:text|mathrm|mathbf)\s*\{([^{}]*)\}")
_EMPTY_BOX = "□☐◻▢○"
_BOX = re.compile(rf"([{_EMPTY_BOX}☑☒✓✔√■▣◼●◉▼þ])")


def clean(text: str) -> str:
    """Return a cell's text without HTML tags, Word bookmarks and LaTeX dressing; spaces stay."""
    if "<" in text:
        text = _TAG.sub("", text)
    if "[bookmark" in text:
        text = _BOOKMARK.sub("", text)
    return _LATEX.sub(_plain_latex, text).strip() if "$" in text else text.strip()


def _plain_latex(found: re.Match[str]) -> str:
    inner = _LATEX_TEXT.sub(r"\1", found[1])
    for command, sign in _LATEX_SIGNS.items():
        inner = inner.replace(command, sign)
    # What still holds a command is a formula or a price in dollars, not a dressed value.
    return found[0] if "\\" in inner else inner.strip()


def choices(text: str, options: tuple[str, ...]) -> list[str] | None:
    """Return the options that are ticked, in the form's order; None where nobody can tell any more.

    A choice is what follows a box up to the next one. Text before the first box has lost its own; text without
    boxes is the choice itself, unless it names several.
    """
    pieces = _BOX.split(text)
    if len(pieces) == 1:
        return None if _several(text, options) else [tidy(text)]
    chosen = [
        "".join(piece.split())
        for box, piece in zip(pieces[1::2], pieces[2::2], strict=True)
        if box not in _EMPTY_BOX and piece.strip()
    ]
    named = [option for option in options if any(piece.startswith(option) for piece in chosen)]
    named += [piece for piece in chosen if not any(piece.startswith(option) for option in options)]
    return None if not named and any(option in "".join(pieces[0].split()) for option in options) else named


def _several(text: str, options: tuple[str, ...]) -> bool:
    """Whether options stand there without any sign between them that would make them an answer."""
    plain = "".join(text.split())
    left = plain
    for option in options:
        left = left.replace(option, "")
    return not left and plain not in options
