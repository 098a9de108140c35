"""K104: a year that is not the form's."""

import re
from collections.abc import Iterator
from functools import cache

from assistant.checking.context import Context, Row
from assistant.checking.findings import Finding
from assistant.checking.lexicon import lexicon
from assistant.checking.rule import REVIEW_88, Rule
from assistant.checking.wording import quote
from assistant.model.text import normalise_signs

# Years in document numbers and in names of documents say nothing of when the money is spent.
_DOCUMENT = re.compile(r"[〔\[【(]\d{4}[〕\]】)](?:第?\d+号)?|《[^》]*》")
_MONTH = r"(?:[.年/]\d{1,2}月?(?:\d{1,2}日)?)?"
_SPAN = re.compile(rf"20\d{{2}}{_MONTH}(?:年度?)?[-~至到](?:20)?\d{{2}}(?!\d){_MONTH}(?:年度?)?")
_YEAR = re.compile(r"(?<!\d)(20\d{2})(?=年|[-./]\d{1,2}(?!\d)|全[省市国区县]|届)")
# \d is any script's digit: full-width years count too.
_MANY = re.compile(r"\d(?:\s?\d){3}")
# 比 alone compares; 比例 and 比赛 do not.
_COMPARED = re.compile(r"比(?![例重率值赛])")
_CLAUSE = re.compile(r"[,。;:!?、]")


class YearFits(Rule):
    """The form is for one year, and its text speaks of another.

    What it finds:
        年度目标、资金用途、指标名称、描述或指标值里的年份与申报年度不同（文号、跨年度的起止年份、往年对比除外）。
    Why it matters:
        多半是沿用了上年的表，资金与任务的年度对不上。
    Bad:
        2025年度的申报表写“发放2024年生活补贴”，完成时间“2024年12月底”。
    Good:
        2025年度的申报表写“发放2025年生活补贴”，完成时间“2025年12月底前”。
    Mend:
        可把年份改为申报年度，由填表人选定；补发往年的不要改。
    """

    code = "K104"
    title = "年度不符"
    dimension = "可行性"
    severity = "warning"
    point = "实现可能性"
    clause = REVIEW_88

    def check(self, form: Context) -> Iterator[Finding]:
        """Compare every year in the annual texts with the form's; long-term texts may look ahead, not back."""
        year = form.project.year
        if year is None or not _MANY.search(form.all_text):
            return
        told: set[str] = set()
        for place, text, row in form.texts:
            ahead = place.startswith("长期") or (row is not None and row.period == "long_term")
            wrong = [found for found in _years(text, year) if found != year and not (ahead and found > year)]
            if not wrong or text in told:
                continue
            told.add(text)
            message = f"{place}{quote(_around(text, wrong[0]))}写的是{wrong[0]}年，申报年度是{year}年"
            advice = f"改为{year}年；确属补发或跨年支付的，请在用途里说明"
            yield self.about(row, message, advice) if isinstance(row, Row) else self.about_form(message, advice)


def _years(text: str, own: int) -> list[int]:
    """Return the years of a text; in a clause that looks back (较上年, 截至) an earlier year is right."""
    if not _MANY.search(text):
        return []
    plain = _SPAN.sub("", _named().sub("", _DOCUMENT.sub("", normalise_signs(text))))
    found: list[int] = []
    for clause in _CLAUSE.split(plain):
        back = _COMPARED.search(clause) or lexicon().history.search(clause)
        found += [int(year) for year in _YEAR.findall(clause) if not back or int(year) > own]
    return found


@cache
def _named() -> re.Pattern[str]:
    return re.compile(rf"\d{{4}}年[^，。；,;]{{0,12}}(?:{lexicon().subjects['document'].pattern})")


def _around(text: str, year: int) -> str:
    """Quote from the year on: what stands before it may be a list of names, which no finding repeats."""
    at = max(text.find(str(year)), 0)
    return text[at : at + 16]
