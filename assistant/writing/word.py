"""Word files: each block of a page becomes a table with real widths, merged cells and repeated header rows."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt

from assistant.writing.cleaning import clean
from assistant.writing.page import Align, Block, Box, Page, TextLine

_NS = nsdecls("w")
_MARK = '<w:highlight w:val="yellow"/>'
_BODY, _TITLE = "宋体", "黑体"
_SHORT_MM, _LONG_MM, _SIDE_MM, _END_MM = 210, 297, 15, 16
_ROW_TWIPS, _TALL_TWIPS = 400, 900
# A row that may not break and is taller than a page would be cut off.
_SPLIT_OVER = 400


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
    normal.font.name, normal.font.size = _BODY, Pt(first.form.layout.font_pt)
    fonts = normal.element.get_or_add_rPr().get_or_add_rFonts()
    # python-docx names the font of Latin letters alone; Chinese would keep the template's.
    for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(script), _BODY)
    core = document.core_properties
    core.title, core.author, core.comments, core.language = clean(first.title), "", "", "zh-CN"


def _set_paper(section: Any, landscape: bool) -> None:
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    wide, high = (_LONG_MM, _SHORT_MM) if landscape else (_SHORT_MM, _LONG_MM)
    section.page_width, section.page_height = Mm(wide), Mm(high)
    section.left_margin = section.right_margin = Mm(_SIDE_MM)
    section.top_margin = section.bottom_margin = Mm(_END_MM)
    section.header_distance = section.footer_distance = Mm(8)


def _page(page: Page, break_before: bool) -> Iterator[Any]:
    size = page.form.layout.font_pt
    # The outline level puts every project into Word's navigation pane.
    before = "<w:pageBreakBefore/>" if break_before else ""
    yield _paragraph(
        f'<w:keepNext/>{before}<w:spacing w:before="0" w:after="80"/><w:jc w:val="center"/><w:outlineLvl w:val="0"/>',
        _run(page.title, 18, font=_TITLE),
    )
    width = sum(_widths(page))
    for line in page.lines:
        yield _line(line, width, size)
    for block in page.blocks:
        yield _table(page, block)
        # Two tables that touch become one in Word, and only a table's first rows can be repeated.
        yield _paragraph('<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>', _run("", 1))


def _line(line: TextLine, width: int, size: float) -> Any:
    """Return a line above the table, its parts kept apart by tab stops."""
    if not line.left and not line.right:
        return _paragraph(
            f'<w:keepNext/><w:spacing w:before="0" w:after="60"/>{_jc("center")}', _run(line.center, size)
        )
    stops = (("center", width // 2, line.center), ("right", width, line.right))
    tabs = "".join(f'<w:tab w:val="{side}" w:pos="{at}"/>' for side, at, text in stops if text)
    runs = "".join(f"<w:r><w:tab/></w:r>{_run(text, size)}" for _, _, text in stops if text)
    settings = f'<w:keepNext/><w:tabs>{tabs}</w:tabs><w:spacing w:before="0" w:after="60"/>'
    return _paragraph(settings, _run(line.left, size) + runs)


def _jc(align: Align) -> str:
    return f'<w:jc w:val="{align}"/>'


def _paragraph(settings: str, runs: str) -> Any:
    return parse_xml(f"<w:p {_NS}><w:pPr>{settings}</w:pPr>{runs}</w:p>")


def _run(text: str, size: float, font: str = _BODY, bold: bool = False, marked: bool = False) -> str:
    half = round(size * 2)
    # The hint makes Word take signs such as ≥ and “ from the Chinese font, not from the Latin one.
    return (
        f'<w:r><w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}" w:cs="{font}" w:hint="eastAsia"/>'
        f'{"<w:b/>" if bold else ""}<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'
        f"{_MARK if marked else ''}</w:rPr>"
        f'<w:t xml:space="preserve">{escape(clean(text))}</w:t></w:r>'
    )


def _widths(page: Page) -> list[int]:
    """Return the grid's columns in twentieths of a point."""
    return [round(width * 1440 / 25.4) for width in page.form.layout.widths_mm]


def _table(page: Page, block: Block) -> Any:
    widths = _widths(page)
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="{weight}" w:space="0" w:color="000000"/>'
        for side, weight in (("top", 8), ("left", 8), ("bottom", 8), ("right", 8), ("insideH", 4), ("insideV", 4))
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    rows = defaultdict[int, list[tuple[Box, bool]]](list)
    for box in sorted(block.boxes, key=lambda box: box.column):
        for down in range(box.rows):
            rows[box.row + down].append((box, down == 0))
    body = "".join(_row(page, block, number, rows[number], widths) for number in range(block.rows))
    return parse_xml(
        f'<w:tbl {_NS}><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{sides}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:left w:w="70" w:type="dxa"/><w:right w:w="70" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"
    )


def _row(page: Page, block: Block, number: int, cells: Sequence[tuple[Box, bool]], widths: Sequence[int]) -> str:
    heading = number in block.heading
    whole = max((len(box.text) for box, _ in cells if box.rows == 1), default=0) <= _SPLIT_OVER
    settings = (
        ("<w:cantSplit/>" if whole else "")
        + f'<w:trHeight w:val="{_TALL_TWIPS if number in block.tall else _ROW_TWIPS}" w:hRule="atLeast"/>'
        + ("<w:tblHeader/>" if heading else "")
    )
    size = page.form.layout.font_pt
    inside = "".join(_cell(box, first, widths, size, heading) for box, first in cells)
    return f"<w:tr><w:trPr>{settings}</w:trPr>{inside}</w:tr>"


def _cell(box: Box, first: bool, widths: Sequence[int], size: float, heading: bool) -> str:
    width = sum(widths[box.column : box.column + box.columns])
    merge = "" if box.rows == 1 else '<w:vMerge w:val="restart"/>' if first else "<w:vMerge/>"
    span = f'<w:gridSpan w:val="{box.columns}"/>' if box.columns > 1 else ""
    keep = "<w:keepNext/>" if heading else ""
    settings = f'{keep}<w:spacing w:before="20" w:after="20"/>{_jc(box.align)}'
    texts = box.text.split("\n") if first else [""]
    paragraphs = "".join(
        f"<w:p><w:pPr>{settings}</w:pPr>{_run(text, size, bold=box.head, marked=box.marked) if text else ''}</w:p>"
        for text in texts
    )
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}<w:vAlign w:val="center"/></w:tcPr>'
        f"{paragraphs}</w:tc>"
    )
