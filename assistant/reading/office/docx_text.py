"""The text that Word prints of a paragraph or a cell."""

import re
from collections import Counter
from typing import Any

from assistant.reading.office.symbols import is_private, is_symbol_font, symbol

_SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def w(name: str) -> str:
    """Return the full name of an element or attribute of WordprocessingML."""
    return f"{{{_SPACE}}}{name}"


FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
TEXT_BOX = w("txbxContent")
WRAPPERS = (w("sdt"), w("sdtContent"), w("ins"), w("moveTo"), w("customXml"), w("smartTag"))
_P, _R, _T, _PPR, _RPR = w("p"), w("r"), w("t"), w("pPr"), w("rPr")
_BREAKS = (w("br"), w("cr"))
# Deleted text, the phonetic signs above a text, a table of its own.
_SKIPPED = frozenset({_PPR, _RPR, w("del"), w("moveFrom"), w("rt"), w("tbl"), w("tcPr"), w("sdtPr"), FALLBACK})
_ALWAYS_ONE_SIGN = {w("tab"): "\t", w("noBreakHyphen"): "-", w("ptab"): "\t"}
_CONTROL, _SYMBOL, _FIELD, _HIDDEN, _FONTS = w("sdt"), w("sym"), w("fldChar"), w("vanish"), w("rFonts")
_MARK_DELETED = f"{_RPR}/{w('del')}"
_PLACEHOLDER = f"{w('sdtPr')}/{w('showingPlcHdr')}"
_LEVEL = re.compile(r"%([1-9])")


def is_on(element: Any) -> bool:
    """Return whether a property is set, as Word writes it: there, and not switched off."""
    return element is not None and element.get(w("val"), "true") not in ("0", "false", "off", "none")


class Texts:
    """Reads paragraphs and cells in the document's order, which automatic numbers depend on."""

    def __init__(self, numbering: "Numbering") -> None:
        self._numbering = numbering

    def of(self, element: Any) -> str:
        """Return the text of a cell or a paragraph, a line each paragraph; nested tables are not in it."""
        lines = [""]
        if element.tag == _P:
            self._paragraph(element, lines, box=False)
        else:
            self._collect(element, lines)
        return "\n".join(line for line in lines if line.strip())

    def _paragraph(self, paragraph: Any, lines: list[str], box: bool = True) -> None:
        properties = paragraph.find(_PPR)
        number = self._numbering.of(properties) if properties is not None else ""
        inner = [""]
        self._collect(paragraph, inner, box)
        if number and any(line.strip() for line in inner):
            inner[0] = number + inner[0]
        lines[-1] += inner[0]
        lines.extend(inner[1:])
        # A paragraph whose mark is deleted by a tracked change goes on in the next one.
        if properties is None or properties.find(_MARK_DELETED) is None:
            lines.append("")

    def _collect(self, element: Any, lines: list[str], box: bool = True) -> None:
        for child in element:
            tag = child.tag
            if tag == _R:
                self._run(child, lines, box)
            elif tag == _P:
                self._paragraph(child, lines, box)
            elif tag == _CONTROL and is_on(child.find(_PLACEHOLDER)):
                continue  # what asks for text is no text
            elif tag not in _SKIPPED and (box or tag != TEXT_BOX):
                self._collect(child, lines, box)

    def _run(self, run: Any, lines: list[str], box: bool) -> None:
        properties = run.find(_RPR)
        font = ""
        if properties is not None:
            if is_on(properties.find(_HIDDEN)):
                return
            font = _font(properties.find(_FONTS))
        for child in run:
            tag = child.tag
            if tag == _T:
                text = child.text or ""
                lines[-1] += "".join(_sign(font, ord(sign)) for sign in text) if font else text
            elif tag in _BREAKS:
                lines.append("")
            elif tag in _ALWAYS_ONE_SIGN:
                lines[-1] += _ALWAYS_ONE_SIGN[tag]
            elif tag == _SYMBOL:
                lines[-1] += _symbol(child)
            elif tag == _FIELD:
                lines[-1] += _form_field(child)
            elif tag not in _SKIPPED and (box or tag != TEXT_BOX):
                self._collect(child, lines, box)


def _font(fonts: Any) -> str:
    """Return the name of a run's font if it is one of symbols."""
    name = str(fonts.get(w("ascii"), "")) if fonts is not None else ""
    return name if is_symbol_font(name) else ""


def _symbol(element: Any) -> str:
    code = element.get(w("char"), "")
    return _sign(element.get(w("font"), ""), int(code, 16)) if re.fullmatch("[0-9A-Fa-f]{1,4}", code) else ""


def _sign(font: str, code: int) -> str:
    """Return what a sign of a symbol font looks like; "" for one that only another font shows."""
    known = symbol(font, code)
    return known or ("" if is_private(code) or 0xD800 <= code < 0xE000 else chr(code))


def _form_field(element: Any) -> str:
    """Return the sign of an old form's check box or what its list shows; other fields print their result as text."""
    box = element.find(f"{w('ffData')}/{w('checkBox')}")
    if box is None:
        return ""
    checked = box.find(w("checked"))
    return "☑" if is_on(checked if checked is not None else box.find(w("default"))) else "□"


class Numbering:
    """Automatic numbers of paragraphs, which stand in no text.

    Args:
        root: the part `numbering.xml`; None where the file has none.
    """

    def __init__(self, root: Any) -> None:
        self._levels: dict[tuple[str, str], tuple[str, str, int]] = {}
        self._list_of: dict[str, str] = {}
        self._counts: dict[str, Counter[int]] = {}
        for abstract in root.iter(w("abstractNum")) if root is not None else ():
            name = abstract.get(w("abstractNumId"), "")
            for level in abstract.iter(w("lvl")):
                start = _value(level, "start")
                described = (_value(level, "numFmt"), _value(level, "lvlText"), int(start) if _small(start) else 1)
                self._levels[name, level.get(w("ilvl"), "0")] = described
        for number in root.iter(w("num")) if root is not None else ():
            self._list_of[number.get(w("numId"), "")] = _value(number, "abstractNumId")

    def of(self, properties: Any) -> str:
        """Count a paragraph and return its number as printed; "" where it has none, or a bullet."""
        numbered = properties.find(w("numPr"))
        listed = self._list_of.get(_value(numbered, "numId")) if numbered is not None else None
        if listed is None:
            return ""
        at = _value(numbered, "ilvl") or "0"
        style, pattern, start = self._levels.get((listed, at), ("bullet", "", 1))
        if style in ("bullet", "none") or not _small(at):
            return ""
        counts = self._counts.setdefault(listed, Counter())
        level = int(at)
        counts[level] = counts[level] + 1 if level in counts else start
        for deeper in [other for other in counts if other > level]:
            del counts[deeper]
        return _LEVEL.sub(lambda found: self._printed(listed, int(found[1]) - 1), pattern)

    def _printed(self, listed: str, level: int) -> str:
        style, _, start = self._levels.get((listed, str(level)), ("decimal", "", 1))
        number = self._counts[listed].get(level, start)
        if style.startswith(("chineseCounting", "japaneseCounting", "ideographDigital", "taiwaneseCounting")):
            return _chinese(number)
        if style.startswith("decimalEnclosedCircle") and 1 <= number <= 20:
            return chr(0x2460 + number - 1)
        if style in ("upperLetter", "lowerLetter") and 1 <= number <= 26:
            return chr((0x41 if style == "upperLetter" else 0x61) + number - 1)
        return str(number)


def _value(parent: Any, name: str) -> str:
    found = parent.find(w(name))
    return str(found.get(w("val"), "")) if found is not None else ""


def _small(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 4


def _chinese(number: int) -> str:
    """Return 十二 for 12; beyond 99 figures."""
    digits = "零一二三四五六七八九"
    if not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else ("" if tens == 1 else digits[tens]) + "十") + (digits[ones] if ones else "")
