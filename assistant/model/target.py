"""`PerformanceTarget`, the one noun of this project, and the interchange JSON that files, CLI and evals share.

Shape only: a target that breaks every rule of the finance bureau is still a valid `PerformanceTarget`.
"""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from assistant.model.money import Money
from assistant.model.value import Value

Period = Literal["long_term", "annual"]
SourceKind = Literal["input", "budget", "standard", "example", "unconfirmed"]
Text = Annotated[str, StringConstraints(strip_whitespace=True)]


def _blank_is_none(raw: object) -> object:
    return None if isinstance(raw, str) and not raw.strip() else raw


OptionalText = Annotated[Text | None, BeforeValidator(_blank_is_none)]


class Model(BaseModel):
    """Our own settings for every shape: unknown keys are errors, so that a typo never loses data."""

    model_config = ConfigDict(extra="forbid", validate_assignment=True, serialize_by_alias=True, populate_by_name=True)


class Source(Model):
    """Where the figure of a row comes from (DOMAIN 5.3), decided by code and never by the model's word."""

    kind: SourceKind
    """`input`: the user's words; `budget`: arithmetic; `standard`: a named norm; `example`; `unconfirmed`: 待核实."""
    detail: Text = ""
    """The quoted words, the sum, the norm's name, the example's name, or where to look the figure up."""


class Indicator(Model):
    """One row of the indicator table (三级指标)."""

    period: Period
    level1: Text
    """一级指标 in the framework's terms: 成本指标, 产出指标, 效益指标, 满意度指标."""
    level2: Text
    """二级指标 in the framework's terms: 数量指标, 时效指标, …"""
    name: Text
    """三级指标: what is measured."""
    description: OptionalText = None
    """绩效指标描述 or 指标解释."""
    value: Value
    """指标值."""
    basis: OptionalText = None
    """指标值确定依据: 计划标准, 行业标准, 历史标准, 预算支出标准, 其他标准, …"""
    source: Source | None = None
    """None for rows read from a document."""
    method: OptionalText = None
    """取值方式: 直接证明法, 情况统计法, … (101号)."""
    data_source: OptionalText = None
    """数据来源 (101号)."""
    weight: Annotated[Decimal | None, Field(ge=0, le=100)] = None
    """权重, in points of 100."""
    scoring: OptionalText = None
    """评分规则 (101号)."""
    extra: dict[str, Text] = Field(default_factory=dict)
    """Further columns of a form that we do not know, by the header that it prints (备注, 实际完成值)."""

    @property
    def is_open(self) -> bool:
        """Whether its figure is 待核实: not there yet, or there and still to be held against the text or year it is said to rest on."""
        return self.value.is_unconfirmed or (self.source is not None and self.source.kind == "unconfirmed")


class Goal(Model):
    """A goal text. A form may print several of one period (汉沽: 目标1, 目标2); their order counts."""

    period: Period
    text: Text


class Project(Model):
    """The head of a form."""

    name: Text
    budget: Money | None = None
    purpose: OptionalText = None
    """资金用途: what the money is for, in the unit's words."""
    year: Annotated[int | None, Field(ge=1990, le=2100)] = None
    unit: OptionalText = None
    """申报单位 or 实施单位."""
    fields: dict[str, Text] = Field(default_factory=dict)
    """Other header fields by the label that the form prints (资金性质, 计划开始日期, …)."""


class Waiver(Model):
    """A finding that somebody decided to leave as it is; kept with the draft, so that the reason is not asked again."""

    rule: Text
    """The rule's code: `S107`."""
    row: OptionalText = None
    """The finding's row (the indicator's name); None where the finding is about the form as a whole."""
    period: Period | None = None
    """None waives the finding in every period."""
    reason: Annotated[Text, StringConstraints(min_length=1)]
    """Why it may stay, in the user's words."""


class PerformanceTarget(Model):
    """A project's filled form: project, goals, indicators."""

    schema_version: Annotated[Literal[1], Field(alias="schema")] = 1
    form: Text = "central"
    """The id of the form that it is printed in (`ezhou`, `shanghai`, `hangu`, `central`)."""
    project: Project
    goals: list[Goal] = Field(default_factory=list)
    indicators: list[Indicator] = Field(default_factory=list)
    waivers: list[Waiver] = Field(default_factory=list)

    def of_period(self, period: Period) -> list[Indicator]:
        """Return the rows of one period, in order."""
        return [row for row in self.indicators if row.period == period]

    def goals_of(self, period: Period) -> list[str]:
        """Return the goal texts of one period, in order."""
        return [goal.text for goal in self.goals if goal.period == period]
