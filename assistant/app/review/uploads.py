"""Files that a user has given: read in the background, kept in the session, never shared with another one."""

import hashlib
import logging
import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cached_property
from pathlib import PurePath

from assistant import api
from assistant.app.edit.repairs import Repairs
from assistant.checking.findings import Report
from assistant.model import AssistantError, Document, PerformanceTarget, ReadingNote, UnrecognisedFormError
from assistant.reading.grid import Row
from assistant.reading.sniff import kind_of

MOST_FILES = 30
MOST_BYTES = 120_000_000
"""Of all files of a session together: a session stays in memory for hours."""
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Failure:
    """Why a file could not be read: one Chinese sentence, and whether a model may still transcribe it."""

    sentence: str
    may_ask_model: bool = False


@dataclass
class Form:
    """One form of a file as it stands now, after repairs that the user took.

    Attributes:
        origins: for each row its index in the form as it was read; None for a row that was added.
    """

    target: PerformanceTarget
    report: Report
    origins: tuple[int | None, ...]
    before: list[tuple[PerformanceTarget, tuple[int | None, ...]]] = field(default_factory=list)
    """What it was before each repair, with the origins of its rows."""
    repairs: Repairs = field(default_factory=Repairs)


@dataclass(frozen=True)
class Content:
    """What reading made of a file.

    Attributes:
        document: targets, narrative, notes, places.
        rows: the file's own rows; none where it has no layout (JSON).
        reports: one a target, about the file as it came.
        forms: the targets as they stand now; the one part that changes.
        takes_comments: whether the file can come back with comments in it (Word, Excel).
        by_model: whether a model transcribed it.
    """

    document: Document
    rows: tuple[Row, ...]
    reports: tuple[Report, ...]
    forms: tuple[Form, ...]
    takes_comments: bool = False
    by_model: bool = False

    def notes_of(self, index: int | None, position: int | None = None) -> tuple[ReadingNote, ...]:
        """Return what reading has to say of a row, of a form as a whole, or of the file (None, None)."""
        return tuple(
            note
            for note in self.document.notes
            if note.target == index and (note.position == position or index is None)
        )


@dataclass(eq=False)
class Upload:
    """One file. `content` or `failure` is set, once, by the thread that reads it."""

    name: str
    data: bytes
    content: Content | None = None
    failure: Failure | None = None
    asking: bool = False
    """Whether a model has been asked, so that the page says what it waits for."""

    @property
    def forms(self) -> tuple[Form, ...]:
        """Its forms as they stand now; none until all is read."""
        return self.content.forms if self.content else ()

    @cached_property
    def digest(self) -> str:
        """What its widgets' keys are made of."""
        return hashlib.sha256(self.name.encode() + b"\0" + self.data).hexdigest()[:16]

    @property
    def is_read(self) -> bool:
        """Whether nothing more will come."""
        return self.content is not None or self.failure is not None

    @property
    def changed(self) -> bool:
        """Whether a repair was taken."""
        return self.content is not None and [form.target for form in self.forms] != self.content.document.targets

    def replace(self, index: int, target: PerformanceTarget) -> None:
        """Put a repaired form in place of another, and check all forms of the file again."""
        form = self.forms[index]
        form.before.append((form.target, form.origins))
        steps = _origins(form.target, target)
        form.origins = tuple(None if at is None else form.origins[at] for at in steps)
        form.target = target
        self._check()

    def take_back(self, index: int) -> None:
        """Undo the last repair of a form."""
        form = self.forms[index]
        form.target, form.origins = form.before.pop()
        self._check()

    def _check(self) -> None:
        assert self.content is not None
        reports = api.check_all([form.target for form in self.forms], self.content.document.narrative)
        for form, report in zip(self.forms, reports, strict=True):
            form.report = report


def _origins(old: PerformanceTarget, new: PerformanceTarget) -> list[int | None]:
    """Return for each row of a repaired form where it stood before; a repair never changes the order of rows."""
    before, after = ([(row.period, row.name) for row in target.indicators] for target in (old, new))
    found: list[int | None] = [None] * len(after)
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        # Rows that were renamed stand one for one; of uneven blocks nobody can tell which is which.
        if tag == "equal" or (tag == "replace" and b - a == d - c):
            found[c:d] = range(a, b)
    return found


@dataclass(eq=False)
class Shelf:
    """The files that lie on one page, those that came last first."""

    uploads: list[Upload] = field(default_factory=list)
    chosen: tuple[str, int] | None = None
    """Digest of a file and index of one of its forms; index -1 is its narrative part."""
    remarks: list[str] = field(default_factory=list)
    """Why some of the last files were not taken, a Chinese sentence each."""
    version: int = 0
    """In the uploader's key: a new one is an empty one."""

    def take(self, files: Iterable[tuple[str, bytes]]) -> None:
        """Take files in and begin to read them; those that lie here already are not taken twice."""
        self.remarks, self.version = [], self.version + 1
        fresh: list[Upload] = []
        for name, data in files:
            upload = Upload(name, data)
            if upload.digest in {known.digest for known in [*self.uploads, *fresh]}:
                self.remarks.append(f"“{name}”已经在下面了")
            elif refusal := self._refusal(upload, [*self.uploads, *fresh]):
                self.remarks.append(refusal)
            else:
                fresh.append(upload)
        if fresh:
            # What came last is what its user wants to see.
            self.uploads[:0] = fresh
            self.chosen = (fresh[0].digest, 0)
            threading.Thread(target=_read_all, args=(fresh,), name="read", daemon=True).start()

    def _refusal(self, upload: Upload, here: Sequence[Upload]) -> str:
        if len(here) >= MOST_FILES:
            return f"一次最多放 {MOST_FILES} 个文件，“{upload.name}”没有读，请先移除看过的文件"
        if sum(len(known.data) for known in here) + len(upload.data) > MOST_BYTES:
            return f"文件合计超过 {MOST_BYTES // 1_000_000} MB，“{upload.name}”没有读，请先移除看过的文件"
        return ""

    def add(self, upload: Upload, index: int) -> None:
        """Lay down a file that was read elsewhere, and choose one of its forms."""
        if upload not in self.uploads:
            self.uploads.append(upload)
        self.chosen = (upload.digest, index)

    def ask_model(self, upload: Upload) -> None:
        """Let the model transcribe a file in which no form was recognised; the user has agreed."""
        upload.failure, upload.asking = None, True
        threading.Thread(target=_read, args=(upload,), name="read", daemon=True).start()

    def remove(self, upload: Upload) -> None:
        """Take a file away."""
        self.uploads.remove(upload)
        if self.chosen and self.chosen[0] == upload.digest:
            self.chosen = None

    def choices(self) -> list[tuple[Upload, int]]:
        """Return what can be chosen, in order: every form, and the narrative part of a department's book (-1)."""
        found: list[tuple[Upload, int]] = []
        for upload in self.uploads:
            if upload.content and upload.content.document.narrative:
                found.append((upload, -1))
            found += [(upload, index) for index in range(len(upload.forms))]
        return found

    def choice(self) -> tuple[Upload, int] | None:
        """Return what is chosen; without a choice the first form that there is."""
        found = self.choices()
        chosen = next((pair for pair in found if (pair[0].digest, pair[1]) == self.chosen), None)
        return chosen or next((pair for pair in found if pair[1] >= 0), None) or (found[0] if found else None)

    @property
    def is_reading(self) -> bool:
        """Whether a file is still being read."""
        return any(not upload.is_read for upload in self.uploads)


def _read_all(uploads: Sequence[Upload]) -> None:
    # One after the other: thirty files at once would starve everyone else on the server.
    for upload in uploads:
        _read(upload)


def _read(upload: Upload) -> None:
    """Read a file and set its `content` or `failure`; nothing escapes."""
    try:
        document = api.read_bytes(upload.data, upload.name, ask_model=upload.asking)
        reports = api.check_all(document.targets, document.narrative)
        forms = tuple(
            Form(target, report, tuple(range(len(target.indicators))))
            for target, report in zip(document.targets, reports, strict=True)
        )
        comments = _takes_comments(upload)
        # All at once: the page looks at it from another thread.
        upload.content = Content(document, _rows(upload), tuple(reports), forms, comments, upload.asking)
    except UnrecognisedFormError as error:
        upload.failure = Failure(str(error), may_ask_model=not upload.asking)
    except AssistantError as error:
        upload.failure = Failure(str(error), may_ask_model=upload.asking)
    except Exception as error:
        _log.exception("reading failed")
        upload.failure = Failure(f"读“{upload.name}”时程序内部出错（{type(error).__name__}），其他文件不受影响")


def _rows(upload: Upload) -> tuple[Row, ...]:
    """Return the file's own rows; none where it holds data without a layout."""
    try:
        return tuple(api.grid_rows(upload.data, upload.name))
    except AssistantError:
        return ()


def _takes_comments(upload: Upload) -> bool:
    return kind_of(upload.data, PurePath(upload.name).suffix.lower()) in ("docx", "xlsx")
