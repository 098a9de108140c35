"""Z104: the long-term and the annual table are the same."""

from collections.abc import Iterator

from assistant.checking.context import Context
from assistant.checking.findings import Finding
from assistant.checking.rule import TARGETS_88, Rule


class SameTables(Rule):
    """Both tables hold the same rows with the same values.

    What it finds:
        长期绩效目标表与年度绩效目标表的指标和指标值完全相同。
    Why it matters:
        长期指标说几年内达到什么，年度指标说当年做多少。两张表相同，等于没有长期目标。
    Bad:
        两张表都写“培训人数 ≥300人”。
    Good:
        长期表“三年培训人数 ≥900人”，年度表“培训人数 ≥300人”。
    Mend:
        不能自动修改：长期值要由填表人定。
    """

    code = "Z104"
    title = "长期表与年度表相同"
    dimension = "文字规范"
    severity = "hint"
    point = "明确清晰性"
    clause = TARGETS_88

    def check(self, form: Context) -> Iterator[Finding]:
        """Compare names and values of the two tables."""
        lasting, annual = form.rows_of("long_term"), form.rows_of("annual")
        if lasting and {(row.key, row.value_key) for row in lasting} == {(row.key, row.value_key) for row in annual}:
            yield self.about_form(
                f"长期表与年度表的 {len(annual)} 条指标完全相同",
                "长期表写几年内的总量或期末状态，年度表写当年的任务",
                "long_term",
            )
