"""W110: the same indicator twice in one table."""

from collections.abc import Iterator

from assistant.checking.context import Context, Row
from assistant.checking.findings import Finding
from assistant.checking.rule import INDICATORS_101, Rule
from assistant.checking.wording import quote
from assistant.model import Period


class DuplicateRow(Rule):
    """Two rows of one table have the same name (and the same description, where there is one).

    What it finds:
        同一张表里名称和描述都相同的指标出现两次，包括同一指标既放在数量又放在质量下。
    Why it matters:
        重复的指标凑数而不增加信息，还会重复计分。
    Bad:
        “走访慰问完成率 =100%”既是数量指标又是质量指标。
    Good:
        数量“走访慰问户数 ≥40户”，质量“慰问对象符合条件率 =100%”。
    Mend:
        可删去后一条；改写成别的内容由填表人决定。
    """

    code = "W110"
    title = "指标重复"
    dimension = "完整性"
    severity = "warning"
    point = "规范完整性"
    clause = INDICATORS_101

    def check(self, form: Context) -> Iterator[Finding]:
        """Remember each row's name and description; the second one is flagged."""
        first: dict[tuple[Period, str, str], Row] = {}
        for row in form.rows:
            if not row.name:
                continue
            key = (row.period, row.key, row.described_key)
            earlier = first.setdefault(key, row)
            if earlier is not row:
                where = (
                    f"在{row.level2}里出现两次"
                    if earlier.level2 == row.level2
                    else f"在{earlier.level2}里已经有了，{row.level2}里又写了一遍"
                )
                yield self.about(row, f"{quote(row.name)}{where}", f"删去一条，或改成另一项能反映{row.level2}的内容")
