"""What an Excel sheet holds, read from its XML: cells with texts, merged ranges, sizes of columns and rows."""

import re
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

from openpyxl.utils.cell import column_index_from_string, get_column_letter, range_boundaries

from assistant.writing.reviewed.package import R_ID, Package

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
X = f"{{{MAIN}}}"
_REF = re.compile(r"([A-Z]{1,3})(\d+)$")
_WIDTH, _HEIGHT_PT = 8.43, 15.0


class At(NamedTuple):
    """A cell's place, from 1."""

    row: int
    column: int

    @property
    def ref(self) -> str:
        """As Excel writes it: `B7`."""
        return f"{get_column_letter(self.column)}{self.row}"


class Span(NamedTuple):
    """A merged range, from 1, its ends included."""

    left: int
    top: int
    right: int
    bottom: int

    def holds(self, at: At) -> bool:
        """Whether a cell lies in it."""
        return self.top <= at.row <= self.bottom and self.left <= at.column <= self.right


def sheets_in_order(package: Package) -> list[str | None]:
    """Return the part of each sheet of the book, hidden ones included; None for a chart on a sheet of its own."""
    main = package.main_part()
    known = package.related(main, "worksheet")
    return [known.get(sheet.get(R_ID)) for sheet in package.look(main).iterfind(f"{X}sheets/{X}sheet")]


def sheet_parts(package: Package) -> list[str]:
    """Return the parts of the worksheets in the book's order."""
    return [part for part in sheets_in_order(package) if part is not None and part in package]


def place_of(ref: str) -> At | None:
    """Return where `B7` is; None for anything else."""
    found = _REF.match(ref)
    return At(int(found[2]), column_index_from_string(found[1])) if found else None


def shared_strings(package: Package) -> list[Any]:
    """Return the `si` elements that cells refer to by number."""
    name = next((found for found in package.related(package.main_part(), "sharedStrings").values()), "")
    return list(package.look(name).iterfind(f"{X}si")) if name in package else []


def plain_text(holder: Any) -> str:
    """Return the text of an `si` or `is` element; how it is to be pronounced is left out."""
    return "".join(
        text.text or ""
        for text in holder.iter(f"{X}t")
        if text.getparent() is holder or text.getparent().tag == f"{X}r"
    )


class Sheet:
    """One worksheet."""

    def __init__(self, root: Any, strings: list[Any]) -> None:
        self.root, self._strings = root, strings
        self._by_row: dict[int, list[Span]] | None = None
        self._merged = [
            Span(*range_boundaries(merge.get("ref", "A1"))) for merge in root.iterfind(f"{X}mergeCells/{X}mergeCell")
        ]

    @property
    def merged(self) -> Sequence[Span]:
        """The merged ranges."""
        return self._merged

    @merged.setter
    def merged(self, spans: Sequence[Span]) -> None:
        self._merged, self._by_row = list(spans), None

    def span_at(self, at: At) -> Span | None:
        """Return the merged range that a cell lies in."""
        if self._by_row is None:
            self._by_row = {}
            last = max(self.rows(), default=0)
            for span in self._merged:
                for row in range(span.top, min(span.bottom, last) + 1):
                    self._by_row.setdefault(row, []).append(span)
        return next((span for span in self._by_row.get(at.row, ()) if span.holds(at)), None)

    def rows(self) -> dict[int, Any]:
        """Return the row elements by number; a row or a cell without its number follows the one before it."""
        found: dict[int, Any] = {}
        last = 0
        for row in self.root.iterfind(f"{X}sheetData/{X}row"):
            last = int(row.get("r", last + 1))
            found[last] = row
        return found

    def cells(self, row: Any, number: int) -> dict[At, Any]:
        """Return the cell elements of a row."""
        found: dict[At, Any] = {}
        column = 0
        for cell in row.iterfind(f"{X}c"):
            at = place_of(cell.get("r", "")) or At(number, column + 1)
            column = at.column
            found[at] = cell
        return found

    def texts(self, cell: Any) -> tuple[str, ...]:
        """Return what a cell may show: its text; for a number the number itself and as per cent."""
        kind, value = cell.get("t", "n"), cell.find(f"{X}v")
        if kind == "inlineStr":
            inline = cell.find(f"{X}is")
            return (plain_text(inline),) if inline is not None else ()
        raw = "" if value is None else value.text or ""
        if kind == "s":
            return (plain_text(self._strings[int(raw)]),) if raw.isdigit() and int(raw) < len(self._strings) else ()
        if kind == "n" and raw:
            return _figures(raw)
        return (raw,) if raw else ()

    def hidden_by_merge(self, at: At) -> bool:
        """Whether a cell is covered by the first one of its merged range."""
        span = self.span_at(at)
        return span is not None and (span.top, span.left) != at

    def column_widths_px(self) -> dict[int, float]:
        """Return the width of columns that have one of their own; column 0 holds the others'."""
        form = self.root.find(f"{X}sheetFormatPr")
        default = form.get("defaultColWidth") if form is not None else None
        found = {0: _pixels(float(default) if default else _WIDTH)}
        for column in self.root.iterfind(f"{X}cols/{X}col"):
            hidden = column.get("hidden") in ("1", "true")
            for number in range(int(column.get("min", 1)), min(int(column.get("max", 1)), 400) + 1):
                found[number] = 0.0 if hidden else _pixels(float(column.get("width", _WIDTH)))
        return found

    def row_heights_pt(self) -> dict[int, float]:
        """Return the height of rows that have one of their own; row 0 holds the others'."""
        form = self.root.find(f"{X}sheetFormatPr")
        found = {0: float(form.get("defaultRowHeight", _HEIGHT_PT)) if form is not None else _HEIGHT_PT}
        for number, row in self.rows().items():
            if row.get("hidden") in ("1", "true"):
                found[number] = 0.0
            elif row.get("ht"):
                found[number] = float(row.get("ht"))
        return found


def _pixels(width: float) -> float:
    """A column's unit is the 7 pixels of a digit at 96 an inch."""
    return width * 7


def _figures(raw: str) -> tuple[str, ...]:
    try:
        number = Decimal(raw)
    except InvalidOperation:
        return (raw,)
    return tuple(_short(found) for found in (number, number * 100)) + (f"{_short(number * 100)}%",)


def _short(number: Decimal) -> str:
    text = format(round(number, 6), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
