"""What a form is, as data: its fields, levels, columns, money unit, goals, weights and layout (`form.yaml`)."""

from decimal import Decimal
from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from assistant.forms.layout import Data, Layout, Span, place
from assistant.model import MoneyUnit, Period

ColumnKey = Literal[
    "goal_name",
    "level1",
    "level2",
    "name",
    "description",
    "value",
    "basis",
    "method",
    "data_source",
    "weight",
    "scoring",
    "extra",
]
"""`extra` stands for every further column of a form that we do not know (`Indicator.extra`), under its own header."""
Need = Literal["required", "wanted", "optional"]
"""`required`: a draft without it is returned; `wanted`: in principle always (101号); `optional`: as the project needs."""


class Level2(Data):
    """A 二级指标 of the form."""

    name: str
    """The framework's term, as in the interchange JSON."""
    printed: str | None = None
    """What this form prints, where it differs."""
    need: Need = "optional"


class Level1(Data):
    """A 一级指标 of the form, its 二级指标 in printed order."""

    name: str
    printed: str | None = None
    level2: tuple[Level2, ...]


class FieldDef(Data):
    """A header field beyond name, budget, purpose, unit and year; stored in `project.fields[key]`."""

    key: str
    labels: tuple[str, ...] = ()
    """Other labels under which forms print it."""
    options: tuple[str, ...] = ()
    """Tick-box choices, where the form offers them."""
    money: bool = False
    part_of_budget: bool = False
    """Whether the parts so marked must add up to the budget."""
    default: str | None = None
    same_as: Literal["unit", "budget"] | None = None
    """The part of the project that this field repeats under the form's own label (上海 实施单位, 年度资金申请总额)."""
    role: str | None = None
    """What it means in any form: fields of one role carry over when a target changes its form.
    `fiscal`, `other` and `carried_over` are parts of the year's budget."""


class GoalSlot(Data):
    """A goal that the form prints, in printed order."""

    period: Period
    label: str
    required: bool = True
    optional: bool = False
    """Whether it is printed only where the target has a goal of its period; goals that stand one a row alone."""


class IndicatorTable(Data):
    """An indicator table of the form; 鄂州 prints two, the others one."""

    period: Period
    title: str | None = None
    row_label: str | None = None
    """What stands in the 目标名称 column."""


class Column(Data):
    """A column of the indicator tables, in printed order."""

    key: ColumnKey
    label: str
    labels: tuple[str, ...] = ()
    """Other headers that mean the same."""
    span: Span = 1
    """How many grid columns of the layout it takes."""
    align: Literal["left", "center"] = "center"
    optional: bool = False
    """Whether it is printed only where some row of the target fills it; the others then share its width."""

    @property
    def varies(self) -> bool:
        """Whether a target may do without it, or print several for it."""
        return self.optional or self.key == "extra"


class Weights(Data):
    """Points of 100 by level 1 (101号 or the form's own rule), and what is kept for the 预算执行率."""

    with_cost: dict[str, int]
    without_cost: dict[str, int]
    budget_execution: int = 10


class Review(Data):
    """How a region reviews, where it differs from the rules' own settings; a user's rules file has the same shape."""

    off: tuple[str, ...] = ()
    """Codes of rules that do not apply."""
    severity: dict[str, Literal["error", "warning", "hint"]] = {}
    """Rules whose findings are graver or milder here, by code."""
    points: dict[str, Annotated[int, Field(ge=0, le=100)]] = {}
    """Points of the score card by name (规范完整性, …), where they differ; all eight must add up to 100."""
    deduction: dict[Literal["error", "warning", "hint"], Annotated[Decimal, Field(ge=0, le=100)]] = {}
    """What one finding costs, where it differs."""

    @model_validator(mode="before")
    @classmethod
    def _off_is_a_word(cls, data: Any) -> Any:
        # YAML reads the bare key `off` as false.
        return (
            {"off" if key is False else key: value for key, value in data.items()} if isinstance(data, dict) else data
        )


class FormDefinition(Data):
    """A region's form."""

    id: str
    name: str
    """What a clerk calls it: 鄂州市项目支出绩效目标批复表."""
    region: str
    aliases: tuple[str, ...] = ()
    money_unit: MoneyUnit = "万元"
    value_brackets: bool = False
    """Whether units stand in brackets: `≥1550(人次)`."""
    title: str
    """Printed title; `{year}` and `{name}` are filled in."""
    title_without_year: str | None = None
    fields: tuple[FieldDef, ...] = ()
    goals: tuple[GoalSlot, ...]
    tables: tuple[IndicatorTable, ...]
    columns: tuple[Column, ...]
    levels: tuple[Level1, ...]
    basis_options: tuple[str, ...] = ()
    weights: Weights
    review: Review = Review()
    layout: Layout

    @model_validator(mode="after")
    def _layout_fits(self) -> Self:
        known = {"name", "budget", "purpose", "unit", "year", *(field.key for field in self.fields)}
        width = len(self.layout.widths_mm)
        for _, _, cell in place(self.layout.header, width):
            if cell.field is not None and cell.field not in known:
                raise ValueError(f"layout.header 里的“{cell.field}”不在 fields 之中")
        table = self.layout.table
        taken = sum(column.span for column in self.columns) + (table.label_span if table.label else 0)
        if taken != width:
            raise ValueError(f"columns 合计占 {taken} 列，layout.widths_mm 是 {width} 列")
        if self.layout.goals.side_by_side and len(self.layout.goals.spans) != len(self.goals):
            raise ValueError("goals.spans 应为每个目标写一个宽度")
        if self.layout.goals.side_by_side and any(slot.optional for slot in self.goals):
            raise ValueError("并排的目标（side_by_side）不能写 optional")
        return self

    @model_validator(mode="after")
    def _enough_columns_stay(self) -> Self:
        """However few columns a target fills, the cells of the head must find a column border each."""
        always = sum(not column.varies for column in self.columns)
        beside = self.layout.table.label_span if self.layout.table.label else 0
        if self.varies and len(self.layout.borders()) > always + beside - 1:
            raise ValueError(
                f"表头有 {len(self.layout.borders())} 条竖线，总要印的列只有 {always} 列，放不下：请减少表头的格子"
            )
        return self

    @property
    def varies(self) -> bool:
        """Whether the columns differ from target to target."""
        return any(column.varies for column in self.columns)

    def field(self, key: str) -> FieldDef | None:
        """Return a field's definition, or None where the form has none such."""
        return next((field for field in self.fields if field.key == key), None)

    def level2_of(self, level1: str) -> tuple[Level2, ...]:
        """Return the 二级指标 of a 一级指标 (framework's term), or () where the form has none such."""
        return next((level.level2 for level in self.levels if level.name == level1), ())

    def printed_level1(self, level1: str) -> str:
        """Return what the form prints for a 一级指标; unknown terms as they are."""
        return next((level.printed or level.name for level in self.levels if level.name == level1), level1)

    def printed_level2(self, level1: str, level2: str) -> str:
        """Return what the form prints for a 二级指标; unknown terms as they are."""
        return next((child.printed or child.name for child in self.level2_of(level1) if child.name == level2), level2)

    def has_column(self, key: ColumnKey) -> bool:
        """Return whether the form prints a column."""
        return any(column.key == key for column in self.columns)
