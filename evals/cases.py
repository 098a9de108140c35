"""What is evaluated: a case of a data set, and what is known about it beforehand."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from assistant.drafting.brief import Brief
from assistant.model import PerformanceTarget

CaseKind = Literal["draft", "fix", "check"]
"""`draft`: brief → draft (or recorded answers → draft); `fix`: weak form → mended form; `check`: form → findings."""


class Shape(BaseModel):
    """Shapes of data files: an unknown key is an error, so that a typo is never silently ignored."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Expectations(Shape):
    """What a person who knows the project would look for in its draft."""

    facts: tuple[str, ...] = ()
    """Figures of the brief that must appear in a row, with their unit: `300人`; several spellings as `2公里|2000米`."""
    topics: tuple[str, ...] = ()
    """Words one of whose spellings some row's name or description must hold: `路灯|照明`."""
    forbidden: tuple[str, ...] = ()
    """Figures and words that must appear in no row and no goal: what the brief takes back, plants or never gave."""
    cost: str | None = None
    """The sum that the budget allows for, where the brief gives price and quantity: `=30万元`."""


class Defect(Shape):
    """A known defect of a weak form."""

    where: str
    """The row's name as it stands in the form; `目标` or `表` where it is no row."""
    what: str
    """What is wrong, in a few words."""
    rules: tuple[str, ...]
    """Codes of rules one of which names this defect."""


class Label(Shape):
    """Rows of a form that reviewers flag, by position; what the checker is held to."""

    agreed: tuple[int, ...]
    """Flagged by every reviewer: what the checker must find."""
    any: tuple[int, ...]
    """Flagged by one of them: what the checker may say something against."""


class EvalCase(Shape):
    """One case. Which of the optional parts it has depends on its kind and data set."""

    id: str
    """Unique within its data set."""
    dataset: str
    kind: CaseKind = "draft"
    project: str
    """The project it belongs to: figures of one project are not independent, so intervals are made by project."""
    field: str
    """Field of work: 教育, 水利, …"""
    sort: str
    """Kind of project: 购置, 工程, 培训, 补贴发放, …"""
    hard: str | None = None
    """What makes it hard, where something does."""
    brief: Brief | None = None
    """What is drafted from (`draft`)."""
    reference: PerformanceTarget | None = None
    """The published form of the same project, where there is one; with its defects."""
    expect: Expectations = Expectations()
    target: PerformanceTarget | None = None
    """The form to be fixed or checked (`fix`, `check`)."""
    defects: tuple[Defect, ...] = ()
    label: Label | None = None
    recording: Annotated[str | None, Field(exclude=True)] = None
    """Id of the recorded answers to be replayed, for the data set `recorded`."""
    leave_out: tuple[str, ...] = ()
    """Ids of library examples that must not be shown: the project itself and its twins."""

    @property
    def key(self) -> str:
        """The case's name in a run: data set and id."""
        return f"{self.dataset}/{self.id}"
