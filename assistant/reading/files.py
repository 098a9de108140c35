"""Open a file by its type, and say in one sentence why one cannot be read."""

import codecs
from pathlib import Path

from assistant.model import Document, InputError, UnreadableFileError
from assistant.reading.document import read_grids
from assistant.reading.grid import Grid

# What to do with files of kinds that we do not read.
_OTHER = {
    ".doc": "旧版 Word 文件请用 Word 或 WPS 另存为 .docx 后再打开",
    ".wps": "WPS 文字文件请用 WPS 另存为 .docx 后再打开",
    ".rtf": "RTF 文件请用 Word 或 WPS 另存为 .docx 后再打开",
    ".xls": "旧版 Excel 文件请用 Excel 或 WPS 另存为 .xlsx 后再打开",
    ".et": "WPS 表格文件请用 WPS 另存为 .xlsx 后再打开",
    ".ofd": "OFD 版式文件请用 WPS 转为 .docx 后再打开",
    ".pdf": "PDF 文件请用 Word 或 WPS 转为 .docx 后再打开",
    **dict.fromkeys(
        (".png", ".jpg", ".jpeg", ".bmp", ".gif", ".tif", ".tiff", ".webp", ".heic"),
        "图片请先用文字识别软件转为 .docx 或 .txt 后再打开",
    ),
    **dict.fromkeys((".zip", ".rar", ".7z"), "压缩包请先解压，再逐个打开里面的文件"),
}
_KINDS = "可读的文件有 .docx、.xlsx、.txt、.csv、.md、.json"
_LARGEST, _LARGEST_UNPACKED = 50_000_000, 500_000_000
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def read_document(path: Path) -> Document:
    """Read a Word, Excel, text or JSON file.

    Raises:
        UnreadableFileError: one Chinese sentence on why the file cannot be read and what to do.
    """
    data = _bytes(path)
    try:
        if path.suffix.lower() == ".json":
            return _json(decode(data))
        return read_grids(_grids(data, path), path.stem)
    except UnreadableFileError as error:
        raise type(error)(f"“{path.name}”{error}", str(path)) from error


def grids_of(path: Path) -> list[Grid]:
    """Return a file's cells as they stand, whatever form they make.

    Raises:
        UnreadableFileError: as `read_document` does; a file of interchange JSON has no cells either.
    """
    data = _bytes(path)
    try:
        return _grids(data, path)
    except UnreadableFileError as error:
        raise type(error)(f"“{path.name}”{error}", str(path)) from error


def _grids(data: bytes, path: Path) -> list[Grid]:
    suffix = path.suffix.lower()
    if suffix in (".docx", ".xlsx"):
        return [_office_grid(data, suffix)]
    if suffix in (".txt", ".md", ".csv", ".tsv", ""):
        return _text_grids(decode(data), suffix)
    raise UnreadableFileError(f"打不开：{_OTHER.get(suffix, _KINDS)}")


def read_text(text: str, name: str) -> Document:
    """Read the text of a document; `name` stands in messages.

    Raises:
        UnreadableFileError: the text holds no performance target form.
    """
    try:
        return read_grids(_text_grids(text, ".txt"), name)
    except UnreadableFileError as error:
        raise type(error)(f"“{name}”{error}", name) from error


def _bytes(path: Path) -> bytes:
    shown = str(path)
    if path.is_dir():
        raise UnreadableFileError(f"“{path.name or path}”是文件夹，请选择其中的一个文件", shown)
    if path.suffix.lower() in _OTHER and path.is_file():
        raise UnreadableFileError(f"“{path.name}”打不开：{_OTHER[path.suffix.lower()]}", shown)
    try:
        if path.stat().st_size > _LARGEST:
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


def _text_grids(text: str, suffix: str) -> list[Grid]:
    from assistant.reading.text import delimited_grid, text_grids

    return [delimited_grid(text)] if suffix == ".csv" else text_grids(text)


def _json(text: str) -> Document:
    from assistant.model import from_json

    try:
        return Document(from_json(text))
    except InputError as error:
        raise UnreadableFileError(f"读不出绩效目标：{error}") from error


def _office_grid(data: bytes, suffix: str) -> Grid:
    _refuse_bombs(data)
    if suffix == ".docx":
        from assistant.reading.docx import docx_grid

        return docx_grid(data)
    from assistant.reading.xlsx import xlsx_grid

    return xlsx_grid(data)


def _refuse_bombs(data: bytes) -> None:
    """A small file may unpack to more than the memory holds; anything that is no zip is judged by its reader."""
    from io import BytesIO
    from zipfile import BadZipFile, ZipFile

    try:
        with ZipFile(BytesIO(data)) as archive:
            size = sum(entry.file_size for entry in archive.infolist())
    except (BadZipFile, OSError, ValueError):
        return
    if size > _LARGEST_UNPACKED:
        raise UnreadableFileError("解压后过大，不像绩效目标表，请核对文件")
