"""S104: the operator points the wrong way."""

from collections.abc import Iterator

from assistant.checking.context import Context, Row
from assistant.checking.findings import Finding
from assistant.checking.rule import VALUES_101, Rule
from assistant.checking.wording import quote

_UP = frozenset({"≥", ">"})
_DOWN = frozenset({"≤", "<"})
_ALL = 100


class OperatorDirection(Rule):
    """≥ where less is better, ≤ where more is better.

    What it finds:
        投诉、差错、事故、逾期、成本、办理时限用了“≥”，投诉等定成“=100”，满意度、合格率用了“≤”，满意度用“=”定死。
    Why it matters:
        符号反了，干得越差反而得分越高。
    Bad:
        投诉次数 =100；差错率 ≥1%；培训成本 ≥20万元；满意度 ≤90%。
    Good:
        投诉次数 ≤5次；差错率 ≤1%；培训成本 ≤20万元；满意度 ≥90%。
    Mend:
        可自动掉转比较符号，数值不变；投诉“=100”这类不能当上限的数标“待核实”。
    """

    code = "S104"
    title = "比较符号方向相反"
    dimension = "适当性"
    severity = "warning"
    point = "绩效合理性"
    clause = VALUES_101

    def check(self, form: Context) -> Iterator[Finding]:
        """Compare the operator with the direction that the name gives."""
        for row in form.rows:
            if row.value.kind in ("quantity", "unconfirmed") and (right := _right(row)):
                yield self.about(
                    row,
                    f"{quote(row.name)}{_why(row)}，指标值却写成{quote(row.text)}",
                    f"改为“{right}”，数值按实际情况核定",
                )


def _right(row: Row) -> str | None:
    """Return the value with the operator turned, or None where nothing is wrong."""
    operator, kind, direction = row.value.operator, row.meaning.kind, row.meaning.direction
    if row.meaning.aspect == "control" and operator in _UP and "控制" in row.name:
        return "≤100%"
    if direction == "down" and operator in _UP and not row.number:
        return row.text.replace("≥", "=").replace(">", "=")
    if kind == "event" and operator in ("=", *_UP) and row.number == _ALL:
        # A hundred complaints are no bound that anybody means.
        return f"≤……{row.value.unit if not row.percent else '件'}"
    if direction == "down" and operator in _UP:
        return row.text.replace("≥", "≤").replace(">", "<")
    if row.meaning.aspect == "defect" and kind == "rate" and row.percent and row.number == _ALL:
        return "=0%"
    if kind == "event" and operator == "=" and row.number:
        return row.text.replace("=", "≤")
    if direction == "up" and operator in _DOWN and kind in ("rate", "satisfaction") and row.number != 0:
        return row.text.replace("≤", "≥").replace("<", ">")
    if kind == "satisfaction" and operator == "=" and row.number and row.percent and row.number < _ALL:
        return row.text.replace("=", "≥")
    return None


def _why(row: Row) -> str:
    if row.meaning.aspect == "control":
        return "不能突破预算"
    return "越少越好" if row.meaning.direction == "down" else "越高越好"
