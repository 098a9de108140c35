"""Excel: notes at the rows. Parts are added to the file or extended; all others stay byte for byte."""

from collections.abc import Iterable, Sequence
from typing import Any

from assistant.checking.findings import Finding
from assistant.model.text import normalise_signs
from assistant.writing.cleaning import clean
from assistant.writing.reviewed.earlier import forget_notes, has_notes, without_boxes
from assistant.writing.reviewed.notes import draw_notes
from assistant.writing.reviewed.package import R_ID, Package
from assistant.writing.reviewed.remarks import AUTHOR, Line, Remark, lines
from assistant.writing.reviewed.sheets import MAIN, At, Sheet, X, place_of, plain_text, shared_strings, sheets_in_order
from assistant.writing.reviewed.xml import child, element, serialise

_COMMENTS = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_DRAWING = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_AFTER_DRAWING = tuple(
    f"{X}{name}"
    for name in (
        "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst",
    )
)  # fmt: skip
"""What the schema puts behind `legacyDrawing`."""
_LIMIT = 32_000
"""Signs that one note can hold, roughly."""


def note_excel(package: Package, remarks: Sequence[Remark]) -> None:
    """Put a note at each remark's cell; remarks of one cell share a note."""
    parts = {at: part for at, part in enumerate(sheets_in_order(package)) if part is not None and part in package}
    if not parts:
        return
    by_part: dict[int, list[Remark]] = {at: [] for at, part in parts.items() if has_notes(package, part)}
    for remark in remarks:
        part = next((place.part for place in remark.places if place.part in parts), min(parts))
        by_part.setdefault(part, []).append(remark)
    strings = shared_strings(package)
    for number, said in by_part.items():
        _SheetNotes(package, parts[number], number, strings).write(said)


class _SheetNotes:
    """The notes of one sheet."""

    def __init__(self, package: Package, name: str, part: int, strings: list[Any]) -> None:
        self.package, self.name, self.part = package, name, part
        self.sheet = Sheet(package.look(name), strings)
        self.rows = self.sheet.rows()
        self.root = self._comments()
        self.listed = self.root.find(f"{X}commentList")
        if self.listed is None:
            self.listed = child(self.root, f"{X}commentList")
        self.gone = forget_notes(self.root)
        self.taken = {comment.get("ref"): comment for comment in self.listed}

    def _comments(self) -> Any:
        name = next((found for found in self.package.related(self.name, "comments").values()), "")
        if name not in self.package:
            root = element(f"{X}comments", prefixes={None: MAIN})
            child(root, f"{X}authors")
            name = self.package.free_name("xl/comments{}.xml")
            self.package.put(name, serialise(root), _COMMENTS)
            self.package.relate(self.name, "comments", name)
        return self.package.edit(name)

    def write(self, remarks: Sequence[Remark]) -> None:
        """Write all notes of the sheet, then their boxes."""
        said: dict[At, list[Finding]] = {}
        for remark in remarks:
            said.setdefault(self._cell(remark), []).extend(remark.findings)
        author = self._author()
        fresh: list[tuple[At, str]] = []
        old = [(at, plain_text(text)) for ref, comment in self.taken.items()
               if (at := place_of(ref)) and (text := comment.find(f"{X}text")) is not None]  # fmt: skip
        for at, findings in sorted(said.items()):
            paragraphs = lines(findings)
            text = self.taken[at.ref].find(f"{X}text") if at.ref in self.taken else None
            if text is None:
                comment = child(self.listed, f"{X}comment", {"ref": at.ref, "authorId": author})
                text = child(comment, f"{X}text")
                fresh.append((at, _shown(paragraphs)))
            _fill(text, paragraphs, more=bool(len(text)))
        self._draw(fresh, old)

    def _cell(self, remark: Remark) -> At:
        """Return the cell for a remark: one that holds a cue; a cell that has a note already is the last choice."""
        numbers = [place.row + 1 for place in remark.places if place.part == self.part]
        number = numbers[0] if numbers else 1
        row = self.rows.get(number)
        cells = self.sheet.cells(row, number) if row is not None else {}
        seen = {at: cell for at, cell in cells.items() if not self.sheet.hidden_by_merge(at)}
        texts = {at: tuple(map(normalise_signs, self.sheet.texts(cell))) for at, cell in seen.items()}
        ranked = [*_holding(texts, remark.cues), *(at for at, found in reversed(texts.items()) if any(found)), *seen]
        return next((at for at in ranked if at.ref not in self.taken), ranked[0] if ranked else At(number, 1))

    def _author(self) -> str:
        authors = self.root.find(f"{X}authors")
        names = [author.text for author in authors]
        if AUTHOR not in names:
            child(authors, f"{X}author").text = AUTHOR
            names.append(AUTHOR)
        return str(names.index(AUTHOR))

    def _draw(self, fresh: Sequence[tuple[At, str]], old: Sequence[tuple[At, str]]) -> None:
        known = self.package.related(self.name, "vmlDrawing")
        used = self.sheet.root.find(f"{X}legacyDrawing")
        name = known.get(used.get(R_ID), "") if used is not None else ""
        if name in self.package:
            drawing = without_boxes(self.package.bytes_of(name), self.gone)
            self.package.put(name, draw_notes(drawing, self.sheet, fresh, self.part + 1))
            return
        name = self.package.free_name("xl/drawings/vmlDrawing{}.vml")
        self.package.set_default_type("vml", _DRAWING)
        # Notes that some other program wrote without boxes get theirs as well.
        self.package.put(name, draw_notes(None, self.sheet, [*old, *fresh], self.part + 1))
        relation = self.package.relate(self.name, "vmlDrawing", name)
        root = self.package.edit(self.name)
        drawing = element(f"{X}legacyDrawing", {R_ID: relation})
        behind = next((found for found in root if found.tag in _AFTER_DRAWING), None)
        if behind is None:
            root.append(drawing)
        else:
            behind.addprevious(drawing)


def _holding(texts: dict[At, tuple[str, ...]], cues: Iterable[str]) -> list[At]:
    wanted = [normalise_signs(cue) for cue in cues]
    exact = [at for cue in wanted for at, found in texts.items() if cue in found]
    partly = [at for cue in wanted if cue for at, found in texts.items() if any(cue in text for text in found)]
    return [*exact, *partly]


def _shown(paragraphs: Sequence[Line]) -> str:
    return "\n".join(clean(line.text) for line in paragraphs)


def _fill(text: Any, paragraphs: Sequence[Line], more: bool) -> None:
    """Write a note's text; with `more` it follows what the cell's own note says."""
    for plain in text.findall(f"{X}t"):
        # A plain text beside runs would be the only one that Excel shows.
        child(child(text, f"{X}r"), f"{X}t", text=plain.text or "")
        text.remove(plain)
    room = _LIMIT - len(plain_text(text))
    for number, line in enumerate(paragraphs):
        start = "\n\n" if more and not number else "\n" if number else ""
        printed = f"{start}{clean(line.text)}"[: max(room, 0)]
        room -= len(printed)
        if not printed:
            return
        run = child(text, f"{X}r")
        settings = child(run, f"{X}rPr")
        if line.strong:
            child(settings, f"{X}b")
        child(settings, f"{X}sz", {"val": "9"})
        child(settings, f"{X}color", {"indexed": "81"})
        child(settings, f"{X}rFont", {"val": "宋体"})
        child(settings, f"{X}family", {"val": "3"})
        child(settings, f"{X}charset", {"val": "134"})
        child(run, f"{X}t", text=printed)
