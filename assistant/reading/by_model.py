"""The last resort for a table that no layout reads: a model transcribes it, and code holds every cell to the document.

Pure: the grid as text goes out, the model's answer comes in. Who asks the model is not this room's business.
"""

import re
from collections.abc import Iterable, Sequence

from pydantic import BaseModel, ConfigDict

from assistant.model import (
    Document,
    Goal,
    Indicator,
    Money,
    PerformanceTarget,
    Period,
    Place,
    Places,
    Project,
    ReadingNote,
    Value,
)
from assistant.model.framework import LEVEL1, LEVEL2, PARENT, canonical, canonical_level2
from assistant.model.text import match_key, normalise_signs, tidy
from assistant.reading.grid import Grid, Row

FORM = "general"
_MOST_SIGNS = 9_000
"""Of one question: what a small local model takes in with its answer."""
_YEARS = range(1990, 2101)
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
_PARTS = re.compile(rf"{_FIGURE.pattern}|[^\d\s]+")


class Transcript(BaseModel):
    """What a model says stands in (a part of) a document. All text: it is judged here and not by its shape."""

    model_config = ConfigDict(extra="ignore", coerce_numbers_to_str=True)

    class Row(BaseModel):
        """One indicator, its cells as printed."""

        model_config = ConfigDict(extra="ignore", coerce_numbers_to_str=True)

        period: str | None = None
        level1: str | None = None
        level2: str | None = None
        name: str | None = None
        value: str | None = None
        basis: str | None = None
        description: str | None = None

    class Form(BaseModel):
        """One project's form; `project` None where the part goes on with the form before."""

        model_config = ConfigDict(extra="ignore", coerce_numbers_to_str=True)

        project: str | None = None
        budget: str | None = None
        unit: str | None = None
        year: str | None = None
        purpose: str | None = None
        long_term_goal: str | None = None
        annual_goal: str | None = None
        rows: list["Transcript.Row"] = []

    forms: list[Form] = []


def as_parts(grids: Iterable[Grid]) -> list[str]:
    """Return the document as text, a line a row, its cells set apart by `|`; cut between rows into askable parts."""
    parts: list[list[str]] = [[]]
    size = 0
    for line in (" | ".join(tidy(text) for _, text in row.own) for grid in grids for row in grid.rows if row.own):
        if parts[-1] and size + len(line) > _MOST_SIGNS:
            parts.append([])
            size = 0
        parts[-1].append(line)
        size += len(line) + 1
    return ["\n".join(part) for part in parts if part]


def from_transcripts(
    transcripts: Sequence[Transcript], grids: Sequence[Grid], name: str, sent: Sequence[str] = ()
) -> Document:
    """Make a document of what the model says stands there.

    A text that does not stand in the document is dropped and reported; a row without a name that stands there is none.

    Args:
        transcripts: one for each part, in order.
        grids: the document as it was read.
        name: the document's, for notes on a form without a project name.
        sent: the parts as the model saw them, where names were masked in them.
    """
    printed = _Printed(grids, sent)
    held = _Holder(printed, name)
    for form in (form for transcript in transcripts for form in transcript.forms):
        held.add(form)
    return held.document()


class _Printed:
    """The document's own words, for looking them up."""

    def __init__(self, grids: Sequence[Grid], sent: Sequence[str]) -> None:
        self._rows = [row for grid in grids for row in grid.rows]
        self._keys = [match_key("".join(text for _, text in row.filled)) for row in self._rows]
        self._texts = " ".join(text for row in self._rows for _, text in row.own)
        self._all = match_key(self._texts)
        self._sent = match_key("".join(sent).replace("|", ""))

    def holds(self, text: str) -> bool:
        """Whether a text stands in the document, signs and spaces aside; also one that runs over rows or cells."""
        plain = match_key(text)
        return bool(plain) and (plain in self._all or plain in self._sent)

    def holds_parts(self, text: str, row: Row | None = None) -> bool:
        """Whether a text's figures, each whole, and its words stand in the document, or in one row of it.

        `≥`, `735` and `人次` may be three columns; `万元` may stand in a heading.
        """
        found = "".join(text for _, text in row.filled) if row else self._texts
        plain, figures = match_key(found), set(_FIGURE.findall(normalise_signs(found)))
        parts = _PARTS.findall(normalise_signs(text))
        return bool(parts) and all(part in figures if part[0].isdigit() else match_key(part) in plain for part in parts)

    def row_of(self, name: str, value: str) -> Row | None:
        """Return the row that holds a name and its value, or the name alone."""
        words, figure = match_key(name), match_key(value)
        holding = [at for at, text in enumerate(self._keys) if words in text]
        both = [at for at in holding if figure and figure in self._keys[at].replace(words, "", 1)]
        found = next(iter([*both, *holding]), None)
        return None if found is None else self._rows[found]


class _Holder:
    """Collects forms, each cell held to the document."""

    def __init__(self, printed: _Printed, document: str) -> None:
        self._printed, self._document = printed, document
        self._targets: list[PerformanceTarget] = []
        self._places: list[list[Place | None]] = []
        self._notes: list[ReadingNote] = []

    def add(self, form: Transcript.Form) -> None:
        """Take a form over; one without a project's name goes on with the form before."""
        name = self._kept(form.project, "项目名称")
        if name or not self._targets:
            self._begin(form, name or "")
        for row in form.rows:
            self._row(row)

    def document(self) -> Document:
        """Return what was taken over, less forms without a single row."""
        kept = [at for at, target in enumerate(self._targets) if target.indicators]
        notes = [
            note.model_copy(update={"target": kept.index(note.target)}) for note in self._notes if note.target in kept
        ]
        places = [Places(rows=tuple(self._places[at])) for at in kept]
        return Document([self._targets[at] for at in kept], None, notes, places)

    def _begin(self, form: Transcript.Form, name: str) -> None:
        self._targets.append(PerformanceTarget(form=FORM, project=Project(name=name)))
        self._places.append([])
        target = self._targets[-1]
        self._note("这张表由大模型辨认，每一格都与原文核对过，仍请逐行对照原件")
        project = target.project
        project.unit = self._kept(form.unit, "申报单位")
        project.purpose = self._kept(form.purpose, "资金用途")
        project.budget = self._money(form.budget)
        year = self._kept(form.year, "年度") or ""
        digits = "".join(sign for sign in year if sign.isdigit())
        project.year = int(digits) if digits and int(digits) in _YEARS else None
        goals: tuple[tuple[Period, str | None], ...] = (
            ("long_term", form.long_term_goal),
            ("annual", form.annual_goal),
        )
        target.goals = [Goal(period=period, text=text) for period, raw in goals if (text := self._kept(raw, "目标"))]

    def _money(self, raw: str | None) -> Money | None:
        text = tidy(raw or "")
        if not self._printed.holds_parts(text):
            text = self._kept(raw, "预算") or ""
        if text and not text.endswith("元"):
            self._note(f"预算“{text}”没有写明单位，按万元读取，请对照原件")
        try:
            return Money.parse(text, "万元") if text else None
        except ValueError:
            self._note(f"预算“{text}”看不出金额，请对照原件填写")
            return None

    def _row(self, row: Transcript.Row) -> None:
        name = self._kept(row.name, "三级指标")
        if not name:
            return
        target = self._targets[-1]
        position = len(target.indicators)
        stands = self._printed.row_of(name, row.value or "")
        value = self._value(row.value, stands, name, position)
        level1, level2 = self._levels(row, name, position)
        target.indicators.append(
            Indicator(
                period="long_term" if row.period in ("long_term", "长期", "中期") else "annual",
                level1=level1,
                level2=level2,
                name=name,
                value=Value.parse(value),
                basis=self._kept(row.basis, "依据", name, position),
                description=self._kept(row.description, "指标解释", name, position),
            )
        )
        self._places[-1].append(stands.place if stands else None)

    def _value(self, raw: str | None, stands: Row | None, name: str, position: int) -> str:
        text = tidy(raw or "")
        if stands is not None and self._printed.holds_parts(text, stands):
            return text
        return self._kept(raw, "指标值", name, position) or ""

    def _levels(self, row: Transcript.Row, name: str, position: int) -> tuple[str, str]:
        level1, level2 = canonical(row.level1 or ""), canonical(row.level2 or "")
        if not level2 and len(only := LEVEL2.get(level1, ())) == 1:
            level2 = only[0]
        if level2 not in PARENT and level2 not in LEVEL1 and not self._printed.holds(level2):
            self._note("看不出属于哪个二级指标，请对照原件选择", name, position)
            level2 = ""
        if level1 not in LEVEL1 and not self._printed.holds(level1):
            level1 = PARENT.get(level2, "")
        return level1 or PARENT.get(level2, ""), canonical_level2(level2, level1)

    def _kept(self, raw: str | None, what: str, row: str | None = None, position: int | None = None) -> str | None:
        """Return a text if it stands in the document; else drop it and say so."""
        text = tidy(raw or "")
        if not text or text.lower() in ("null", "none", "无"):
            return None
        if self._printed.holds(text):
            return text
        self._note(f"大模型给出的{what}“{text[:40]}”在原文里找不到，已去掉，请对照原件", row, position)
        return None

    def _note(self, message: str, row: str | None = None, position: int | None = None) -> None:
        at = max(len(self._targets) - 1, 0)
        project = (self._targets[at].project.name if self._targets else "") or self._document
        self._notes.append(
            ReadingNote(kind="unsure", project=project, row=row, message=message, target=at, position=position)
        )
