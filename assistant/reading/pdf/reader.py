"""PDF with a text layer → grid: the tables by their ruling lines, and the text between them."""

import re
import threading
from collections.abc import Sequence
from typing import Any

from assistant.model import UnreadableFileError
from assistant.reading.grid import Grid, Remark
from assistant.reading.layout.columns import find_columns
from assistant.reading.limits import MOST_PAGES, MOST_SIGNS
from assistant.reading.pdf.flow import Leaf, flow
from assistant.reading.pdf.page import Page, read_page
from assistant.reading.pdf.plain import borderless
from assistant.reading.pdf.ruled import Table, tables_of
from assistant.reading.pdf.running import without_running
from assistant.reading.pdf.words import lines_of

_DAMAGED = "不是完整的 PDF 文件（可能已损坏），请重新导出，或转为 .docx 后再打开"
_LOCKED = "加了密码，请用 PDF 阅读器输入密码打开，另存为不加密的 PDF 后再打开"
_SCANNED = "是扫描件（没有文字层），请先用文字识别（OCR）软件转为 .docx 或 .txt 后再打开"
_GARBLED = "的文字层是乱码（字体没有正确嵌入），请用原来的 Word 或 Excel 文件，或用文字识别（OCR）软件转为 .docx"
_BORDERLESS = "表格没有边框，按文字的位置分了栏，可能分错，请对照原件"
_FEWEST_SIGNS = 10
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_WESTERN_SIGNS = "\u00a0·×÷±°²³§®©"
# PDFium is not thread-safe, and the page serves several users at once.
_LOCK = threading.Lock()


def pdf_grid(data: bytes) -> Grid:
    """Return the grid of a PDF file; page numbers and running heads are left out.

    Raises:
        UnreadableFileError: it has no text layer, or a password, or it is damaged.
    """
    with _LOCK:
        pages, tried, count = _pages(data)
    signs = [sign.text for page in pages for sign in page.signs]
    if len(signs) < _FEWEST_SIGNS:
        raise UnreadableFileError(_SCANNED)
    if sum(map(_is_garbled, signs)) > len(signs) * 0.3 or not any(map(_HAN.search, signs)):
        raise UnreadableFileError(_GARBLED)
    leaves = without_running([_leaf(page) for page in pages])
    rows = flow(leaves)
    remarks = _remarks(pages, tried, count)
    if not any(find_columns(row) for row in rows) and (plain := borderless(leaves)) is not None:
        rows = plain
        remarks.append(Remark(_BORDERLESS))
    return Grid.of(rows, exact=True, remarks=remarks)


def _pages(data: bytes) -> tuple[list[Page], int, int]:
    """Return what stands on the pages, how many were opened, and how many there are."""
    import pypdfium2  # type: ignore[import-untyped]

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = getattr(error, "err_code", None) == pypdfium2.raw.FPDF_ERR_PASSWORD
        raise UnreadableFileError(_LOCKED if locked else _DAMAGED) from error
    try:
        count = len(document)
        pages: list[Page] = []
        tried = signs = 0
        while tried < min(count, MOST_PAGES) and signs < MOST_SIGNS:
            page = _page(document, tried)
            tried += 1
            if page is not None:
                pages.append(page)
                signs += len(page.signs)
    finally:
        document.close()
    if not pages:
        raise UnreadableFileError(_DAMAGED)
    return pages, tried, count


def _page(document: Any, number: int) -> Page | None:
    """Return what stands on a page; None where it is damaged."""
    import pypdfium2

    try:
        page = document[number]
    except pypdfium2.PdfiumError:
        return None
    try:
        return read_page(page, number)
    except pypdfium2.PdfiumError:
        return None
    finally:
        page.close()


def _leaf(page: Page) -> Leaf:
    tables = _outermost_dropped(tables_of(page))
    outside = [sign for sign in page.signs if not any(table.holds(sign) for table in tables)]
    return Leaf(page.number, lines_of(outside), tables)


def _outermost_dropped(tables: list[Table]) -> list[Table]:
    """Return the tables without frames that are only drawn around others."""
    return [
        table
        for table in tables
        if len(table.cells) > 1
        or not any(
            other is not table and table.xs[0] <= other.xs[0] and other.xs[-1] <= table.xs[-1]
            and table.ys[0] <= other.ys[0] and other.ys[-1] <= table.ys[-1]
            for other in tables
        )
    ]  # fmt: skip


def _is_garbled(sign: str) -> bool:
    """Whether a sign tells that the file does not say which letters its glyphs are."""
    western = "\u0080" <= sign <= "\u024f" and sign not in _WESTERN_SIGNS
    return western or sign == "\ufffd" or "\ue000" <= sign <= "\uf8ff" or sign >= "\U000f0000"


def _remarks(pages: Sequence[Page], tried: int, count: int) -> list[Remark]:
    remarks: list[Remark] = []
    scanned = [str(page.number + 1) for page in pages if page.has_picture and len(page.signs) < _FEWEST_SIGNS]
    if scanned:
        shown = "、".join(scanned[:10]) + ("等" if len(scanned) > 10 else "")
        remarks.append(Remark(f"第 {shown} 页是图片，没有文字层，没有读入；请先用文字识别（OCR）软件处理"))
    if tried < count:
        remarks.append(Remark(f"文件有 {count} 页，只读了前 {tried} 页"))
    lost = tried - len(pages)
    if lost:
        remarks.append(Remark(f"有 {lost} 页已损坏，没有读入，请重新导出这个 PDF"))
    return remarks
