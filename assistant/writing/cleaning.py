"""Signs that neither Word nor Excel can hold."""

import re

# What XML 1.0 forbids; a file with one of them does not open.
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """Return text without control characters, with line feeds as its only line ends."""
    return _FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))


def one_line(text: str) -> str:
    """Return a text cleaned for a place that has one line."""
    return clean(text).replace("\n", " ")
