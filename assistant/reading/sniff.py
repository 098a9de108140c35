"""Tell a file's kind by what stands in it, and say in one sentence what to do with kinds that are not read."""

from typing import Literal

from assistant.model import UnreadableFileError

Kind = Literal["docx", "xlsx", "xls", "xml2003", "html", "pdf", "json", "delimited", "text"]

SUFFIXES: dict[Kind, tuple[str, ...]] = {
    "docx": (".docx", ".docm", ".dotx", ".dotm"),
    "xlsx": (".xlsx", ".xlsm", ".xltx", ".xltm"),
    "xls": (".xls", ".xlt"),
    "html": (".htm", ".html"),
    "pdf": (".pdf",),
    "json": (".json",),
    "delimited": (".csv", ".tsv"),
    "text": (".txt", ".md", ""),
}
NAMES: dict[Kind, str] = {
    "docx": "Word 文档", "xlsx": "Excel 表格", "xls": "旧版 Excel 表格", "xml2003": "XML 格式的 Excel 表格", "html": "网页表格",
    "pdf": "PDF", "json": "JSON", "delimited": "文本表格", "text": "文本",
}  # fmt: skip

_TO_WORD = "请用 Word 或 WPS 打开后另存为 .docx"
_TO_EXCEL = "请用 Excel 或 WPS 打开后另存为 .xlsx"
_PICTURE = "打不开：图片请先用文字识别（OCR）软件转为 .docx 或 .txt 后再打开"
_ARCHIVE = "打不开：压缩包请先解压，再逐个打开里面的文件"
_LOCKED = "加了密码，请用 Office 或 WPS 输入密码打开，去掉密码后另存一份"
_KINDS = "打不开：可读的文件有 .docx、.xlsx、.xls、.pdf、.txt、.csv、.md、.json"
_OLD_WORD = "打不开：旧版 Word 文件请用 Word 或 WPS 另存为 .docx 后再打开"
_OFD = "打不开：OFD 版式文件请用 WPS 转为 .docx 后再打开"
_RTF = "打不开：RTF 文件请用 Word 或 WPS 另存为 .docx 后再打开"
_ET = "打不开：WPS 表格文件请用 WPS 另存为 .xlsx 后再打开"
_WPS = "打不开：WPS 文字文件请用 WPS 另存为 .docx 后再打开"

_ADVICE = {
    ".doc": _OLD_WORD, ".dot": _OLD_WORD, ".wps": _WPS, ".wpt": _WPS, ".rtf": _RTF, ".et": _ET, ".ett": _ET, ".ofd": _OFD,
    ".xlsb": f"打不开：二进制 Excel 文件{_TO_EXCEL}", ".odt": f"打不开：{_TO_WORD}", ".ods": f"打不开：{_TO_EXCEL}",
    ".mht": f"打不开：网页存档{_TO_WORD}或 .xlsx", ".mhtml": f"打不开：网页存档{_TO_WORD}或 .xlsx",
    ".pptx": "打不开：演示文稿请把表格复制到 Word 里，另存为 .docx", ".ppt": "打不开：演示文稿请把表格复制到 Word 里，另存为 .docx",
    **dict.fromkeys((".png", ".jpg", ".jpeg", ".bmp", ".gif", ".tif", ".tiff", ".webp", ".heic"), _PICTURE),
    **dict.fromkeys((".zip", ".rar", ".7z", ".gz", ".tar"), _ARCHIVE),
}  # fmt: skip
# What a file of a readable kind should have been, where nothing in it says so.
_DAMAGED: dict[Kind, str] = {
    "docx": f"不是完整的 Word 文件（可能已损坏），{_TO_WORD}",
    "xlsx": f"不是完整的 Excel 文件（可能已损坏），{_TO_EXCEL}",
    "xls": f"不是完整的 Excel 文件（可能已损坏），{_TO_EXCEL}",
    "pdf": "不是完整的 PDF 文件（可能已损坏），请重新导出，或转为 .docx 后再打开",
}
_MAGIC = (
    (b"\x89PNG\r\n\x1a\n", _PICTURE), (b"\xff\xd8\xff", _PICTURE), (b"GIF87a", _PICTURE), (b"GIF89a", _PICTURE),
    (b"II*\x00", _PICTURE), (b"MM\x00*", _PICTURE), (b"Rar!\x1a\x07", _ARCHIVE), (b"7z\xbc\xaf\x27\x1c", _ARCHIVE),
    (b"\x1f\x8b\x08", _ARCHIVE), (b"{\\rtf", _RTF),
)  # fmt: skip
_OLE, _ZIP, _PDF = b"\xd0\xcf\x11\xe0", b"PK", b"%PDF-"
_HEAD = 4096


def kind_of(data: bytes, suffix: str) -> Kind:
    """Return a file's kind: by its first bytes where these say it, else by its suffix.

    Raises:
        UnreadableFileError: it is of no kind that is read; the sentence lacks its subject, the file.
    """
    found = _by_content(data, suffix)
    if found is not None:
        return found
    if suffix in _ADVICE:
        raise UnreadableFileError(_ADVICE[suffix])
    kind = next((kind for kind, suffixes in SUFFIXES.items() if suffix in suffixes), None)
    if kind is None:
        raise UnreadableFileError(_KINDS)
    if kind in _DAMAGED:
        raise UnreadableFileError(_DAMAGED[kind])
    return kind


def misnamed(kind: Kind, suffix: str) -> str | None:
    """Return a remark if a file's suffix stands for another kind than the file is of."""
    named = next((other for other, suffixes in SUFFIXES.items() if suffix in suffixes), None)
    if named == kind or (named in ("text", "delimited", "json") and kind in ("text", "delimited", "json")):
        return None
    return f"文件名后缀是“{suffix or '空'}”，内容是{NAMES[kind]}，已按{NAMES[kind]}读取"


def _by_content(data: bytes, suffix: str) -> Kind | None:
    advice = next((advice for magic, advice in _MAGIC if data.startswith(magic)), None)
    if advice:
        raise UnreadableFileError(advice)
    if data.startswith(_OLE):
        return _in_ole(data, suffix)
    if data.startswith(_ZIP) and data[2:4] in (b"\x03\x04", b"\x05\x06", b"\x07\x08"):
        return _in_zip(data, suffix)
    if _PDF in data[:1024]:
        return "pdf"
    return _in_markup(data, suffix)


def _in_ole(data: bytes, suffix: str) -> Kind | None:
    """Look into the container that Office used before 2007, and wraps what has a password in until today."""

    def holds(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if holds("EncryptedPackage"):
        raise UnreadableFileError(_LOCKED)
    if holds("WordDocument"):
        raise UnreadableFileError(_ADVICE.get(suffix, _OLD_WORD))
    if holds("PowerPoint Document"):
        raise UnreadableFileError(_ADVICE[".ppt"])
    if suffix in (".et", ".ett"):
        raise UnreadableFileError(_ET)
    return "xls" if holds("Workbook") or holds("Book") else None


def _in_zip(data: bytes, suffix: str) -> Kind | None:
    """Look at the names of what a zip file holds; one too damaged for that counts as what it is called."""
    from assistant.reading.office.package import Package

    try:
        package = Package(data)
        main = package.main
    except UnreadableFileError:
        raise
    except Exception:  # zipfile lets errors of several kinds escape
        known = next((kind for kind, suffixes in SUFFIXES.items() if suffix in suffixes), None)
        raise UnreadableFileError(_DAMAGED.get(known, _ARCHIVE) if known else _ARCHIVE) from None
    advice = next((advice for names, advice in _IN_ZIP if any(name.startswith(names) for name in package.names)), None)
    if advice:
        raise UnreadableFileError(advice)
    if main.endswith(".xml"):
        folder = main.rpartition("/")[0].rpartition("/")[2]
        kinds: dict[str, Kind] = {"word": "docx", "xl": "xlsx"}
        if folder in kinds:
            return kinds[folder]
    if any(suffix in SUFFIXES[kind] for kind in ("docx", "xlsx")):
        return None
    raise UnreadableFileError(_ARCHIVE)


_IN_ZIP = (
    (("xl/workbook.bin",), _ADVICE[".xlsb"]),
    (("ppt/presentation.xml",), _ADVICE[".pptx"]),
    (("ofd.xml",), _OFD),
    (("content.xml",), f"打不开：OpenDocument 文件{_TO_WORD}或 .xlsx"),
)


def _in_markup(data: bytes, suffix: str) -> Kind | None:
    """Tell web pages and XML that are called Word or Excel files, as many systems export them, and plain text."""
    if any(suffix in SUFFIXES[kind] for kind in ("text", "delimited", "json")):
        return None
    head = data[:_HEAD].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t").lower()
    if b"urn:schemas-microsoft-com:office:spreadsheet" in head and head.startswith(b"<?xml"):
        return "xml2003"
    if b'progid="word.document"' in head or b"schemas.microsoft.com/office/word/2003/wordml" in head:
        raise UnreadableFileError(f"是 XML 格式的 Word 文件，{_TO_WORD}")
    if head.startswith(b"<") and any(tag in head for tag in (b"<html", b"<table", b"<!doctype html")):
        return "html"
    if head.startswith(b"mime-version:"):
        raise UnreadableFileError(_ADVICE[".mht"])
    if suffix in SUFFIXES["xls"] and b"\t" in head and _is_text(data):
        return "delimited"
    return None


def _is_text(data: bytes) -> bool:
    return b"\x00" not in data[:_HEAD] or data.startswith((b"\xff\xfe", b"\xfe\xff"))
