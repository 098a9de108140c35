"""W106: an indicator without a name or without a value."""

from collections.abc import Iterator

from assistant.checking.context import Context
from assistant.checking.findings import Finding
from assistant.checking.rule import INDICATORS_101, Rule
from assistant.checking.wording import quote


class EmptyCell(Rule):
    """An indicator's name or value cell holds nothing.

    What it finds:
        三级指标名称为空，或指标值为空（包括只写了横线、“(空)”的）。
    Why it matters:
        没有名称不知道考核什么，没有指标值不知道考核到什么程度，这一行等于没填。
    Bad:
        不合格产品处置率，指标值空白。
    Good:
        不合格产品处置率 =100%。
    Mend:
        通常全部做到的比率可填通常取值，其余先标“待核实”；名称和值都空的行可删去。
    """

    code = "W106"
    title = "指标名称或指标值为空"
    dimension = "完整性"
    severity = "error"
    point = "规范完整性"
    clause = INDICATORS_101

    def check(self, form: Context) -> Iterator[Finding]:
        """Look at both cells of each row."""
        for row in form.rows:
            if not row.name:
                yield self.about(row, f"{row.level2 or '表'}中有一行没有写三级指标的名称", "补上指标名称，或删去这一行")
            if row.is_empty:
                yield self.about(row, f"{quote(row.name)}没有填写指标值", "补上指标值；数据未定的先标“待核实”")
