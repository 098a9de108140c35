"""A department's book: narrative, summary, forms; read back, it is what it was made of."""

import io
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from assistant.forms.convert import convert
from assistant.model import InputError, PerformanceTarget
from assistant.reading import read_document
from assistant.writing import pdf_available
from assistant.writing.book import book_bytes, chinese
from assistant.writing.sentences import narrative_of
from tests.support.pdfs import page_texts

MEASURES = ["（一）加强领导。成立绩效管理小组。", "（二）加强监督。按季度开展绩效运行监控。"]


def of(examples: list[PerformanceTarget], form: str) -> list[PerformanceTarget]:
    return [target for target in examples if target.form == form]


@pytest.mark.parametrize("form", ["hangu", "shanghai", "ezhou"])
def test_a_book_is_read_back_as_its_targets_and_its_narrative(
    form: str, tmp_path: Path, examples: list[PerformanceTarget]
) -> None:
    targets = [target for target in of(examples, form) if form != "ezhou" or target.project.year is None]
    path = tmp_path / "汇编.docx"
    path.write_bytes(book_bytes(targets, unit="汉沽管理区人力资源和社会保障局", measures=MEASURES))
    document = read_document(path)
    assert list(document) == targets
    assert document.narrative == narrative_of(targets, unit="汉沽管理区人力资源和社会保障局", measures=MEASURES)
    assert document.notes == []


def test_forms_of_different_regions_and_paper_in_one_book(tmp_path: Path, examples: list[PerformanceTarget]) -> None:
    targets = [convert(examples[12], "central"), examples[20], convert(examples[21], "central"), examples[9]]
    path = tmp_path / "汇编.docx"
    path.write_bytes(book_bytes(targets, overall="坚持就业优先。"))
    assert [target.project.name for target in read_document(path)] == [target.project.name for target in targets]
    sections = list(docx.Document(str(path)).sections)
    assert [section.orientation for section in sections] == [0, 1, 0, 1, 0]
    assert [section.different_first_page_header_footer for section in sections] == [True, *[False] * 4]
    assert all(section.footer.is_linked_to_previous for section in sections[1:])


def test_headings_contents_and_page_numbers(examples: list[PerformanceTarget]) -> None:
    targets = of(examples, "hangu")[:3]
    document = docx.Document(io.BytesIO(book_bytes(targets, unit="某局", measures=MEASURES)))
    styles = {paragraph.text: paragraph.style.name for paragraph in document.paragraphs}
    assert styles["第一部分　部门整体绩效目标"] == "Heading 1"
    assert styles["三、工作保障措施"] == "Heading 2"
    assert styles[f"（一）{targets[0].project.name}"] == "Heading 3"
    assert styles["部门名称：某局"] == "封面单位"
    contents = [p.text for p in document.paragraphs if p.style.name.lower().startswith("toc")]
    assert contents[3:] == [f"{number}．{target.project.name}" for number, target in enumerate(targets, start=1)]
    body = document.element.body
    marks = {mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))}
    assert {link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))} == marks
    kinds = [char.get(qn("w:fldCharType")) for char in body.iter(qn("w:fldChar"))]
    assert kinds == ["begin", "separate", "end"]
    # Neither a dirty field nor a setting makes Word ask before it opens the file.
    assert not any(char.get(qn("w:dirty")) for char in body.iter(qn("w:fldChar")))
    assert document.settings.element.find(qn("w:updateFields")) is None
    assert "PAGE" in document.sections[0].footer._element.xml


def test_without_measures_the_heading_is_left_out(examples: list[PerformanceTarget]) -> None:
    document = docx.Document(io.BytesIO(book_bytes(examples[:1])))
    assert not any("工作保障措施" in paragraph.text for paragraph in document.paragraphs)


def test_nothing_to_collect_is_told() -> None:
    with pytest.raises(InputError, match="没有可以汇编的项目"):
        book_bytes([])


@pytest.mark.skipif(not pdf_available(), reason="needs LibreOffice")
def test_contents_of_a_pdf_name_the_pages(examples: list[PerformanceTarget]) -> None:
    targets = of(examples, "hangu")[:2]
    pages = page_texts(book_bytes(targets, "pdf"))
    for target in targets:
        title = f"{target.project.name}项目绩效目标申报表"
        number = next(number for number, text in enumerate(pages, start=1) if title in text)
        line = next(line for line in pages[1].split(f"．{target.project.name}")[1:])
        assert line.lstrip(".").startswith(str(number))


@pytest.mark.parametrize(
    ("number", "said"),
    [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (28, "二十八"), (100, "一百"), (105, "一百零五"), (110, "一百一十"),
     (999, "九百九十九"), (1000, "1000")],
)  # fmt: skip
def test_chinese_numbers(number: int, said: str) -> None:
    assert chinese(number) == said
