"""S103: the unit of a value contradicts the name."""

from collections.abc import Iterator

from assistant.checking.context import Context, Row
from assistant.checking.findings import Finding
from assistant.checking.rule import VALUES_101, Rule
from assistant.checking.wording import quote

_NATURAL = {
    "person": "人",
    "occasion": "次",
    "case": "件",
    "organisation": "家",
    "household": "户",
    "area": "平方米",
    "length": "公里",
    "time": "天、小时等时间单位",
    "money": "元、万元",
    "percent": "%",
}


class UnitName(Rule):
    """The value is counted in something else than the name says.

    What it finds:
        件数用“人”、人数用“件”，数量或投诉数用“%”，差错率为 0 却用“次”，成本不用“元”，时间不用时间单位；人数按“人次”计的为提示。
    Why it matters:
        单位错了，指标值就没有意义，多半是抄写或改名时留下的。
    Bad:
        业务办件数量 ≥16万人；有责投诉数量 =100(%)；人均成本 =1000人；差错率 =0(次)。
    Good:
        业务办件数量 ≥16万件；有责投诉数量 ≤5件；人均成本 ≤1000元/人；差错率 =0%。
    Mend:
        单位明确的可自动更换；数值由填表人核定。
    """

    code = "S103"
    title = "单位与指标名称矛盾"
    dimension = "适当性"
    severity = "warning"
    point = "指标科学性"
    clause = VALUES_101

    def check(self, form: Context) -> Iterator[Finding]:
        """Compare the unit's families with those that the name asks for."""
        for row in form.rows:
            if row.key.endswith("人数") and row.value.unit in ("人次", "万人次"):
                yield self.about(
                    row,
                    f"{quote(row.name)}问的是人数，指标值{quote(row.text)}按人次计",
                    "一人多次的只算一人，或把名称改为“……人次”",
                    "hint",
                )
            elif row.value.kind == "quantity" and row.value.unit and _contradicts(row):
                natural = _natural(row)
                yield self.about(
                    row,
                    f"{quote(row.name)}的单位应是{natural}，指标值写成了{quote(row.text)}",
                    f"把单位改为{natural}，或把名称改成与单位相符的内容",
                )


def _contradicts(row: Row) -> bool:
    meaning, families = row.meaning, row.families
    if row.key.endswith("人次") and row.value.unit and row.value.unit[-1] in "人名":
        return True
    if meaning.kind in ("amount", "unit_cost"):
        # A turnover may be counted in anything (贷款笔数); money that is spent may not.
        return bool(meaning.aspect != "turnover" and families and "money" not in families)
    if not families:
        return False
    if meaning.kind in ("rate", "satisfaction"):
        # With another number than 0 the value answers another question: S105.
        return not families & set(meaning.units) and row.number == 0
    if meaning.kind == "count" and "percent" in families:
        return True
    if meaning.kind == "time":
        return meaning.aspect == "limit" and not families & {"time", "percent"}
    return bool(meaning.units) and not families & set(meaning.units) and meaning.kind in ("count", "event")


def _natural(row: Row) -> str:
    meaning = row.meaning
    if row.key.endswith("人次"):
        return "人次"
    if meaning.kind == "count" and meaning.aspect in ("thing", ""):
        return "个、件等数量单位" if row.percent else "数量单位"
    if meaning.kind == "event":
        return "次、件"
    return _NATURAL[meaning.units[0]] if meaning.units else "与名称相符的单位"
