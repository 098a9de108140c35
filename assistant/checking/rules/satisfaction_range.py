"""S107: a satisfaction that is too low to aim at or too high to come true."""

from collections.abc import Iterator
from decimal import Decimal

from assistant.checking.context import Context, Row
from assistant.checking.findings import Finding, Severity
from assistant.checking.rule import VALUES_101, Rule
from assistant.checking.wording import quote

LOW, HIGH, ALL = Decimal(80), Decimal(99), Decimal(100)


class SatisfactionRange(Rule):
    """A satisfaction under 80% or of 100% (warning), or of 99% and more (hint).

    What it finds:
        满意度低于 80%，或定为 100%（警告）；定为 99% 以上（提示）；“≥100%”另由“指标值不可能达到”指出。
    Why it matters:
        定得太低没有约束力，定成 100% 则一份不满意的问卷就使指标落空。通常为 85% 至 95%。
    Bad:
        群众满意度 =100%。
    Good:
        群众满意度 ≥95%。
    Mend:
        可改为通常的范围，如“≥90%”，由填表人核定。
    """

    code = "S107"
    title = "满意度定得过低或过高"
    dimension = "可行性"
    severity = "warning"
    point = "实现可能性"
    clause = VALUES_101

    def check(self, form: Context) -> Iterator[Finding]:
        """Look at shares of satisfaction."""
        for row in form.rows:
            number = row.number
            if number is None or row.meaning.kind != "satisfaction" or not row.percent:
                continue
            name, value = quote(row.name), quote(row.text)
            if number < LOW:
                yield self.about(row, f"{name}定为{value}，低于80%", "一般不低于85%，如“≥90%”")
            elif number >= HIGH and not _impossible(row, number):
                yield self.about(
                    row, f"{name}定为{value}，实际很难做到", "按问卷可能的结果定，如“≥95%”", _grade(number)
                )


def _impossible(row: Row, number: Decimal) -> bool:
    """Whether S102 has already said that it cannot come true."""
    return number > ALL or (number == ALL and row.value.operator in ("≥", ">"))


def _grade(number: Decimal) -> Severity:
    return "warning" if number == ALL else "hint"
