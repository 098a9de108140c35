"""The register of a form, row by row and goal by goal.

Means: the share of small marks of good form that hold: a name of 4 to 24 signs, without a promise in front (提高…) and
without a full stop; a quantity with operator and unit; punctuation full-width; goals of 20 to 300 signs, the long-term one
not the annual one again; no finding of 文字规范.
Fails by knowing nothing of language beyond these marks: a dull text scores 100.
"""

import re
from collections.abc import Iterator

from assistant.checking import Report
from assistant.drafting.events import Usage
from assistant.model import Indicator, PerformanceTarget
from assistant.model.text import match_key
from evals.cases import EvalCase
from evals.scorers.base import Score, Scorer

_PROMISE = re.compile(r"^(?:进一步|不断|有效)?(?:提高|提升|增强|改善|促进|确保|加强|推进)")
_HALF_WIDTH = re.compile(r"[\u4e00-\u9fff][,;:!?][\u4e00-\u9fff]")
_NAME, _GOAL = (4, 24), (20, 300)

Mark = tuple[str, bool]


class Style(Scorer):
    """Share of the marks of good form that hold."""

    id = "style"
    title = "文风"

    def score(self, case: EvalCase, draft: PerformanceTarget, report: Report, usage: Usage) -> Score:
        """See the module."""
        marks = [mark for row in draft.of_period("annual") for mark in _of_row(row)] + list(_of_goals(draft))
        marks.append(("文字规范", not any(finding.dimension == "文字规范" for finding in report.findings)))
        broken = [name for name, holds in marks if not holds]
        return Score.share(len(marks) - len(broken), len(marks), broken=broken[:12])


def _of_row(row: Indicator) -> Iterator[Mark]:
    name = row.name
    yield f"{name}：名称长短", _NAME[0] <= len(name) <= _NAME[1]
    yield f"{name}：名称写法", not _PROMISE.search(name) and not name.endswith(("。", "，", "；"))
    if row.value.kind == "quantity":
        yield f"{name}：符号和单位", row.value.operator is not None and bool(row.value.unit)
    yield f"{name}：标点", not _HALF_WIDTH.search(f"{name}。{row.description or ''}")


def _of_goals(draft: PerformanceTarget) -> Iterator[Mark]:
    for goal in draft.goals:
        yield "目标长短", _GOAL[0] <= len(goal.text) <= _GOAL[1]
        yield "目标标点", not _HALF_WIDTH.search(goal.text)
    texts = [{match_key(text) for text in draft.goals_of(period)} for period in ("long_term", "annual")]
    if all(texts):
        yield "长期目标与年度目标不同", not texts[0] & texts[1]
