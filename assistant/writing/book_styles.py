"""The styles of a department's book, its headings, table of contents and page numbers."""

from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import escape

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from assistant.writing.cleaning import one_line
from assistant.writing.word import TITLE, set_font
from assistant.writing.word_table import BODY, NS

HEADINGS = {1: "Heading1", 2: "Heading2", 3: "Heading3", 4: "FormHeading"}
"""Styles by level: parts, sections, projects of the narrative, and the line above each form."""
# Style, name that Word shows, font, size, space before and after in points, settings of its paragraphs.
_CENTER, _RIGHT, _BOTH = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.JUSTIFY
_LEFT = WD_ALIGN_PARAGRAPH.LEFT
_STYLES = (
    ("Heading1", "heading 1", TITLE, 18, 0, 14, _CENTER),
    ("Heading2", "heading 2", TITLE, 15, 12, 6, _LEFT),
    ("Heading3", "heading 3", TITLE, 12, 8, 2, _LEFT),
    ("FormHeading", "项目表序号", TITLE, 10.5, 0, 0, _LEFT),
    ("BookText", "汇编正文", BODY, 12, 0, 2, _BOTH),
    ("Cover", "封面标题", TITLE, 26, 200, 60, _CENTER),
    ("CoverUnit", "封面单位", BODY, 16, 0, 0, _CENTER),
    ("Contents", "目录标题", TITLE, 16, 0, 12, _CENTER),
    ("TOC1", "toc 1", BODY, 12, 6, 0, _LEFT),
    ("TOC2", "toc 2", BODY, 10.5, 0, 0, _LEFT),
    ("TableUnit", "表前单位", BODY, 10.5, 0, 2, _RIGHT),
    ("TableNote", "表后注", BODY, 9, 4, 0, _LEFT),
)
_OUTLINE = {"FormHeading": 1}
_TEXT_MM = 180
_CONTENTS = 'TOC \\o "1-1" \\h \\z \\t "项目表序号,2"'


def add_styles(document: Any) -> None:
    """Give a new document the styles of a book, those that Word knows under its own names."""
    by_id = {style.style_id: style for style in document.styles}
    for style_id, name, font, size, before, after, align in _STYLES:
        style = by_id.get(style_id) or document.styles.add_style(
            name, WD_STYLE_TYPE.PARAGRAPH, builtin=name.startswith("toc ")
        )
        style.element.set(qn("w:styleId"), style_id)
        style.base_style = document.styles["Normal"]
        set_font(style, font, size)
        style.font.bold, style.font.italic = False, False
        style.font.color.rgb = RGBColor(0, 0, 0)
        form = style.paragraph_format
        form.space_before, form.space_after, form.alignment = Pt(before), Pt(after), align
        form.keep_with_next = style_id in HEADINGS.values()
        settings = style.element.get_or_add_pPr()
        if style_id == "BookText":
            form.line_spacing = 1.5
            settings.insert_element_before(
                _element("ind", firstLineChars="200", firstLine="480"), "w:jc", "w:outlineLvl"
            )
        if style_id in ("TOC1", "TOC2"):
            form.tab_stops.add_tab_stop(Mm(_TEXT_MM), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
        if style_id == "TOC2":
            form.left_indent = Pt(21)
        if style_id in _OUTLINE:
            settings.append(_element("outlineLvl", val=str(_OUTLINE[style_id])))


def plain(style: str, text: str) -> Any:
    """Return a paragraph of a style."""
    return _paragraph(style, _run(text))


def heading(style: str, text: str, bookmark: str, page: bool) -> Any:
    """Return a heading, with a bookmark if it is named, on a new page if asked for."""
    number = int(bookmark[4:]) + 1 if bookmark else 0
    start = f'<w:bookmarkStart w:id="{number}" w:name="{bookmark}"/>' if bookmark else ""
    end = f'<w:bookmarkEnd w:id="{number}"/>' if bookmark else ""
    return _paragraph(style, f"{start}{_run(text)}{end}", "<w:pageBreakBefore/>" if page else "")


def add_contents(entries: Sequence[tuple[int, str, str]], numbered: bool) -> list[Any]:
    """Return the table of contents, a field that is filled already: it opens without a prompt and can be updated.

    Args:
        entries: level (1 or 2), text and bookmark of each heading.
        numbered: whether each line ends in a field with its page. LibreOffice fills it; Word would show it empty.
    """
    made = [_paragraph("Contents", _run("目　录"), "<w:pageBreakBefore/>")]
    # LibreOffice fills no field within a table of contents of Word's.
    begin, end = ("", "") if numbered else _field(_CONTENTS, "").split("<w:r/>")
    for number, (level, text, bookmark) in enumerate(entries):
        page = f"<w:r><w:tab/></w:r>{_field(f'PAGEREF {bookmark}', '0')}" if numbered else ""
        shown = _run(text) + page
        link = f'<w:hyperlink w:anchor="{bookmark}" w:history="1">{shown}</w:hyperlink>'
        made.append(
            _paragraph(
                f"TOC{level}", f"{begin if number == 0 else ''}{link}{end if number == len(entries) - 1 else ''}"
            )
        )
    return made


def number_pages(section: Any) -> None:
    """Number the pages of a section and those after it at the foot, the cover excepted."""
    section.different_first_page_header_footer = True
    paragraph = section.footer.paragraphs[0]
    paragraph.alignment = _CENTER
    paragraph._p.append(parse_xml(f'<w:fldSimple {NS} w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'))


def _paragraph(style: str, runs: str, settings: str = "") -> Any:
    return parse_xml(f'<w:p {NS}><w:pPr><w:pStyle w:val="{style}"/>{settings}</w:pPr>{runs}</w:p>')


def _run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(one_line(text))}</w:t></w:r>'


def _field(instruction: str, result: str) -> str:
    """Return a field's XML with what it shows until it is updated; an empty run where that is nothing."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f"{_run(result) if result else '<w:r/>'}"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def _element(name: str, **attributes: str) -> Any:
    given = " ".join(f'w:{key}="{value}"' for key, value in attributes.items())
    return parse_xml(f"<w:{name} {NS} {given}/>")
