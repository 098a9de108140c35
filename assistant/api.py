"""The public API: five verbs and their types. App, CLI, evals and notebooks use this and nothing below it.

Imports are inside the functions, so that `check` does not pay for Word libraries nor `read` for the model's client.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from assistant.model import Document, Narrative, PerformanceTarget

if TYPE_CHECKING:
    from assistant.checking.findings import Report
    from assistant.drafting.brief import Brief
    from assistant.drafting.events import Draft, DraftEvent, EngineName
    from assistant.llm import Settings

FileKind = Literal["docx", "xlsx", "json"]


def read(path: str | Path) -> Document:
    """Read a document: the targets in its order, its narrative part, and what was unsure.

    Raises:
        UnreadableFileError: one Chinese sentence on why the file cannot be read and what to do.
    """
    from assistant.reading import read_document

    return read_document(Path(path))


def stream_draft(
    brief: "Brief", engine: "EngineName | None" = None, settings: "Settings | None" = None
) -> "Iterator[DraftEvent]":
    """Draft, event by event; the last event is always `Finished`.

    `engine` None means the model if one is configured, else the offline engine. A failing endpoint does not raise
    once rows have arrived: it ends in a `Finished` whose draft is not `complete`, with a notice.

    Raises:
        InputError, SettingsError, ModelServiceError: before the first row.
    """
    from assistant.drafting import stream

    return stream(brief, engine, settings)


def draft(brief: "Brief", engine: "EngineName | None" = None, settings: "Settings | None" = None) -> "Draft":
    """Draft and wait for the end. Raises as `stream_draft` does."""
    from assistant.drafting.events import Finished

    for event in stream_draft(brief, engine, settings):
        if isinstance(event, Finished):
            return event.draft
    raise AssertionError("a draft stream ended without Finished")


def check(target: PerformanceTarget, narrative: Narrative | None = None) -> "Report":
    """Check one target as the finance bureau's reviewer would; never raises on a valid target."""
    from assistant.checking import check as run

    return run(target, narrative)


def convert(target: PerformanceTarget, form: str) -> PerformanceTarget:
    """Return the same target laid out for another form. Raises InputError for an unknown form."""
    from assistant.forms.convert import convert as run

    return run(target, form)


def to_bytes(targets: PerformanceTarget | Sequence[PerformanceTarget], kind: FileKind) -> bytes:
    """Return a Word, Excel or JSON file of one or several targets, each in its own form's layout."""
    from assistant.writing import to_bytes as run

    return run([targets] if isinstance(targets, PerformanceTarget) else list(targets), kind)


def write(targets: PerformanceTarget | Sequence[PerformanceTarget], path: str | Path) -> Path:
    """Write a Word, Excel or JSON file by the path's suffix.

    Raises:
        InputError: unknown suffix, or the file cannot be written (open in Word, no such folder).
    """
    from assistant.writing import write_file

    return write_file([targets] if isinstance(targets, PerformanceTarget) else list(targets), Path(path))
