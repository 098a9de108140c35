"""S102: a value that cannot come true."""

from collections.abc import Iterator
from decimal import Decimal

from assistant.checking.context import Context, Row
from assistant.checking.findings import Finding
from assistant.checking.rule import VALUES_101, Rule
from assistant.checking.wording import plain, quote

_ALL = Decimal(100)


class Impossible(Rule):
    """A share that would have to exceed the whole, or a negative count.

    What it finds:
        比率写成“≥100%”“>100%”或超过 100%（增长类比率除外），以及负的数量、金额。
    Why it matters:
        合格率、满意度最多 100%，“≥100%”等于要求可以超过全部，是最常被退回的写法。
    Bad:
        设备质量合格率 ≥100%。
    Good:
        设备质量合格率 =100%。
    Mend:
        “≥100%”可自动改为“=100%”，其余可标“待核实”；越少越好的比率不会改成“=100%”。
    """

    code = "S102"
    title = "指标值不可能达到"
    dimension = "适当性"
    severity = "error"
    point = "绩效合理性"
    clause = VALUES_101

    def check(self, form: Context) -> Iterator[Finding]:
        """Look at the numbers of quantities."""
        for row in form.rows:
            number = row.number
            if number is None:
                continue
            if row.percent and _over_the_whole(row, number):
                right = "=100%" if row.meaning.kind != "satisfaction" else "≥95%"
                yield self.about(row, f"{quote(row.name)}的指标值{quote(row.text)}不可能超过100%", f"改为“{right}”")
            elif number < 0 and row.meaning.kind in ("count", "event", "amount", "unit_cost", "satisfaction"):
                yield self.about(row, f"{quote(row.name)}的指标值{quote(row.text)}是负数", f"改为“{plain(-number)}”")


def _over_the_whole(row: Row, number: Decimal) -> bool:
    if row.meaning.aspect == "change" or row.value.unit == "‰" or row.meaning.kind in ("amount", "unit_cost"):
        return False
    if row.meaning.aspect == "control":
        return False
    return number > _ALL or (number == _ALL and row.value.operator in ("≥", ">"))
