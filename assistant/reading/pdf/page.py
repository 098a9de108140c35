"""A page of a PDF file as signs and ruling lines, through PDFium.

PDFium is ten times as fast as the Python parsers (measured: 5 ms a page of a form, pdfplumber 56 ms). It is not
thread-safe: whoever calls this module holds one lock.
"""

import ctypes
import math
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from pypdfium2 import raw  # type: ignore[import-untyped]

from assistant.model.data import parse_yaml
from assistant.reading.office.symbols import is_private, symbol

_THIN = 3.0
"""Points: what is filled and thinner is a line."""
_SHORTEST = 0.5
_SLANT = 1.0
_DEEPEST = 6
_MOST_SIGNS, _MOST_OBJECTS = 60_000, 10_000
_SAMPLED = 300
_ASCENT = 0.86
"""Of a font's size: how much of it stands above the line, in Chinese fonts."""


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign and the box it takes; x to the right, y downwards, in points; whether a space stands before it."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    spaced: bool = False

    @property
    def x(self) -> float:
        """Return the middle of its box."""
        return (self.left + self.right) / 2

    @property
    def y(self) -> float:
        """Return the middle of its box."""
        return (self.top + self.bottom) / 2

    @property
    def size(self) -> float:
        """Return its height."""
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Stroke:
    """A ruling line: where it lies on the one axis, and from where to where it goes on the other."""

    at: float
    begin: float
    end: float


@dataclass(frozen=True)
class Page:
    """What stands on a page, turned so that its text is upright.

    Attributes:
        number: from 0.
        signs: in the file's order, without spaces.
        across: horizontal ruling lines.
        down: vertical ruling lines.
        has_picture: whether it holds a picture.
    """

    number: int
    signs: list[Sign]
    across: list[Stroke]
    down: list[Stroke]
    has_picture: bool


_Turn = Callable[[float, float], tuple[float, float]]
_TURNS: tuple[_Turn, ...] = (
    lambda x, y: (x, -y),
    lambda x, y: (y, x),
    lambda x, y: (-x, y),
    lambda x, y: (-y, -x),
)
"""How a point of the file is turned for text that runs right, up, left, down."""


def read_page(page: Any, number: int) -> Page:
    """Return what stands on a page.

    Args:
        page: a `pypdfium2.PdfPage`.
        number: its number from 0.
    """
    text = page.get_textpage()
    try:
        turn = _TURNS[_quarter(text, page)]
        signs = list(_signs(text, turn))
    finally:
        text.close()
    lines = _Lines(turn)
    lines.collect(page)
    return Page(number, signs, lines.across, lines.down, lines.has_picture)


def _quarter(text: Any, page: Any) -> int:
    """Return in quarters how most of the text runs: right, up, left or down."""
    count = min(text.count_chars(), _SAMPLED)
    angles = [raw.FPDFText_GetCharAngle(text.raw, at) for at in range(count)]
    # PDFium counts clockwise.
    quarters = Counter(-round(angle / (math.pi / 2)) % 4 for angle in angles if angle >= 0)
    return quarters.most_common(1)[0][0] if quarters else int(page.get_rotation() // 90) % 4


def _signs(text: Any, turn: _Turn) -> Iterator[Sign]:
    pending, spaced, before = 0, False, "x"
    boxes = _Boxes(text, turn)
    for at in range(min(text.count_chars(), _MOST_SIGNS)):
        code = raw.FPDFText_GetUnicode(text.raw, at)
        if 0xD800 <= code < 0xDC00:
            pending = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((pending - 0xD800) << 10) + (code - 0xDC00) if pending else 0
        pending = 0
        if code < 0x20 or code > 0x10FFFF:
            continue
        if raw.FPDFText_IsGenerated(text.raw, at) == 1:
            # PDFium puts in a space where it sees a gap: between 1. and 完成 it is one, between 完成 and 3 it is Word's way.
            spaced = spaced or (code == 0x20 and before.isascii() and not before.isalnum())
        elif chr(code).isspace():
            spaced = True
        elif (box := boxes.of(at)) is not None:
            shown = _symbol(text, at, code) if is_private(code) else _usual(chr(code))
            yield Sign(shown, *box, spaced)
            spaced, before = False, chr(code)


class _Boxes:
    """Measures the boxes of signs: as broad as they are, as high as their font, on the line that they stand on.

    The box that PDFium gives is as high as the sign itself where a font names no heights: a comma's would be a line
    of its own.
    """

    def __init__(self, text: Any, turn: _Turn) -> None:
        self._text, self._turn = text.raw, turn
        # Made once: to make them for each sign takes as long as the rest.
        self._loose, self._matrix = raw.FS_RECTF(), raw.FS_MATRIX()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()

    def of(self, at: int) -> tuple[float, float, float, float] | None:
        """Return left, top, right and bottom; None where PDFium does not know."""
        loose, matrix, x, y = self._loose, self._matrix, self._x, self._y
        known = raw.FPDFText_GetLooseCharBox(self._text, at, loose) and raw.FPDFText_GetCharOrigin(self._text, at, x, y)
        if not known:
            return None
        size = raw.FPDFText_GetFontSize(self._text, at)
        if raw.FPDFText_GetMatrix(self._text, at, matrix):
            size *= math.hypot(matrix.c, matrix.d)
        first, second = self._turn(loose.left, loose.top), self._turn(loose.right, loose.bottom)
        baseline = self._turn(x.value, y.value)[1]
        left, right = min(first[0], second[0]), max(first[0], second[0])
        return left, baseline - _ASCENT * size, right, baseline + (1 - _ASCENT) * size


def _symbol(text: Any, at: int, code: int) -> str:
    """Return what a sign of a symbol font looks like."""
    buffer = ctypes.create_string_buffer(100)
    raw.FPDFText_GetFontInfo(text.raw, at, buffer, 100, ctypes.c_int())
    font = buffer.value.decode("utf-8", "ignore").rpartition("+")[2].replace("-Regular", "").replace("2", " 2")
    return symbol(font, code) or chr(code)


@cache
def _usual(sign: str) -> str:
    """Return the sign that a reader takes it for: fonts make 目 a radical that looks the same."""
    if "\u2e80" <= sign <= "\u2eff":
        return _radicals().get(sign, sign)
    return unicodedata.normalize("NFKC", sign) if "\u2f00" <= sign <= "\u2fdf" or "\uf900" <= sign <= "\ufaff" else sign


@cache
def _radicals() -> dict[str, str]:
    text = resources.files("assistant.reading").joinpath("data", "radicals.yaml").read_text(encoding="utf-8")
    return {str(radical): str(sign) for radical, sign in parse_yaml(text).items()}


class _Lines:
    """Collects the ruling lines of a page, whether stroked or filled."""

    def __init__(self, turn: _Turn) -> None:
        self._turn = turn
        self.across: list[Stroke] = []
        self.down: list[Stroke] = []
        self.has_picture = False
        self._seen = 0

    def collect(self, page: Any) -> None:
        count = raw.FPDFPage_CountObjects(page.raw)
        for at in range(count):
            self._object(raw.FPDFPage_GetObject(page.raw, at), (1, 0, 0, 1, 0, 0), 0)

    def _object(self, item: Any, outer: tuple[float, ...], depth: int) -> None:
        kind = raw.FPDFPageObj_GetType(item)
        self._seen += 1
        if self._seen > _MOST_OBJECTS:
            return
        if kind == raw.FPDF_PAGEOBJ_IMAGE:
            self.has_picture = True
        elif kind == raw.FPDF_PAGEOBJ_PATH:
            self._path(item, _product(_matrix(item), outer))
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            inner = _product(_matrix(item), outer)
            for at in range(raw.FPDFFormObj_CountObjects(item)):
                self._object(raw.FPDFFormObj_GetObject(item, at), inner, depth + 1)

    def _path(self, item: Any, matrix: tuple[float, ...]) -> None:
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        raw.FPDFPath_GetDrawMode(item, fill, stroke)
        if not (fill.value or stroke.value):
            return
        for points in self._outlines(item, matrix):
            if stroke.value:
                for begin, end in zip(points, points[1:], strict=False):
                    self._edge(begin, end)
            else:
                self._filled(points)

    def _outlines(self, item: Any, matrix: tuple[float, ...]) -> Iterator[list[tuple[float, float]]]:
        """Yield the straight outlines that a path consists of, as turned points."""
        a, b, c, d, e, f = matrix
        x, y = ctypes.c_float(), ctypes.c_float()
        points: list[tuple[float, float]] = []
        for at in range(min(raw.FPDFPath_CountSegments(item), _MOST_OBJECTS)):
            segment = raw.FPDFPath_GetPathSegment(item, at)
            raw.FPDFPathSegment_GetPoint(segment, x, y)
            point = self._turn(a * x.value + c * y.value + e, b * x.value + d * y.value + f)
            if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO:
                if len(points) > 1:
                    yield points
                points = []
            points.append(point)
            if raw.FPDFPathSegment_GetClose(segment):
                points.append(points[0])
        if len(points) > 1:
            yield points

    def _edge(self, begin: tuple[float, float], end: tuple[float, float]) -> None:
        (x0, y0), (x1, y1) = begin, end
        if abs(y1 - y0) <= _SLANT and abs(x1 - x0) > _SHORTEST:
            self.across.append(Stroke((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
        elif abs(x1 - x0) <= _SLANT and abs(y1 - y0) > _SHORTEST:
            self.down.append(Stroke((x0 + x1) / 2, min(y0, y1), max(y0, y1)))

    def _filled(self, points: list[tuple[float, float]]) -> None:
        """A thin filled box is a line; a broad one is a cell's colour."""
        left, right = min(x for x, _ in points), max(x for x, _ in points)
        top, bottom = min(y for _, y in points), max(y for _, y in points)
        width, height = right - left, bottom - top
        if height <= _THIN and width > height:
            self.across.append(Stroke((top + bottom) / 2, left, right))
        elif width <= _THIN and height > width:
            self.down.append(Stroke((left + right) / 2, top, bottom))


def _matrix(item: Any) -> tuple[float, ...]:
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(item, matrix)
    return (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def _product(first: tuple[float, ...], second: tuple[float, ...]) -> tuple[float, ...]:
    """Return the matrix that does the one and then the other."""
    a, b, c, d, e, f = first
    u, v, w, x, y, z = second
    return (a * u + b * w, a * v + b * x, c * u + d * w, c * v + d * x, e * u + f * w + y, e * v + f * x + z)
