"""K109: a long-term figure below the annual one."""

from collections.abc import Iterator

from assistant.checking.context import Context, Row
from assistant.checking.findings import Finding
from assistant.checking.rule import REVIEW_88, Rule
from assistant.checking.wording import quote


class PeriodOrder(Rule):
    """The same count is smaller over several years than in one.

    What it finds:
        长期表与年度表里同名的数量指标，长期值小于年度值。
    Why it matters:
        几年的总数不可能比一年还少，多半是填反了或只改了一处。
    Bad:
        长期“培训人数 ≥300人”，年度“培训人数 ≥500人”。
    Good:
        长期“培训人数 ≥1500人”，年度“培训人数 ≥500人”。
    Mend:
        不能自动修改：要核实两个数。
    """

    code = "K109"
    title = "长期值小于年度值"
    dimension = "可行性"
    severity = "warning"
    point = "实现可能性"
    clause = REVIEW_88

    def check(self, form: Context) -> Iterator[Finding]:
        """Look each long-term count up in the annual table."""
        annual = {row.key: row for row in form.rows_of("annual") if _is_count(row)}
        for row in form.rows_of("long_term"):
            other = annual.get(row.key)
            if other and _is_count(row) and row.families == other.families and row.scaled < other.scaled:
                yield self.about(
                    row,
                    f"{quote(row.name)}长期是{quote(row.text)}，年度是{quote(other.text)}，长期反而少",
                    "核对两张表：长期写几年的总数或期末达到的数",
                )


def _is_count(row: Row) -> bool:
    return row.number is not None and row.meaning.kind == "count" and not row.percent and bool(row.families)
