"""Fill a unit's own Word file: text, headers, footers, text boxes, and rows that are repeated."""

from collections.abc import Iterator, Sequence
from typing import Any

from docx.oxml.ns import qn

from assistant.model import InputError, PerformanceTarget
from assistant.writing.reviewed.package import Package
from assistant.writing.template.filler import Filler
from assistant.writing.template.marks import MarkReader, written_marks
from assistant.writing.template.runs import Tags, fill, text_of
from assistant.writing.template.scan import Marks
from assistant.writing.template.word_copies import Copies
from assistant.writing.template.word_rows import fill_tables

P, TR = qn("w:p"), qn("w:tr")
TAGS = Tags(
    text=qn("w:t"),
    run=qn("w:r"),
    properties=qn("w:rPr"),
    skipped=frozenset(
        qn(f"w:{name}")
        for name in ("p", "del", "moveFrom", "pPr", "rPr", "lastRenderedPageBreak", "txbxContent", "instrText")
    )
    | {qn("wp:inline"), qn("wp:anchor"), qn("w:drawing"), qn("w:pict")},
    line_break=qn("w:br"),
    highlight=(qn("w:highlight"), qn("w:val")),
)
_STORIES = ("header", "footer", "footnotes", "endnotes")
_DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_TYPES = {
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml": _DOCUMENT,
    "application/vnd.ms-word.template.macroEnabledTemplate.main+xml": (
        "application/vnd.ms-word.document.macroEnabled.main+xml"
    ),
}
"""A template of Word's own kind becomes a document."""


def word_marks(package: Package) -> list[list[str]]:
    """Return the names of all marks, as they are written, in the order of the file; those of one table row together."""
    found: dict[Any, list[str]] = {}
    for root in _stories(package):
        for paragraph in root.iter(P):
            written = _written(paragraph)
            if written:
                found.setdefault(next(paragraph.iterancestors(TR), paragraph), []).extend(written)
    return list(found.values())


def _stories(package: Package) -> Iterator[Any]:
    main = package.main_part()
    yield package.edit(main)
    for kind in _STORIES:
        for name in package.related(main, kind).values():
            if name in package:
                yield package.edit(name)


def _written(paragraph: Any) -> list[str]:
    return written_marks(text_of(paragraph, TAGS))


def fill_word(package: Package, targets: Sequence[PerformanceTarget]) -> None:
    """Fill the file; with several targets its whole content is repeated, each on a new page.

    Raises:
        InputError: there are no marks, unknown ones, or columns outside a table.
    """
    marks = Marks(MarkReader(targets).read_all(name for group in word_marks(package) for name in group))
    main = package.main_part()
    for root in _stories(package):
        _check_columns(root, marks)
    with_marks = [
        name
        for kind in ("header", "footer")
        for name in package.related(main, kind).values()
        if name in package and any(_written(paragraph) for paragraph in package.edit(name).iter(P))
    ]
    copies = Copies(package, main, with_marks, len(targets))
    for target, stories in zip(targets, copies.stories(), strict=True):
        for root in stories:
            _fill_story(root, marks, Filler(target))
    for kind in ("footnotes", "endnotes"):
        for name in package.related(main, kind).values():
            if name in package:
                _fill_story([package.edit(name)], marks, Filler(targets[0]))
    copies.join()
    kind = package.type_of(main)
    if kind in _TYPES:
        package.set_type(main, _TYPES[kind])


def _check_columns(root: Any, marks: Marks) -> None:
    for paragraph in root.iter(P):
        outside = [mark for mark in marks.of(text_of(paragraph, TAGS)) if mark.kind == "column"]
        if outside and next(paragraph.iterancestors(TR), None) is None:
            raise InputError(f"标记“{{{{{outside[0].written}}}}}”是指标表的一栏，请写在表格的一行里，不要写在表格外面")


def _fill_story(blocks: Sequence[Any], marks: Marks, filler: Filler) -> None:
    """Fill elements that hold paragraphs and tables: rows first, then what stands in no repeated row."""
    done = {row for block in blocks for row in fill_tables(block, marks, filler, TAGS)}
    for block in blocks:
        for paragraph in block.iter(P):
            # A table within a repeated row has rows of its own, which are filled like any other text.
            if next(paragraph.iterancestors(TR), None) not in done:
                _fill_paragraph(paragraph, marks, filler)


def _fill_paragraph(paragraph: Any, marks: Marks, filler: Filler) -> None:
    fill(paragraph, TAGS, lambda name: filler.field(marks.known[name]))
