"""Ask a model to transcribe a document that no layout reads (`reading.by_model` holds its answer to the document)."""

from collections.abc import Sequence
from pathlib import Path

from assistant.checking.masking import masked
from assistant.llm import ChatClient, LanguageModel, Settings, load_settings
from assistant.llm.prompts import load_prompt
from assistant.model import Document, ModelServiceError, ReadingNote, UnreadableFileError
from assistant.reading.by_model import Transcript, as_parts, from_transcripts
from assistant.reading.files import grids_of
from assistant.reading.grid import Grid

_MOST_PARTS = 12
"""Questions for one document; more is no form but a book, and would cost more than typing."""


def read_with_model(path: Path, settings: Settings | None = None, model: LanguageModel | None = None) -> Document:
    """Read a document through a model, every cell checked against the document.

    The user has agreed that the document's text goes to the endpoint; personal names and numbers are masked before.

    Raises:
        UnreadableFileError: the file cannot be opened, or the model found no form in it.
        SettingsError, ModelServiceError: no model, or it failed before anything was read.
    """
    grids = grids_of(path)
    if model is not None:
        return _read(grids, path.name, model)
    with ChatClient(settings or load_settings()) as client:
        return _read(grids, path.name, client)


def _read(grids: Sequence[Grid], name: str, model: LanguageModel) -> Document:
    parts = [masked(part) for part in as_parts(grids)]
    sent = parts[:_MOST_PARTS]
    transcripts, failure = _transcripts(sent, model)
    document = from_transcripts(transcripts, grids, name, sent)
    if not document.targets:
        if failure:
            raise failure
        raise UnreadableFileError(f"“{name}”里大模型也没有认出绩效目标表，请核对文件", name)
    if failure:
        document.notes.append(ReadingNote(kind="unsure", project=name, message=f"只读到一部分：{failure}"))
    elif len(sent) < len(parts):
        message = f"文件太长，只读了前 {len(sent)}/{len(parts)} 部分，请把文件分开再读"
        document.notes.append(ReadingNote(kind="unsure", project=name, message=message))
    return document


def _transcripts(parts: Sequence[str], model: LanguageModel) -> tuple[list[Transcript], ModelServiceError | None]:
    """Ask part by part; what had been read when the endpoint failed is kept."""
    prompt = load_prompt("read.zh")
    found: list[Transcript] = []
    for number, part in enumerate(parts, 1):
        messages = prompt.render(document=part, part=number, parts=len(parts))
        try:
            found.append(model.ask(messages, Transcript))
        except ModelServiceError as error:
            return found, error
    return found, None
