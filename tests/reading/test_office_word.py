"""Word's own habits: what Word prints is what is read."""

from pathlib import Path

import pytest

from assistant.model import Document, UnreadableFileError
from assistant.reading import read_document
from tests.reading.packages import FORM, HEAD, HEADER, READ, ROWS, cell, paragraph, row, run, table, word

SYMBOL = '<w:r><w:sym w:font="{}" w:char="{}"/></w:r>'

PLACEHOLDER = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('单击此处输入')}</w:sdtContent></w:sdt>"


def read(path: Path, data: bytes) -> Document:
    path.write_bytes(data)
    return read_document(path)


def rows(document: Document) -> list[tuple[str, str, str, str]]:
    return [(row.level1, row.level2, row.name, str(row.value)) for row in document[0].indicators]


def with_value(inner: str) -> str:
    """Return the form with other XML in the cell of the first value."""
    first = [*ROWS[0][:4], cell(inner), ROWS[0][5]]
    return table([HEAD, HEADER, first, *ROWS[1:]])


MERGED = table([
    HEAD,
    row([cell("绩效指标", '<w:vMerge w:val="restart"/>'), *HEADER]),
    row([cell("", "<w:vMerge/>"), cell("产出指标", '<w:vMerge w:val="restart"/>'), cell("数量指标", '<w:vMerge w:val="restart"/>'), *ROWS[0][2:]]),
    row([cell("", "<w:vMerge/>"), cell("不印出", "<w:vMerge/>"), cell("", '<w:vMerge w:val="continue"/>'), *ROWS[1][2:]]),
    row(list(ROWS[2]), '<w:gridBefore w:val="1"/>'),
])  # fmt: skip
IN_TEXT_BOX = paragraph(
    "<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx><w:txbxContent>"
    f"{FORM}</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>"
    f"{FORM}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)
CONTROLS = (
    "<w:sdt><w:sdtPr/><w:sdtContent>"
    + table([HEAD, HEADER, f"<w:sdt><w:sdtContent>{row(ROWS[0])}</w:sdtContent></w:sdt>", *ROWS[1:]])
    + "</w:sdtContent></w:sdt>"
)


@pytest.mark.parametrize(
    "body",
    [
        FORM,
        paragraph("") + FORM + paragraph(""),
        MERGED,
        IN_TEXT_BOX,
        CONTROLS,
        table([[cell(paragraph(run("一、绩效目标")) + FORM + paragraph(""))]]),
        table([HEAD, HEADER, *ROWS[:1]]) + table(ROWS[1:]),
        table([HEAD, HEADER, *ROWS[:1]]) + paragraph("") + table([HEADER, *ROWS[1:]]),
        table([HEAD, HEADER, row(["删去"] * 6, "<w:del/>"), row(ROWS[0], "<w:ins/>"), row(["藏"] * 6, "<w:hidden/>"), *ROWS[1:]]),
    ],
    ids=["plain", "empty lines", "merged", "text box", "controls", "nested", "cut in two", "header again", "tracked rows"],
)  # fmt: skip
def test_the_same_form(tmp_path: Path, body: str) -> None:
    document = read(tmp_path / "桥.docx", word(body))
    assert len(document) == 1
    assert rows(document) == READ
    assert str(document[0].project.budget) == "95万元"


@pytest.mark.parametrize(
    ("inner", "value"),
    [
        (paragraph(f"<w:del>{run('=2座')}</w:del><w:ins>{run('=3座')}</w:ins>"), "=3座"),
        (paragraph(f"<w:moveFrom>{run('=2座')}</w:moveFrom><w:moveTo>{run('=3座')}</w:moveTo>"), "=3座"),
        (paragraph(run("=3座") + run("内部", "<w:vanish/>")), "=3座"),
        (paragraph(run("=3座", '<w:vanish w:val="0"/>')), "=3座"),
        (paragraph('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>MERGEFIELD 值</w:instrText></w:r>'
                   '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + run("=3座") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'), "=3座"),
        (paragraph(SYMBOL.format("Symbol", "F0B3") + run("95%")), "≥95%"),
        (paragraph(run("\u00b3", '<w:rFonts w:ascii="Symbol"/>') + run("95%")), "≥95%"),
        (paragraph("<w:sdt><w:sdtPr/><w:sdtContent>" + run("=3座") + "</w:sdtContent></w:sdt>"), "=3座"),
        (paragraph(run("=3座") + PLACEHOLDER), "=3座"),
        (paragraph(run("＝３座")), "=3座"),
        (paragraph(run("=1"), "<w:rPr><w:del/></w:rPr>") + paragraph(run("3座")), "=13座"),
        (paragraph('<w:r><w:ruby><w:rt><w:r><w:t>san</w:t></w:r></w:rt><w:rubyBase>' + run("3座") + "</w:rubyBase></w:ruby></w:r>"), "3座"),
        (paragraph("<w:r><w:t>12</w:t><w:noBreakHyphen/><w:t>31</w:t></w:r>"), "12-31"),
    ],
)  # fmt: skip
def test_text_of_a_cell(tmp_path: Path, inner: str, value: str) -> None:
    assert str(read(tmp_path / "桥.docx", word(with_value(inner)))[0].indicators[0].value) == value


@pytest.mark.parametrize(
    ("signs", "chosen"),
    [
        ((SYMBOL.format("Wingdings 2", "0052"), SYMBOL.format("Wingdings 2", "00A3")), "新增项目"),
        ((SYMBOL.format("Wingdings", "F0A8"), SYMBOL.format("Wingdings", "F0FE")), "延续项目"),
        (
            tuple(
                f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:default w:val="{value}"/></w:checkBox></w:ffData></w:fldChar></w:r>'
                for value in "01"
            ),
            "延续项目",
        ),
    ],
)
def test_ticked_boxes(tmp_path: Path, signs: tuple[str, str], chosen: str) -> None:
    boxes = paragraph(signs[0] + run("新增项目") + signs[1] + run("延续项目"))
    head = row(["项目属性", cell(boxes), "项目期", "1年", "", ""])
    columns = ["一级指标", "二级指标", "三级指标", "指标解释", "指标值", "评分标准"]
    document = read(tmp_path / "桥.docx", word(table([HEAD, head, columns, *ROWS])))
    assert chosen in document[0].project.fields.get("项目属性", "")


def test_unit_and_year_in_the_page_header(tmp_path: Path) -> None:
    header = paragraph(run("2026年部门预算")) + paragraph(run("金额单位：元"))
    footer = paragraph(run("填报单位：示例市交通局")) + paragraph(run("第1页")) + paragraph(run("示例"))
    body = table([("项目名称", "桥梁加固", "预算数", "950000", "", ""), HEADER, *ROWS])
    parts = {"header1.xml": ("header", header), "header2.xml": ("header", header), "footer1.xml": ("footer", footer)}
    project = read(tmp_path / "桥.docx", word(body, parts))[0].project
    assert (str(project.budget), project.year, project.unit) == ("950000元", 2026, "示例市交通局")


def test_automatic_numbers(tmp_path: Path) -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/>'
        '<w:lvlText w:val="（%1）"/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        '<w:lvlText w:val="%2."/></w:lvl></w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="1"/></w:num>'
    )

    def numbered(text: str, level: int) -> str:
        return paragraph(run(text), f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="7"/></w:numPr>')

    goal = (
        numbered("加固桥梁", 0) + numbered("勘察", 1) + numbered("施工", 1) + numbered("验收", 0) + numbered("归档", 1)
    )
    body = table([HEAD, row(["年度绩效目标", cell(goal, '<w:gridSpan w:val="5"/>')]), HEADER, *ROWS])
    document = read(tmp_path / "桥.docx", word(body, {"numbering.xml": ("numbering", numbering)}))
    text = "".join(document[0].goals[0].text.split())
    assert text == "（一）加固桥梁1.勘察2.施工（二）验收1.归档"


@pytest.mark.parametrize("suffix", [".docx", ".docm", ".dotx", ".DOCX"])
def test_all_kinds_of_word_files(tmp_path: Path, suffix: str) -> None:
    document = read(tmp_path / f"桥{suffix}", word(FORM))
    assert rows(document) == READ
    assert not any("后缀" in note.message for note in document.notes)


def test_strict_open_xml(tmp_path: Path) -> None:
    from io import BytesIO
    from zipfile import ZipFile

    from tests.reading.packages import zipped

    with ZipFile(BytesIO(word(FORM))) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    strict = "http://purl.oclc.org/ooxml/"
    usual = "http://schemas.openxmlformats.org/"
    changed = {
        name: text.replace(f"{usual}wordprocessingml/2006/main", f"{strict}wordprocessingml/main").replace(
            f"{usual}officeDocument/2006/relationships", f"{strict}officeDocument/relationships"
        )
        for name, text in parts.items()
    }
    assert changed["word/document.xml"] != parts["word/document.xml"]
    assert rows(read(tmp_path / "严格.docx", zipped(changed))) == READ


def test_embedded_content_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match=r"以嵌入方式存放.*另存为 .docx"):
        read(tmp_path / "桥.docx", word('<w:altChunk r:id="r9"/>'))


def test_places_are_those_of_the_file(tmp_path: Path) -> None:
    body = table([["封面"]]) + table([HEAD, HEADER, row(["删"] * 6, "<w:del/>"), *ROWS])
    places = read(tmp_path / "桥.docx", word(body)).places[0]
    assert [(place.part, place.row) for place in places.rows if place] == [(1, 3), (1, 4), (1, 5)]
    assert places.head is not None
    assert (places.head.part, places.head.row) == (1, 0)
