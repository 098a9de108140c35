"""Word files: each block of a page becomes a table with real widths, merged cells and repeated header rows."""

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from assistant.writing.measuring import TITLE_PT, row_heights
from assistant.writing.page import END_MM, PAPER_MM, SIDE_MM, Page, TextLine
from assistant.writing.paging import Paper
from assistant.writing.word_table import BODY, NS, run, table, twips

TITLE = "黑体"
_HEAD_PT = 60.0
"""What title and lines above the table take of the first page, about."""


def to_docx(pages: Sequence[Page]) -> bytes:
    """Return a Word file of the pages, each on a new sheet of paper."""
    document = Document()
    set_defaults(document, pages[0].title, pages[0].form.layout.font_pt)
    add_pages(document, pages)
    return saved(document)


def add_pages(document: Any, pages: Sequence[Page], headings: Sequence[Any] = ()) -> None:
    """Add pages at the end of a document, where its last section is still empty.

    Args:
        document: of python-docx.
        pages: at least one.
        headings: a paragraph element to stand above each page's title; none by default.
    """
    before: Page | None = None
    for number, page in enumerate(pages):
        turned = before is not None and before.landscape != page.landscape
        section = document.add_section(WD_SECTION.NEW_PAGE) if turned else document.sections[-1]
        set_paper(section, page.landscape)
        heading = headings[number] if headings else None
        for element in _page(page, before is not None and not turned, heading):
            # sectPr is the last child of the body, and everything stands before it.
            document.element.body[-1].addprevious(element)
        before = page


def saved(document: Any) -> bytes:
    """Return a document as the bytes of its file."""
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def set_defaults(document: Any, title: str, font_pt: float) -> None:
    """Set the font of a new document, its language and what its properties say."""
    normal = document.styles["Normal"]
    set_font(normal, BODY, font_pt)
    # Without it a substituted font may draw the Japanese shapes of the signs. Figures are no Chinese text: as such
    # LibreOffice would break lines in the midst of them.
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-US")
    language.set(qn("w:eastAsia"), "zh-CN")
    normal.element.get_or_add_rPr().append(language)
    core = document.core_properties
    core.title, core.author, core.comments, core.language = title[:255], "", "", "zh-CN"


def set_font(style: Any, name: str, size: float) -> None:
    """Set the font of a style for every script: python-docx names that of Latin letters alone."""
    style.font.name, style.font.size = name, Pt(size)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(theme), None)
    for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(script), name)


def set_paper(section: Any, landscape: bool) -> None:
    """Make a section A4 with our margins."""
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    wide, high = PAPER_MM["landscape" if landscape else "portrait"]
    section.page_width, section.page_height = Mm(wide), Mm(high)
    section.left_margin = section.right_margin = Mm(SIDE_MM)
    section.top_margin = section.bottom_margin = Mm(END_MM)
    section.header_distance = section.footer_distance = Mm(8)


def _page(page: Page, break_before: bool, heading: Any | None) -> Iterator[Any]:
    before, level = "<w:pageBreakBefore/>" if break_before else "", '<w:outlineLvl w:val="0"/>'
    if heading is not None:
        if break_before:
            heading.get_or_add_pPr().get_or_add_pageBreakBefore()
        yield heading
        before = level = ""
    size = page.form.layout.font_pt
    # The outline level puts every project into Word's navigation pane.
    yield paragraph(
        f'<w:keepNext/>{before}<w:spacing w:before="0" w:after="80"/><w:jc w:val="center"/>{level}',
        run(page.title, TITLE_PT, font=TITLE),
    )
    width = sum(twips(page.sheet))
    for line in page.lines:
        yield _line(line, width, size)
    last = len(page.blocks) - 1
    paper = Paper(page.sheet.orientation)
    paper.add(0, _HEAD_PT)
    for number, block in enumerate(page.blocks):
        yield table(page.sheet, block, above=number > 0, below=number < last, left_pt=paper.left)
        for row, height in enumerate(row_heights(block, page.sheet.widths_mm, size), start=1):
            paper.add(row, height)
        # Two tables that touch become one in Word, and only a table's first rows can be repeated.
        yield paragraph('<w:spacing w:before="0" w:after="0" w:line="10" w:lineRule="exact"/>', run("", 1))


def _line(line: TextLine, width: int, size: float) -> Any:
    """Return a line above the table, its parts kept apart by tab stops."""
    if not line.left and not line.right:
        return paragraph(
            '<w:keepNext/><w:spacing w:before="0" w:after="60"/><w:jc w:val="center"/>', run(line.center, size)
        )
    stops = (("center", width // 2, line.center), ("right", width, line.right))
    tabs = "".join(f'<w:tab w:val="{side}" w:pos="{at}"/>' for side, at, text in stops if text)
    runs = "".join(f"<w:r><w:tab/></w:r>{run(text, size)}" for _, _, text in stops if text)
    settings = f'<w:keepNext/><w:tabs>{tabs}</w:tabs><w:spacing w:before="0" w:after="60"/>'
    return paragraph(settings, run(line.left, size) + runs)


def paragraph(settings: str, runs: str) -> Any:
    """Return a paragraph of the XML of its properties and its runs."""
    return parse_xml(f"<w:p {NS}><w:pPr>{settings}</w:pPr>{runs}</w:p>")
