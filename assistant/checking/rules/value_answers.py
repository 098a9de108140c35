"""S105: the value does not answer what the name asks."""

from collections.abc import Iterator

from assistant.checking.context import Context, Row
from assistant.checking.figures import has_digit
from assistant.checking.findings import Finding
from assistant.checking.rule import VALUES_101, Rule
from assistant.checking.wording import quote

_ASKED = {
    "rate": ("比率", "“≥95%”"),
    "satisfaction": ("满意度", "“≥90%”"),
    "count": ("数量", "“≥300人”“≥10次”"),
    "event": ("数量", "“≤2次”"),
    "amount": ("金额", "“≤20万元”"),
    "unit_cost": ("单价或标准", "“≤800元/人”"),
    "time": ("时间", "“12月底前完成”“≤5个工作日”"),
}


class ValueAnswers(Rule):
    """The value is of another nature than the name.

    What it finds:
        名称是比率，值却是次数、日期或一句话；名称是数量或金额，值却没有数；名称是时限，值却是百分比。
    Why it matters:
        答非所问的指标无法计算完成情况。
    Bad:
        项目完成率 ≥4次；鉴定完成及时率 鉴定及时完成；案件办理时限 100%。
    Good:
        项目完成率 =100%；鉴定完成及时率 ≥98%；案件办理时限 ≤60日。
    Mend:
        可改写指标值的写法，没有来源的数字标“待核实”。
    """

    code = "S105"
    title = "指标值答非所问"
    dimension = "适当性"
    severity = "warning"
    point = "指标科学性"
    clause = VALUES_101

    def check(self, form: Context) -> Iterator[Finding]:
        """Compare the nature of the value with that of the name."""
        for row in form.rows:
            if row.is_empty or row.value.is_unconfirmed or row.meaning.kind == "statement":
                continue
            if _off(row):
                asked, example = _ASKED[row.meaning.kind]
                yield self.about(
                    row,
                    f"{quote(row.name)}问的是{asked}，指标值{quote(row.text)}答的不是",
                    f"改成{asked}，如{example}，或改名称",
                )


def _off(row: Row) -> bool:
    kind, value = row.meaning.kind, row.value
    if value.kind == "deadline":
        return kind == "rate" or (kind != "time" and row.meaning.aspect != "duration" and "时" not in row.name)
    if value.kind == "statement":
        return _off_statement(row)
    if kind in ("rate", "satisfaction"):
        fits = row.percent or (kind == "satisfaction" and "score" in row.families)
        return bool(row.families) and not fits and row.number != 0
    return kind == "time" and row.percent and row.meaning.aspect != "timeliness"


def _off_statement(row: Row) -> bool:
    """Whether a statement stands where a figure is asked for; grades are S101's, repetitions S106's business."""
    if has_digit(row.text) or row.is_vague or row.meaning.kind == "time":
        return False
    if row.value_key == row.key:
        return False
    return not (row.level2 == "数量指标" and row.meaning.kind in ("count", "event"))
