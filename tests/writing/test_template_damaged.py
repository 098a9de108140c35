"""Damaged and malicious templates and documents: one sentence, or a file; never anything else."""

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.checking import check
from assistant.model import AssistantError, Document, PerformanceTarget, Place, Places, UnreadableFileError
from assistant.writing import to_bytes
from assistant.writing.reviewed import CopyKind, reviewed_copy
from assistant.writing.template import fill_template, template_fields

Example = Callable[[str], PerformanceTarget]
FOLDER = Path(__file__).resolve().parents[2] / "docs" / "模板"
_TAG, _VALUE = re.compile(rb"<[^?!/][^>]*>"), re.compile(rb'"[^"]*"')
KINDS: tuple[CopyKind, ...] = ("docx", "xlsx")


def unpacked(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def damaged(data: bytes, choose: st.DataObject) -> bytes:
    """Leave a part out, or put nonsense into an attribute or in place of an element."""
    parts = unpacked(data)
    name = choose.draw(st.sampled_from(sorted(parts)))
    if choose.draw(st.integers(0, 9)) == 0:
        del parts[name]
        return packed(parts)
    tags = list(_TAG.finditer(parts[name]))
    tag = tags[choose.draw(st.integers(0, len(tags) - 1))]
    values = list(_VALUE.finditer(tag[0]))
    if values:
        value = values[choose.draw(st.integers(0, len(values) - 1))]
        nonsense = choose.draw(st.sampled_from([b"", b"-1", b"x", b"99999999", b"A1:", b"#REF!"]))
        at = tag.start() + value.start()
        parts[name] = parts[name][:at] + b'"' + nonsense + b'"' + parts[name][tag.start() + value.end() :]
    elif tag[0].endswith(b"/>"):
        parts[name] = parts[name][: tag.start()] + parts[name][tag.end() :]
    return packed(parts)


def told(run: Callable[[], object]) -> None:
    """Run something that may fail in one sentence, and in no other way."""
    said = ""
    try:
        run()
    except AssistantError as error:
        said = str(error)
    assert "\n" not in said


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(choose=st.data())
def test_a_damaged_template_is_filled_or_told(kind: CopyKind, choose: st.DataObject, example: Example) -> None:
    data = damaged((FOLDER / f"申报表模板.{kind}").read_bytes(), choose)
    targets = [example("003-02"), example("004-02")]
    told(lambda: template_fields(data, kind, targets[0]))
    told(lambda: unpacked(fill_template(data, kind, targets)))


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(choose=st.data())
def test_a_damaged_document_is_commented_or_told(kind: CopyKind, choose: st.DataObject, example: Example) -> None:
    target = example("003-02")
    rows = tuple(Place(choose.draw(st.integers(0, 2)), choose.draw(st.integers(0, 40))) for _ in target.indicators)
    document = Document([target], places=[Places(Place(0, 0), (None, None), rows)])
    data = damaged(to_bytes([target], kind), choose)
    told(lambda: unpacked(reviewed_copy(data, kind, document, [check(target)])))


def test_entities_are_not_expanded(tmp_path: Path, example: Example) -> None:
    secret = tmp_path / "密.txt"
    secret.write_text("秘密", encoding="utf-8")
    parts = unpacked((FOLDER / "申报表模板.docx").read_bytes())
    head = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "{secret.as_uri()}"><!ENTITY b "bbbb">]>'.encode()
    body = parts["word/document.xml"].partition(b"?>")[2].replace("本表一式三份。".encode(), b"&a;&b;")
    parts["word/document.xml"] = head + body
    try:
        found = fill_template(packed(parts), "docx", [example("003-02")])
    except UnreadableFileError:
        return
    assert "秘密".encode() not in unpacked(found)["word/document.xml"]


def test_a_file_that_unpacks_to_too_much_is_refused(example: Example) -> None:
    data = bytearray(packed({"[Content_Types].xml": b"<Types/>"}))
    # The unpacked size, as the zip's directory declares it.
    data[(at := data.index(b"PK\x01\x02") + 24) : at + 4] = (600_000_000).to_bytes(4, "little")
    with pytest.raises(UnreadableFileError, match="解压后过大"):
        fill_template(bytes(data), "docx", [example("003-02")])
