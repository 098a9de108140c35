"""No figure that the user gave is lost: a quantity of the purpose that no row carries gets the offline engine's row."""

from collections.abc import Iterator

from assistant.checking import Finding
from assistant.drafting.events import DraftEvent, RowDrafted
from assistant.drafting.online.sheet import MOST_ROWS, Sheet
from assistant.drafting.online.spare import Spare

_RULE = "X102"


def lost_figures(sheet: Sheet) -> list[Finding]:
    """Return what the checker says of figures of the purpose that no row of the sheet carries."""
    return [each for each in sheet.report().findings if each.rule == _RULE and each.severity == "hint"]


def add_lost(sheet: Sheet, spare: Spare) -> Iterator[DraftEvent]:
    """Yield the rows that were added: each carries a lost figure, and brings no new objection."""
    lost = lost_figures(sheet)
    for row in spare.given() if lost else ():
        if not lost or len(sheet.rows) >= MOST_ROWS:
            return
        before = len(sheet.report().findings)
        sheet.rows.append(row)
        left = lost_figures(sheet)
        if len(left) < len(lost) and len(sheet.report().findings) < before:
            lost = left
            yield RowDrafted(len(sheet.rows) - 1, row)
        else:
            sheet.rows.pop()
