"""Comments of an earlier review: they make room for the new ones; those that somebody answered stay."""

import re
from typing import Any

from docx.oxml.ns import qn

from assistant.writing.reviewed.package import Package
from assistant.writing.reviewed.remarks import AUTHOR
from assistant.writing.reviewed.sheets import At, X, place_of

_ID = qn("w:id")
_THREADS = ("commentsExtended", "commentsIds")
_SHAPE = re.compile(rb"<v:shape\b(?:(?!</v:shape>).)*?</v:shape>\s*", re.DOTALL)
_ROW, _COLUMN = (re.compile(rb"<x:%s>\s*(\d+)\s*</x:%s>" % (name, name)) for name in (b"Row", b"Column"))


def forget_comments(package: Package, main: str) -> None:
    """Take the assistant's own comments out of a Word file."""
    for name in package.related(main, "comments").values():
        if name not in package or not any(_is_ours(comment) for comment in package.look(name)):
            continue
        answered = _local(package, main, "paraIdParent")
        gone: set[str] = set()
        for comment in [comment for comment in package.edit(name) if _is_ours(comment)]:
            paragraphs = {
                value for part in comment.iter() for key, value in part.attrib.items() if _named(key, "paraId")
            }
            if not paragraphs & answered:
                gone.add(comment.get(_ID))
                comment.getparent().remove(comment)
                _forget_threads(package, main, paragraphs)
        _forget_marks(package.edit(main), gone)


def _is_ours(comment: Any) -> bool:
    return bool(comment.get(qn("w:author")) == AUTHOR)


def _named(key: str, name: str) -> bool:
    return key.rpartition("}")[2] == name


def _thread_parts(package: Package, main: str) -> list[str]:
    return [name for kind in _THREADS for name in package.related(main, kind).values() if name in package]


def _local(package: Package, main: str, wanted: str) -> set[str]:
    return {
        value
        for name in _thread_parts(package, main)
        for entry in package.look(name)
        for key, value in entry.attrib.items()
        if _named(key, wanted)
    }


def _forget_threads(package: Package, main: str, paragraphs: set[str]) -> None:
    for name in _thread_parts(package, main) if paragraphs else ():
        for entry in list(package.edit(name)):
            if any(_named(key, "paraId") and value in paragraphs for key, value in entry.attrib.items()):
                entry.getparent().remove(entry)


def _forget_marks(root: Any, gone: set[str]) -> None:
    marks = [qn(f"w:{name}") for name in ("commentRangeStart", "commentRangeEnd", "commentReference")]
    for mark in [mark for mark in root.iter(*marks) if mark.get(_ID) in gone]:
        run = mark.getparent()
        run.remove(mark)
        if run.tag == qn("w:r") and all(rest.tag == qn("w:rPr") for rest in run):
            run.getparent().remove(run)


def has_notes(package: Package, part: str) -> bool:
    """Whether the assistant has written notes on a sheet."""
    names = [name for name in package.related(part, "comments").values() if name in package]
    return any(author.text == AUTHOR for name in names for author in package.look(name).iter(f"{X}author"))


def forget_notes(root: Any) -> set[At]:
    """Take the assistant's own notes out of a sheet's list; return the cells that they were at."""
    authors = [author.text for author in root.iter(f"{X}author")]
    gone: set[At] = set()
    for comment in list(root.iter(f"{X}comment")):
        author, at = comment.get("authorId", ""), place_of(comment.get("ref", ""))
        if at is not None and author.isdigit() and int(author) < len(authors) and authors[int(author)] == AUTHOR:
            gone.add(at)
            comment.getparent().remove(comment)
    return gone


def without_boxes(drawing: bytes, gone: set[At]) -> bytes:
    """Return a drawing of notes without the boxes of some cells."""

    def kept(found: re.Match[bytes]) -> bytes:
        row, column = _ROW.search(found[0]), _COLUMN.search(found[0])
        is_note = b'ObjectType="Note"' in found[0] and row is not None and column is not None
        return b"" if is_note and row and column and At(int(row[1]) + 1, int(column[1]) + 1) in gone else found[0]

    return _SHAPE.sub(kept, drawing) if gone else drawing
