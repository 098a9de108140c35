"""A department's book (部门预算绩效目标): narrative part, summary table, then every project's form."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from docx import Document

from assistant.model import InputError, Narrative, PerformanceTarget
from assistant.model.text import tidy
from assistant.writing.book_styles import HEADINGS, add_contents, add_styles, heading, number_pages, plain
from assistant.writing.plan import plan
from assistant.writing.sentences import narrative_of
from assistant.writing.summary import SHEET, missing, summary_block
from assistant.writing.word import add_pages, saved, set_defaults, set_paper
from assistant.writing.word_table import table

_FONT_PT = 10.5
_PARTS = ("部门整体绩效目标", "项目支出绩效目标汇总表", "项目支出绩效目标表")
_ONES = "零一二三四五六七八九"


def book_bytes(
    targets: Sequence[PerformanceTarget],
    kind: Literal["docx", "pdf"] = "docx",
    unit: str | None = None,
    year: int | None = None,
    overall: str | None = None,
    measures: Sequence[str] = (),
) -> bytes:
    """Return a department's book as a Word or PDF file.

    Its narrative is `narrative_of` the targets, so that no figure in it differs from the forms behind it. The table of
    contents opens without a prompt and links to its places; Word puts page numbers into it on “更新域”, a PDF has them.

    Args:
        targets: the projects, in the book's order.
        kind: the file's kind.
        unit: the department; None takes the first that a form names.
        year: None takes the first that a form names.
        overall: 总体绩效目标 in the department's words; None states number, sums and the largest projects.
        measures: 工作保障措施, a paragraph each; without any the heading is left out.

    Raises:
        InputError: there is no target, a target's form is unknown, or there is no LibreOffice for PDF.
        SettingsError: ASSISTANT_SOFFICE names no file.
    """
    if not targets:
        raise InputError("没有可以汇编的项目，请先起草或读入项目")
    narrative = narrative_of(targets, unit, year, overall, measures)
    if kind == "docx":
        return _Book(targets, narrative).made(numbered=False)
    from assistant.writing.pdf import to_pdfs

    (data,) = to_pdfs([_Book(targets, narrative).made(numbered=True)])
    return data


@dataclass
class _Book:
    """A book on its way to its file."""

    targets: Sequence[PerformanceTarget]
    narrative: Narrative
    entries: list[tuple[int, str, str]] = field(default_factory=list)
    """Level, text and bookmark of what stands in the table of contents."""

    def made(self, numbered: bool) -> bytes:
        """Return the file; `numbered` puts page numbers into the contents, for a program that works them out."""
        document = Document()
        title = f"{f'{self.narrative.year}年' if self.narrative.year else ''}部门预算绩效目标"
        set_defaults(document, title, _FONT_PT)
        add_styles(document)
        set_paper(document.sections[0], landscape=False)
        number_pages(document.sections[0])
        body = [*self._narrative(), *self._summary(), self._heading(1, _part(3), page=True)]
        headings = [
            self._heading(4, f"{number}．{tidy(target.project.name)}")
            for number, target in enumerate(self.targets, start=1)
        ]
        cover = [plain("Cover", title)]
        if self.narrative.unit:
            cover.append(plain("CoverUnit", f"部门名称：{self.narrative.unit}"))
        for element in [*cover, *add_contents(self.entries, numbered), *body]:
            document.element.body[-1].addprevious(element)
        document.add_section()
        add_pages(document, [plan(target) for target in self.targets], headings)
        for section in list(document.sections)[1:]:
            section.different_first_page_header_footer = False
        return saved(document)

    def _heading(self, level: int, text: str, page: bool = False) -> Any:
        """Return a heading; parts and forms stand in the table of contents."""
        bookmark = f"_Toc{len(self.entries):06d}" if level in (1, 4) else ""
        if bookmark:
            self.entries.append((1 if level == 1 else 2, text, bookmark))
        return heading(HEADINGS[level], text, bookmark, page)

    def _narrative(self) -> list[Any]:
        made = [self._heading(1, _part(1), page=True), self._heading(2, "一、总体绩效目标")]
        made += [plain("BookText", line) for line in self.narrative.overall.split("\n")]
        made.append(self._heading(2, "二、分项绩效目标"))
        for item in self.narrative.items:
            made.append(self._heading(3, f"（{chinese(item.number)}）{item.name}"))
            for label, text in (("绩效目标", item.goal), ("绩效指标", item.indicators)):
                if text:
                    made.append(plain("BookText", f"{label}：{text}"))
        if self.narrative.measures:
            made.append(self._heading(2, "三、工作保障措施"))
            made += [plain("BookText", text) for text in self.narrative.measures]
        return made

    def _summary(self) -> list[Any]:
        made = [self._heading(1, _part(2), page=True), plain("TableUnit", "金额单位：万元")]
        made.append(table(SHEET, summary_block(self.targets)))
        note = missing(self.targets)
        return [*made, plain("TableNote", note)]


def _part(number: int) -> str:
    return f"第{_ONES[number]}部分　{_PARTS[number - 1]}"


def chinese(number: int) -> str:
    """Return a number below 1000 in Chinese signs: 28 is 二十八, 105 一百零五; larger ones stay as they are."""
    if not 0 < number < 1000:
        return str(number)
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    text = f"{_ONES[hundreds]}百" if hundreds else ""
    if tens:
        text += f"{'' if tens == 1 and not hundreds else _ONES[tens]}十"
    elif hundreds and ones:
        text += "零"
    return text + (_ONES[ones] if ones else "")
