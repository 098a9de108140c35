"""PDF through LibreOffice; where it is not installed, hangs or fails, a sentence says what to do."""

import os
import stat
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.model import InputError, PerformanceTarget, SettingsError
from assistant.writing import pdf_available, soffice, to_bytes
from assistant.writing.pdf import to_pdfs
from tests.support.pdfs import font_names, page_sizes, page_texts

Example = Callable[[str], PerformanceTarget]
installed = pytest.mark.skipif(not pdf_available(), reason="needs LibreOffice")
posix = pytest.mark.skipif(sys.platform == "win32", reason="the stand-ins are shell scripts")


def stand_in(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> Path:
    """A program in LibreOffice's place."""
    program = folder / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv(soffice.VARIABLE, str(program))
    return program


@installed
def test_forms_of_both_orientations_become_one_pdf(example: Example) -> None:
    targets = [example("004-01"), example("002-01").model_copy(update={"form": "central"})]
    data = to_bytes(targets, "pdf")
    sizes, text = page_sizes(data), "".join(page_texts(data))
    assert sizes[0] == (595, 842)
    assert sizes[-1] == (842, 595)
    for target in targets:
        assert target.project.name in text
    # Whatever is installed, the title's font is another than the text's, as 黑体 and 宋体 are.
    assert len(font_names(data)) > 1


def test_without_libreoffice_a_sentence_says_the_way_out(
    example: Example, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv(soffice.VARIABLE, raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(soffice, "_usual_places", lambda: iter([tmp_path / "soffice"]))
    assert not pdf_available()
    with pytest.raises(InputError, match="没有找到 LibreOffice，.*请导出 Word 后.*，或安装 LibreOffice"):
        to_bytes([example("004-01")], "pdf")


def test_a_wrong_setting_is_told(example: Example, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(soffice.VARIABLE, str(tmp_path / "没有"))
    assert not pdf_available()
    with pytest.raises(SettingsError, match="ASSISTANT_SOFFICE 所指的.*不存在"):
        to_bytes([example("004-01")], "pdf")


def test_the_usual_places_are_searched(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv(soffice.VARIABLE, raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    (tmp_path / "there").write_bytes(b"")
    monkeypatch.setattr(soffice, "_usual_places", lambda: iter([tmp_path / "not", tmp_path / "there"]))
    assert soffice.find_soffice() == tmp_path / "there"


@posix
def test_a_hang_ends_with_everything_that_was_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    left = tmp_path / "left"
    stand_in(tmp_path, monkeypatch, f'sh -c "sleep 1; touch {left}" & wait')
    start = time.monotonic()
    with pytest.raises(InputError, match=r"超过 0\.2 秒没有完成.*导出 Word"):
        to_pdfs([to_bytes_of_nothing()], seconds=0.2)
    time.sleep(max(0.0, start + 1.3 - time.monotonic()))
    assert not left.exists()


@posix
@pytest.mark.parametrize("script", ["exit 1", "exit 0", 'touch "$(dirname "$2")/0.pdf"'])
def test_a_failure_is_told(script: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(tmp_path, monkeypatch, script)
    with pytest.raises(InputError, match="没有转换出 PDF，请导出 Word"):
        to_pdfs([to_bytes_of_nothing()])


@posix
def test_a_program_that_cannot_be_started_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = stand_in(tmp_path, monkeypatch, "")
    os.chmod(program, 0o600)
    with pytest.raises(InputError, match="LibreOffice 打不开（.*），请导出 Word"):
        to_pdfs([to_bytes_of_nothing()])


def to_bytes_of_nothing() -> bytes:
    """A zip without anything in it."""
    return b"PK\x05\x06" + bytes(18)
