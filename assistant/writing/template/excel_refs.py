"""What in an Excel file refers to rows by number, and moves when rows are put in."""

import re
from collections.abc import Iterator
from typing import Any

from assistant.writing.reviewed.package import Package
from assistant.writing.reviewed.sheets import X, sheet_parts
from assistant.writing.template.references import Shift, shifted

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
_VML_ROW = re.compile(rb"(<x:Row>\s*)(\d+)(\s*</x:Row>)")
_VML_ANCHOR = re.compile(rb"(<x:Anchor>\s*)([\d,\s]+?)(\s*</x:Anchor>)")
_AREAS = ("sqref", "ref")
_FORMULAS = ("f", "formula", "formula1", "formula2")


def move_references(package: Package, part: str, title: str, shift: Shift, alone: bool = False) -> None:
    """Let everything that refers to the rows of a sheet follow them; the sheet's own cells and merges have moved already.

    Args:
        package: the file.
        part: the sheet.
        title: its name.
        shift: the rows that were put in.
        alone: whether no other sheet can speak of it, as of a copy.
    """
    if shift.inserted:
        _sheet(package.edit(part), shift)
        _beside(package, part, shift)
        for formula, own in _formulas(package, part, title, alone):
            formula.text = shifted(formula.text or "", shift, title, own)


def _sheet(root: Any, shift: Shift) -> None:
    data, merges = root.find(f"{X}sheetData"), root.find(f"{X}mergeCells")
    for part in root:
        if part is data or part is merges:
            continue
        for found in part.iter():
            if not isinstance(found.tag, str):
                continue
            for name in _AREAS:
                if found.get(name):
                    found.set(name, shift.area(found.get(name)))
            if found.get("activeCell"):
                found.set("activeCell", shift.area(found.get("activeCell")).partition(":")[0])
            if found.tag.endswith("}sqref"):
                found.text = shift.area(found.text or "")
    for line in root.iterfind(f"{X}rowBreaks/{X}brk"):
        line.set("id", str(shift.end(int(line.get("id", "0")))))


def _beside(package: Package, part: str, shift: Shift) -> None:
    """Move what stands over the cells or describes them: pictures, shapes, notes, tables."""
    for name in package.related(part, "drawing").values():
        for row in package.edit(name).iter(f"{_DRAWING}row") if name in package else ():
            row.text = str(shift.start(int(row.text or "0") + 1) - 1)
    for kind in ("comments", "table"):
        for name in package.related(part, kind).values():
            for found in package.edit(name).iter() if name in package else ():
                if found.get("ref"):
                    moved = shift.area(found.get("ref"))
                    found.set("ref", moved.partition(":")[0] if kind == "comments" else moved)
    for name in package.related(part, "vmlDrawing").values():
        if name in package:
            package.put(name, _vml(package.bytes_of(name), shift))


def _vml(drawing: bytes, shift: Shift) -> bytes:
    def row(found: re.Match[bytes]) -> bytes:
        return found[1] + str(shift.start(int(found[2]) + 1) - 1).encode() + found[3]

    def anchor(found: re.Match[bytes]) -> bytes:
        parts = [part.strip() for part in found[2].split(b",")]
        if len(parts) == 8:
            for at in (2, 6):
                parts[at] = str(shift.start(int(parts[at]) + 1) - 1).encode()
        return found[1] + b", ".join(parts) + found[3]

    return _VML_ANCHOR.sub(anchor, _VML_ROW.sub(row, drawing))


def _formulas(package: Package, part: str, title: str, alone: bool) -> Iterator[tuple[Any, bool]]:
    """Yield the elements that hold formulas about a sheet, but for those of its own cells."""
    for name in package.edit(package.main_part()).iterfind(f"{X}definedNames/{X}definedName"):
        if title in (name.text or ""):
            yield name, False
    root = package.edit(part)
    data = root.find(f"{X}sheetData")
    for block in root:
        if block is not data:
            yield from ((found, True) for found in formulas(block))
    for name in formula_parts(package, part if alone else None):
        if name != part:
            yield from ((found, False) for found in formulas_naming(package, name, title))


def formula_parts(package: Package, sheet: str | None = None) -> list[str]:
    """Return the parts whose formulas may speak of sheets: sheets and charts; those of one sheet, or all."""
    if sheet is not None:
        drawings = package.related(sheet, "drawing").values()
        return [sheet, *(chart for drawing in drawings for chart in package.related(drawing, "chart").values())]
    charts = [name for name in package.names if name.startswith("xl/charts/") and name.endswith(".xml")]
    return [*sheet_parts(package), *charts]


def formulas(block: Any) -> Iterator[Any]:
    """Yield the elements that hold formulas."""
    for found in block.iter():
        if isinstance(found.tag, str) and found.tag.rpartition("}")[2] in _FORMULAS:
            yield found


def formulas_naming(package: Package, part: str, title: str) -> list[Any]:
    """Return the formulas of a part that name a sheet; a part without any stays byte for byte."""
    if not any(title in (found.text or "") for found in formulas(package.look(part))):
        return []
    return [found for found in formulas(package.edit(part)) if title in (found.text or "")]
