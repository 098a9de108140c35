"""S108: a date that a spreadsheet turned into a number."""

import re
from collections.abc import Iterator
from datetime import date as Date
from datetime import timedelta

from assistant.checking.context import Context
from assistant.checking.findings import Finding
from assistant.checking.rule import VALUES_101, Rule
from assistant.checking.wording import quote

_NUMBER = re.compile(r"=?(\d{5})(?:\.0+)?")
_DATED = re.compile(r"日期|时间")
_ORIGIN = Date(1899, 12, 30)
"""Day 0 of spreadsheets."""
_FIRST, _LAST = 36526, 54788
"""2000-01-01 to 2049-12-31."""


class SerialDate(Rule):
    """A five-digit number stands where a date is meant.

    What it finds:
        时效指标或日期栏里是 44561 这样的五位数，是表格软件里日期的序列号。
    Why it matters:
        从表格复制时日期变成了序列号，谁也看不出是哪一天。
    Bad:
        项目完成时间 44561。
    Good:
        项目完成时间 2021年12月31日前。
    Mend:
        可自动换算成日期，年份由填表人核对。
    """

    code = "S108"
    title = "日期变成了序列号"
    dimension = "适当性"
    severity = "error"
    point = "绩效合理性"
    clause = VALUES_101

    def check(self, form: Context) -> Iterator[Finding]:
        """Look at values about time, and at the header's dates."""
        for row in form.rows:
            timed = row.level2 == "时效指标" or row.meaning.kind == "time"
            if timed and not row.value.unit and (date := _date(row.text)):
                yield self.about(
                    row,
                    f"{quote(row.name)}的指标值{quote(row.text)}是日期的序列号，即{date}",
                    f"改为“{date}前”，并核对年份",
                )
        for key, text in form.project.fields.items():
            if _DATED.search(key) and (date := _date(text)):
                yield self.about_form(f"{key}{quote(text)}是日期的序列号，即{date}", f"改为“{date}”，并核对年份")


def _date(text: str) -> str | None:
    found = _NUMBER.fullmatch(text.strip())
    if not found or not _FIRST <= int(found[1]) <= _LAST:
        return None
    day = _ORIGIN + timedelta(days=int(found[1]))
    return f"{day.year}年{day.month}月{day.day}日"
