"""S110: benefits that are all words."""

from collections.abc import Iterator

from assistant.checking.context import Context, Row
from assistant.checking.figures import has_digit
from assistant.checking.findings import Finding
from assistant.checking.rule import VALUES_101, Rule
from assistant.checking.wording import join, quote


class QualitativeBenefits(Rule):
    """No benefit of a table can be counted.

    What it finds:
        效益指标没有一条可以计量，全是“有效提升”“保障”“100%”（名称不是比率）这类说法。
    Why it matters:
        效益是花钱的目的。全是定性说法，年底只能凭感觉打分，至少应有一条能用数字说明变化。
    Bad:
        社会效益“提升工作效率：显著提升”，可持续影响“长效机制：持续”。
    Good:
        社会效益“群众办事平均等候时间 ≤15分钟”，可持续影响“出台1项管理办法”。
    Mend:
        可补一条可计量的效益指标；没有来源的数字标“待核实”。
    """

    code = "S110"
    title = "效益指标全是定性说法"
    dimension = "适当性"
    severity = "warning"
    point = "绩效合理性"
    clause = VALUES_101

    def check(self, form: Context) -> Iterator[Finding]:
        """Look at each table that has benefits."""
        for period, rows in form.tables.items():
            benefits = [row for row in rows if row.level1 == "效益指标" and not row.is_empty]
            if benefits and not any(_is_measured(row) for row in benefits):
                listed = join([quote(f"{row.name} {row.text}") for row in benefits], most=3)
                yield self.about_form(
                    f"效益指标没有一条可以计量：{listed}",
                    "至少写一条有数字的效益，如“受益人数 ≥500人”“……率 ≥90%”",
                    period,
                )


def _is_measured(row: Row) -> bool:
    if row.number is not None:
        return row.is_share or not row.percent
    return row.value.is_unconfirmed or has_digit(row.text)
