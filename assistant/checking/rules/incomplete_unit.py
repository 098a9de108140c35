"""Z103: a value without its unit, or with half of it."""

from collections.abc import Iterator

from assistant.checking.context import Context, Row
from assistant.checking.findings import Finding
from assistant.checking.lexicon import lexicon
from assistant.checking.rule import VALUES_101, Rule
from assistant.checking.wording import plain, quote

_NUMBERED = frozenset({"count", "event", "rate", "amount", "unit_cost", "satisfaction", "statement", "time"})


_DAYS = 10_000
"""No project takes more days: such a number under a time is a date's serial number, which S108 objects to."""


class IncompleteUnit(Rule):
    """A number without a unit, or an amount of 万 without 元.

    What it finds:
        指标值只有数字没有单位，金额只写“万”不写“元”，或单价、标准没有写每人还是每件；单位写成“百分比”的为提示。名称里已带单位（如“面积(亩)”）的除外。
    Why it matters:
        单位不全会产生歧义：“15万”是元还是人次，“100”是个数还是百分比。
    Bad:
        督导工作成本 =15万；项目完成及时率 100；公路硬化补助标准 ≤120万元。
    Good:
        督导工作成本 =15万元；项目完成及时率 =100%；公路硬化补助标准 ≤120万元/公里。
    Mend:
        “万”补成“万元”、“百分比”改成“%”可自动修改；其余按名称建议单位，由填表人确认。
    """

    code = "Z103"
    title = "指标值单位不完整"
    dimension = "文字规范"
    severity = "warning"
    point = "规范完整性"
    clause = VALUES_101

    def check(self, form: Context) -> Iterator[Finding]:
        """Look at quantities."""
        for row in form.rows:
            if row.value.kind != "quantity" or row.number is None:
                continue
            if row.value.unit in ("万", "亿") and (row.is_cost or row.meaning.kind in ("amount", "unit_cost")):
                full = row.text.replace(row.value.unit, f"{row.value.unit}元", 1)
                yield self.about(row, f"{quote(row.text)}的金额单位不完整", f"写全为{quote(full)}")
            elif (
                not row.value.unit
                and row.meaning.kind in _NUMBERED
                and not row.name.endswith(lexicon().endings["unitless"])
                and not (row.meaning.kind == "time" and row.number > _DAYS)
            ):
                yield self.about(row, f"{quote(row.name)}的指标值{quote(row.text)}没有单位", _example(row))
            elif _lacks_per(row):
                yield self.about(
                    row,
                    f"{quote(row.name)}是标准，指标值{quote(row.text)}没有写每人、每件还是每公里",
                    f"写全单位，如{quote(f'{row.text}/人')}{quote(f'{row.text}/公里')}",
                )
            elif right := lexicon().spelled.get(row.value.unit or ""):
                better = row.text.replace(row.value.unit or "", right, 1)
                yield self.about(row, f"{quote(row.text)}的单位写法不规范", f"改为{quote(better)}", "hint")


def _lacks_per(row: Row) -> bool:
    """Whether a standard or a unit price states a sum and neither its name nor its value says of what."""
    if not row.is_cost or row.meaning.kind != "unit_cost" or row.cost is None or row.cost.per is not None:
        return False
    return row.name.endswith(lexicon().endings["standard"]) and not lexicon().subjects["each"].search(row.name)


def _example(row: Row) -> str:
    number = plain(row.number) if row.number is not None else ""
    unit = {"rate": "%", "satisfaction": "%", "amount": "万元", "unit_cost": "元/人"}.get(row.meaning.kind, "")
    return f"补上单位，如{quote(f'{number}{unit}')}" if unit else "补上单位，如“人”“次”“件”"
