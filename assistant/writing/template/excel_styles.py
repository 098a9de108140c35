"""Cell styles of an Excel file: the template's own, and variants of them."""

from copy import deepcopy
from typing import Any

from assistant.writing.reviewed.package import Package
from assistant.writing.reviewed.sheets import X
from assistant.writing.reviewed.xml import child

_TEXT_FORMAT, _FONT_PT = "49", 11.0


class Styles:
    """The file's style table. It is changed only where a cell needs a variant."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._name = next(iter(package.related(package.main_part(), "styles").values()), "")
        self._root: Any = package.look(self._name) if self._name in package else None
        self._editing = False
        self._made: dict[tuple[str, bool, bool], str] = {}
        self._fill: str | None = None

    def _formats(self) -> Any:
        return self._root.find(f"{X}cellXfs") if self._root is not None else None

    def _format(self, number: str) -> Any:
        formats = self._formats()
        if formats is None or not number.isdigit() or int(number) >= len(formats):
            return None
        return formats[int(number)]

    def is_text(self, number: str) -> bool:
        """Whether a style shows whatever stands in its cell as text."""
        found = self._format(number)
        return found is not None and found.get("numFmtId") == _TEXT_FORMAT

    def wraps(self, number: str) -> bool:
        """Whether a style breaks long texts into lines."""
        found = self._format(number)
        alignment = found.find(f"{X}alignment") if found is not None else None
        return alignment is not None and alignment.get("wrapText") in ("1", "true")

    def font_pt(self, number: str) -> float:
        """Return the size of a style's font."""
        found = self._format(number)
        fonts = self._root.find(f"{X}fonts") if found is not None else None
        if found is None or fonts is None or int(found.get("fontId", 0)) >= len(fonts):
            return _FONT_PT
        size = fonts[int(found.get("fontId", 0))].find(f"{X}sz")
        return float(size.get("val", _FONT_PT)) if size is not None else _FONT_PT

    def variant(self, number: str, quoted: bool, marked: bool) -> str:
        """Return a style like another one, for a text that begins with `=` or one with an open figure."""
        if not (quoted or marked) or self._formats() is None:
            return number
        if (number, quoted, marked) not in self._made:
            self._made[number, quoted, marked] = self._add(number, quoted, marked)
        return self._made[number, quoted, marked]

    def _add(self, number: str, quoted: bool, marked: bool) -> str:
        if not self._editing:
            self._root, self._editing = self._package.edit(self._name), True
        formats = self._formats()
        old = self._format(number)
        new = deepcopy(old if old is not None else formats[0])
        if quoted:
            new.set("quotePrefix", "1")
        if marked:
            new.set("fillId", self._yellow())
            new.set("applyFill", "1")
        formats.append(new)
        formats.set("count", str(len(formats)))
        return str(len(formats) - 1)

    def _yellow(self) -> str:
        if self._fill is None:
            fills = self._root.find(f"{X}fills")
            pattern = child(child(fills, f"{X}fill"), f"{X}patternFill", {"patternType": "solid"})
            child(pattern, f"{X}fgColor", {"rgb": "FFFFFF99"})
            child(pattern, f"{X}bgColor", {"indexed": "64"})
            fills.set("count", str(len(fills)))
            self._fill = str(len(fills) - 1)
        return self._fill
