"""A file is what stands in it, whatever its name says; what is not read is told in one sentence."""

import zlib
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from assistant.model import UnreadableFileError
from assistant.reading import limits, read_document
from assistant.reading.office import package
from tests.reading.packages import FORM, READ, W, excel, excel_form, relations, table, word, zipped

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)
EXCEL = excel([f"<sheetData>{''.join(excel_form())}</sheetData>"])


def ole(stream: str) -> bytes:
    return OLE + stream.encode("utf-16-le") + bytes(500)


def failure(path: Path, data: bytes) -> str:
    path.write_bytes(data)
    with pytest.raises(UnreadableFileError) as caught:
        read_document(path)
    message = str(caught.value)
    assert message.startswith(f"“{path.name}”")
    assert "\n" not in message
    return message


@pytest.mark.parametrize(
    ("name", "data", "is_named"),
    [
        ("桥.docx", EXCEL, "Excel 表格"),
        ("桥.xlsx", word(FORM), "Word 文档"),
        ("桥.doc", word(FORM), "Word 文档"),
        ("桥.wps", word(FORM), "Word 文档"),
        ("桥.et", EXCEL, "Excel 表格"),
        ("桥.xls", EXCEL, "Excel 表格"),
        ("桥.zip", word(FORM), "Word 文档"),
        ("桥.txt", word(FORM), "Word 文档"),
        ("桥", EXCEL, "Excel 表格"),
    ],
)
def test_wrong_suffix_is_read_and_noted(tmp_path: Path, name: str, data: bytes, is_named: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    document = read_document(path)
    assert [(row.level1, row.level2, row.name, str(row.value)) for row in document[0].indicators] == READ
    (note,) = [note for note in document.notes if "后缀" in note.message]
    assert f"已按{is_named}读取" in note.message
    assert note.kind == "repaired"


@pytest.mark.parametrize(
    ("name", "data", "advice"),
    [
        ("桥.docx", ole("EncryptedPackage"), "去掉密码"),
        ("桥.xlsx", ole("EncryptedPackage"), "去掉密码"),
        ("桥.docx", ole("WordDocument"), "另存为 .docx"),
        ("桥.doc", ole("WordDocument"), "旧版 Word"),
        ("桥.wps", ole("WordDocument"), "WPS 文字文件"),
        ("桥.et", ole("Workbook"), "另存为 .xlsx"),
        ("桥.xls", ole("Workbook"), "另存为 .xlsx"),
        ("桥.ppt", ole("PowerPoint Document"), "复制到 Word"),
        ("桥.xls", OLE, "另存为 .xlsx"),
        ("桥.docx", b"{\\rtf1 x}", "RTF"),
        ("桥.txt", b"\x89PNG\r\n\x1a\n", "OCR"),
        ("桥.pdf", b"\xff\xd8\xff\xe0 JFIF", "OCR"),
        ("桥.docx", b"Rar!\x1a\x07\x00", "先解压"),
        ("桥.zip", zipped({"目标.docx": "x"}), "先解压"),
        ("桥.zip", b"PK\x03\x04 half", "先解压"),
        ("桥.docx", zipped({"目标.txt": "x"}), "不是完整的 Word"),
        ("桥.ofd", zipped({"OFD.xml": "<x/>"}), "OFD"),
        ("桥.xlsb", zipped({"xl/workbook.bin": "x"}), "另存为 .xlsx"),
        ("桥.ods", zipped({"content.xml": "<x/>"}), "OpenDocument"),
        ("桥.pptx", zipped({"ppt/presentation.xml": "<x/>"}), "演示文稿"),
        ("桥.xml", b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w/>', "XML 格式的 Word"),
        ("桥.mht", b"MIME-Version: 1.0\n", "网页存档"),
        ("桥.pdf", b"%PDF-1.4 nothing", "不是完整的 PDF"),
        ("桥.pdf", "项目名称".encode(), "不是完整的 PDF"),
        ("桥.html", b"<html><body>x</body></html>", "没有找到绩效目标表"),
        ("桥.xyz", b"abc", "可读的文件有"),
        ("桥.xls", b"abc", "不是完整的 Excel"),
    ],
)
def test_what_is_not_read_says_what_to_do(tmp_path: Path, name: str, data: bytes, advice: str) -> None:
    assert advice in failure(tmp_path / name, data)


def _bomb(name: str, body: bytes, times: int) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        archive.writestr("_rels/.rels", relations([("officeDocument", "word/document.xml")]))
        with archive.open(name, "w") as part:
            part.write(f'<w:document xmlns:w="{W}"><w:body>'.encode())
            for _ in range(times):
                part.write(body)
            part.write(b"</w:body></w:document>")
    return out.getvalue()


def test_bombs_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "内容过大" in failure(tmp_path / "空.docx", _bomb("word/document.xml", b"<w:p/>" * 10_000, 260))
    assert "内容过大" in failure(tmp_path / "长.docx", _bomb("word/document.xml", b"x" * 1_000_000, 61))
    monkeypatch.setattr(package, "LARGEST_UNPACKED", 1_000_000)
    assert "解压后过大" in failure(tmp_path / "包.docx", _bomb("word/media/image.png", b"x" * 1_000_000, 2))
    monkeypatch.setattr(package, "MOST_MEMBERS", 3)
    assert "解压后过大" in failure(tmp_path / "多.docx", zipped({str(at): "" for at in range(5)}))


ENTITIES = '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {chr(98 + at)} "{("&" + chr(97 + at) + ";") * 10}">' for at in range(9)
) + '<!ENTITY file SYSTEM "file:///etc/hostname">]>'  # fmt: skip


@pytest.mark.parametrize("entity", ["&j;", "&file;", ""])
@pytest.mark.parametrize("kind", ["docx", "xlsx", "xls"])
def test_entities_are_never_expanded(tmp_path: Path, kind: str, entity: str) -> None:
    parts: dict[str, str] = {}
    if kind == "xls":
        text = f'<?xml version="1.0"?>{ENTITIES}<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">{entity}</Workbook>'
        failure(tmp_path / "桥.xls", text.encode())
        return
    data = word(table([["项目名称", entity]])) if kind == "docx" else EXCEL
    with ZipFile(BytesIO(data)) as archive:
        for name in archive.namelist():
            text = archive.read(name).decode()
            attacked = name.endswith(("document.xml", "sheet1.xml"))
            parts[name] = ENTITIES + text.replace("桥梁加固", entity) if attacked else text
    path = tmp_path / f"桥.{kind}"
    path.write_bytes(zipped(parts))
    try:
        document = read_document(path)
    except UnreadableFileError:
        return
    assert "aaaa" not in document[0].project.name


def test_a_member_that_lies_about_its_size(tmp_path: Path) -> None:
    data = bytearray(word(FORM))
    at = data.index(b"PK\x01\x02", data.index(b"word/document.xml"))
    size = data.index(b"word/document.xml", at) - 46 + 24
    data[size : size + 4] = (10).to_bytes(4, "little")
    assert "不是完整的 Word" in failure(tmp_path / "桥.docx", bytes(data))


def test_too_large_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from assistant.reading import files
    from assistant.reading.office import xls

    monkeypatch.setattr(files, "LARGEST_FILE", 100)
    assert "超过 50 MB" in failure(tmp_path / "桥.docx", word(FORM))
    assert limits.LARGEST_FILE == 50_000_000
    monkeypatch.undo()
    monkeypatch.setattr(xls, "LARGEST_OLD_EXCEL", 10)
    assert "另存为 .xlsx" in failure(tmp_path / "桥.xls", ole("Workbook"))


def test_raw_deflate_damage(tmp_path: Path) -> None:
    data = bytearray(word(FORM))
    at = data.index(b"word/document.xml") + 30
    data[at : at + 40] = zlib.compress(b"x" * 100)[:40].ljust(40, b"\x00")
    assert "不是完整的 Word" in failure(tmp_path / "桥.docx", bytes(data))
