"""An indicator as the rules see it: what its name measures, what its value says."""

import re
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from assistant.checking.costs import Cost, cost_of
from assistant.checking.figures import SCALE, subject
from assistant.checking.lexicon import Meaning, classify, lexicon, unit_family
from assistant.model import Indicator, Period
from assistant.model.text import tidy

COST_LEVELS = frozenset({"成本指标", "经济成本指标", "社会成本指标", "生态环境成本指标"})
# Older and local forms: 预算(或投资规模)控制指标.
_COST_LEVEL = re.compile(r"成本|预算.*控制|投资.*控制")
_EMPTY = re.compile(r"[\s\-—/\\.。、()（）]*(?:空|无数据|null|none)?[\s\-—/\\.。、()（）]*", re.IGNORECASE)


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
