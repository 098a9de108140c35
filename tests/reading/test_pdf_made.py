"""PDF files as LibreOffice and a browser make them, read back whole."""

import shutil
import subprocess
from html import escape
from pathlib import Path

import pytest

from assistant.forms.convert import convert
from assistant.model import PerformanceTarget, from_json
from assistant.reading import read_document
from tests.reading.packages import HEAD, HEADER, READ, ROWS

writing = pytest.importorskip("assistant.writing")
SOFFICE = shutil.which("soffice")
BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "msedge"))), None)
FORMS = ("ezhou", "shanghai", "hangu", "central")


def _samples(root: Path, form: str) -> list[PerformanceTarget]:
    paths = sorted((root / "examples/targets").glob("*.json"))[::6]
    return [convert(from_json(path.read_text(encoding="utf-8"))[0], form) for path in paths]


@pytest.mark.slow
@pytest.mark.skipif(SOFFICE is None, reason="needs LibreOffice")
def test_printed_by_libreoffice(root: Path, tmp_path: Path) -> None:
    """Each form's Word file reads the same as its PDF: a form over pages, headers repeated, wrapped and merged cells."""
    words = [writing.write_file(_samples(root, form), tmp_path / f"{form}.docx") for form in FORMS]
    subprocess.run(
        [str(SOFFICE), f"-env:UserInstallation={(tmp_path / 'office').as_uri()}", "--headless", "--convert-to", "pdf",
         "--outdir", str(tmp_path), *map(str, words)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    for word in words:
        printed = read_document(word.with_suffix(".pdf"))
        assert list(printed) == list(read_document(word))
        assert printed.notes == read_document(word).notes


@pytest.mark.skipif(BROWSER is None, reason="needs a Chromium")
def test_printed_by_a_browser(tmp_path: Path) -> None:
    """Names wrap, values are centred, and the page is turned; a browser draws borders as filled boxes."""
    long = "按期完成跨河桥梁检测加固并通过交工验收的桥梁数量（含引桥）"
    lines = [HEAD, HEADER, (*ROWS[0][:2], long, *ROWS[0][3:]), *ROWS[1:]]
    rows = "".join(f"<tr>{''.join(f'<td>{escape(text)}</td>' for text in line)}</tr>" for line in lines)
    style = "@page{size:A5 landscape}td{border:1px solid;text-align:center}table{border-collapse:collapse;width:100%}"
    page = tmp_path / "桥.html"
    page.write_text(
        f"<meta charset=utf-8><style>{style}</style><h2>项目支出绩效目标申报表（2026年度）</h2><table>{rows}</table>",
        encoding="utf-8",
    )
    out = tmp_path / "桥.pdf"
    subprocess.run(
        [str(BROWSER), "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
         f"--user-data-dir={tmp_path / 'browser'}", f"--print-to-pdf={out}", page.as_uri()],
        check=True, capture_output=True, timeout=60,
    )  # fmt: skip
    (target,) = read_document(out)
    found = [(row.level1, row.level2, row.name, str(row.value)) for row in target.indicators]
    assert found == [(*READ[0][:2], long, READ[0][3]), *READ[1:]]
    assert (str(target.project.budget), target.project.year) == ("95万元", 2026)
