"""What a document holds beside its forms: the narrative of a department's book, and what reading was unsure of."""

from collections.abc import Iterator, Sequence
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


class Document(Sequence[PerformanceTarget]):
    """The targets of one file, in its order; it is a sequence of them."""

    def __init__(
        self,
        targets: Sequence[PerformanceTarget],
        narrative: Narrative | None = None,
        notes: Sequence[ReadingNote] = (),
    ) -> None:
        self.targets = list(targets)
        self.narrative = narrative
        self.notes = list(notes)

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
