"""CSV files for Excel: a row an indicator, all projects in one table."""

import csv
import io
from collections.abc import Sequence

from assistant.forms.flat import to_rows
from assistant.model import PerformanceTarget
from assistant.writing.cleaning import clean

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""What makes a spreadsheet count a cell, if it comes first (OWASP, CSV injection)."""


def to_csv(targets: Sequence[PerformanceTarget]) -> bytes:
    """Return a CSV file in UTF-8 with the mark that Excel needs, read back by `assistant.reading`.

    A text that a spreadsheet would take for a formula is written with an apostrophe before it: `'=100%`.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerows([guarded(clean(cell)) for cell in row] for row in to_rows(targets))
    return text.getvalue().encode("utf-8-sig")


def guarded(text: str) -> str:
    """Return a cell's text so that no spreadsheet counts it."""
    return f"'{text}" if text.startswith(_FORMULA) else text
