"""K110: start and end of the project that do not fit."""

import re
from collections.abc import Iterator

from assistant.checking.context import Context
from assistant.checking.findings import Finding
from assistant.checking.rule import REVIEW_88, Rule

_START, _END = re.compile(r"(?:开始|起始)(?:日期|时间)"), re.compile(r"(?:完成|结束|终止)(?:日期|时间)")
_DATE = re.compile(r"(20\d{2})[-/.年](\d{1,2})(?:[-/.月](\d{1,2}))?")


class ProjectDates(Rule):
    """The project ends before it starts, or does not touch the form's year.

    What it finds:
        表头的完成日期早于开始日期，或项目起止年份不包括申报年度。
    Why it matters:
        起止日期不对，进度和年度资金都无从核对。
    Bad:
        2025年度的表，计划开始 2024-01-01、完成 2024-12-31。
    Good:
        2025年度的表，计划开始 2025-01-01、完成 2025-12-31。
    Mend:
        不能自动修改：要核对立项批复。
    """

    code = "K110"
    title = "项目起止日期不合理"
    dimension = "可行性"
    severity = "warning"
    point = "实现可能性"
    clause = REVIEW_88

    def check(self, form: Context) -> Iterator[Finding]:
        """Read the header's two dates."""
        start, end = _date(form, _START), _date(form, _END)
        if not start or not end:
            return
        year = form.project.year
        if end < start:
            yield self.about_form(f"完成日期 {_shown(end)} 早于开始日期 {_shown(start)}", "核对项目的起止日期")
        elif year is not None and not start[0] <= year <= end[0]:
            yield self.about_form(
                f"项目从 {_shown(start)} 到 {_shown(end)}，不在申报年度{year}年内", "核对起止日期和申报年度"
            )


def _date(form: Context, label: re.Pattern[str]) -> tuple[int, int, int] | None:
    for key, text in form.project.fields.items():
        if label.search(key) and (found := _DATE.match(text)):
            return int(found[1]), int(found[2]), int(found[3] or 1)
    return None


def _shown(date: tuple[int, int, int]) -> str:
    return f"{date[0]}年{date[1]}月{date[2]}日"
