"""W111: quantity indicators without one absolute number."""

from collections.abc import Iterator

from assistant.checking.context import Context, Row
from assistant.checking.figures import has_digit
from assistant.checking.findings import Finding
from assistant.checking.rule import INDICATORS_101, Rule
from assistant.checking.wording import join, quote


class QuantityWithoutNumber(Rule):
    """All quantity indicators of a table are shares, sums of money or words.

    What it finds:
        数量指标下没有一条绝对数，全是比率、金额或文字。
    Why it matters:
        数量指标要说明办多少事、服务多少人。只有比率时，做一件和做一百件都能得满分。
    Bad:
        数量指标只有“考务工作完成率 =100%”“人员到位率 =100%”。
    Good:
        数量指标“考试举办次数 =3次”“考点数 ≥40个”。
    Mend:
        可补一条带单位的数量指标；没有来源的数字标“待核实”。
    """

    code = "W111"
    title = "数量指标没有绝对数"
    dimension = "完整性"
    severity = "warning"
    point = "规范完整性"
    clause = INDICATORS_101

    def check(self, form: Context) -> Iterator[Finding]:
        """Look at each table that has quantity indicators."""
        for period, rows in form.tables.items():
            counted = [row for row in rows if row.level2 == "数量指标" and not row.is_empty]
            if counted and not any(_is_absolute(row) for row in counted):
                listed = join([quote(f"{row.name} {row.text}") for row in counted], most=3)
                yield self.about_form(
                    f"数量指标没有一个绝对数，只有{listed}",
                    "补一条写明做多少的指标，如“……人数 ≥300人”“……次数 ≥10次”",
                    period,
                )


def _is_absolute(row: Row) -> bool:
    if row.value.is_unconfirmed:
        return row.meaning.kind not in ("rate", "satisfaction")
    if row.number is None:
        return has_digit(row.text) and "元" not in row.text
    return not row.percent and "money" not in row.families
