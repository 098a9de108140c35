"""Fill a unit's own Excel file: cells, headers, text boxes, sheet names, and rows that are repeated."""

from collections.abc import Iterator, Sequence
from typing import Any

from assistant.model import InputError, PerformanceTarget
from assistant.writing.excel import sheet_name
from assistant.writing.reviewed.package import Package
from assistant.writing.reviewed.sheets import Sheet, X, shared_strings, sheet_parts
from assistant.writing.reviewed.xml import element
from assistant.writing.template.excel_cells import Cells, text_holder
from assistant.writing.template.excel_copies import copy_sheet, rename_sheet, title_of
from assistant.writing.template.excel_refs import move_references
from assistant.writing.template.excel_rows import SheetRows
from assistant.writing.template.excel_styles import Styles
from assistant.writing.template.filler import Filler
from assistant.writing.template.marks import WRITTEN, Mark, MarkReader, written_marks
from assistant.writing.template.runs import Tags, fill, text_of
from assistant.writing.template.scan import Marks

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_DRAWN = Tags(
    text=f"{_A}t",
    run=f"{_A}r",
    properties=f"{_A}rPr",
    skipped=frozenset({f"{_A}rPr", f"{_A}pPr", f"{_A}endParaRPr"}),
    says_space=False,
)
_BOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_TYPES = {
    "application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml": _BOOK,
    "application/vnd.ms-excel.template.macroEnabled.main+xml": "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
}
"""A template of Excel's own kind becomes a workbook."""
_BEHIND_CALCULATION = tuple(
    f"{X}{name}"
    for name in (
        "oleSize", "customWorkbookViews", "pivotCaches", "smartTagPr", "smartTagTypes", "webPublishing", "fileRecoveryPr",
        "webPublishObjects", "extLst",
    )
)  # fmt: skip


def excel_marks(package: Package) -> list[list[str]]:
    """Return the names of all marks, as they are written, in the order of the file; those of one row together."""
    strings = shared_strings(package)
    return [group for part in sheet_parts(package) for group in _sheet_marks(package, part, strings)]


def _sheet_marks(package: Package, part: str, strings: list[Any]) -> Iterator[list[str]]:
    root = package.look(part)
    yield from filter(None, [written_marks(title_of(package, part))])
    for row in root.iterfind(f"{X}sheetData/{X}row"):
        holders = (text_holder(cell, strings) for cell in row.iterfind(f"{X}c"))
        yield from filter(None, [[name for found in holders if found is not None for name in _written(found)]])
    for line in _headers(root):
        yield from filter(None, [written_marks(line.text or "")])
    for paragraph in _drawn(package, part):
        yield from filter(None, [written_marks(text_of(paragraph, _DRAWN))])


def _written(holder: Any) -> list[str]:
    return written_marks("".join(text.text or "" for text in holder.iter(f"{X}t")))


def _headers(root: Any) -> Iterator[Any]:
    yield from root.iterfind(f"{X}headerFooter/*")


def _drawn(package: Package, part: str) -> Iterator[Any]:
    for name in package.related(part, "drawing").values():
        if name in package:
            yield from package.edit(name).iter(f"{_A}p")


def fill_excel(package: Package, targets: Sequence[PerformanceTarget]) -> None:
    """Fill the file; with several targets, each sheet with marks is there once for each of them.

    Raises:
        InputError: there are no marks, unknown ones, columns outside the cells, or a text too long for a cell.
    """
    written = excel_marks(package)
    marks = Marks(MarkReader(targets).read_all(name for group in written for name in group))
    strings, styles = shared_strings(package), Styles(package)
    parts = sheet_parts(package)
    filled = [part for part in parts if any(_sheet_marks(package, part, strings))]
    copies = [(targets[0], part, part) for part in filled]
    for target in targets[1:]:
        copies += [(target, copy_sheet(package, part), part) for part in filled]
    _name_sheets(package, copies, marks, alone=len(filled) == 1, several=len(targets) > 1)
    for target, part, model in copies:
        filler = Filler(target)
        _fill_outside(package, part, marks, filler)
        title = title_of(package, part)
        shift = SheetRows(package.edit(part), title, Cells(strings, styles, marks, filler)).fill()
        move_references(package, part, title, shift, alone=part != model)
        _measure(package.edit(part))
    _calculate_anew(package)
    kind = package.type_of(package.main_part())
    if kind in _TYPES:
        package.set_type(package.main_part(), _TYPES[kind])


def _name_sheets(
    package: Package, copies: Sequence[tuple[PerformanceTarget, str, str]], marks: Marks, alone: bool, several: bool
) -> None:
    """Name sheets by the marks in their names; else, where there are several targets, by the project."""
    parts = sheet_parts(package)
    models = {part: title_of(package, part) for _, part, model in copies if part == model}
    own = {part for _, part, _ in copies}
    taken = {title_of(package, part).lower() for part in parts if part not in own}
    for target, part, model in copies:
        old = models[model]
        if written_marks(old):
            wanted = _in_line(old, marks, Filler(target))
        elif several:
            wanted = target.project.name if alone else f"{old}-{target.project.name}"
        else:
            taken.add(old.lower())
            continue
        rename_sheet(package, part, sheet_name(wanted, taken), alone=part != model)


def _in_line(text: str, marks: Marks, filler: Filler, ampersand: str = "&") -> str:
    """Return a text of one line with its marks replaced."""
    return WRITTEN.sub(
        lambda found: "".join(_field(mark, filler) for mark in marks.of(found[0])).replace("&", ampersand), text
    )


def _field(mark: Mark, filler: Filler) -> str:
    if mark.kind == "column":
        raise InputError(f"标记“{{{{{mark.written}}}}}”是指标表的一栏，请写在表格的一行里，不要写在表格外面")
    return filler.field(mark).replace("\n", " ")


def _fill_outside(package: Package, part: str, marks: Marks, filler: Filler) -> None:
    """Fill what stands in no cell: headers and footers, text boxes."""
    for line in _headers(package.edit(part)):
        # In a header, & begins a code.
        line.text = _in_line(line.text or "", marks, filler, ampersand="&&")
    for paragraph in _drawn(package, part):
        fill(paragraph, _DRAWN, lambda name: _field(marks.known[name], filler))


def _measure(root: Any) -> None:
    """Say anew which cells the sheet uses, where it says so."""
    dimension = root.find(f"{X}dimension")
    if dimension is not None and ":" in dimension.get("ref", ""):
        rows = Sheet(root, []).rows()
        start, _, end = dimension.get("ref").partition(":")
        dimension.set("ref", f"{start}:{end.rstrip('0123456789')}{max(rows, default=1)}")


def _calculate_anew(package: Package) -> None:
    """Let formulas be worked out when the file is opened: what they gave for the template is no longer true."""
    main = package.main_part()
    for part in sheet_parts(package):
        if b"<f" in package.bytes_of(part) or b":f" in package.bytes_of(part):
            for cell in package.edit(part).iter(f"{X}c"):
                value = cell.find(f"{X}v")
                if cell.find(f"{X}f") is not None and value is not None:
                    cell.remove(value)
                    cell.attrib.pop("t", None)
    for name in package.related(main, "calcChain").values():
        package.remove(name)
        for relation in package.relations(main):
            if relation.get("Type", "").endswith("/calcChain"):
                package.drop_relation(main, relation.get("Id"))
    root = package.edit(main)
    settings = root.find(f"{X}calcPr")
    if settings is None:
        settings = element(f"{X}calcPr")
        behind = next((found for found in root if found.tag in _BEHIND_CALCULATION), None)
        if behind is None:
            root.append(settings)
        else:
            behind.addprevious(settings)
    settings.set("fullCalcOnLoad", "1")
