"""What every rule looks at: a target with its form's facts, and each row with what its name and value mean."""

import re
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from assistant.checking.costs import Cost, cost_of
from assistant.checking.figures import SCALE, bigrams, subject
from assistant.checking.lexicon import Meaning, classify, lexicon, unit_family
from assistant.forms import FormDefinition, get_form
from assistant.model import Indicator, InputError, Narrative, NarrativeItem, PerformanceTarget, Period
from assistant.model.text import match_key, tidy

COST_LEVELS = frozenset({"成本指标", "经济成本指标", "社会成本指标", "生态环境成本指标"})
# Older and local forms: 预算(或投资规模)控制指标.
_COST_LEVEL = re.compile(r"成本|预算.*控制|投资.*控制")
_EMPTY = re.compile(r"[\s\-—/\\.。、()（）]*(?:空|无数据|null|none)?[\s\-—/\\.。、()（）]*", re.IGNORECASE)
PERIOD_NAMES: dict[Period, str] = {"long_term": "长期", "annual": "年度"}


@dataclass
class Row:
    """An indicator with what it means.

    Attributes:
        position: its index in `target.indicators`.
        meaning: what the name says is measured.
        families: families of the value's unit.
        percent: whether the value is a share.
    """

    position: int
    indicator: Indicator
    meaning: Meaning = field(init=False)
    families: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        """Classify once; all rules read it."""
        indicator = self.indicator
        self.period: Period = indicator.period
        self.level1 = indicator.level1
        self.level2 = indicator.level2
        self.name = tidy(indicator.name)
        self.value = indicator.value
        self.text = indicator.value.text
        self.meaning = classify(self.name)
        self.families = unit_family(indicator.value.unit)
        self.percent = "percent" in self.families

    @property
    def number(self) -> Decimal | None:
        """The value's number, or None."""
        return self.value.number

    @property
    def scaled(self) -> Decimal:
        """The number with its unit's scale (≥3万人 is 30,000); 0 where there is none."""
        unit, number = self.value.unit or "", self.number if self.number is not None else Decimal(0)
        return number * SCALE.get(unit[0], Decimal(1)) if len(unit) > 1 else number

    @property
    def is_cost(self) -> bool:
        """Whether it stands among the cost indicators."""
        return self.level1 == "成本指标" or self.level2 in COST_LEVELS or _COST_LEVEL.search(self.level2) is not None

    @property
    def is_empty(self) -> bool:
        """Whether the value cell holds nothing."""
        return _EMPTY.fullmatch(self.text) is not None

    @property
    def is_vague(self) -> bool:
        """Whether the value is a mere grade or a mere promise of change: 优, 全面提高."""
        words = lexicon()
        if self.text in words.done:
            return self.level2 != "时效指标"
        return self.text in words.grades or words.improvement.fullmatch(self.text) is not None

    @cached_property
    def described(self) -> Meaning | None:
        """What the description says is measured."""
        return classify(self.indicator.description) if self.indicator.description else None

    @cached_property
    def subject(self) -> str:
        """What the name is about, without verb and measure."""
        return subject(self.name)

    @cached_property
    def described_subject(self) -> str:
        """What the description is about."""
        return subject(self.indicator.description or "")

    @cached_property
    def cost(self) -> Cost | None:
        """The amount of money in the value, or None."""
        return cost_of(self.value)


class Context:
    """A target as the rules see it."""

    def __init__(self, target: PerformanceTarget, narrative: Narrative | None = None) -> None:
        self.target = target
        self.project = target.project
        self.form = form_of(target)
        self.rows = [Row(position, row) for position, row in enumerate(target.indicators)]
        self.tables: dict[Period, list[Row]] = {}
        for row in self.rows:
            self.tables.setdefault(row.period, []).append(row)
        self.item = _item_of(target.project.name, narrative)

    def rows_of(self, period: Period) -> list[Row]:
        """Return the rows of one period."""
        return self.tables.get(period, [])

    @property
    def budget_yuan(self) -> Decimal | None:
        """The budget in 元; None where it is not given or not above 0."""
        budget = self.project.budget
        return budget.amount("元") if budget and budget.fen > 0 else None

    @cached_property
    def goals(self) -> dict[Period, list[str]]:
        """Goal texts by period, empty ones left out."""
        found: dict[Period, list[str]] = {}
        for goal in self.target.goals:
            if goal.text:
                found.setdefault(goal.period, []).append(goal.text)
        return found

    @cached_property
    def main_rows(self) -> list[Row]:
        """The rows that the budget of the form pays for: the annual ones, or all where no table is annual."""
        return self.rows_of("annual") or self.rows

    @cached_property
    def texts(self) -> list[tuple[str, str, Row | None]]:
        """Every text a reader of the form sees, with where it stands."""
        project = self.project
        head = [("项目名称", project.name), ("资金用途", project.purpose or "")]
        head += [(f"{PERIOD_NAMES[goal.period]}目标", goal.text) for goal in self.target.goals]
        if self.item:
            head += [("文字部分的绩效目标", self.item.goal), ("文字部分的绩效指标", self.item.indicators)]
        found: list[tuple[str, str, Row | None]] = [(place, text, None) for place, text in head if text]
        for row in self.rows:
            cells = (("三级指标", row.name), ("指标描述", row.indicator.description or ""), ("指标值", row.text))
            found += [(place, text, row) for place, text in cells if text]
        return found


def form_of(target: PerformanceTarget) -> FormDefinition:
    """Return the target's form; a form that we do not know is judged by the central one."""
    try:
        return get_form(target.form)
    except InputError:
        return get_form("central")


def _item_of(name: str, narrative: Narrative | None) -> NarrativeItem | None:
    """Find the narrative's paragraph on a project: the same name, or nearly so (文字部分 often shortens it)."""
    if narrative is None:
        return None
    wanted = match_key(name)
    pairs = bigrams(wanted)
    best: tuple[float, NarrativeItem | None] = (0.7, None)
    for item in narrative.items:
        key = match_key(item.name)
        if key == wanted:
            return item
        other = bigrams(key)
        likeness = len(pairs & other) / max(len(pairs | other), 1)
        if likeness >= best[0]:
            best = (likeness, item)
    return best[1]
