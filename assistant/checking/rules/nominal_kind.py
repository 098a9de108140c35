"""W113: a required kind that is there in name only."""

from collections.abc import Iterator
from typing import Final

from assistant.checking.category import says_done
from assistant.checking.context import Context, Row
from assistant.checking.findings import Finding
from assistant.checking.rule import INDICATORS_101, Rule
from assistant.checking.wording import join, quote
from assistant.model import Period

_NEEDED: Final = {
    "质量指标": "质量指标，如“……合格率 ≥95%”“……准确率 =100%”",
    "时效指标": "时效指标，如“12月底前完成”“……及时率 ≥95%”",
    "服务对象满意度指标": "满意度指标，如“服务对象满意度 ≥90%”",
}


class NominalKind(Rule):
    """Every row under a needed kind belongs elsewhere.

    What it finds:
        质量、时效、成本、满意度或效益下虽然有指标，但每一条说的都不是这一类（如质量指标下只有“项目完成率”）。
    Why it matters:
        名义上齐全，实际仍缺这一类，审核时同样会要求补充。
    Bad:
        质量指标只有“项目完成率 100%”，时效指标只有“书报订阅率 100%”。
    Good:
        质量指标“补贴发放准确率 =100%”，时效指标“12月底前发放完毕”。
    Mend:
        可把放错的指标移走，另补一条本类指标；没有来源的数字标“待核实”。
    """

    code = "W113"
    title = "必设指标名不副实"
    dimension = "完整性"
    severity = "warning"
    point = "规范完整性"
    clause = INDICATORS_101

    def check(self, form: Context) -> Iterator[Finding]:
        """Group the rows of each table by kind; flag a kind of which every row is misplaced."""
        for period, rows in form.tables.items():
            kinds: dict[str, list[Row]] = {}
            for row in rows:
                if row.level2 in _NEEDED and not row.is_empty:
                    kinds.setdefault(row.level2, []).append(row)
            for kind, group in kinds.items():
                if all(row.position in form.misplaced or (kind == "质量指标" and says_done(row)) for row in group):
                    yield self._of_kind(kind, group, period)

    def _of_kind(self, kind: str, group: list[Row], period: Period) -> Finding:
        listed = join([quote(row.name) for row in group], most=3)
        message, advice = f"{kind}下只有{listed}，说的都不是{kind.removesuffix('指标')}", f"另写一条{_NEEDED[kind]}"
        return self.about(group[0], message, advice) if len(group) == 1 else self.about_form(message, advice, period)
