"""The findings as a Word file: a table a project, its header repeated on every page."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm

from assistant.writing.reviewed.listing import COLUMNS, TITLE, Listing
from assistant.writing.word_table import BODY, NS, run

WIDTHS_MM = (11, 46, 17, 20, 76, 66, 38)
"""Of the columns, on A4 laid on its long side."""
CENTERED = (0, 2, 3)
_TITLE_FONT, _SIZE, _TITLE_PT, _PROJECT_PT = "黑体", 9.5, 16, 11.5


def listing_docx(found: Sequence[Listing]) -> bytes:
    """Return a Word file of the tables."""
    document = Document()
    _set_up(document)
    elements: list[Any] = [_paragraph(run(TITLE, _TITLE_PT, font=_TITLE_FONT), '<w:jc w:val="center"/>', after=160)]
    for listing in found:
        elements.append(_paragraph(run(listing.project, _PROJECT_PT, bold=True), "<w:keepNext/>", before=120))
        elements.append(_paragraph(run(listing.summary, _SIZE), "<w:keepNext/>", after=60))
        if listing.rows:
            elements.append(_table(listing.rows))
    elements.append(_paragraph(run("", 1)))
    for element in elements:
        document.element.body[-1].addprevious(element)
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _set_up(document: Any) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(11)
    section.top_margin = section.bottom_margin = Mm(14)
    normal = document.styles["Normal"]
    normal.font.name = BODY
    normal.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), BODY)
    document.core_properties.title, document.core_properties.author = TITLE, ""
    document.core_properties.comments = ""


def _paragraph(runs: str, settings: str = "", before: int = 0, after: int = 0) -> Any:
    # The schema wants keepNext before spacing and jc behind it.
    keep, align = (settings, "") if "keepNext" in settings else ("", settings)
    spacing = f'<w:spacing w:before="{before}" w:after="{after}"/>'
    return parse_xml(f"<w:p {NS}><w:pPr>{keep}{spacing}{align}</w:pPr>{runs}</w:p>")


def _table(rows: Sequence[Sequence[str]]) -> Any:
    widths = [round(width * 1440 / 25.4) for width in WIDTHS_MM]
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    body = _row(COLUMNS, widths, head=True) + "".join(_row(row, widths) for row in rows)
    return parse_xml(
        f'<w:tbl {NS}><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{sides}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:left w:w="70" w:type="dxa"/><w:right w:w="70" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"
    )


def _row(cells: Sequence[str], widths: Sequence[int], head: bool = False) -> str:
    settings = "<w:cantSplit/>" + ("<w:tblHeader/>" if head else "")
    inside = "".join(_cell(text, width, at, head) for at, (text, width) in enumerate(zip(cells, widths, strict=True)))
    return f"<w:tr><w:trPr>{settings}</w:trPr>{inside}</w:tr>"


def _cell(text: str, width: int, column: int, head: bool) -> str:
    align = "center" if head or column in CENTERED else "left"
    settings = f'<w:spacing w:before="50" w:after="50"/><w:jc w:val="{align}"/>'
    paragraphs = "".join(
        f"<w:p><w:pPr>{settings}</w:pPr>{run(line, _SIZE, bold=head)}</w:p>" for line in text.split("\n")
    )
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>{paragraphs}</w:tc>'
