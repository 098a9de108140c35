"""Word files: each block of a page becomes a table with real widths, merged cells and repeated header rows."""

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from assistant.writing.measuring import TITLE_PT
from assistant.writing.page import END_MM, PAPER_MM, SIDE_MM, Page, TextLine
from assistant.writing.word_table import BODY, NS, run, table, twips

_TITLE = "黑体"


def to_docx(pages: Sequence[Page]) -> bytes:
    """Return a Word file of the pages, each on a new sheet of paper."""
    document = Document()
    _set_defaults(document, pages[0])
    before: Page | None = None
    for page in pages:
        turned = before is not None and before.landscape != page.landscape
        section = document.add_section(WD_SECTION.NEW_PAGE) if turned else document.sections[-1]
        _set_paper(section, page.landscape)
        for element in _page(page, break_before=before is not None and not turned):
            # sectPr is the last child of the body, and everything stands before it.
            document.element.body[-1].addprevious(element)
        before = page
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _set_defaults(document: Any, first: Page) -> None:
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = BODY, Pt(first.form.layout.font_pt)
    fonts = normal.element.get_or_add_rPr().get_or_add_rFonts()
    # python-docx names the font of Latin letters alone; Chinese would keep the template's.
    for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(script), BODY)
    # Without it a substituted font may draw the Japanese shapes of the signs.
    language = OxmlElement("w:lang")
    for script in ("w:val", "w:eastAsia"):
        language.set(qn(script), "zh-CN")
    normal.element.get_or_add_rPr().append(language)
    core = document.core_properties
    core.title, core.author, core.comments, core.language = first.title[:255], "", "", "zh-CN"


def _set_paper(section: Any, landscape: bool) -> None:
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    wide, high = PAPER_MM["landscape" if landscape else "portrait"]
    section.page_width, section.page_height = Mm(wide), Mm(high)
    section.left_margin = section.right_margin = Mm(SIDE_MM)
    section.top_margin = section.bottom_margin = Mm(END_MM)
    section.header_distance = section.footer_distance = Mm(8)


def _page(page: Page, break_before: bool) -> Iterator[Any]:
    size = page.form.layout.font_pt
    # The outline level puts every project into Word's navigation pane.
    before = "<w:pageBreakBefore/>" if break_before else ""
    yield _paragraph(
        f'<w:keepNext/>{before}<w:spacing w:before="0" w:after="80"/><w:jc w:val="center"/><w:outlineLvl w:val="0"/>',
        run(page.title, TITLE_PT, font=_TITLE),
    )
    width = sum(twips(page))
    for line in page.lines:
        yield _line(line, width, size)
    for block in page.blocks:
        yield table(page, block)
        # Two tables that touch become one in Word, and only a table's first rows can be repeated.
        yield _paragraph('<w:spacing w:before="0" w:after="0" w:line="10" w:lineRule="exact"/>', run("", 1))


def _line(line: TextLine, width: int, size: float) -> Any:
    """Return a line above the table, its parts kept apart by tab stops."""
    if not line.left and not line.right:
        return _paragraph(
            '<w:keepNext/><w:spacing w:before="0" w:after="60"/><w:jc w:val="center"/>', run(line.center, size)
        )
    stops = (("center", width // 2, line.center), ("right", width, line.right))
    tabs = "".join(f'<w:tab w:val="{side}" w:pos="{at}"/>' for side, at, text in stops if text)
    runs = "".join(f"<w:r><w:tab/></w:r>{run(text, size)}" for _, _, text in stops if text)
    settings = f'<w:keepNext/><w:tabs>{tabs}</w:tabs><w:spacing w:before="0" w:after="60"/>'
    return _paragraph(settings, run(line.left, size) + runs)


def _paragraph(settings: str, runs: str) -> Any:
    return parse_xml(f"<w:p {NS}><w:pPr>{settings}</w:pPr>{runs}</w:p>")
