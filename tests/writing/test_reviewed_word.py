"""The reviewed Word file: comments where they belong, and the rest as it was."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from assistant.checking import check
from assistant.model import Document, PerformanceTarget, UnreadableFileError
from assistant.reading import read_document
from assistant.writing import to_bytes
from assistant.writing.reviewed import reviewed_copy

Example = Callable[[str], PerformanceTarget]
W = nsdecls("w")


def review(data: bytes, tmp_path: Path, name: str = "表.docx") -> tuple[Document, bytes, Document]:
    """Read a file, check it, comment it and read it again."""
    path = tmp_path / name
    path.write_bytes(data)
    document = read_document(path)
    reports = [check(target, document.narrative) for target in document]
    copy = reviewed_copy(data, "docx", document, reports)
    path.write_bytes(copy)
    return document, copy, read_document(path)


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def anchors(data: bytes) -> dict[str, str]:
    """The text that each comment is anchored in (its cell's, or its paragraph's), by the comment's text."""
    document = docx.Document(io.BytesIO(data))
    texts = {str(comment.comment_id): comment.text for comment in document.comments}
    found = {}
    for start in document.element.body.iter(qn("w:commentRangeStart")):
        holder = next(start.iterancestors(qn("w:tc")), start.getparent())
        found[texts[start.get(qn("w:id"))]] = "".join(text.text or "" for text in holder.iter(qn("w:t")))
    return found


def without_marks(data: bytes) -> bytes:
    """The document's XML with all comment marks taken out."""
    root = docx.Document(io.BytesIO(data)).element
    for name in ("commentRangeStart", "commentRangeEnd"):
        for mark in list(root.iter(qn(f"w:{name}"))):
            mark.getparent().remove(mark)
    for mark in list(root.iter(qn("w:commentReference"))):
        run = mark.getparent()
        run.getparent().remove(run)
    return bytes(parse_canonical(root))


def parse_canonical(root: Any) -> bytes:
    from lxml import etree

    canonical: bytes = etree.tostring(root, method="c14n")
    return canonical


@pytest.mark.parametrize("start", ["000-01", "001-05", "002-02", "003-02", "004-02", "004-20"])
def test_each_finding_stands_in_a_comment_at_its_row(start: str, tmp_path: Path, example: Example) -> None:
    document, copy, again = review(to_bytes([example(start)], "docx"), tmp_path)
    (report,) = [check(target) for target in document]
    assert report.findings
    found = anchors(copy)
    for finding in report.findings:
        places = [
            text
            for said, text in found.items()
            if finding.message in said and f"{finding.clause}（{finding.rule}）" in said
        ]
        assert places, finding.message
        if finding.position is not None:
            row = document[0].indicators[finding.position]
            assert any(text.replace(" ", "") in (row.name.replace(" ", ""), str(row.value)) for text in places)
    assert again.targets == document.targets
    assert again.places == document.places


def test_nothing_else_changes(tmp_path: Path, example: Example) -> None:
    data = to_bytes([example("003-02"), example("004-02")], "docx")
    _, copy, _ = review(data, tmp_path)
    before, after = parts(data), parts(copy)
    changed = {"word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"}
    assert set(after) - set(before) == {"word/comments.xml"}
    assert {name for name in before if before[name] != after[name]} == changed
    assert without_marks(copy) == without_marks(data)


def test_all_forms_of_a_file_are_commented_by_the_assistant(tmp_path: Path, example: Example) -> None:
    document, copy, _ = review(to_bytes([example("001-05"), example("003-02"), example("004-02")], "docx"), tmp_path)
    assert len(document) == 3
    comments = list(docx.Document(io.BytesIO(copy)).comments)
    assert {(comment.author, comment.initials) for comment in comments} == {("绩效目标助手", "绩效")}
    assert len({comment.comment_id for comment in comments}) == len(comments)
    told = "\n".join(comment.text for comment in comments)
    assert all(finding.message in told for target in document for finding in check(target).findings)


def test_the_head_and_the_goals_have_their_own_comments(tmp_path: Path, example: Example) -> None:
    _, copy, _ = review(to_bytes([example("003-02"), example("001-05")], "docx"), tmp_path)
    found = anchors(copy)
    missing = next(text for said, text in found.items() if "没有时效指标" in said)
    assert missing == "企业薪酬调查"
    goal = next(text for said, text in found.items() if "创业培训1182人" in said)
    assert goal.startswith("通过组织就业援助对象")


def test_a_users_own_comments_stay(tmp_path: Path, example: Example) -> None:
    document = docx.Document(io.BytesIO(to_bytes([example("003-02")], "docx")))
    run = next(run for table in document.tables for run in table.rows[0].cells[1].paragraphs[0].runs)
    document.add_comment([run], "请李科长核对", author="张三", initials="张")
    buffer = io.BytesIO()
    document.save(buffer)
    _, copy, _ = review(buffer.getvalue(), tmp_path)
    comments = list(docx.Document(io.BytesIO(copy)).comments)
    assert (comments[0].author, comments[0].text) == ("张三", "请李科长核对")
    assert len({comment.comment_id for comment in comments}) == len(comments) > 1


def test_a_file_without_findings_comes_back_as_it_was(example: Example) -> None:
    from assistant.checking.findings import Report, Score

    target = example("002-03")
    data = to_bytes([target], "docx")
    clean = Report(project="甲", score=Score(total=100, grade="优", points={}))
    assert reviewed_copy(data, "docx", Document([target]), [clean]) == data


def test_places_that_nobody_knows_fall_back_to_the_projects_name(example: Example) -> None:
    target = example("003-02")
    document = docx.Document()
    document.add_paragraph("某市文件")
    document.add_paragraph("项目名称：公共就业创业服务")
    buffer = io.BytesIO()
    document.save(buffer)
    copy = reviewed_copy(buffer.getvalue(), "docx", Document([target]), [check(target)])
    found = anchors(copy)
    assert "项目名称：公共就业创业服务" in found.values()
    assert all(finding.message in "".join(found) for finding in check(target).findings)


def test_a_file_that_is_none_is_told(example: Example) -> None:
    target = example("003-02")
    with pytest.raises(UnreadableFileError, match="另存为"):
        reviewed_copy(b"PK\x03\x04 broken", "docx", Document([target]), [check(target)])
    with pytest.raises(ValueError, match=r"zip\(\)"):
        reviewed_copy(b"", "docx", Document([target]), [])


def cell(*paragraphs: str, merge: str = "", span: int = 1) -> str:
    """A cell as Word writes it; each paragraph is XML of its runs."""
    settings = f'<w:gridSpan w:val="{span}"/>' * (span > 1) + merge
    inside = "".join(f"<w:p><w:pPr><w:ind w:firstLine='0'/></w:pPr>{runs}</w:p>" for runs in paragraphs or ("",))
    return f"<w:tc><w:tcPr><w:tcW w:w='1500' w:type='dxa'/>{settings}</w:tcPr>{inside}</w:tc>"


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


RESTART, CONTINUED = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
TRACKED = (
    '<w:del w:id="91" w:author="甲" w:date="2025-01-01T00:00:00Z"><w:r><w:delText>120</w:delText></w:r></w:del>'
    '<w:ins w:id="92" w:author="甲" w:date="2025-01-01T00:00:00Z"><w:r><w:t>100</w:t></w:r></w:ins>'
)


def habits() -> bytes:
    """A form as Word's users make it: merged header, vMerge, split runs, revisions, controls, a nested table, empty lines."""
    rows = [
        f"<w:tr>{cell(run('项目名称'))}{cell(run('技能') + run('培训'), span=4)}</w:tr>",
        f"<w:tr>{cell(run('项目预算'))}{cell(run('２０万元'), span=4)}</w:tr>",
        f"<w:tr>{cell(run('年度绩效目标'))}{cell('', run('培训（第一期）') + run('300人'), '', span=4)}</w:tr>",
        f"<w:tr>{''.join(cell(run(text)) for text in ('一级指标', '二级指标', '三级指标', '指标值', '备注'))}</w:tr>",
        f"<w:tr>{cell(run('产出指标'), merge=RESTART)}{cell(run('数量指标'), merge=RESTART)}"
        f"{cell('', run('培训') + run('人数'))}{cell(run('≥') + TRACKED + run('人'))}{cell()}</w:tr>",
        f"<w:sdt><w:sdtPr/><w:sdtContent><w:tr>{cell(merge=CONTINUED)}{cell(merge=CONTINUED)}"
        f"{cell(run('差错率'))}{cell(run('≥90%'))}{cell()}</w:tr></w:sdtContent></w:sdt>",
        f"<w:tr>{cell(merge=CONTINUED)}{cell(run('质量指标'))}"
        f"<w:sdt><w:sdtPr/><w:sdtContent>{cell(run('合格率（％）'))}</w:sdtContent></w:sdt>"
        f"{cell(run('优'))}{cell()}</w:tr>",
        f"<w:tr>{cell(run('效益指标'))}{cell(run('社会效益指标'))}{cell(run('就业人数'))}{cell()}{cell()}</w:tr>",
    ]  # fmt: skip
    inner = f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"
    document = docx.Document()
    document.add_paragraph("")
    document.add_paragraph("项目支出绩效目标申报表（２０２５年度）")
    outer = (
        f"<w:tbl {W}><w:tblPr/><w:tblGrid><w:gridCol w:w='9000'/></w:tblGrid><w:tr><w:tc><w:tcPr/>{inner}<w:p/></w:tc></w:tr>"
        "</w:tbl>"
    )
    document.element.body[-1].addprevious(parse_xml(outer))
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def test_words_own_habits(tmp_path: Path) -> None:
    data = habits()
    document, copy, again = review(data, tmp_path)
    assert [row.name for row in document[0].indicators] == ["培训人数", "差错率", "合格率(％)", "就业人数"] or [
        row.name for row in document[0].indicators
    ] == ["培训人数", "差错率", "合格率（％）", "就业人数"]
    assert again.targets == document.targets
    assert without_marks(copy) == without_marks(data)
    found = anchors(copy)
    report = check(document[0])
    for finding in report.findings:
        if finding.position is not None:
            row = document[0].indicators[finding.position]
            texts = {text for said, text in found.items() if finding.message in said}
            assert texts & {row.name, str(row.value), "≥100人", "合格率（％）"}, finding
    assert b"w:delText" in parts(copy)["word/document.xml"]


def test_an_empty_cell_takes_a_comment(tmp_path: Path) -> None:
    document, copy, _ = review(habits(), tmp_path)
    empty = next(finding for finding in check(document[0]).findings if finding.rule == "W106")
    assert any(empty.message in said for said in anchors(copy))


def test_macros_stay(tmp_path: Path, example: Example) -> None:
    plain = parts(to_bytes([example("003-02")], "docx"))
    plain["word/vbaProject.bin"] = b"\x00macro\xff"
    plain["[Content_Types].xml"] = plain["[Content_Types].xml"].replace(
        b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        b"application/vnd.ms-word.document.macroEnabled.main+xml",
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in plain.items():
            archive.writestr(name, data)
    target = example("003-02")
    copy = parts(reviewed_copy(buffer.getvalue(), "docx", Document([target]), [check(target)]))
    assert copy["word/vbaProject.bin"] == b"\x00macro\xff"
    assert b"macroEnabled" in copy["[Content_Types].xml"]
    assert "绩效目标助手" in copy["word/comments.xml"].decode()


def test_a_file_of_the_strict_kind_is_told(example: Example) -> None:
    target = example("003-02")
    plain = parts(to_bytes([target], "docx"))
    plain["word/document.xml"] = plain["word/document.xml"].replace(
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in plain.items():
            archive.writestr(name, data)
    with pytest.raises(UnreadableFileError, match="严格 Open XML"):
        reviewed_copy(buffer.getvalue(), "docx", Document([target]), [check(target)])


def test_a_second_review_takes_the_place_of_the_first(tmp_path: Path, example: Example) -> None:
    data = habits()
    document, copy, _ = review(data, tmp_path)
    _, again, _ = review(copy, tmp_path)
    first, second = ([comment.text for comment in docx.Document(io.BytesIO(found)).comments] for found in (copy, again))
    assert first == second
    assert without_marks(again) == without_marks(data)
    nothing = [check(target).model_copy(update={"findings": ()}) for target in document]
    cleared = reviewed_copy(again, "docx", document, nothing)
    assert list(docx.Document(io.BytesIO(cleared)).comments) == []
    assert parse_canonical(docx.Document(io.BytesIO(cleared)).element) == without_marks(data)


def test_a_comment_that_somebody_answered_stays(tmp_path: Path, example: Example) -> None:
    _, copy, _ = review(to_bytes([example("003-02")], "docx"), tmp_path)
    found = parts(copy)
    w14 = "http://schemas.microsoft.com/office/word/2010/wordml"
    found["word/comments.xml"] = found["word/comments.xml"].replace(
        b"<w:p>", f'<w:p xmlns:w14="{w14}" w14:paraId="0A0A0A0A">'.encode(), 1
    )
    found["word/commentsExtended.xml"] = (
        b'<w15:commentsEx xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml">'
        b'<w15:commentEx w15:paraId="0B0B0B0B" w15:paraIdParent="0A0A0A0A"/></w15:commentsEx>'
    )
    found["word/_rels/document.xml.rels"] = found["word/_rels/document.xml.rels"].replace(
        b"</Relationships>",
        b'<Relationship Id="rId99" Target="commentsExtended.xml" '
        b'Type="http://schemas.microsoft.com/office/2011/relationships/commentsExtended"/></Relationships>',
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in found.items():
            archive.writestr(name, data)
    before = [comment.text for comment in docx.Document(io.BytesIO(copy)).comments]
    _, again, _ = review(buffer.getvalue(), tmp_path)
    after = [comment.text for comment in docx.Document(io.BytesIO(again)).comments]
    assert after == [before[0], *before]


def test_a_table_in_a_text_box_is_commented_outside_of_it(tmp_path: Path) -> None:
    document = docx.Document(io.BytesIO(habits()))
    table = document.element.body.find(qn("w:tbl"))
    names = "xmlns:wps='http://schemas.microsoft.com/office/word/2010/wordprocessingShape'"
    holder = parse_xml(
        f"<w:p {nsdecls('w', 'wp', 'a')} {names}><w:r><w:drawing><wp:inline><a:graphic><a:graphicData><wps:wsp><wps:txbx>"
        "<w:txbxContent/></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )
    table.addprevious(holder)
    next(holder.iter(qn("w:txbxContent"))).append(table)
    buffer = io.BytesIO()
    document.save(buffer)
    _, copy, _ = review(buffer.getvalue(), tmp_path)
    starts = list(docx.Document(io.BytesIO(copy)).element.body.iter(qn("w:commentRangeStart")))
    assert starts
    assert not any(list(start.iterancestors(qn("w:txbxContent"))) for start in starts)
