"""Whatever stands in a file, reading ends soon, with a document or with one clear sentence."""

import time
from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
import xlwt
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.model import Document, UnreadableFileError
from assistant.reading import read_document
from tests.reading import made_targets
from tests.reading.packages import FORM, HEAD, HEADER, ROWS, excel, excel_form, word
from tests.reading.pdfs import LEFT, UP, Sheet, pdf

writing = pytest.importorskip("assistant.writing")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LONGEST = 8
"""Seconds of the processor."""


@cache
def _files() -> dict[str, bytes]:
    target = made_targets.ezhou()[0]
    book = xlwt.Workbook()
    sheet = book.add_sheet("表")
    for at, line in enumerate((HEAD, HEADER, *ROWS)):
        for column, text in enumerate(line):
            sheet.write(at, column, text)
    old = BytesIO()
    book.save(old)
    page = Sheet()
    page.table(
        50, 50, (60, 70, 110, 80, 80, 80), [HEAD[:4] + (LEFT, LEFT), HEADER, ROWS[0], (UP, UP, *ROWS[1][2:]), ROWS[2]]
    )
    lines = "".join(
        f"<tr>{''.join(f'<td rowspan=1>{text}</td>' for text in line)}</tr>" for line in (HEAD, HEADER, *ROWS)
    )
    return {
        "目标.docx": writing.to_bytes([target], "docx"),
        "原样.docx": word(FORM),
        "目标.xlsx": writing.to_bytes([target], "xlsx"),
        "原样.xlsx": excel([f"<sheetData>{''.join(excel_form())}</sheetData>"]),
        "目标.xls": old.getvalue(),
        "网页.xls": f"<html><table>{lines}</table></html>".encode(),
        "目标.pdf": pdf([page]),
        "目标.csv": "\n".join(",".join(line) for line in (HEAD, HEADER, *ROWS)).encode("gb18030"),
    }


def ends_well(folder: Path, name: str, data: bytes) -> Document | None:
    """Read and hold the outcome to what is promised."""
    path = folder / name
    path.write_bytes(data)
    started = time.process_time()
    try:
        read = read_document(path)
    except UnreadableFileError as error:
        read = None
        message = str(error)
        assert message.startswith(f"“{name}”")
        assert "\n" not in message
    assert time.process_time() - started < LONGEST
    return read


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("乱")


@pytest.mark.parametrize("name", _files())
def test_the_files_themselves_are_read(folder: Path, name: str) -> None:
    document = ends_well(folder, name, _files()[name])
    assert document is not None
    assert len(document[0].indicators) >= 3


Damage = Callable[[bytes, float, bytes], bytes]


def _flipped(data: bytes, place: float, scrap: bytes) -> bytes:
    at = int(place * len(data))
    return data[:at] + scrap + data[at + len(scrap) :]


def _cut(data: bytes, place: float, _: bytes) -> bytes:
    return data[: int(place * len(data))]


def _without(data: bytes, place: float, scrap: bytes) -> bytes:
    at = int(place * len(data))
    return data[:at] + data[at + 1 + len(scrap) * 7 :]


def _twice(data: bytes, place: float, scrap: bytes) -> bytes:
    at = int(place * len(data))
    return data[: at + len(scrap) * 9] + data[at:]


DAMAGE: list[Damage] = [_flipped, _cut, _without, _twice]


@settings(max_examples=250, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    name=st.sampled_from(sorted(_files())),
    changes=st.lists(st.tuples(st.sampled_from(DAMAGE), st.floats(0, 1), st.binary(min_size=1, max_size=6)), min_size=1, max_size=4),
    suffix=st.sampled_from(["", "", "", ".docx", ".xlsx", ".xls", ".pdf", ".csv", ".txt", ".doc"]),
)  # fmt: skip
def test_damaged_files(folder: Path, name: str, changes: list[tuple[Damage, float, bytes]], suffix: str) -> None:
    data = _files()[name]
    for damage, place, scrap in changes:
        data = damage(data, place, scrap)
    if data.strip():
        ends_well(folder, f"坏{suffix}" if suffix else name, data)


# What XML of Office files is made of, put where it does not belong.
SCRAPS = [
    "<w:tbl>",
    "</w:tbl>",
    "<w:tr/>",
    "<w:tc/>",
    '<w:gridSpan w:val="99999999"/>',
    "<w:vMerge/>",
    "<w:p>",
    'w:val="-1"',
    "&#0;",
    "&amp;",
    "&lol;",
    "<![CDATA[",
    '<mergeCell ref="A1:XFD1048576"/>',
    '<row r="9999999">',
    't="s"',
    "<v>-1</v>",
    "<v>1e999</v>",
    's="77"',
    "<f/>",
    "项目名称",
    "\x00",
    "<!DOCTYPE x>",
    '<c r="ZZZ1">',
    'numFmtId="9999"',
    "<!--",
    'Target="../../../x"',
    'encoding="x"',
    "<w:numPr/>",
    '<w:ilvl w:val="9"/>',
    '<w:sym w:char="FFFFFF"/>',
    "9" * 400,
]


@settings(max_examples=250, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    name=st.sampled_from([name for name in sorted(_files()) if name.endswith("x")]),
    member=st.integers(0, 30),
    changes=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 40), st.sampled_from(SCRAPS) | st.text(max_size=5)), max_size=5),
    fate=st.sampled_from(["kept", "kept", "kept", "removed", "swapped", "emptied"]),
)  # fmt: skip
def test_damaged_parts(folder: Path, name: str, member: int, changes: list[tuple[float, int, str]], fate: str) -> None:
    with ZipFile(BytesIO(_files()[name])) as archive:
        parts = {each: archive.read(each) for each in archive.namelist()}
    names = sorted(parts)
    chosen = names[member % len(names)]
    text = parts[chosen].decode("utf-8", "surrogateescape")
    for place, length, scrap in changes:
        at = int(place * len(text))
        text = text[:at] + scrap + text[at + length :]
    parts[chosen] = b"" if fate == "emptied" else text.encode("utf-8", "surrogatepass")
    if fate == "removed":
        del parts[chosen]
    elif fate == "swapped":
        other = names[(member + 1) % len(names)]
        parts[chosen], parts[other] = parts[other], parts[chosen]
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for each, data in parts.items():
            archive.writestr(each, data)
    ends_well(folder, name, out.getvalue())


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    data=st.binary(min_size=1, max_size=300),
    name=st.sampled_from(["a.docx", "a.xlsx", "a.xls", "a.pdf", "a.csv", "a.json", "a.html", "a.doc", "a"]),
    magic=st.sampled_from(
        [b"", b"PK\x03\x04", b"PK\x05\x06", b"%PDF-1.7\n", OLE, b"<html>", b"{", b"\x09\x08\x10\x00"]
    ),
)
def test_any_bytes(folder: Path, data: bytes, name: str, magic: bytes) -> None:
    if (magic + data).strip():
        ends_well(folder, name, magic + data)


DRAWN = [
    "re f",
    "re S",
    "l S",
    "m",
    "Tj",
    "BT",
    "ET",
    "q",
    "Q",
    "cm",
    "1 0 0 1 0 0 Tm",
    "<0041>",
    "0 0",
    "-1e9",
    "1e38",
    "595 0",
    "/F 1e6 Tf",
    "W n",
]


@settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.sampled_from(DRAWN) | st.integers(-2000, 2000).map(str), max_size=60), st.integers(0, 60))
def test_anything_drawn_on_a_page(folder: Path, drawn: list[str], at: int) -> None:
    page = Sheet()
    page.table(50, 50, (60, 70, 110, 80, 80, 80), [HEAD, HEADER, *ROWS])
    page.commands[at:at] = [" ".join(drawn)]
    ends_well(folder, "画.pdf", pdf([page, page]))
