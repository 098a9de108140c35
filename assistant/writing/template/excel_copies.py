"""Several targets in one Excel file: the template's sheets once for each, under names of their own."""

import posixpath
import re
from copy import deepcopy
from typing import Any

from assistant.writing.reviewed.package import R_ID, Package, rels_name
from assistant.writing.reviewed.sheets import X
from assistant.writing.template.excel_refs import formula_parts, formulas_naming
from assistant.writing.template.references import renamed

_OWN = (
    "drawing",
    "vmlDrawing",
    "comments",
    "table",
    "chart",
    "printerSettings",
    "ctrlProp",
    "control",
    "legacyDiagramText",
)
"""Parts that belong to one sheet; others, as pictures, are shared."""
_LEFT_OUT = ("pivotTable", "queryTable", "threadedComment", "slicer", "timeline")
_NUMBERED = re.compile(r"\d*(\.[^.]+)$")


def sheet_entry(package: Package, part: str) -> Any:
    """Return the element of the workbook that names a sheet."""
    main = package.main_part()
    known = package.related(main, "worksheet")
    return next(
        sheet for sheet in package.edit(main).iterfind(f"{X}sheets/{X}sheet") if known.get(sheet.get(R_ID)) == part
    )


def copy_sheet(package: Package, part: str) -> str:
    """Add a copy of a sheet behind all others, under a name for the while; return its part."""
    main = package.main_part()
    title = f"_{len(package.names)}"
    copy = _copy_part(package, part)
    for view in package.edit(copy).iterfind(f"{X}sheetViews/{X}sheetView"):
        # Two sheets that are chosen at once would both be changed by whatever is typed.
        view.attrib.pop("tabSelected", None)
    for settings in package.edit(copy).iterfind(f"{X}sheetPr"):
        # The name that macros know the sheet by; there is one sheet of each.
        settings.attrib.pop("codeName", None)
    old = sheet_entry(package, part)
    sheets = old.getparent()
    entry = deepcopy(old)
    entry.set("name", title)
    entry.set("sheetId", str(max(int(sheet.get("sheetId", "0")) for sheet in sheets) + 1))
    entry.set(R_ID, package.relate(main, "worksheet", copy))
    _copy_names(package.edit(main), list(sheets).index(old), len(sheets), old.get("name"), title)
    sheets.append(entry)
    for holder in formula_parts(package, copy):
        for formula in formulas_naming(package, holder, old.get("name")):
            formula.text = renamed(formula.text or "", old.get("name"), title)
    return copy


def rename_sheet(package: Package, part: str, title: str, alone: bool) -> None:
    """Give a sheet another name, and tell every formula and every defined name of it; of a copy only its own know."""
    main = package.main_part()
    entry = sheet_entry(package, part)
    old = entry.get("name")
    if old == title:
        return
    entry.set("name", title)
    for name in package.edit(main).iterfind(f"{X}definedNames/{X}definedName"):
        name.text = renamed(name.text or "", old, title)
    for holder in formula_parts(package, part if alone else None):
        for found in formulas_naming(package, holder, old):
            found.text = renamed(found.text or "", old, title)


def title_of(package: Package, part: str) -> str:
    """Return the name on a sheet's tab."""
    return str(sheet_entry(package, part).get("name", ""))


def _copy_names(workbook: Any, old: int, new: int, title: str, copied: str) -> None:
    """Give a copy the print area and the repeated rows of its model."""
    for name in list(workbook.iterfind(f"{X}definedNames/{X}definedName")):
        if name.get("localSheetId") == str(old):
            own = deepcopy(name)
            own.set("localSheetId", str(new))
            own.text = renamed(own.text or "", title, copied)
            name.getparent().append(own)


def _copy_part(package: Package, name: str) -> str:
    folder, base = posixpath.split(name)
    copy = package.free_name(f"{folder}/{_NUMBERED.sub(r'{}', base)}{posixpath.splitext(base)[1]}")
    package.put(copy, package.bytes_of(name), package.type_of(name))
    if rels_name(name) not in package:
        return copy
    package.copy_relations(name, copy)
    targets = package.related(copy)
    for relation in package.edit(rels_name(copy)):
        kind = relation.get("Type", "").rpartition("/")[2]
        target = targets.get(relation.get("Id", ""), "")
        if kind in _LEFT_OUT:
            relation.getparent().remove(relation)
        elif kind in _OWN and target in package:
            own = _copy_part(package, target)
            relation.set("Target", posixpath.relpath(own, folder))
            if kind == "table":
                _rename_table(package, own)
    return copy


def _rename_table(package: Package, name: str) -> None:
    """A table's name and number must be the only ones of the book."""
    table = package.edit(name)
    number = max(
        int(package.look(other).get("id", "0"))
        for other in package.names
        if other.startswith("xl/tables/") and other != name
    )
    table.set("id", str(number + 1))
    for attribute in ("name", "displayName"):
        table.set(attribute, f"{table.get(attribute, 'Table')}_{number + 1}")
