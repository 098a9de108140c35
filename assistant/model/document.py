"""What a document holds beside its forms: the narrative of a department's book, and what reading was unsure of."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, overload

from pydantic import Field

from assistant.model.target import Model, OptionalText, PerformanceTarget, Text


class NarrativeItem(Model):
    """One project in the narrative part (分项绩效目标): its goal and indicators as sentences."""

    number: int
    name: Text
    goal: Text = ""
    indicators: Text = ""


class Narrative(Model):
    """The narrative part of a department's book (部门整体绩效目标)."""

    unit: OptionalText = None
    year: int | None = None
    overall: Text = ""
    """总体绩效目标."""
    items: list[NarrativeItem] = Field(default_factory=list)
    measures: list[Text] = Field(default_factory=list)
    """工作保障措施, a paragraph each."""


class ReadingNote(Model):
    """Something that the reader put right or was unsure of, to be shown beside the row."""

    kind: Literal["repaired", "unsure"]
    project: Text
    row: OptionalText = None
    message: Text
    target: int | None = None
    """Index into the document's targets."""
    position: int | None = None
    """Index into that target's indicators, where the note is about one row."""


@dataclass(frozen=True)
class Place:
    """Where a row stands in its file, so that it can be found there again.

    Attributes:
        part: Word: number of the table among all tables in the document's order, nested ones included; Excel: number of
            the sheet among all sheets, hidden ones included; PDF: number of the page; text: 0. From 0.
        row: Word: number of the row in its table; Excel: number of the row on its sheet; PDF: number of the row on its
            page; text: number of the line. From 0.
    """

    part: int
    row: int


@dataclass(frozen=True)
class Places:
    """Where the parts of one target stand; None where it is not known.

    Attributes:
        head: the row that names the project.
        goals: one for each of `target.goals`.
        rows: one for each of `target.indicators`.
    """

    head: Place | None = None
    goals: tuple[Place | None, ...] = ()
    rows: tuple[Place | None, ...] = ()


class Document(Sequence[PerformanceTarget]):
    """The targets of one file, in its order; it is a sequence of them."""

    def __init__(
        self,
        targets: Sequence[PerformanceTarget],
        narrative: Narrative | None = None,
        notes: Sequence[ReadingNote] = (),
        places: Sequence[Places] = (),
    ) -> None:
        self.targets = list(targets)
        self.narrative = narrative
        self.notes = list(notes)
        self.places = list(places) or [Places() for _ in self.targets]
        """One for each target."""

    @overload
    def __getitem__(self, index: int) -> PerformanceTarget: ...
    @overload
    def __getitem__(self, index: slice) -> list[PerformanceTarget]: ...
    def __getitem__(self, index: int | slice) -> PerformanceTarget | list[PerformanceTarget]:
        return self.targets[index]

    def __len__(self) -> int:
        return len(self.targets)

    def __iter__(self) -> Iterator[PerformanceTarget]:
        return iter(self.targets)
