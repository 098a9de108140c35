"""W102: a kind of indicator that is wanted in principle is missing."""

from collections.abc import Iterator

from assistant.checking.context import Context, Row
from assistant.checking.findings import Finding, Severity
from assistant.checking.lexicon import lexicon
from assistant.checking.rule import INDICATORS_101, Rule
from assistant.model import Period


class WantedKindMissing(Rule):
    """Timeliness, cost or satisfaction has no row where it is wanted in principle.

    What it finds:
        没有时效指标（警告）；没有成本指标（工程、修缮、采购类项目警告，其他提示）；没有满意度指标（提示）。
    Why it matters:
        时效、成本说明何时办完、花多少钱办，原则上都应设置；直接服务群众或单位的项目还应设置满意度。
    Bad:
        “企业薪酬调查”有成本、数量、质量指标，没有时效指标。
    Good:
        时效指标“调查完成时间”，指标值“10月底前完成”。
    Mend:
        可补一条本类指标的草稿；没有来源的数字标“待核实”。
    """

    code = "W102"
    title = "缺少一般应设的指标"
    dimension = "完整性"
    severity = "warning"
    point = "规范完整性"
    clause = INDICATORS_101

    def check(self, form: Context) -> Iterator[Finding]:
        """Look at each table that has rows for the kinds that its form wants."""
        wanted = {child.name for level in form.form.levels for child in level.level2 if child.need == "wanted"}
        for period, rows in form.tables.items():
            yield from self._of_table(form, wanted, period, rows)

    def _of_table(self, form: Context, wanted: set[str], period: Period, rows: list[Row]) -> Iterator[Finding]:
        if "时效指标" in wanted and not any(row.level2 == "时效指标" for row in rows):
            yield self.about_form("产出指标下没有时效指标", "补一条时效指标，如“项目完成时间：12月底前完成”", period)
        if wanted & {"经济成本指标", "成本指标"} and not any(row.is_cost for row in rows):
            text = form.project.name + (form.project.purpose or "")
            severity: Severity = "warning" if lexicon().works.search(text) else "hint"
            yield self.about_form(
                "没有成本指标", "补一条成本指标，如“项目总成本 ≤预算数”，或主要支出的单价", period, severity
            )
        if "服务对象满意度指标" in wanted and not any(row.level1 == "满意度指标" for row in rows):
            yield self.about_form(
                "没有满意度指标", "项目直接服务群众或单位的，补一条“服务对象满意度 ≥90%”", period, "hint"
            )
