"""S109: a share that is set too low, or fuller than anybody can show."""

from collections.abc import Iterator
from decimal import Decimal

from assistant.checking.context import Context, Row
from assistant.checking.findings import Finding
from assistant.checking.lexicon import lexicon
from assistant.checking.rule import VALUES_101, Rule
from assistant.checking.wording import quote

LOW, ALL = Decimal(70), Decimal(100)


class RateRange(Rule):
    """A share of work done well under 70%, or of an effect on people at 100%.

    What it finds:
        合格率、准确率、及时率、完成率低于 70%；知晓率、普及率、就业率这类取决于群众的比率定为 100%，或下降率、减少率定为 100%。
    Why it matters:
        合格率定成 60% 等于允许四成不合格，没有约束力；知晓率定成 100% 又无法做到，也无法证明。
    Bad:
        培训合格率 ≥60%；法律知识普及率 =100%。
    Good:
        培训合格率 ≥95%；法律知识普及率 ≥85%。
    Mend:
        可改为行业惯例的取值，或标“待核实”，由填表人选定。
    """

    code = "S109"
    title = "比率定得过低或过满"
    dimension = "可行性"
    severity = "warning"
    point = "实现可能性"
    clause = VALUES_101

    def check(self, form: Context) -> Iterator[Finding]:
        """Look at shares of which more is better."""
        for row in form.rows:
            number = row.number
            if number is None or not row.percent or row.value.operator in ("≤", "<"):
                continue
            felt = row.meaning.kind == "statement" and row.is_share
            if _measured(row) != "rate" and not felt:
                continue
            asked = row.name if row.meaning.kind == "rate" or not row.described else row.indicator.description or ""
            if row.meaning.direction == "up" and number < LOW and lexicon().subjects["firm"].search(row.name):
                yield self.about(
                    row,
                    f"{quote(row.name)}定为{quote(row.text)}，低于70%，没有约束力",
                    "按上年实际和行业水平核定，一般不低于90%",
                )
            elif number == ALL and row.value.operator != "≥" and lexicon().subjects["uncertain"].search(asked):
                yield self.about(
                    row,
                    f"{quote(row.name)}定为{quote(row.text)}，很难做到，也难以证明",
                    "按上年实际或调查结果核定，留出余地",
                )


def _measured(row: Row) -> str:
    """Return the kind of what is measured: the name's, or the description's where the name measures nothing."""
    return row.described.kind if row.meaning.kind == "statement" and row.described else row.meaning.kind
