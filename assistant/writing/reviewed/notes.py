"""The drawing of an Excel sheet's notes: without it a note has a text and no box."""

import re
from collections.abc import Sequence

from assistant.writing.measuring import lines_of
from assistant.writing.reviewed.sheets import At, Sheet

_WIDTH_PX, _FONT_PT, _LINE_PX, _PADDING_PX, _GAP_PX = 300, 9.0, 16.0, 14.0, 12
_MM_PX = 96 / 25.4
_FIRST = """<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" \
xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="{block}"/>\
</o:shapelayout></xml>"""
_KIND = """<v:shapetype id="{name}" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">\
<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>"""
_SHAPE = """<v:shape id="_x0000_s{number}" type="#{kind}" style="position:absolute;margin-left:80pt;margin-top:5pt;\
width:{width:g}pt;height:{height:g}pt;z-index:{order};visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">\
<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>\
<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>\
<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor>\
<x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"""
_PREFIXES = {
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "x": "urn:schemas-microsoft-com:office:excel",
}
_TYPE_NAME = "_x0000_t202"
_SHAPE_ID = re.compile(rb"_x0000_s(\d+)")


def draw_notes(existing: bytes | None, sheet: Sheet, notes: Sequence[tuple[At, str]], block: int) -> bytes:
    """Return the drawing with a box for each note, as large as its text.

    Args:
        existing: the sheet's drawing so far. It is added to as text: what Excel writes there is not always
            well-formed XML.
        sheet: whose columns and rows the boxes are measured by.
        notes: cells and texts.
        block: number of the 1024 shape ids that a new drawing takes.
    """
    drawing = existing or _FIRST.format(block=block).encode()
    number = max((int(found[1]) for found in _SHAPE_ID.finditer(drawing)), default=block * 1024)
    parts = [] if _TYPE_NAME.encode() in drawing else [_KIND.format(name=_TYPE_NAME)]
    boxes = _Boxes(sheet)
    for order, (at, text) in enumerate(notes, 1):
        height = _height(text)
        parts.append(
            _SHAPE.format(
                number=number + order, kind=_TYPE_NAME, width=_WIDTH_PX * 0.75, height=height * 0.75, order=order,
                anchor=boxes.anchor(at, height), row=at.row - 1, column=at.column - 1,
            )
        )  # fmt: skip
    return _appended(drawing, "".join(parts))


def _appended(drawing: bytes, shapes: str) -> bytes:
    end = drawing.rfind(b"</xml>")
    if end < 0:
        return drawing
    # Prefixes that another program's drawing may not know.
    missing = "".join(
        f' xmlns:{prefix}="{uri}"' for prefix, uri in _PREFIXES.items() if f"xmlns:{prefix}=".encode() not in drawing
    )
    if missing:
        start = drawing.find(b"<xml") + 4
        drawing = drawing[:start] + missing.encode() + drawing[start:]
        end += len(missing)
    return drawing[:end] + shapes.encode() + drawing[end:]


def _height(text: str) -> float:
    return round(lines_of(text, _WIDTH_PX / _MM_PX, _FONT_PT) * _LINE_PX + _PADDING_PX)


class _Boxes:
    """Where a box of a given size ends, counted in the sheet's own columns and rows."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._widths = sheet.column_widths_px()
        self._heights = {row: height * 96 / 72 for row, height in sheet.row_heights_pt().items()}

    def anchor(self, at: At, height: float) -> str:
        """Return column, offset, row, offset of both corners; the box stands right of its cell, merged ones whole."""
        span = self._sheet.span_at(at)
        left = span.right if span else at.column
        right, right_rest = _walk(self._widths, left, _GAP_PX + _WIDTH_PX)
        top = max(at.row - 1, 1)
        bottom, bottom_rest = _walk(self._heights, top - 1, 4 + height)
        return f"{left}, {_GAP_PX}, {top - 1}, 4, {right}, {right_rest}, {bottom}, {bottom_rest}"


def _walk(sizes: dict[int, float], start: int, length: float) -> tuple[int, int]:
    """Return the column or row (from 0) in which a length from the start of `start` ends, and how far into it."""
    number = start
    for _ in range(2000):
        size = sizes.get(number + 1, sizes[0])
        if length <= size:
            break
        length -= size
        number += 1
    return number, round(length)
