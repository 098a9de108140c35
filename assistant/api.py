"""The public API: five verbs and their types. App, CLI, evals and notebooks use this and nothing below it.

Imports are inside the functions, so that `check` does not pay for Word libraries nor `read` for the model's client.
"""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from assistant.api_drafting import draft as draft
from assistant.api_drafting import probe as probe
from assistant.api_drafting import questions as questions
from assistant.api_drafting import redraft as redraft
from assistant.api_drafting import stream_draft as stream_draft
from assistant.api_drafting import warm_up as warm_up
from assistant.api_drafting import what_is_sent as what_is_sent
from assistant.model import (
    Document,
    InputError,
    Narrative,
    PerformanceTarget,
    UnreadableFileError,
    UnrecognisedFormError,
)

if TYPE_CHECKING:
    from assistant.checking.findings import Report, Severity
    from assistant.fixing import Applied, Fix, Fixed
    from assistant.fixing import Engine as FixEngine
    from assistant.library import Added
    from assistant.llm import LanguageModel, Settings
    from assistant.reading.grid import Row
    from assistant.writing.reviewed import TableKind
    from assistant.writing.template import TemplateField

FileKind = Literal["docx", "xlsx", "pdf", "csv", "json"]


def read(path: str | Path, ask_model: bool = False, settings: "Settings | None" = None) -> Document:
    """Read a document: the targets in its order, its narrative part, and what was unsure.

    Args:
        path: Word, Excel, PDF with a text layer, CSV, text, or interchange JSON.
        ask_model: let the model transcribe a document in which no form is recognised. The user has agreed that its text
            leaves the machine; every cell is held to the document.
        settings: of the model; None means the configured one.

    Raises:
        UnreadableFileError: one Chinese sentence on why the file cannot be read and what to do.
        SettingsError, ModelServiceError: with `ask_model` only.
    """
    from assistant.reading import read_document

    try:
        return read_document(Path(path))
    except UnrecognisedFormError:
        if not ask_model:
            raise
    from assistant.drafting.online.transcription import read_with_model

    return read_with_model(Path(path), settings)


def read_bytes(data: bytes, name: str, ask_model: bool = False, settings: "Settings | None" = None) -> Document:
    """Read an uploaded document; `name` says its type and stands in messages. Raises as `read` does."""
    with _laid_down(data, name) as path:
        return read(path, ask_model, settings)


def grid_rows(data: bytes, name: str) -> "list[Row]":
    """Return the rows of an uploaded document as they stand in it, whatever form they make.

    Raises:
        UnreadableFileError: as `read` does; interchange JSON has no rows.
    """
    from assistant.reading.files import grids_of

    with _laid_down(data, name) as path:
        return [row for grid in grids_of(path) for row in grid.rows]


@contextmanager
def _laid_down(data: bytes, name: str) -> Iterator[Path]:
    """An upload as a file of its name, for as long as it is read."""
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        path = Path(folder) / (Path(name.replace("\\", "/")).name or "文件")
        path.write_bytes(data)
        yield path


def add_examples(targets: Sequence[PerformanceTarget]) -> "list[Added]":
    """Save reviewed targets to the user's own folder of examples, personal names masked; drafts use them at once.

    Raises:
        InputError: a target nobody could learn from (then none is saved), or the folder cannot be written to.
    """
    from assistant.checking.masking import masked_target
    from assistant.library import Library, add

    present = [example.target for example in Library.load().examples]
    return add([masked_target(target) for target in targets], present)


def check(target: PerformanceTarget, narrative: Narrative | None = None) -> "Report":
    """Check one target as the finance bureau's reviewer would; never raises on a valid target."""
    from assistant.checking import check as run

    return run(target, narrative)


def check_all(targets: Sequence[PerformanceTarget], narrative: Narrative | None = None) -> "list[Report]":
    """Check the forms of one document: each by itself, and what they have in common; a report each, in their order."""
    from assistant.checking import check_all as run

    return run(targets, narrative)


def reviewed_copy(data: bytes, name: str, document: Document, reports: "Sequence[Report]") -> bytes | None:
    """Return the user's own Word or Excel file with a comment at each row that has findings, nothing else changed.

    Args:
        data: the file that `document` was read from.
        name: its name, whose suffix stands for its kind where the content does not say it.
        document: what reading made of it.
        reports: one for each of its targets.

    Returns:
        None for kinds of file that carry no comments; `findings_table` serves these.
    """
    from assistant.reading.sniff import kind_of
    from assistant.writing.reviewed import reviewed_copy as run

    kind = kind_of(data, Path(name).suffix.lower())
    return run(data, kind, document, reports) if kind in ("docx", "xlsx") else None


def findings_table(document: Document, reports: "Sequence[Report]", kind: "TableKind") -> bytes:
    """Return all findings of a document as a Word, Excel or CSV file of its own."""
    from assistant.writing.reviewed import findings_table as run

    return run(document, reports, kind)


def suggest_fixes(
    target: PerformanceTarget,
    report: "Report | None" = None,
    narrative: Narrative | None = None,
    engine: "FixEngine" = "offline",
    settings: "Settings | None" = None,
) -> "list[Fix]":
    """Suggest repairs for a form's findings, each tried: its finding goes and no new one comes.

    Raises:
        SettingsError, ModelServiceError: with the engine `model` only.
    """
    from assistant.fixing import suggest

    with _model(engine, settings) as model:
        return suggest(target, report, narrative, engine=engine, model=model)


def apply_fixes(target: PerformanceTarget, fixes: "Sequence[Fix]") -> "Applied":
    """Apply accepted repairs; of two that change the same place the first wins, and the other is told."""
    from assistant.fixing import merge

    return merge(target, fixes)


def fix(
    target: PerformanceTarget,
    narrative: Narrative | None = None,
    severities: "Collection[Severity] | None" = None,
    rules: Collection[str] | None = None,
    engine: "FixEngine" = "offline",
    settings: "Settings | None" = None,
) -> "Fixed":
    """Mend what can be mended without a person's choice: never more findings than before, and no new one.

    Args:
        target: the form; it is not changed.
        narrative: the narrative part of the department's book, where there is one.
        severities: only findings of these; None for all.
        rules: only findings of these rules' codes; None for all.
        engine: `exact` mechanical repairs only; `offline` rewritings from words, norms and examples too; `model`.
        settings: of the model; None means the configured one.

    Raises:
        SettingsError, ModelServiceError: with the engine `model` only.
    """
    from assistant.fixing import fix_all

    with _model(engine, settings) as model:
        return fix_all(target, narrative, severities=severities, rules=rules, engine=engine, model=model)


@contextmanager
def _model(engine: "FixEngine", settings: "Settings | None") -> "Iterator[LanguageModel | None]":
    if engine != "model":
        yield None
        return
    from assistant.llm import ChatClient, load_settings

    with ChatClient(settings or load_settings()) as client:
        yield client


def convert(target: PerformanceTarget, form: str) -> PerformanceTarget:
    """Return the same target laid out for another form. Raises InputError for an unknown form."""
    from assistant.forms.convert import convert as run

    return run(target, form)


def to_bytes(targets: PerformanceTarget | Sequence[PerformanceTarget], kind: FileKind) -> bytes:
    """Return a Word, Excel, PDF, CSV or JSON file of one or several targets, each in its own form's layout."""
    from assistant.writing import to_bytes as run

    return run([targets] if isinstance(targets, PerformanceTarget) else list(targets), kind)


def to_zip(targets: Sequence[PerformanceTarget], kind: FileKind) -> bytes:
    """Return a zip with a file for each target, named after its project."""
    from assistant.writing import to_zip as run

    return run(list(targets), kind)


def write_each(targets: Sequence[PerformanceTarget], folder: str | Path, kind: FileKind) -> list[Path]:
    """Write a file for each target into a folder, named after its project. Raises as `write` does."""
    from assistant.writing import write_each as run

    return run(list(targets), Path(folder), kind)


def book_bytes(
    targets: Sequence[PerformanceTarget],
    kind: 'Literal["docx", "pdf"]' = "docx",
    unit: str | None = None,
    year: int | None = None,
) -> bytes:
    """Return a department's book: narrative part made from the forms, summary table, then the forms."""
    from assistant.writing.book import book_bytes as run

    return run(list(targets), kind, unit, year)


def fill_template(data: bytes, name: str, targets: PerformanceTarget | Sequence[PerformanceTarget]) -> bytes:
    """Fill a unit's own Word or Excel template (docs/模板.md), its look kept.

    Raises:
        InputError: the template is none, has no marks or unknown ones; the sentence names them.
    """
    from assistant.writing.template import fill_template as run

    return run(data, _template_kind(data, name), [targets] if isinstance(targets, PerformanceTarget) else list(targets))


def template_fields(data: bytes, name: str, target: PerformanceTarget | None = None) -> "list[TemplateField]":
    """Return the marks of a template, each with what it would be filled with."""
    from assistant.writing.template import template_fields as run

    return run(data, _template_kind(data, name), target)


def template_left_out(data: bytes, name: str, target: PerformanceTarget) -> tuple[str, ...]:
    """Name what a filled template would not show of a target."""
    from assistant.writing.template import template_left_out as run

    return run(data, _template_kind(data, name), target)


def _template_kind(data: bytes, name: str) -> Literal["docx", "xlsx"]:
    from assistant.reading.sniff import kind_of

    try:
        kind = kind_of(data, Path(name).suffix.lower())
    except UnreadableFileError as error:
        raise InputError(f"模板“{name}”{error}") from error
    if kind not in ("docx", "xlsx"):
        raise InputError(f"模板“{name}”不是 Word 或 Excel 文件，请另存为 .docx 或 .xlsx")
    return "docx" if kind == "docx" else "xlsx"


def pdf_available() -> bool:
    """Return whether PDF files can be made on this machine (LibreOffice is installed)."""
    from assistant.writing import pdf_available as run

    return run()


def write(targets: PerformanceTarget | Sequence[PerformanceTarget], path: str | Path) -> Path:
    """Write a Word, Excel, PDF, CSV or JSON file by the path's suffix.

    Raises:
        InputError: unknown suffix, or the file cannot be written (open in Word, no such folder).
    """
    from assistant.writing import write_file

    return write_file([targets] if isinstance(targets, PerformanceTarget) else list(targets), Path(path))


def save(data: bytes, path: str | Path) -> Path:
    """Put bytes in a file whole or not at all.

    Raises:
        InputError: the folder is missing, or the file cannot be replaced (open in Word, no right, disk full).
    """
    from assistant.writing.files import save as run

    return run(data, Path(path))
