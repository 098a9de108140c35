"""What a run leaves behind: its head, a result a case, and all of it together."""

from dataclasses import dataclass
from typing import Any, Literal

from pydantic import AwareDatetime

from evals.cases import CaseKind, Shape
from evals.scorers.base import Score


class Versions(Shape):
    """What a run was made with; two runs that differ in nothing else can be compared for that one thing."""

    code: str
    """Git commit, `+` behind it where the tree had changes; empty outside a clone."""
    engine: str
    """Hash of the package's code and data files."""
    prompts: dict[str, str]
    """Version and hash of each prompt, by id."""
    examples: str
    """Hash of the library's examples."""
    datasets: dict[str, str]
    """Hash of each data set that was run."""
    scorers: str
    """Hash of scorers and weights."""


class RunHead(Shape):
    """The first line of a run's file."""

    id: str
    started: AwareDatetime
    engine: Literal["offline", "llm"]
    model: str = ""
    datasets: tuple[str, ...]
    limit: int | None = None
    cases: int
    """How many cases the run has."""
    note: str = ""
    """What is being tried, in the words of who started it."""
    versions: Versions


class CaseResult(Shape):
    """What came of one case."""

    id: str
    dataset: str
    kind: CaseKind
    project: str
    name: str
    """The project's name."""
    field: str
    sort: str
    hard: str | None = None
    form: str
    error: str = ""
    """Why it failed, in one sentence; empty where it did not."""
    scores: dict[str, Score]
    """By scorer's id, of the scorers that apply; all zero where the case failed."""
    total: Score
    usage: dict[str, Any] = {}
    """Tokens, requests and yuan, as `Usage.as_data` gives them."""
    seconds: float = 0.0
    """Wall-clock seconds of the work, scoring aside."""
    target: dict[str, Any] | None = None
    """The draft, the mended or the checked form, as interchange JSON; None where it failed."""
    findings: tuple[dict[str, Any], ...] = ()
    examples: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """Data set and id."""
        return f"{self.dataset}/{self.id}"

    @property
    def failed(self) -> bool:
        """Whether there is no result."""
        return bool(self.error)


@dataclass(frozen=True)
class Run:
    """A run as its file tells it."""

    head: RunHead
    results: tuple[CaseResult, ...]
    finished: bool

    @property
    def id(self) -> str:
        """Its name."""
        return self.head.id

    @property
    def by_key(self) -> dict[str, CaseResult]:
        """The results by data set and id."""
        return {result.key: result for result in self.results}

    @property
    def failures(self) -> tuple[CaseResult, ...]:
        """The cases that failed."""
        return tuple(result for result in self.results if result.failed)
