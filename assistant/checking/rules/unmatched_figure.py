"""X102: a figure of the goal has no indicator."""

import re
from collections.abc import Iterable, Iterator

from assistant.checking.compare import Table
from assistant.checking.context import Context
from assistant.checking.figures import Figure, has_digit
from assistant.checking.findings import Finding, Severity
from assistant.checking.lexicon import lexicon
from assistant.checking.rule import REVIEW_88, Rule
from assistant.checking.wording import quote
from assistant.model import Period

_BODIES = frozenset({"organisation", "thing"})


class UnmatchedFigure(Rule):
    """A figure in the goal (or purpose) returns in no indicator.

    What it finds:
        目标里承诺的数量没有对应的指标（警告）；资金用途里的数量没有对应的指标（提示）。
    Why it matters:
        目标要能分解成指标。写进目标而没有指标的数字，年底无从考核。
    Bad:
        目标“每年为全市新增专技人才1500人”，指标里没有新增人才的数量。
    Good:
        目标“新增专技人才1500人”，数量指标“新增专技人才数量 ≥1500人”。
    Mend:
        可按目标里的原数补一条指标，不添新数字。
    """

    code = "X102"
    title = "目标里的数字没有对应指标"
    dimension = "相关性"
    severity = "warning"
    point = "目标相关性"
    clause = REVIEW_88

    def check(self, form: Context) -> Iterator[Finding]:
        """Look each figure up in the table; contradictions are X101's business."""
        told: set[tuple[Period | None, str]] = set()
        for goal in form.target.goals:
            if form.rows_of(goal.period):
                table = form.figures_of(goal.period)
                yield from self._of_text(form.figures_in(goal.text), table, "目标", "warning", goal.period, told)
        if form.project.purpose and form.rows:
            table = form.figures_of(form.main_period)
            figures = [each for each in form.figures_in(form.project.purpose) if not _counted_in(each, form)]
            yield from self._of_text(figures, table, "资金用途", "hint", None, told)

    def _of_text(
        self,
        found: Iterable[Figure],
        table: Table,
        place: str,
        severity: Severity,
        period: Period | None,
        told: set[tuple[Period | None, str]],
    ) -> Iterator[Finding]:
        for figure in found:
            known = (period, figure.quoted) in told or (period is None and _told(figure.quoted, told))
            if known or _says_where(figure) or table.holds(figure) or table.contradicting(figure):
                continue
            if table.waits_for(figure):
                continue
            told.add((period, figure.quoted))
            words = quote(figure.words)
            yield self.about_form(
                f"{place}里的{words}没有对应的指标", f"增加一条反映{words}的指标，或从{place}里去掉", period, severity
            )


def _told(quoted: str, told: set[tuple[Period | None, str]]) -> bool:
    """Whether a figure of the purpose was already objected to in a goal."""
    return any(earlier == quoted for _, earlier in told)


def _counted_in(figure: Figure, form: Context) -> bool:
    """Whether a sum that a row rests on has taken the figure up: 4期×100人/期=400人 says that 每期100人."""
    term = re.compile(rf"(?<![\d.]){re.escape(figure.quoted.replace(' ', ''))}")
    details = (row.indicator.source.detail for row in form.rows if row.indicator.source)
    return any(term.search(detail.replace(" ", "")) for detail in details if "=" in detail and "×" in detail)


def _says_where(figure: Figure) -> bool:
    """Whether a figure says where something is done (在7个林场、11个乡镇), and not how much."""
    if (
        figure.words.startswith(lexicon().openings["receiver"])
        and figure.families & _BODIES
        and has_digit(figure.after)
    ):
        # 为22所学校配备设备66套: the clause has its figure, this one says for whom.
        return True
    if "thing" not in figure.families:
        return False
    return "在" in figure.words or lexicon().subjects["place"].match(figure.after) is not None
