"""X101: a figure of the goal contradicts the indicators."""

from collections.abc import Iterable, Iterator

from assistant.checking.compare import Table
from assistant.checking.context import Context
from assistant.checking.figures import Figure
from assistant.checking.findings import Finding, Severity
from assistant.checking.rule import REVIEW_88, Rule
from assistant.checking.wording import quote
from assistant.model import Period


class GoalFigure(Rule):
    """A figure in the goal (or purpose) differs from the indicator about the same thing.

    What it finds:
        目标里的数字，与说同一件事的指标值不一致（错误）；资金用途里的数字与指标不一致（警告）。
    Why it matters:
        目标与指标打架，考核时不知道以哪个为准，这是审核退回最常见的原因之一。
    Bad:
        目标写“开展职业技能培训488人”，指标写“参加技能培训享受补贴人数 ≥210人”。
    Good:
        目标写“开展职业技能培训488人”，指标写“职业技能培训人数 ≥488人”。
    Mend:
        给出“以目标为准”和“以指标为准”两种改法，由填表人选定。
    """

    code = "X101"
    title = "目标与指标的数字不一致"
    dimension = "相关性"
    severity = "error"
    point = "目标相关性"
    clause = REVIEW_88

    def check(self, form: Context) -> Iterator[Finding]:
        """Compare each goal with the table of its period, and the purpose with the annual one."""
        for goal in form.target.goals:
            if form.rows_of(goal.period):
                yield from self._of_text(
                    form.figures_in(goal.text), form.figures_of(goal.period), "目标", "error", goal.period
                )
        if form.project.purpose and form.rows:
            table = form.figures_of(form.main_period)
            yield from self._of_text(form.figures_in(form.project.purpose), table, "资金用途", "warning", None)

    def _of_text(
        self, found: Iterable[Figure], table: Table, place: str, severity: Severity, period: Period | None
    ) -> Iterator[Finding]:
        told: set[tuple[str, int]] = set()
        for figure in found:
            row = table.contradicting(figure)
            if row is None or (figure.quoted, row.position) in told:
                continue
            told.add((figure.quoted, row.position))
            yield self.about(
                row,
                f"{place}写的是{quote(figure.words)}，指标{quote(row.name)}写的是{quote(row.text)}，两处不一致",
                f"核实后统一成一个数，如两处都写{figure.quoted}；若说的不是一回事，请把名称写清楚",
                severity,
            )
