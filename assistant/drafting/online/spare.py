"""What a model's draft lacks, from the offline engine: rows that rest on the brief, the budget or a norm, and goals."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from assistant.drafting.facts import Facts
from assistant.drafting.online.sheet import Sheet
from assistant.model import Indicator, Period

_ANNUAL = "{year}完成{stem}：{outputs}，支出控制在{budget}以内。"
_NO_FIGURES = "按计划完成各项任务"
_OUTPUTS = ("数量指标", "质量指标")
_MOST_OUTPUTS = 4


@dataclass
class Spare:
    """Rows and goals for one sheet; each kind of row is made once."""

    sheet: Sheet
    facts: Facts
    _made: dict[tuple[str, str], list[Indicator]] = field(default_factory=dict)

    def rows(self, level1: str, level2: str, instead_of: int | None = None) -> Iterator[Indicator]:
        """Yield rows that the sheet does not have: of this kind first, then of the others of its 一级指标.

        Args:
            level1: in the framework's terms.
            level2: in the framework's terms.
            instead_of: position of a row that is to go, whose name may stay.
        """
        names = {row.name for at, row in enumerate(self.sheet.rows) if at != instead_of}
        level = next((level for level in self.sheet.form.levels if level.name == level1), None)
        others = [child.name for child in level.level2 if child.name != level2] if level else []
        for kind in (level2, *others):
            yield from (row for row in self._of(level1, kind) if row.name not in names)

    def given(self) -> list[Indicator]:
        """Return the rows in which the offline engine states the brief's own figures."""
        from assistant.drafting.offline import draft_target

        rows = draft_target(self.sheet.brief).of_period("annual")
        return [row for row in rows if row.source and row.source.kind == "input" and not self.sheet.has(row.name)]

    def goal(self, period: Period, figures: bool = True) -> str:
        """Return a goal text: the annual one of the sheet's own rows (without their figures, if so wished)."""
        if period == "long_term":
            from assistant.drafting.offline import draft_target

            return draft_target(self.sheet.brief).goals_of("long_term")[0]
        brief = self.sheet.brief
        return _ANNUAL.format(
            stem=self.facts.stem[:14] or "项目",
            budget=brief.budget.to(self.sheet.form.money_unit),
            year=f"{brief.year}年" if brief.year else "本年",
            outputs=(self._outputs() if figures else "") or _NO_FIGURES,
        )

    def _of(self, level1: str, level2: str) -> list[Indicator]:
        from assistant.drafting.offline import rows_for

        if (level1, level2) not in self._made:
            self._made[level1, level2] = rows_for(self.sheet.brief, level1, level2)
        return self._made[level1, level2]

    def _outputs(self) -> str:
        """`参训人数300人、考核合格率100%`, of rows whose figures stand."""
        rows = (self.sheet.rows[at] for at in self.sheet.order)
        said = [
            row.name + row.value.styled(bracketed=False).text.lstrip("≥≤=><")
            for row in rows
            if row.level2 in _OUTPUTS and row.value.kind == "quantity"
        ]
        return "、".join(said[:_MOST_OUTPUTS])
