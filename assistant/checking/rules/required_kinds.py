"""W101: a kind of indicator that the form requires is missing."""

from collections.abc import Iterator

from assistant.checking.context import PERIOD_NAMES, Context, Row
from assistant.checking.findings import Finding
from assistant.checking.rule import INDICATORS_101, Rule
from assistant.model import Period
from assistant.model.framework import LEVEL2

_EXAMPLES = {
    "数量指标": "写一条带绝对数的数量指标，如“培训人数 ≥300人”",
    "质量指标": "写一条质量指标，如“培训合格率 ≥95%”",
    "效益指标": "至少写一条效益指标，说明项目带来的变化，如“受益群众人数 ≥2000人”",
}


class RequiredKindMissing(Rule):
    """An indicator kind that the form or the framework always requires has no row.

    What it finds:
        整张表没有指标，或缺少表式规定必须填写的二级指标（数量、质量），或没有任何效益指标。
    Why it matters:
        产出和效益指标是必设指标，缺一类就说明不了“花钱办成了什么、有什么用”，审核时会直接退回补充。
    Bad:
        产出指标下只有数量指标和时效指标，没有质量指标。
    Good:
        数量“培训人数 ≥300人”、质量“培训合格率 ≥95%”、时效“12月底前完成”、社会效益“就业人数 ≥200人”。
    Mend:
        可补一条本类指标的草稿；没有来源的数字标“待核实”。
    """

    code = "W101"
    title = "缺少必设的指标"
    dimension = "完整性"
    severity = "error"
    point = "规范完整性"
    clause = INDICATORS_101

    def check(self, form: Context) -> Iterator[Finding]:
        """Look at each table of the form for the kinds that it requires."""
        if not form.rows:
            yield self.about_form("表中没有一条绩效指标", "请按产出、效益、满意度逐级填写绩效指标")
            return
        for period in self._periods(form):
            rows = form.rows_of(period)
            if rows:
                yield from self._of_table(form, period, rows)
            else:
                name = PERIOD_NAMES[period]
                yield self.about_form(
                    f"{name}绩效目标表是空的", f"请填写{name}绩效目标的指标，或说明不设的理由", period
                )

    @staticmethod
    def _periods(form: Context) -> list[Period]:
        """Return the form's periods; a form with one table is judged by whichever table holds the rows."""
        printed = [table.period for table in form.form.tables]
        return printed if len(printed) > 1 or form.rows_of(printed[0]) else list(form.tables)

    def _of_table(self, form: Context, period: Period, rows: list[Row]) -> Iterator[Finding]:
        present = {row.level2 for row in rows}
        for level in form.form.levels:
            for child in level.level2:
                if child.need == "required" and child.name not in present:
                    yield self._missing(child.name, f"{level.name}下没有{child.name}", period)
        if not (present & set(LEVEL2["效益指标"]) or any(row.level1 == "效益指标" for row in rows)):
            yield self._missing("效益指标", "没有一条效益指标", period)

    def _missing(self, kind: str, message: str, period: Period) -> Finding:
        return self.about_form(message, _EXAMPLES.get(kind, f"请补充一条{kind}"), period)
