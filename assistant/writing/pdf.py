"""PDF files, made of Word files by LibreOffice."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZIP_DEFLATED, ZipFile

from assistant.model import InputError, SettingsError
from assistant.writing.soffice import find_soffice

_BY_HAND = "请导出 Word 后用 Word 或 WPS 另存为 PDF"
_MISSING = f"没有找到 LibreOffice，不能直接导出 PDF：{_BY_HAND}，或安装 LibreOffice"
_SECONDS, _SECONDS_A_FILE = 60.0, 5.0
"""How long the first start may take on a slow machine, and each file after that."""
# Where a font is missing, LibreOffice takes for an unknown Chinese name any font that has the signs, and for figures one
# of its own. Under these names systems know what comes near: first the Chinese signs, then letters and figures.
_FONTS = {
    "宋体": ("SimSun;NSimSun;Songti SC;STSong;Source Han Serif SC;Noto Serif CJK SC;AR PL UMing CN", "Times New Roman"),
    "黑体": ("SimHei;Heiti SC;STHeiti;Source Han Sans SC;Noto Sans CJK SC;WenQuanYi Zen Hei", "Arial"),
}
_FONT_TAG = re.compile(r"<w:rFonts [^>]*>")


def pdf_available() -> bool:
    """Return whether PDF files can be made on this machine."""
    try:
        return find_soffice() is not None
    except SettingsError:
        return False


def to_pdfs(documents: Sequence[bytes], seconds: float | None = None) -> list[bytes]:
    """Return the PDF file of each Word file; LibreOffice is started once.

    Args:
        documents: Word files (.docx).
        seconds: when to give up; None allows a minute, and five seconds more for each file.

    Raises:
        InputError: LibreOffice is not installed, does not come to an end, or makes no PDF of them.
        SettingsError: ASSISTANT_SOFFICE names no file.
    """
    program = find_soffice()
    if program is None:
        raise InputError(_MISSING)
    # On Windows a file that a virus scanner still holds must not turn a good PDF into an error.
    with TemporaryDirectory(prefix="jixiao-", ignore_cleanup_errors=True) as name:
        folder = Path(name).resolve()
        sources = [folder / f"{number}.docx" for number in range(len(documents))]
        for source, data in zip(sources, documents, strict=True):
            source.write_bytes(_with_fonts(data))
        _convert(program, sources, folder, seconds or _SECONDS + _SECONDS_A_FILE * len(documents))
        made = [source.with_suffix(".pdf") for source in sources]
        files = [path.read_bytes() if path.is_file() else b"" for path in made]
    if not all(data.startswith(b"%PDF") for data in files):
        raise InputError(f"LibreOffice 没有转换出 PDF，{_BY_HAND}")
    return files


def _with_fonts(document: bytes) -> bytes:
    """Return a Word file whose fonts are followed by those that may stand in for them."""
    made = BytesIO()
    with ZipFile(BytesIO(document)) as old, ZipFile(made, "w", ZIP_DEFLATED) as new:
        for entry in old.infolist():
            data = old.read(entry)
            if entry.filename.endswith(".xml") and b"<w:rFonts" in data:
                data = _FONT_TAG.sub(_replaced, data.decode("utf-8")).encode("utf-8")
            new.writestr(entry.filename, data)
    return made.getvalue()


def _replaced(tag: re.Match[str]) -> str:
    found = tag[0]
    for name, (chinese, latin) in _FONTS.items():
        found = found.replace(f'w:eastAsia="{name}"', f'w:eastAsia="{chinese}"').replace(f'"{name}"', f'"{latin}"')
    return found


def _convert(program: Path, sources: Sequence[Path], folder: Path, seconds: float) -> None:
    """Run LibreOffice with settings of its own, so that an open window of the user's is no hindrance."""
    command = [
        str(program),
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        *("--headless", "--norestore", "--nologo", "--nolockcheck"),
        *("--convert-to", "pdf:writer_pdf_Export", "--outdir", str(folder)),
        *map(str, sources),
    ]
    try:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=folder,
            start_new_session=sys.platform != "win32",
        )
    except OSError as error:
        raise InputError(f"LibreOffice 打不开（{error.strerror or error}），{_BY_HAND}") from error
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired as error:
        raise InputError(
            f"LibreOffice 转换 PDF 超过 {seconds:g} 秒没有完成，请稍后再试；也可以{_BY_HAND[1:]}"
        ) from error
    finally:
        if process.poll() is None:
            _end(process)


def _end(process: "subprocess.Popen[bytes]") -> None:
    """End LibreOffice with the processes that it has started."""
    if sys.platform == "win32":
        subprocess.run(["taskkill", "/T", "/F", "/PID", str(process.pid)], capture_output=True, check=False)
    else:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
