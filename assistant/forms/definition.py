"""What a form is, as data: its fields, levels, columns, money unit, goals, weights and layout (`form.yaml`)."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

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
]
Need = Literal["required", "wanted", "optional"]
"""`required`: a draft without it is returned; `wanted`: in principle always (101号); `optional`: as the project needs."""


class _Data(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Level2(_Data):
    """A 二级指标 of the form."""

    name: str
    """The framework's term, as in the interchange JSON."""
    printed: str | None = None
    """What this form prints, where it differs."""
    need: Need = "optional"


class Level1(_Data):
    """A 一级指标 of the form, its 二级指标 in printed order."""

    name: str
    printed: str | None = None
    level2: tuple[Level2, ...]


class FieldDef(_Data):
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


class GoalSlot(_Data):
    """A goal that the form prints, in printed order."""

    period: Period
    label: str
    required: bool = True


class IndicatorTable(_Data):
    """An indicator table of the form; 鄂州 prints two, the others one."""

    period: Period
    title: str | None = None
    row_label: str | None = None
    """What stands in the 目标名称 column."""


class Column(_Data):
    """A column of the indicator tables, in printed order."""

    key: ColumnKey
    label: str
    labels: tuple[str, ...] = ()
    """Other headers that mean the same."""
    span: Annotated[int, Field(ge=1)] = 1
    """How many grid columns of the layout it takes."""


class Cell(_Data):
    """A cell of a header row in the layout: exactly one of text and field."""

    text: str | None = None
    """A printed label."""
    field: str | None = None
    """`name`, `budget`, `purpose`, `unit`, `year`, `goal:long_term`, `goal:annual`, or a key of `project.fields`."""
    span: Annotated[int, Field(ge=1)] = 1
    rows: Annotated[int, Field(ge=1)] = 1
    align: Literal["left", "center"] = "center"


class Layout(_Data):
    """How the form looks on paper: one grid; header rows, then goals, then the indicator tables."""

    orientation: Literal["portrait", "landscape"] = "portrait"
    widths_mm: tuple[float, ...]
    """Grid columns; all spans count in these."""
    above: tuple[str, ...] = ()
    """Lines above the table; `{year}`, `{unit}`, `{money_unit}` are filled in."""
    header: tuple[tuple[Cell, ...], ...] = ()
    goals_header: tuple[tuple[Cell, ...], ...] = ()
    goals_side_by_side: bool = False
    """Whether the goal texts stand in one row beside each other (上海, 中央) or one below the other."""
    goals_label: str | None = None
    """A cell merged down the left of all goal rows."""
    goal_spans: tuple[int, ...] = ()
    """Spans of label and text of a goal row, or of each text side by side."""
    table_label: str | None = None
    """A cell merged down the left of the whole indicator table (绩效指标)."""


class Weights(_Data):
    """Points of 100 by level 1 (101号 or the form's own rule), and what is kept for the 预算执行率."""

    with_cost: dict[str, int]
    without_cost: dict[str, int]
    budget_execution: int = 10


class FormDefinition(_Data):
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
    layout: Layout

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
