"""The findings as a table: project by project, in the order of the form."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from io import StringIO

from assistant.checking.findings import Finding, Report, Waived
from assistant.model import Document, PerformanceTarget, Period
from assistant.writing.cleaning import clean, one_line
from assistant.writing.reviewed.remarks import PARTS, SEVERITIES, subject

TITLE = "绩效目标审核问题清单"
COLUMNS = ("序号", "位置", "严重程度", "维度", "问题", "建议", "依据")
_PERIODS: dict[Period, str] = {"annual": "年度", "long_term": "长期"}
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_NOTHING = "没有发现问题"
_WAIVED = "保留"


@dataclass(frozen=True)
class Listing:
    """What stands in the table of one project."""

    project: str
    summary: str
    rows: tuple[tuple[str, ...], ...]
    """As `COLUMNS`."""


def listings(document: Document, reports: Sequence[Report]) -> list[Listing]:
    """Return the table of each target. Raises ValueError when there is not one report for each."""
    found = []
    for target, report in zip(document.targets, reports, strict=True):
        # The form's own order: head and goals first, then row by row.
        placed = sorted(((subject(target, finding), finding) for finding in report.findings), key=_form_order)
        rows = tuple(_row(number, target, *found_at) for number, found_at in enumerate(placed, 1))
        rows += tuple(_waived_row(len(rows) + number, target, each) for number, each in enumerate(report.waived, 1))
        found.append(Listing(one_line(target.project.name) or "（没有项目名称）", _summary(report), rows))
    return found


def _form_order(placed: tuple[tuple[str, int], Finding]) -> tuple[int, int]:
    (part, number), _ = placed
    return PARTS.index(part), number


def _row(number: int, target: PerformanceTarget, about: tuple[str, int], finding: Finding) -> tuple[str, ...]:
    cells = (
        str(number), _place(target, about, finding), SEVERITIES[finding.severity], finding.dimension, finding.message,
        finding.suggestion, f"{finding.clause}（{finding.rule}）",
    )  # fmt: skip
    return tuple(clean(cell) for cell in cells)


def _waived_row(number: int, target: PerformanceTarget, waived: Waived) -> tuple[str, ...]:
    """A finding that was left with a reason stands last: whoever reviews the form judges the reason too."""
    cells = _row(number, target, subject(target, waived.finding), waived.finding)
    return (*cells[:2], _WAIVED, *cells[3:5], clean(f"已说明保留，理由：{waived.reason}"), cells[6])


def _place(target: PerformanceTarget, about: tuple[str, int], finding: Finding) -> str:
    """Return where: 年度·第3行·培训人数; the row is counted within its table."""
    part, position = about
    if part == "goal":
        return f"{_PERIODS[target.goals[position].period]}·绩效目标"
    if part == "head":
        return f"{_PERIODS[finding.period]}·整张表" if finding.period else "整张表"
    row = target.indicators[position]
    number = sum(other.period == row.period for other in target.indicators[: position + 1])
    # The finding's own name of the row: a personal name is masked in it.
    return f"{_PERIODS[row.period]}·第{number}行·{finding.row or row.name}"


def _summary(report: Report) -> str:
    counts = [
        f"{name} {count} 个"
        for severity, name in SEVERITIES.items()
        if (count := sum(finding.severity == severity for finding in report.findings))
    ]
    total = f"{report.score.total:g}"
    left = f"；另有 {len(report.waived)} 个已说明保留，不扣分" if report.waived else ""
    return f"得分 {total}，等次“{report.score.grade}”；{'、'.join(counts) or _NOTHING}{left}"


def listing_csv(found: Sequence[Listing]) -> bytes:
    """Return the tables as one CSV file that Excel opens as it should (with its mark of UTF-8)."""
    buffer = StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(("项目", "得分和等次", *COLUMNS))
    for listing in found:
        rows = listing.rows or (("", "", "", "", _NOTHING, "", ""),)
        writer.writerows([_guarded(cell) for cell in (listing.project, listing.summary, *row)] for row in rows)
    return buffer.getvalue().encode("utf-8-sig")


def _guarded(cell: str) -> str:
    """A spreadsheet would run a text that begins as a formula does."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
