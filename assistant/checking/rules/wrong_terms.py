"""Z101: typos and wrong terms."""

import re
from collections.abc import Iterator
from functools import cache

from assistant.checking.context import Context, Row
from assistant.checking.findings import Finding
from assistant.checking.lexicon.entries import words
from assistant.checking.lexicon.loading import load_yaml
from assistant.checking.rule import TARGETS_88, Rule
from assistant.checking.wording import quote


class WrongTerms(Rule):
    """A typo or wrong term of the list in lexicon/terms.yaml.

    What it finds:
        表里有常见的错别字和用词错误。
    Why it matters:
        错别字说明没有校对，有的还会改变意思（“高校完成”与“高效完成”），公开后影响形象。
    Bad:
        没人每月1000元；高校完成工伤鉴定；实效指标。
    Good:
        每人每月1000元；高效完成工伤鉴定；时效指标。
    Mend:
        可自动改正错字，由填表人过目。
    """

    code = "Z101"
    title = "错别字或用词错误"
    dimension = "文字规范"
    severity = "warning"
    point = "规范完整性"
    clause = TARGETS_88

    def check(self, form: Context) -> Iterator[Finding]:
        """Search every text once for all terms."""
        terms, pattern = _terms()
        if not pattern.search(form.all_text):
            return
        about = form.project.name + (form.project.purpose or "")
        told: set[tuple[int | None, str]] = set()
        for place, text, row in form.texts:
            for wrong in pattern.findall(text):
                right, unless = terms[wrong]
                key = (row.position if row else None, wrong)
                if key in told or (unless and unless.search(about)):
                    continue
                told.add(key)
                yield self._found(place, wrong, right, row)

    def _found(self, place: str, wrong: str, right: str, row: Row | None) -> Finding:
        message, advice = f"{place}里的{quote(wrong)}疑为{quote(right)}之误", f"改为{quote(right)}"
        return self.about(row, message, advice) if row else self.about_form(message, advice)


@cache
def _terms() -> tuple[dict[str, tuple[str, re.Pattern[str] | None]], re.Pattern[str]]:
    listed = load_yaml("terms.yaml")
    terms = {term["wrong"]: (term["right"], words(term["unless"]) if "unless" in term else None) for term in listed}
    return terms, words(terms)
