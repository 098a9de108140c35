"""Word: comments at the rows, nothing else touched."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from docx.oxml.ns import nsmap, qn

from assistant.checking.findings import Finding
from assistant.model import Place
from assistant.model.text import match_key, normalise_signs
from assistant.writing.cleaning import clean
from assistant.writing.reviewed.earlier import forget_comments
from assistant.writing.reviewed.package import Package
from assistant.writing.reviewed.remarks import AUTHOR, INITIALS, Line, Remark, lines
from assistant.writing.reviewed.xml import child, element, serialise

_TBL, _TR, _TC, _P, _T, _R = (qn(f"w:{name}") for name in ("tbl", "tr", "tc", "p", "t", "r"))
_START, _END = qn("w:commentRangeStart"), qn("w:commentRangeEnd")
_ID, _VAL = qn("w:id"), qn("w:val")
_WRAPPERS = tuple(qn(f"w:{name}") for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"))
"""What reading looks through when it counts rows; a place counts the same way."""
_HIDDEN = tuple(qn(f"w:{name}") for name in ("del", "moveFrom", "pPr", "rPr", "tbl"))
_COMMENTS = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"


def comment_word(package: Package, remarks: Sequence[Remark]) -> None:
    """Put a comment at each remark's cell; remarks of one cell share a comment."""
    main = package.main_part()
    forget_comments(package, main)
    if not remarks:
        return
    body = package.edit(main).find(qn("w:body"))
    tables = _Tables(body)
    anchors: dict[Any, list[Finding]] = {}
    for remark in remarks:
        anchor = _named(body, remark.project) if remark.by_name else None
        anchor = _anchor(tables, remark) if anchor is None else anchor
        if anchor is None:
            anchor = _named(body, remark.project)
        if anchor is None:
            anchor = next(body.iter(_P), None)
        if anchor is not None:
            anchor = _outside_boxes(anchor)
            anchors.setdefault(anchor, []).extend(remark.findings)
    if not anchors:
        return
    comments = _Comments(package, main)
    for anchor, findings in anchors.items():
        _mark(anchor, comments.add(lines(findings)), comments.reference_style)


def _anchor(tables: "_Tables", remark: Remark) -> Any:
    for place in remark.places:
        row = tables.row(place)
        cell = _cell(row, remark.cues) if row is not None else None
        if cell is not None:
            return cell
    return None


def _outside_boxes(anchor: Any) -> Any:
    """Return the anchor itself, or the paragraph that a text box hangs on: in a box not every program shows comments."""
    boxes = list(anchor.iterancestors(qn("w:txbxContent")))
    return next(boxes[-1].iterancestors(_P), anchor) if boxes else anchor


class _Tables:
    """The rows of all tables, counted as reading counts them; each table is counted once."""

    def __init__(self, body: Any) -> None:
        self._tables = list(body.iter(_TBL))
        self._rows: dict[int, list[Any]] = {}

    def row(self, place: Place) -> Any:
        """Return a row; None where there is none such."""
        if place.part >= len(self._tables):
            return None
        if place.part not in self._rows:
            self._rows[place.part] = list(children(self._tables[place.part], _TR))
        rows = self._rows[place.part]
        return rows[place.row] if place.row < len(rows) else None


def children(parent: Any, tag: str) -> Iterator[Any]:
    """Yield the children of a kind, those in content controls and insertions among them."""
    for found in parent:
        if found.tag == tag:
            yield found
        elif found.tag in _WRAPPERS:
            yield from children(found, tag)


def _cell(row: Any, cues: Iterable[str]) -> Any:
    """Return the cell that a cue stands in, or else the row's last one with text; never one hidden by a merge."""
    cells = [cell for cell in children(row, _TC) if not _is_continued(cell) and _paragraphs(cell)]
    texts = [normalise_signs(_text(cell)) for cell in cells]
    for cue in filter(None, map(normalise_signs, cues)):
        exact = [cell for cell, text in zip(cells, texts, strict=True) if text == cue]
        found = exact or [cell for cell, text in zip(cells, texts, strict=True) if cue in text]
        if found:
            return found[-1]
    filled = [cell for cell, text in zip(cells, texts, strict=True) if text]
    return filled[-1] if filled else cells[0] if cells else None


def _paragraphs(cell: Any) -> list[Any]:
    return list(children(cell, _P))


def _is_continued(cell: Any) -> bool:
    merges = [cell.find(f"{qn('w:tcPr')}/{qn(name)}") for name in ("w:vMerge", "w:hMerge")]
    return any(merge is not None and merge.get(_VAL) != "restart" for merge in merges)


def _text(parent: Any) -> str:
    parts: list[str] = []
    for found in parent:
        if found.tag == _T:
            parts.append(found.text or "")
        elif found.tag not in _HIDDEN:
            parts.append(_text(found))
    return "".join(parts)


def _named(body: Any, project: str) -> Any:
    """Return the paragraph outside tables that names a project; None where there is none."""
    name = match_key(project)
    return next((found for found in children(body, _P) if name and name in match_key(_text(found))), None)


def _mark(anchor: Any, number: str, reference_style: str | None) -> None:
    """Put the comment's marks around a cell's or a paragraph's content; a cell without runs takes them as well."""
    paragraphs = [anchor] if anchor.tag == _P else _paragraphs(anchor)
    start = element(_START, {_ID: number})
    properties = paragraphs[0].find(qn("w:pPr"))
    if properties is None:
        paragraphs[0].insert(0, start)
    else:
        properties.addnext(start)
    child(paragraphs[-1], _END, {_ID: number})
    run = child(paragraphs[-1], _R)
    if reference_style:
        child(child(run, qn("w:rPr")), qn("w:rStyle"), {_VAL: reference_style})
    child(run, qn("w:commentReference"), {_ID: number})


class _Comments:
    """The part that holds the comments' texts; the user's own ones in it are kept."""

    def __init__(self, package: Package, main: str) -> None:
        existing = package.related(main, "comments")
        name = next((found for found in existing.values() if found in package), "")
        if not name:
            name = package.free_name("word/comments{}.xml").replace("comments1.xml", "comments.xml")
            if name in package:
                name = package.free_name("word/comments{}.xml")
            package.put(name, serialise(element(qn("w:comments"), prefixes={"w": nsmap["w"]})), _COMMENTS)
            package.relate(main, "comments", name)
        self.root = package.edit(name)
        marks = (*self.root, *package.edit(main).iter(_START, qn("w:commentReference")))
        used = [int(mark.get(_ID)) for mark in marks if (mark.get(_ID) or "").isdigit()]
        self.next = max(used, default=-1) + 1
        styles = _style_ids(package, main)
        self.text_style, self.reference_style = styles.get("annotation text"), styles.get("annotation reference")

    def add(self, paragraphs: Sequence[Line]) -> str:
        """Write a comment; return its number."""
        number, self.next = str(self.next), self.next + 1
        # Word shows the time as it is written, whatever its zone.
        now = dt.datetime.now(dt.UTC).astimezone().strftime("%Y-%m-%dT%H:%M:%SZ")
        attributes = {_ID: number, qn("w:author"): AUTHOR, qn("w:date"): now, qn("w:initials"): INITIALS}
        comment = child(self.root, qn("w:comment"), attributes)
        for at, line in enumerate(paragraphs):
            self._paragraph(comment, line, first=at == 0)
        return number

    def _paragraph(self, comment: Any, line: Line, first: bool) -> None:
        paragraph = child(comment, _P)
        properties = child(paragraph, qn("w:pPr"))
        if self.text_style:
            child(properties, qn("w:pStyle"), {_VAL: self.text_style})
        # The file's own default may indent or space its paragraphs; a comment has little room.
        child(properties, qn("w:spacing"), {qn("w:before"): "0", qn("w:after"): "0"})
        child(properties, qn("w:ind"), {qn("w:left"): "0", qn("w:firstLine"): "0", qn("w:firstLineChars"): "0"})
        child(properties, qn("w:jc"), {_VAL: "left"})
        if first:
            run = child(paragraph, _R)
            if self.reference_style:
                child(child(run, qn("w:rPr")), qn("w:rStyle"), {_VAL: self.reference_style})
            child(run, qn("w:annotationRef"))
        run = child(paragraph, _R)
        settings = child(run, qn("w:rPr"))
        if line.strong:
            child(settings, qn("w:b"))
        child(settings, qn("w:sz"), {_VAL: "20"})
        child(run, _T, text=clean(line.text))


def _style_ids(package: Package, main: str) -> dict[str, str]:
    """Return the ids of the file's own styles by name; Chinese Word gives them ids of its own."""
    name = next((found for found in package.related(main, "styles").values() if found in package), "")
    found: dict[str, str] = {}
    for style in package.look(name).iter(qn("w:style")) if name else ():
        title = style.find(qn("w:name"))
        if title is not None:
            found[title.get(_VAL, "").lower()] = style.get(qn("w:styleId"), "")
    return found
