"""Office files made of raw XML: what Word and Excel write, and no library does."""

from collections.abc import Sequence
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
HEADER = ("一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值", "指标值确定依据")
HEAD = ("项目名称", "桥梁加固", "预算数", "95万元", "", "")
ROWS = (
    ("产出指标", "数量指标", "加固桥梁数量", "", "=3座", "年度计划"),
    ("产出指标", "数量指标", "加固桥墩数量", "", "≥12个", "年度计划"),
    ("满意度指标", "服务对象满意度指标", "群众满意度", "", "≥95%", "历史标准"),
)
READ = [(level1, level2, name, value) for level1, level2, name, _, value, _ in ROWS]


def zipped(parts: dict[str, str]) -> bytes:
    """Return a zip file of text parts."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()


def relations(links: Sequence[tuple[str, str]]) -> str:
    """Return a part of relationships: kind and target of each."""
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    inner = "".join(
        f'<Relationship Id="r{at}" Type="{R}/{kind}" Target="{target}"/>' for at, (kind, target) in enumerate(links)
    )
    return f'<Relationships xmlns="{space}">{inner}</Relationships>'


def run(text: str, properties: str = "") -> str:
    """Return a run of text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(inner: str, properties: str = "") -> str:
    """Return a paragraph of runs."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def cell(inner: str, properties: str = "") -> str:
    """Return a cell; plain text becomes a paragraph with the empty one behind it that Word users leave."""
    body = inner if inner.startswith("<") else paragraph(run(inner)) + paragraph("")
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{body}</w:tc>"


def row(cells: Sequence[str], properties: str = "") -> str:
    """Return a row; texts become cells."""
    made = (text if text.startswith("<w:tc>") else cell(text) for text in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(made)}</w:tr>"


def table(rows: Sequence[str | Sequence[str]]) -> str:
    """Return a table; sequences become rows."""
    made = (each if isinstance(each, str) else row(each) for each in rows)
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(made)}</w:tbl>"


FORM = table([HEAD, HEADER, *ROWS])


def word(body: str, links: dict[str, tuple[str, str]] | None = None) -> bytes:
    """Return a Word file.

    Args:
        body: XML of its blocks.
        links: further parts by name: how the document points to each, and its inner XML.
    """
    parts = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": relations([("officeDocument", "word/document.xml")]),
        "word/document.xml": f"<w:document {_SPACES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": relations([(kind, name) for name, (kind, _) in (links or {}).items()]),
    }
    for name, (kind, inner) in (links or {}).items():
        root = {"header": "hdr", "footer": "ftr", "numbering": "numbering"}[kind]
        parts[f"word/{name}"] = f"<w:{root} {_SPACES}>{inner}</w:{root}>"
    return zipped(parts)


def excel(sheets: Sequence[str], strings: str = "", styles: str = "", workbook: str = "") -> bytes:
    """Return an Excel file; each sheet is the XML inside of its worksheet."""
    entries = "".join(f'<sheet name="表{at + 1}" sheetId="{at + 1}" r:id="r{at}"/>' for at in range(len(sheets)))
    links = [("worksheet", f"worksheets/sheet{at + 1}.xml") for at in range(len(sheets))]
    parts = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": relations([("officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": f'<workbook xmlns="{S}" xmlns:r="{R}">{workbook}<sheets>{entries}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relations(
            [*links, ("sharedStrings", "sharedStrings.xml"), ("styles", "styles.xml")]
        ),
        "xl/sharedStrings.xml": f'<sst xmlns="{S}">{strings}</sst>',
        "xl/styles.xml": f'<styleSheet xmlns="{S}">{styles}</styleSheet>',
    }
    for at, sheet in enumerate(sheets):
        parts[f"xl/worksheets/sheet{at + 1}.xml"] = f'<worksheet xmlns="{S}">{sheet}</worksheet>'
    return zipped(parts)


def excel_row(number: int, texts: Sequence[str], attributes: str = "") -> str:
    """Return a row of a sheet with its texts in it; what begins with `<` is a cell's own XML."""
    made = (
        text if text.startswith("<") else f'<c r="{chr(65 + at)}{number}" t="inlineStr"><is><t>{text}</t></is></c>'
        for at, text in enumerate(texts)
    )
    return f'<row r="{number}" {attributes}>{"".join(made)}</row>'


def excel_form() -> list[str]:
    """Return the rows of the form above, for a sheet."""
    return [excel_row(at, texts) for at, texts in enumerate((HEAD, HEADER, *ROWS), 1)]
