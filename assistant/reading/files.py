"""Open a file by its kind, and say in one sentence why one cannot be read."""

import codecs
from collections.abc import Sequence
from pathlib import Path

from assistant.model import Document, InputError, Place, ReadingNote, UnreadableFileError
from assistant.reading.document import read_grids
from assistant.reading.grid import Grid, Remark
from assistant.reading.limits import LARGEST_FILE
from assistant.reading.sniff import Kind, kind_of, misnamed

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def read_document(path: Path) -> Document:
    """Read a Word, Excel, PDF, text or JSON file, whatever its suffix says it is.

    Raises:
        UnreadableFileError: one Chinese sentence on why the file cannot be read and what to do.
    """
    data = _bytes(path)
    suffix = path.suffix.lower()
    try:
        kind = kind_of(data, suffix)
        if kind == "json":
            return _json(decode(data))
        grids = _grids(data, kind, suffix)
        document = read_grids(grids, path.stem)
        _add_notes(document, [remark for grid in grids for remark in grid.remarks], path.stem)
        return document
    except UnreadableFileError as error:
        raise type(error)(f"“{path.name}”{error}", str(path)) from error


def grids_of(path: Path) -> list[Grid]:
    """Return a file's cells as they stand, whatever form they make.

    Raises:
        UnreadableFileError: as `read_document` does; a file of interchange JSON has no cells either.
    """
    data = _bytes(path)
    suffix = path.suffix.lower()
    try:
        return _grids(data, kind_of(data, suffix), suffix)
    except UnreadableFileError as error:
        raise type(error)(f"“{path.name}”{error}", str(path)) from error


def read_text(text: str, name: str) -> Document:
    """Read the text of a document; `name` stands in messages.

    Raises:
        UnreadableFileError: the text holds no performance target form.
    """
    from assistant.reading.text.reader import text_grids

    try:
        return read_grids(text_grids(text), name)
    except UnreadableFileError as error:
        raise type(error)(f"“{name}”{error}", name) from error


def _grids(data: bytes, kind: Kind, suffix: str) -> list[Grid]:
    """Return the grids of a file; each reader is loaded when it is needed."""
    grids = _text_grids(data, kind, suffix) if kind in ("delimited", "text") else [_grid(data, kind)]
    remark = misnamed(kind, suffix)
    if remark and grids:
        first = grids[0]
        grids[0] = Grid(first.rows, first.exact, (Remark(remark, repaired=True), *first.remarks))
    return grids


def _grid(data: bytes, kind: Kind) -> Grid:
    if kind == "docx":
        from assistant.reading.office.docx import docx_grid

        return docx_grid(data)
    if kind == "xlsx":
        from assistant.reading.office.xlsx import xlsx_grid

        return xlsx_grid(data)
    if kind == "xls":
        from assistant.reading.office.xls import xls_grid

        return xls_grid(data)
    if kind == "pdf":
        from assistant.reading.pdf.reader import pdf_grid

        return pdf_grid(data)
    if kind in ("html", "xml2003"):
        from assistant.reading.office.markup import html_grid, xml2003_grid

        return html_grid(decode(data)) if kind == "html" else xml2003_grid(data)
    raise UnreadableFileError("里是数据，不是表格")


def _text_grids(data: bytes, kind: Kind, suffix: str) -> list[Grid]:
    from assistant.reading.text.reader import delimited_grid, text_grids

    text = decode(data)
    if kind == "text":
        return text_grids(text)
    return [delimited_grid(text, "" if suffix == ".csv" else "\t")]


def _add_notes(document: Document, remarks: Sequence[Remark], name: str) -> None:
    """Add what a reader has to say to a document's notes, each at the row that it is about."""
    for remark in remarks:
        target, position = _position(document, remark.place)
        project = name if target is None else document[target].project.name
        row = None if target is None or position is None else document[target].indicators[position].name
        kind = "repaired" if remark.repaired else "unsure"
        note = ReadingNote(
            kind=kind, project=project, row=row, message=remark.message, target=target, position=position
        )
        document.notes.append(note)


def _position(document: Document, place: Place | None) -> tuple[int | None, int | None]:
    """Return which target and row of it stand at a place in the file."""
    for target, places in enumerate(document.places if place else ()):
        if place in places.rows:
            return target, places.rows.index(place)
        if place == places.head or place in places.goals:
            return target, None
    return None, None


def _bytes(path: Path) -> bytes:
    shown = str(path)
    if path.is_dir():
        raise UnreadableFileError(f"“{path.name or path}”是文件夹，请选择其中的一个文件", shown)
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise UnreadableFileError(f"“{path.name}”超过 50 MB，不像绩效目标表，请核对文件", shown)
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise UnreadableFileError(f"找不到文件“{path}”，请核对路径", shown) from error
    except (OSError, ValueError) as error:
        raise UnreadableFileError(f"“{path.name}”打不开，请确认文件没有被占用并且允许读取", shown) from error
    if not data.strip():
        raise UnreadableFileError(f"“{path.name}”是空文件，没有可读的内容", shown)
    return data


def decode(data: bytes) -> str:
    """Return the text of a file in UTF-8, UTF-16 (with its mark) or GB18030.

    Raises:
        UnreadableFileError: it is none of these, or no text at all.
    """
    marked = next((encoding for mark, encoding in _BOMS if data.startswith(mark)), None)
    for encoding in (marked,) if marked else ("utf-8", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise UnreadableFileError("不是文本文件，或文字编码无法识别，请另存为 UTF-8 编码的 .txt 后再打开")


def _json(text: str) -> Document:
    from assistant.model import from_json

    try:
        return Document(from_json(text))
    except InputError as error:
        raise UnreadableFileError(f"读不出绩效目标：{error}") from error
