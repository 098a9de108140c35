"""What a rule is: a code, where it belongs, and a function from a form to findings."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from typing import ClassVar

from assistant.checking.context import Context, Row
from assistant.checking.findings import Dimension, Finding, Severity
from assistant.checking.scorecard import Point
from assistant.model import Period

# Clauses that rules rest on: number and clause name only, never their text.
INDICATORS_101 = "财预〔2021〕101号 绩效指标设置要求"
VALUES_101 = "财预〔2021〕101号 绩效指标值设定"
TARGETS_88 = "财预〔2015〕88号 绩效目标设定要求"
REVIEW_88 = "财预〔2015〕88号 绩效目标审核要点"


class Described:
    """What every rule says of itself. A subclass sets the class variables and says in its docstring, under the five fixed headings, what it finds.

    The docstring's sections are in Chinese: they are the help text that users read (docs/rules.md is made from them).
    """

    code: ClassVar[str]
    """Dimension's letter (see `rulebook.LETTERS`) and three digits; never reused, and kept when the dimension changes."""
    title: ClassVar[str]
    dimension: ClassVar[Dimension]
    severity: ClassVar[Severity]
    """What it usually gives; a finding may be milder or graver, which the docstring then says."""
    point: ClassVar[Point]
    """The point of the 88号 score card that it deducts from."""
    clause: ClassVar[str]
    weight: ClassVar[int] = 1
    """How many findings one of its findings counts for in the score."""

    def about_form(
        self, message: str, suggestion: str, period: Period | None = None, severity: Severity | None = None
    ) -> Finding:
        """Return a finding about the form as a whole, or about one period of it."""
        return self._finding(message, suggestion, severity, period)

    def about(self, row: Row, message: str, suggestion: str, severity: Severity | None = None) -> Finding:
        """Return a finding about one row."""
        return self._finding(message, suggestion, severity, row.period, row.name, row.position)

    def _finding(
        self,
        message: str,
        suggestion: str,
        severity: Severity | None,
        period: Period | None,
        name: str | None = None,
        position: int | None = None,
    ) -> Finding:
        return Finding(
            rule=self.code,
            dimension=self.dimension,
            severity=severity or self.severity,
            period=period,
            row=name,
            message=message,
            suggestion=suggestion,
            clause=self.clause,
            position=position,
        )


class Rule(Described, ABC):
    """A rule over one form."""

    @abstractmethod
    def check(self, form: Context) -> Iterator[Finding]:
        """Yield what is wrong; cost at most linear in the rows; never raises."""


class BookRule(Described, ABC):
    """A rule over all forms of a department's book."""

    @abstractmethod
    def check(self, forms: Sequence[Context]) -> Iterator[tuple[int, Finding]]:
        """Yield what is wrong, each with the index of the form concerned; cost linear in all rows; never raises."""
