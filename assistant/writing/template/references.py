"""References to cells in formulas, when rows are put between others or a sheet gets another name."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from openpyxl.formula.tokenizer import Token, Tokenizer

_OPERAND = re.compile(
    r"(?:(?P<sheet>'(?:[^']|'')+'|[^'!]+)!)?(?P<left>\$?[A-Z]{0,3})(?P<fix>\$?)(?P<top>\d+)"
    r"(?::(?P<right>\$?[A-Z]{0,3})(?P<fix2>\$?)(?P<bottom>\d+))?$"
)
_PLAIN_NAME = re.compile(r"[^\W\d][\w.]*$")


@dataclass(frozen=True)
class Shift:
    """Rows put into a sheet: `(8, 3)` puts three behind row 8."""

    inserted: tuple[tuple[int, int], ...] = ()

    def start(self, row: int) -> int:
        """Return where a row stands afterwards."""
        return row + sum(count for behind, count in self.inserted if behind < row)

    def end(self, row: int) -> int:
        """Return the last row of a range that ended with `row`: a range that ends with a repeated row grows with it."""
        return row + sum(count for behind, count in self.inserted if behind <= row)

    def area(self, reference: str) -> str:
        """Return a list of ranges as a sheet has it (`A1:B8 C8`), moved."""
        return " ".join(self._moved(part, True) for part in reference.split())

    def _moved(self, reference: str, grows: bool) -> str:
        found = _OPERAND.match(reference)
        if found is None or found["sheet"]:
            return reference
        return self.operand(found, grows)

    def operand(self, found: re.Match[str], grows: bool = False) -> str:
        """Return a reference, moved; with `grows` a single cell in a repeated row becomes a range."""
        top = int(found["top"])
        sheet = f"{found['sheet']}!" if found["sheet"] else ""
        first = f"{found['left']}{found['fix']}{self.start(top)}"
        if found["bottom"] is not None:
            return f"{sheet}{first}:{found['right']}{found['fix2']}{self.end(int(found['bottom']))}"
        if grows and self.end(top) > self.start(top):
            return f"{sheet}{first}:{found['left']}{found['fix']}{self.end(top)}"
        return sheet + first


def shifted(formula: str, shift: Shift, sheet: str, own: bool) -> str:
    """Return a formula (without its `=`) after rows were put into a sheet.

    Args:
        formula: as the file has it.
        shift: the rows.
        sheet: name of the sheet that they were put into.
        own: whether the formula stands on that sheet, so that references without a name mean it.
    """

    def change(found: re.Match[str]) -> str:
        meant = own if found["sheet"] is None else unquoted(found["sheet"]) == sheet
        return shift.operand(found) if meant else found[0]

    return _changed(formula, change)


def renamed(formula: str, old: str, new: str) -> str:
    """Return a formula in which a sheet has its new name."""
    if old not in formula:
        return formula
    head = re.compile(rf"(?:'{re.escape(old.replace(chr(39), chr(39) * 2))}'|(?<![\w']){re.escape(old)})!")
    return head.sub(lambda _: f"{quoted(new)}!", formula)


def quoted(sheet: str) -> str:
    """Return a sheet's name as formulas write it."""
    plain = _PLAIN_NAME.match(sheet) and not re.match(r"[A-Za-z]{1,3}\d+$", sheet)
    return sheet if plain else "'" + sheet.replace("'", "''") + "'"


def unquoted(sheet: str) -> str:
    """Return a sheet's name as its tab shows it."""
    return sheet[1:-1].replace("''", "'") if sheet.startswith("'") else sheet


def _changed(formula: str, change: Callable[[re.Match[str]], str]) -> str:
    try:
        tokens: Sequence[Token] = Tokenizer(f"={formula}").items
    except Exception:  # what is no formula by openpyxl's lights stays as it is
        return formula
    parts = []
    for token in tokens:
        found = _OPERAND.match(token.value) if token.type == Token.OPERAND and token.subtype == Token.RANGE else None
        parts.append(change(found) if found else token.value)
    return "".join(parts)
