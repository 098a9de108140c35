"""The document, the code and the example files say the same."""

import importlib.util
import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn

from assistant.model import PerformanceTarget
from assistant.writing.cleaning import clean
from assistant.writing.template import TemplateKind, fill_template, template_fields
from assistant.writing.template.guide import DOCUMENT, main, updated
from assistant.writing.template.marks import MarkReader
from assistant.writing.template.names import names

TC = qn("w:tc")
Example = Callable[[str], PerformanceTarget]


@pytest.fixture(scope="module")
def files() -> ModuleType:
    """What makes the example templates."""
    spec = importlib.util.spec_from_file_location("template_files", Path(__file__).parent / "template_files.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_document_lists_every_mark(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["--check"]) == 0
    text = DOCUMENT.read_text(encoding="utf-8")
    for entry in (*names().listed_fields, *names().listed_columns):
        assert all(f"`{{{{{name}}}}}`" in text for name in (entry.name, *entry.also))
    stale = tmp_path / "模板.md"
    stale.write_text(text.replace("| 项目名称 |", "| 别的 |"), encoding="utf-8")
    assert main(["--check"], stale) == 1
    assert "请运行" in capsys.readouterr().err
    assert main([], stale) == 0
    assert stale.read_text(encoding="utf-8") == text
    with pytest.raises(ValueError, match="lacks the lines"):
        updated("没有表")


def test_every_mark_of_the_document_is_known() -> None:
    reader = MarkReader([])
    written = re.findall(r"\{\{([^{}]+)\}\}", DOCUMENT.read_text(encoding="utf-8"))
    assert len(written) > 40
    assert [name for name in written if reader.read(name) is None] == []


def unpacked(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_example_files_are_what_makes_them(files: ModuleType) -> None:
    for name, made in ((files.WORD, files.word_template()), (files.EXCEL, files.excel_template())):
        assert unpacked((files.FOLDER / name).read_bytes()) == unpacked(made)
        assert f"模板/{name}" in DOCUMENT.read_text(encoding="utf-8")


@pytest.mark.parametrize(("attribute", "kind"), [("WORD", "docx"), ("EXCEL", "xlsx")])
def test_the_example_files_can_be_filled(
    attribute: str, kind: TemplateKind, files: ModuleType, examples: list[PerformanceTarget]
) -> None:
    data = (files.FOLDER / getattr(files, attribute)).read_bytes()
    chosen = [target for target in examples if target.of_period("annual")][::6]
    assert {field.kind for field in template_fields(data, kind, chosen[0])} == {"field", "column"}
    found = fill_template(data, kind, chosen)
    if kind == "docx":
        document = docx.Document(io.BytesIO(found))
        shown = [
            "".join(text.text or "" for text in table._tbl.iter() if text.tag.endswith("}t"))
            for table in document.tables
        ]
    else:
        book = openpyxl.load_workbook(io.BytesIO(found))
        shown = ["\n".join(str(cell.value) for row in sheet.iter_rows() for cell in row) for sheet in book]
    for target, text in zip(chosen, shown, strict=True):
        assert target.project.name in text
        assert all(row.name in text and str(row.value) in text for row in target.of_period("annual"))
        assert "{{" not in text


def test_whatever_a_target_holds_it_is_filled_and_opens(files: ModuleType, odd: PerformanceTarget) -> None:
    """Mark-up, formulas, control characters, endless texts, sixty rows."""
    annual = odd.of_period("annual")
    document = docx.Document(io.BytesIO(fill_template((files.FOLDER / files.WORD).read_bytes(), "docx", [odd, odd])))
    for table in document.tables:
        texts = {
            "".join(text.text or "" for text in cell.iter() if text.tag.endswith("}t")) for cell in table._tbl.iter(TC)
        }
        assert {clean(row.name) for row in annual} <= texts
        assert {clean(str(row.value)) for row in annual} <= texts
    book = openpyxl.load_workbook(
        io.BytesIO(fill_template((files.FOLDER / files.EXCEL).read_bytes(), "xlsx", [odd, odd]))
    )
    assert len({name.lower() for name in book.sheetnames}) == 2
    for sheet in book:
        cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
        assert {clean(row.name) for row in annual} <= {cell.value for cell in cells}
        assert {cell.value for cell in cells if cell.data_type == "f"} == {f"=SUM(G8:G{7 + len(annual)})"}
