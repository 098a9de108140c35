"""Findings, the score card, and the report that carries both: what a reviewer would send back, and why."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Annotated, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field

from assistant.model import Period

Dimension = Literal["完整性", "相关性", "适当性", "可行性", "文字规范", "隐私"]
Severity = Literal["error", "warning", "hint"]
Grade = Literal["优", "良", "中", "差"]


class Finding(BaseModel):
    """One objection, with its reason, its clause and what to do."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    rule: str
    """The rule's code: a letter and three digits (`A101`); never reused."""
    dimension: Dimension
    severity: Severity
    period: Period | None = None
    row: str | None = None
    """The indicator's name, or None when the finding is about the form as a whole."""
    message: str
    """What is wrong, in one Chinese sentence that quotes the form's own words."""
    suggestion: str
    """What to do, in one Chinese sentence."""
    clause: str
    """Number and clause name of the rule it rests on: `财预〔2021〕101号 绩效指标设置要求`."""
    position: Annotated[int | None, Field(exclude=True)] = None
    """Index into `target.indicators`; names may repeat, positions do not."""


class Score(BaseModel):
    """The 88号 score card: eight points, 100 in all."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    total: float
    grade: Grade
    points: dict[str, float]
    """规范完整性 10, 明确清晰性 10, 目标相关性 15, 指标科学性 15, 绩效合理性 15, 资金匹配性 15, 实现可能性 10, 条件充分性 10."""


class Deduction(NamedTuple):
    """What one rule took from the score card, and the findings for which it did."""

    point: str
    """One of the eight points."""
    rule: str
    severity: Severity
    points: Decimal
    """What was really taken: never more than the rule's cap, nor than the point had left."""
    findings: tuple[Finding, ...]


class Waived(NamedTuple):
    """A finding that the user decided to leave, and why; it deducts nothing."""

    finding: Finding
    reason: str


class Report(BaseModel):
    """What `check` returns for one target. `waived` and `deductions` are for Python; they are no part of the JSON."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    project: str
    score: Score
    findings: tuple[Finding, ...] = ()
    waived: Annotated[tuple[Waived, ...], Field(exclude=True)] = ()
    deductions: Annotated[tuple[Deduction, ...], Field(exclude=True)] = ()

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that make a reviewer send the form back."""
        return tuple(finding for finding in self.findings if finding.severity == "error")

    def of_row(self, position: int) -> tuple[Finding, ...]:
        """Return the findings about one row of `target.indicators`."""
        return tuple(finding for finding in self.findings if finding.position == position)


def objections(findings: Iterable[Finding]) -> list[list[Finding]]:
    """Group findings that say the same of the 长期 and the 年度 table: to a reviewer, and to the score card, they are one."""
    groups: dict[tuple[str, str | None, str], list[Finding]] = {}
    for finding in findings:
        groups.setdefault((finding.rule, finding.row, finding.message), []).append(finding)
    return list(groups.values())
