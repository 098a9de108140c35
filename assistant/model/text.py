"""Normal forms of Chinese form text: one spelling for what a reader takes for the same sign."""

import re

# Full-width ASCII (！ to ～) and the ideographic space. Chinese punctuation such as ，。；： is full-width
# by right in running text, so `normalise_signs` (values, money) folds it and `tidy` (names, goals) does not.
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_SIGNS = str.maketrans({
    "≧": "≥", "≦": "≤", "⩾": "≥", "⩽": "≤", "﹥": ">", "﹤": "<", "﹦": "=",
    "〜": "~", "∼": "~", "﹪": "%", "–": "-", "—": "-", "−": "-",
})  # fmt: skip
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff\u200b-\u200f\ufffe\uffff]")
# One pass over the text for all of them: these functions run on every cell of every form.
_TABLE = {code: None for code in range(0x10000) if _CONTROL.match(chr(code))} | _FULL_WIDTH | _SIGNS
_LATIN_GAP = re.compile(r"(?<![A-Za-z])\s+|\s+(?![A-Za-z])")
_SPACES = re.compile(r"\s+")
_EQUALS = re.compile("==+")


def normalise_signs(text: str) -> str:
    """Return text with half-width digits, letters, operators and brackets, and no stray space.

    A space survives only between two Latin words. Idempotent.
    """
    text = text.translate(_TABLE).strip()
    if _SPACES.search(text):
        text = _LATIN_GAP.sub("", _SPACES.sub(" ", text))
    return _EQUALS.sub("=", text).replace(">=", "≥").replace("<=", "≤")


_CJK = r"\u3000-\u303f\u4e00-\u9fff\uff00-\uffef“”‘’…"
_CJK_GAP = re.compile(rf"(?<=[{_CJK}])\s+(?=[{_CJK}])")
_MARKS = re.compile(r"[\s、，。；：,.;:()\[\]〔〕【】“”\"'《》*·-]")


def tidy(text: str) -> str:
    """Return text without control characters, line wraps and the spaces that wraps leave between Chinese signs.

    Punctuation stays as it is written. Idempotent.
    """
    text = _CONTROL.sub("", text).strip()
    return _CJK_GAP.sub("", _SPACES.sub(" ", text)) if _SPACES.search(text) else text


def match_key(text: str) -> str:
    """Return a key under which two spellings of the same name compare equal (never stored, never shown)."""
    return _MARKS.sub("", normalise_signs(text)).lower()
